"""What a notebook finds, in sentences made from the frames at hand."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from workbook.loading import Corpus
    from workbook.topics import TopicModel


class Finding(str):
    """Sentences shown as a paragraph; what articles say in them stays plain text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<p class="tex2jax_ignore mathjax_ignore">{escape(self)}</p>'


def describe_corpus(corpus: Corpus) -> Finding:
    """Say what was loaded, from when, and what was left out."""
    articles, files = corpus.articles, corpus.files
    read = files.filter(pl.col("n_articles") > 0).height
    dated, titled = articles["published"].count(), articles["title"].count()
    total, median = articles.select(pl.sum("n_words"), pl.median("n_words").alias("median")).row(0)
    period = f", from {_ends(articles['published'])}" if dated else ""
    said = [
        f"{_count(articles.height, 'article')} with {total:,} words came from "
        f"{_count(read, 'file')}; the median article has {median or 0:,.0f} words.",
        f"{titled:,} of them carry a headline and {dated or 'none'} a date{period}.",
    ]
    outlets = articles["outlet"].drop_nulls()
    if outlets.len():
        said.append(f"They come from {_count(outlets.n_unique(), 'outlet')}.")
        if unnamed := articles.height - outlets.len():
            said.append(f"Without an outlet: {unnamed:,}.")
    languages = articles["language"].drop_nulls()
    if languages.n_unique() > 1:
        said.append(f"Languages: {_listed([f'{name} {n:,}' for name, n in _ranked(languages)])}.")
    if copies := articles["duplicate_of"].count():
        said.append(f"Near-duplicates of an earlier article: {copies:,}.")
    if problems := files["problem"].count():
        said.append(f"The table of files has remarks on {_count(problems, 'file')}.")
    return Finding(" ".join(said))


def describe_topics(model: TopicModel) -> Finding:
    """Say how many topics there are and which are the largest."""
    topics = model.topics().sort("n_articles", "topic", descending=[True, False])
    total = topics.select(pl.sum("n_articles")).item()
    largest = [
        f"“{label}” ({n:,} of {total:,})"
        for label, n in topics.select("label", "n_articles").head(3).rows()
    ]
    return Finding(
        f"The {_count(total, 'article')} fall into {_count(topics.height, 'topic')}. "
        f"The largest: {_listed(largest)}."
    )


def describe_scores(scores: pl.DataFrame, formula: str) -> Finding:
    """Say where the scores lie, in which articles the lowest and highest, and by outlet."""
    known = scores.drop_nulls(formula).sort(formula)
    if known.is_empty():
        return Finding("No article has words to score.")
    low, high = known.row(0, named=True), known.row(-1, named=True)
    median = known.select(pl.median(formula)).item()
    said = [
        f"The median {formula.replace('_', ' ')} of {_count(known.height, 'article')} is "
        f"{median:.1f}; it runs from {low[formula]:.1f} (“{low['label']}”) "
        f"to {high[formula]:.1f} (“{high['label']}”)."
    ]
    by_outlet = known.drop_nulls("outlet").group_by("outlet")
    outlets = by_outlet.agg(pl.median(formula), pl.len()).sort(formula, "outlet")
    if outlets.height > 1:
        medians = [f"{name} {score:.1f} (n = {n:,})" for name, score, n in outlets.rows()]
        said.append(f"Medians by outlet: {_listed(medians)}.")
    if "caution" in known.columns and (doubted := known["caution"].count()):
        said.append(f"With a caution: {doubted:,}.")
    return Finding(" ".join(said))


def describe_drivers(explained: pl.DataFrame) -> Finding:
    """Say whether sentences or words make the scores differ, and for how many articles.

    Parameters
    ----------
    explained
        The frame of `explain_scores`.
    """
    known = explained.drop_nulls("from_sentences")
    if known.is_empty():
        return Finding("No article has words to score.")
    parts = ("from_sentences", "from_words")
    sentences, words = known.select(pl.col(parts).abs().median()).row(0)
    larger = "Sentences" if sentences >= words else "Words"
    drivers = [f"{driver} in {n:,}" for driver, n in _ranked(known["driver"])]
    return Finding(
        f"{larger} make the larger difference: against a middling text, sentences move the score "
        f"of the median article by {sentences:.1f} up or down, words by {words:.1f}. "
        f"What weighs most: {_listed(drivers)}."
    )


