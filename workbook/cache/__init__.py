"""The analyses with their results kept, so that no article is read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import polars as pl

from workbook import figures, quotations, readability, schema, topics
from workbook.cache.keep import Work, keep
from workbook.cache.keys import FIGURES, PARTS, QUOTATIONS, READABILITY, TOPICS
from workbook.cache.models import keep_model
from workbook.cache.whole import frame_bytes, keep_whole
from workbook.errors import require_known
from workbook.readability.formulas import FORMULAS
from workbook.schema import require_columns
from workbook.topics import TopicModel

__all__ = [
    "compare_figures",
    "compare_terms",
    "find_figures",
    "find_hard_words",
    "find_quotations",
    "fit_topics",
    "map_articles",
    "mark_difficulty",
    "score_parts",
    "score_readability",
]

By = Literal["article", "paragraph", "sentence"]

_COMPARE = figures.compare_figures
_COMPARED = ("article_id", "body", "title", "published", "duplicate_of")  # of the articles
_QUOTATIONS = Work(quotations.find_quotations, QUOTATIONS, "quotations", parses=True)
_FIGURES = Work(figures.find_figures, FIGURES, "figures", parses=True)
_UNITS: dict[By, str] = {
    "article": "readability",
    "paragraph": "readability of paragraphs",
    "sentence": "readability of sentences",
}
_READABILITY = {
    by: Work(partial(readability.score_readability, by=by), READABILITY, name, parses=False)
    for by, name in _UNITS.items()
}


def find_quotations(articles: pl.DataFrame, *, processes: int | None = None) -> pl.DataFrame:
    """Do what `workbook.quotations.find_quotations` does, for new articles only."""
    return keep(_QUOTATIONS, articles, processes)


def find_figures(articles: pl.DataFrame, *, processes: int | None = None) -> pl.DataFrame:
    """Do what `workbook.figures.find_figures` does, for new articles only."""
    return keep(_FIGURES, articles, processes)


def score_readability(articles: pl.DataFrame, by: By = "article") -> pl.DataFrame:
    """Do what `workbook.readability.score_readability` does, for new articles only."""
    require_known("value of by", [by], _READABILITY)
    return keep(_READABILITY[by], articles)


def score_parts(articles: pl.DataFrame, quotations: pl.DataFrame | None = None) -> pl.DataFrame:
    """Do what `workbook.readability.score_parts` does, for new articles and quotations only."""
    require_columns(articles, "article_id", "body")
    articles = articles.drop("quoted", strict=False)  # where the quotations go
    if quotations is not None:
        require_columns(quotations, "article_id", "kind", "parts")
        marked = quotations.filter(pl.col("kind") != "indirect")
        quoted = marked.group_by("article_id", maintain_order=True).agg(
            quoted=pl.struct("kind", "parts")
        )
        articles = articles.join(quoted, on="article_id", how="left", maintain_order="left")
    return keep(_PARTS, articles)


def _score_parts(articles: pl.DataFrame) -> pl.DataFrame:
    """The parts of articles that bring their quotations along."""
    if "quoted" not in articles.columns:
        return readability.score_parts(articles)
    quoted = articles.select("article_id", "quoted").explode("quoted").drop_nulls()
    return readability.score_parts(articles, quoted.unnest("quoted"))


_PARTS = Work(_score_parts, PARTS, "readability of parts", parses=False)


def fit_topics(
    articles: pl.DataFrame,
    seed: int = 0,
    n_topics: int | None = None,
    *,
    guide: Mapping[str, Sequence[str]] | None = None,
    start: TopicModel | None = None,
    most_fitted: int = 100_000,
) -> TopicModel:
    """Do what `workbook.topics.fit_topics` does, for articles not fitted before."""
    fit = partial(
        topics.fit_topics,
        seed=seed,
        n_topics=n_topics,
        guide=guide,
        start=start,
        most_fitted=most_fitted,
    )
    if start is not None:  # the answer depends on a model that may be anybody's
        return fit(articles)
    pairs = [[label, list(words)] for label, words in (guide or {}).items()]
    return keep_model(fit, articles, [seed, n_topics, pairs, most_fitted])


def map_articles(model: TopicModel) -> pl.DataFrame:
    """Do what `workbook.topics.map_articles` does, for a model not laid out before."""
    ids, rows = model.article_ids[model.order].to_frame(), model.rows[model.order]
    made_of = (str(model.seed).encode(), frame_bytes(ids), rows.tobytes())
    return keep_whole("map", TOPICS, partial(topics.map_articles, model), *made_of)


def compare_figures(figures: pl.DataFrame, articles: pl.DataFrame | None = None) -> pl.DataFrame:
    """Do what `workbook.figures.compare_figures` does, for figures not compared before."""
    require_columns(figures, "article_id")
    shown = [figures.select(name for name in schema.FIGURES if name in figures.columns)]
    if articles is not None:
        require_columns(articles, "article_id", "body")
        shown.append(articles.select(name for name in _COMPARED if name in articles.columns))
    made_of = map(frame_bytes, shown)
    return keep_whole("comparisons", FIGURES, partial(_COMPARE, *shown), *made_of)


def compare_terms(
    articles_a: pl.DataFrame, articles_b: pl.DataFrame, *, fewest_uses: int = 3
) -> pl.DataFrame:
    """Do what `workbook.topics.compare_terms` does, for selections not compared before."""
    for articles in (articles_a, articles_b):
        require_columns(articles, "article_id", "body")
    shown = [articles.select("article_id", "body") for articles in (articles_a, articles_b)]
    compare = partial(topics.compare_terms, *shown, fewest_uses=fewest_uses)
    made_of = (str(fewest_uses).encode(), *map(frame_bytes, shown))
    return keep_whole("terms", TOPICS, compare, *made_of)


def find_hard_words(articles: pl.DataFrame, formula: str = "flesch_kincaid_grade") -> pl.DataFrame:
    """Do what `workbook.readability.find_hard_words` does, for new articles only."""
    require_known("formula", [formula], FORMULAS)
    find = partial(readability.find_hard_words, formula=formula)
    return keep(Work(find, READABILITY, f"hard words of {formula}", parses=False), articles)


def mark_difficulty(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    formula: str = "flesch_kincaid_grade",
    *,
    words: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Do what `workbook.readability.mark_difficulty` does, with the hard words that are kept."""
    words = find_hard_words(articles, formula) if words is None else words
    return readability.mark_difficulty(articles, sentences, formula, words=words)


