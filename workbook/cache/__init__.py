"""The analyses with their results kept, so that no article is read twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import polars as pl

from workbook import figures, quotations, readability, topics
from workbook.cache.keep import Work, keep
from workbook.cache.keys import FIGURES, QUOTATIONS, READABILITY
from workbook.cache.models import keep_model
from workbook.topics import TopicModel

__all__ = ["find_figures", "find_quotations", "fit_topics", "score_readability"]

_QUOTATIONS = Work(quotations.find_quotations, QUOTATIONS, "quotations", parses=True)
_FIGURES = Work(figures.find_figures, FIGURES, "figures", parses=True)
_READABILITY = Work(readability.score_readability, READABILITY, "readability", parses=False)


def find_quotations(articles: pl.DataFrame, *, processes: int | None = None) -> pl.DataFrame:
    """Do what `workbook.quotations.find_quotations` does, for new articles only."""
    return keep(_QUOTATIONS, articles, processes)


def find_figures(articles: pl.DataFrame, *, processes: int | None = None) -> pl.DataFrame:
    """Do what `workbook.figures.find_figures` does, for new articles only."""
    return keep(_FIGURES, articles, processes)


def score_readability(
    articles: pl.DataFrame, by: Literal["article", "paragraph", "sentence"] = "article"
) -> pl.DataFrame:
    """Do what `workbook.readability.score_readability` does, for new articles only."""
    if by != "article":  # so many rows are counted as fast as they are read
        return readability.score_readability(articles, by)
    return keep(_READABILITY, articles)


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
find_figures.__doc__ = (figures.find_figures.__doc__ or "") + _KEPT + _PROCESSES
score_readability.__doc__ = (readability.score_readability.__doc__ or "") + _KEPT
fit_topics.__doc__ = (topics.fit_topics.__doc__ or "") + _KEPT