def describe_parts(parts: pl.DataFrame, formula: str) -> Finding:
    """Say how headlines compare with bodies, and quotations with the reporters' own words.

    Parameters
    ----------
    parts
        The frame of `score_parts`.
    formula
        A column of it.
    """
    from workbook.readability import FORMULAS

    wide = parts.pivot("part", index="article_id", values=formula)
    said = []
    for part, other in (("headline", "body"), ("quotations", "own words")):
        if part in wide.columns and other in wide.columns:
            difference = wide.select(by=pl.col(part) - pl.col(other)).drop_nulls()
            above = difference.filter(pl.col("by") > 0).height
            median = difference.select(pl.median("by")).item() or 0
            of = _count(difference.height, "article")
            said.append(
                f"In {above:,} of {of} the score of the {part} is above that of the {other}; "
                f"the median difference is {median:+.1f}."
            )
    if not said:
        return Finding("No article has two parts to compare.")
    return Finding(" ".join([*said, f"Higher is {FORMULAS[formula].higher}."]))


def describe_quotations(quotations: pl.DataFrame) -> Finding:
    """Say how many quotations there are, of which kind, and who is quoted most and together."""
    from workbook.quotations import merge_speakers, summarise_pairs

    said = [_kinds(quotations, "quotation")]
    if most := _ranked(merge_speakers(quotations)["speaker"])[:3]:
        said.append(f"Quoted most: {_listed([f'{name} ({n:,})' for name, n in most])}.")
    pairs = summarise_pairs(quotations).filter(pl.col("n_articles") > 1)
    if pairs.height:
        one, other, n = pairs.row(0)
        said.append(f"Most often together: {one} and {other}, in {n:,} articles.")
    if unknown := quotations["speaker"].null_count():
        said.append(f"For {unknown:,} the article does not settle who speaks.")
    return Finding(" ".join(said))


def describe_cues(quotations: pl.DataFrame) -> Finding:
    """Say which cue words are the commonest and how many show another stance than neutral.

    Parameters
    ----------
    quotations
        The rows of `find_quotations`.
    """
    from workbook.quotations import add_tone

    cues = add_tone(quotations.drop_nulls("cue"))
    if cues.is_empty():
        return Finding("No quotation has a cue word.")
    verbs = [f"“{verb}” ({n:,})" for verb, n in _ranked(cues["verb"])[:3]]
    tones = [f"{tone} {n / cues.height:.0%}" for tone, n in _ranked(cues["tone"])]
    first, total = cues["verb"].n_unique(), _count(cues.height, "quotation")
    return Finding(
        f"{total} {'has' if cues.height == 1 else 'have'} {_count(first, 'cue word')}; the "
        f"commonest: {_listed(verbs)}. By tone: {_listed(tones)}."
    )


def describe_quoted(quoted: pl.DataFrame) -> Finding:
    """Say which share of the text is quoted, and in which article the most.

    Parameters
    ----------
    quoted
        The frame of `count_quoted` with the articles' `label`.
    """
    if quoted.is_empty():
        return Finding("No article has text.")
    own = quoted.filter(pl.col("kind") == "own words")
    of_kind = dict(quoted.group_by("kind").agg(pl.sum("n_characters")).rows())
    total, words, marked = sum(of_kind.values()), of_kind["own words"], of_kind.get("direct", 0)
    label, share = own.sort("share", maintain_order=True).select("label", "share").row(0)
    return Finding(
        f"Of the text of {_count(own.height, 'article')}, {1 - words / total:.0%} is what others "
        f"are reported to say, {marked / total:.0%} in direct quotations. Quoted the most: "
        f"“{label}” ({1 - share:.0%})."
    )


def _kinds(rows: pl.DataFrame, noun: str) -> str:
    """How many rows in how many articles, and of which kinds."""
    articles = _count(rows["article_id"].n_unique(), "article")
    kinds = _listed([f"{n:,} {kind}" for kind, n in _ranked(rows["kind"])])
    return f"{_count(rows.height, noun)} in {articles}: {kinds}."


def _ranked(values: pl.Series) -> list[tuple[str, int]]:
    """The known values with their counts, the commonest first.

    >>> _ranked(pl.Series(["b", None, "a", "b"]))
    [('b', 2), ('a', 1)]
    """
    counts = values.drop_nulls().alias("value").value_counts()
    return counts.sort("count", "value", descending=[True, False]).rows()


def _ends(days: pl.Series) -> str:
    """The first and last day."""
    return " to ".join(map(str, (days.min(), days.max())))


def _count(n: int, noun: str) -> str:
    """A number with its noun.

    >>> _count(1, "file"), _count(2, "file")
    ('1 file', '2 files')
    """
    return f"{n:,} {noun}" + ("" if n == 1 else "s")


def _listed(parts: list[str]) -> str:
    """Parts as a list in a sentence.

    >>> _listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "none"