_KEPT = """

    Notes
    -----
    Results are kept in the user's cache folder and read from there the next time, until the
    article or the code changes; `workbook cache` shows and clears them.
    """
_PROCESSES = """
    `processes` is how many work at once; if not given, one for some hundred new articles, and one
    for each core for more.
    """

# What is called stands where it is computed; help and the notebook show it here too.
find_quotations.__doc__ = (quotations.find_quotations.__doc__ or "") + _KEPT + _PROCESSES
compare_figures.__doc__ = (figures.compare_figures.__doc__ or "") + _KEPT
compare_terms.__doc__ = (topics.compare_terms.__doc__ or "") + _KEPT
find_figures.__doc__ = (figures.find_figures.__doc__ or "") + _KEPT + _PROCESSES
score_readability.__doc__ = (readability.score_readability.__doc__ or "") + _KEPT
find_hard_words.__doc__ = (readability.find_hard_words.__doc__ or "") + _KEPT
mark_difficulty.__doc__ = readability.mark_difficulty.__doc__
score_parts.__doc__ = (readability.score_parts.__doc__ or "") + _KEPT
fit_topics.__doc__ = (topics.fit_topics.__doc__ or "") + _KEPT
map_articles.__doc__ = (topics.map_articles.__doc__ or "") + _KEPT
