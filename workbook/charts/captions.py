"""What stands under a chart: how many rows, of which period, of which outlets."""

from __future__ import annotations

import polars as pl

from workbook.charts.parts import NOTHING, UNDATED


def caption(frame: pl.DataFrame, rows: str) -> str:
    """Say what a chart stands on: how many rows, of which period and outlets.

    Parameters
    ----------
    frame
        Uses `article_id`, `published` and `outlet`, as far as they are there.
    rows
        What a row is, in the plural.

    Examples
    --------
    >>> caption(pl.DataFrame({"article_id": ["a", "b"], "outlet": ["Wire", None]}), "articles")
    'n = 2 articles; Wire (1 unnamed)'
    """
    if frame.is_empty():
        return f"n = 0 {rows}: {NOTHING}"
    parts = [f"n = {count_words(frame.height, rows)}"]
    if rows != "articles":
        parts[0] += f" in {count_words(_n_different(frame['article_id']), 'articles')}"
    return "; ".join([*parts, *_period(frame), *_outlets(frame)])


def _n_different(ids: pl.Series) -> int:
    """How many different ids there are: counted where they change, as most stand together."""
    return ids.filter(ids.ne_missing(ids.shift())).n_unique()


def count_words(n: int, rows: str) -> str:
    """A number with its noun, which is given in the plural.

    >>> count_words(1, "articles"), count_words(2_000, "figures")
    ('1 article', '2,000 figures')
    """
    return f"{n:,} {rows.removesuffix('s') if n == 1 else rows}"


def _period(frame: pl.DataFrame) -> list[str]:
    if "published" not in frame.columns:
        return []
    first, last = frame["published"].min(), frame["published"].max()
    if first is None:
        return ["undated"]
    return [(str(first) if first == last else f"{first!s} to {last!s}") + _lacking(frame, UNDATED)]


def _outlets(frame: pl.DataFrame) -> list[str]:
    if "outlet" not in frame.columns:
        return []
    names = frame["outlet"].drop_nulls().unique().sort().to_list()
    if not names:
        return ["no outlet named"]
    shown = ", ".join(names) if len(names) <= 4 else f"{len(names)} outlets"
    return [shown + _lacking(frame, "unnamed")]


def _lacking(frame: pl.DataFrame, word: str) -> str:
    """How many articles lack a date or an outlet, in brackets."""
    column = "published" if word == UNDATED else "outlet"
    lacking = frame.filter(pl.col(column).is_null())["article_id"].n_unique()
    return f" ({lacking:,} {word})" if lacking else ""
