"""What was loaded and what it is about, in sentences made from the frames at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from workbook.findings.words import (
    Finding,
    listed,
    ranked,
    say_count,
    say_ends,
    say_few,
)

if TYPE_CHECKING:
    from workbook.loading import Corpus
    from workbook.topics import TopicModel


def describe_corpus(corpus: Corpus) -> Finding:
    """Say what was loaded, from when, and what was left out."""
    articles, files = corpus.articles, corpus.files
    if articles.is_empty():
        return Finding("No article was loaded; the table of files says why.")
    said = [_size(corpus), _heads(articles), *_outlets(articles["outlet"])]
    languages = articles["language"].drop_nulls()
    if languages.n_unique() > 1:
        said.append(f"Languages: {listed([f'{name} {n:,}' for name, n in ranked(languages)])}.")
    if copies := articles["duplicate_of"].count():
        some = "1 is a near-duplicate" if copies == 1 else f"{copies:,} are near-duplicates"
        said.append(f"{some} of an earlier article.")
    if problems := files["problem"].count():
        said.append(f"The table of files has remarks on {say_count(problems, 'file')}.")
    return Finding(" ".join(said))


def _size(corpus: Corpus) -> str:
    lengths = corpus.articles.select(total=pl.sum("n_words"), median=pl.median("n_words"))
    total, median = lengths.row(0)
    n, read = corpus.articles.height, corpus.files.filter(pl.col("n_articles") > 0).height
    of_many = f"; the median article has {median or 0:,.0f}" if n > 1 else ""
    return (
        f"{say_count(n, 'article')} with {say_count(total, 'word')} came from "
        f"{say_count(read, 'file')}{of_many}."
    )


def _heads(articles: pl.DataFrame) -> str:
    """How many articles have a headline and a date."""
    titled, dated = articles["title"].count(), articles["published"].count()
    period = f", {say_ends(articles['published'])}" if dated else ""
    if articles.height == 1:
        return (
            f"It has {'a' if titled else 'no'} headline and {'a' if dated else 'no'} date{period}."
        )
    some, few = (say_few(n, articles.height) for n in (titled, dated))
    return f"A headline stands in {some} of them, a date in {few}{period}."


def _outlets(outlets: pl.Series) -> list[str]:
    """How many outlets there are, and how many articles name none."""
    named = outlets.drop_nulls()
    if named.is_empty():
        return ["No article names its outlet."] if outlets.len() > 1 else []
    said = f"They come from {say_count(named.n_unique(), 'outlet')}"
    if named.n_unique() == 1:
        said = f"The outlet is {named[0]}"
    lacking = say_count(outlets.null_count(), "article")
    verb = "names" if outlets.null_count() == 1 else "name"
    return [f"{said}; {lacking} {verb} none." if outlets.null_count() else f"{said}."]


def describe_topics(model: TopicModel) -> Finding:
    """Say how many topics there are and which are the largest."""
    topics = model.topics().sort("n_articles", "topic", descending=[True, False])
    total = int(topics["n_articles"].sum())
    if topics.is_empty():
        return Finding("There is no article to sort into topics.")
    largest = [
        f"“{label}” ({n:,} of {total:,})"
        for label, n in topics.select("label", "n_articles").head(3).rows()
    ]
    if topics.height == 1:
        make = "makes" if total == 1 else "make"
        label = topics["label"][0]
        return Finding(f"{say_count(total, 'article')} {make} one topic: “{label}”.")
    weak = int(model.main_topics()["weak"].sum())
    fit = "1 article fits" if weak == 1 else f"{weak:,} articles fit"
    return Finding(
        f"{total:,} articles fall into {topics.height:,} topics. "
        f"The largest: {listed(largest)}. "
        + (f"{fit} no topic well." if weak else "None is a weak fit.")
    )
