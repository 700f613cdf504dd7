"""What was loaded and what it is about, in sentences made from the frames at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from workbook.findings.words import Finding, listed, ranked, say_count, say_ends

if TYPE_CHECKING:
    from workbook.loading import Corpus
    from workbook.topics import TopicModel


def describe_corpus(corpus: Corpus) -> Finding:
    """Say what was loaded, from when, and what was left out."""
    articles, files = corpus.articles, corpus.files
    read = files.filter(pl.col("n_articles") > 0).height
    dated, titled = articles["published"].count(), articles["title"].count()
    total, median = articles.select(pl.sum("n_words"), pl.median("n_words").alias("median")).row(0)
    period = f", from {say_ends(articles['published'])}" if dated else ""
    said = [
        f"{say_count(articles.height, 'article')} with {total:,} words came from "
        f"{say_count(read, 'file')}; the median article has {median or 0:,.0f} words.",
        f"{titled:,} of them carry a headline and {dated or 'none'} a date{period}.",
    ]
    outlets = articles["outlet"].drop_nulls()
    if outlets.len():
        said.append(f"They come from {say_count(outlets.n_unique(), 'outlet')}.")
        if unnamed := articles.height - outlets.len():
            said.append(f"Without an outlet: {unnamed:,}.")
    languages = articles["language"].drop_nulls()
    if languages.n_unique() > 1:
        said.append(f"Languages: {listed([f'{name} {n:,}' for name, n in ranked(languages)])}.")
    if copies := articles["duplicate_of"].count():
        said.append(f"Near-duplicates of an earlier article: {copies:,}.")
    if problems := files["problem"].count():
        said.append(f"The table of files has remarks on {say_count(problems, 'file')}.")
    return Finding(" ".join(said))


def describe_topics(model: TopicModel) -> Finding:
    """Say how many topics there are and which are the largest."""
    topics = model.topics().sort("n_articles", "topic", descending=[True, False])
    total = topics.select(pl.sum("n_articles")).item()
    largest = [
        f"“{label}” ({n:,} of {total:,})"
        for label, n in topics.select("label", "n_articles").head(3).rows()
    ]
    weak = model.main_topics()["weak"].sum()
    return Finding(
        f"The {say_count(total, 'article')} fall into {say_count(topics.height, 'topic')}. "
        f"The largest: {listed(largest)}. Articles that fit no topic well: {weak:,}."
    )
