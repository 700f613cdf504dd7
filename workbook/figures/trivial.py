"""Counts that are right by the letter and rarely of interest: "the two sides", "one of the"."""

from __future__ import annotations

import re

import polars as pl

from workbook.figures.tokens import words
from workbook.schema import require_columns

_GREATEST = 2
_LAST_WORD = re.compile(r"([^\W\d_]+)\W*$")
_LONGEST_WORD = 20


def hide_trivial(figures: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Leave out counts of one or two known things: "the two sides", "his two sons", "one of them".

    Parameters
    ----------
    figures
        Figures, or any frame with their columns `article_id`, `start`, `end`, `kind`, `value`,
        `high`, `bound`.
    articles
        Their articles: `article_id`, `body`.

    Returns
    -------
    pl.DataFrame
        The same columns and order, fewer rows. "Two people died" stays.

    Raises
    ------
    WorkbookError
        If a frame lacks a column that is needed.

    Examples
    --------
    >>> from workbook.figures import find_figures
    >>> body = "The two sides met. Two people were hurt."
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    >>> hide_trivial(find_figures(articles), articles)["text"].to_list()
    ['Two people']
    """
    columns = ("article_id", "start", "end", "kind", "value", "high", "bound")
    require_columns(figures, *columns)
    require_columns(articles, "article_id", "body")
    bodies = dict(articles.select("article_id", "body").iter_rows())
    small = pl.col("value").is_between(0, _GREATEST) & pl.col("high").is_null()
    count = (pl.col("kind") == "count") & (pl.col("bound") == "=")
    places = figures.select(
        "article_id", "start", "end", maybe=(count & small).fill_null(value=False)
    )
    trivial = [
        small_count and _is_known(bodies.get(key) or "", start, end)
        for key, start, end, small_count in places.rows()
    ]
    return figures.filter(~pl.Series(trivial, dtype=pl.Boolean))


def _is_known(body: str, start: int, end: int) -> bool:
    """Whether "the", "these", "his" stands before a figure, or "of" after it."""
    before = _LAST_WORD.search(body[max(0, start - _LONGEST_WORD) : start])
    definite = before is not None and before[1].lower() in words("determiners") - {"a", "an"}
    return definite or body[end:].lstrip().startswith("of ")
