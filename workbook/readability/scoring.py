"""Texts -> counts and scores, a slice at a time."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from workbook.readability.counts import count_texts
from workbook.readability.formulas import apply_formulas

SLICE = 2_000  # articles counted at a time, so that memory stays flat


def count_and_score(
    articles: pl.DataFrame, split: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Score the texts that `split` makes of articles: its columns, counts in place of `text`."""
    starts = range(0, max(articles.height, 1), SLICE)
    counted = [_count(split(articles.slice(start, SLICE))) for start in starts]
    return apply_formulas(pl.concat(counted, rechunk=True))


def _count(texts: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([texts.drop("text"), count_texts(texts["text"])], how="horizontal")
