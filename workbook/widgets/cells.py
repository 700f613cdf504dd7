"""The cells of a table: their words, their order, and the search among them."""

from __future__ import annotations

import polars as pl


def heading(name: str) -> str:
    """A column's name as words.

    >>> heading("n_words")
    'words'
    """
    return name.removeprefix("n_").replace("_", " ")


def as_text(value: object) -> str:
    """A cell as text: numbers with separators, days as ISO 8601, null as nothing.

    >>> [as_text(value) for value in (1234.5, 1234, None, ["a", "b"])]
    ['1,234.5', '1,234', '', 'a, b']
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return _float(value)
        case list():
            return ", ".join(map(as_text, value))
        case {"start": start, "end": end}:
            return f"{start}–{end}"
        case _:
            return str(value)


def _float(value: float) -> str:
    """One place after the point, four digits below 1, none where there is no fraction."""
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.4g}" if abs(value) < 1 else f"{value:,.1f}"


def sort_rows(frame: pl.DataFrame, by: str, *, descending: bool) -> pl.DataFrame:
    """Sort by a column, text whatever its case, nulls last; by none, the frame as it is."""
    if by not in frame.columns or frame.schema[by].is_nested():
        return frame
    key = pl.col(by)
    if frame.schema[by] in (pl.String, pl.Categorical, pl.Enum):
        key = key.cast(pl.String).str.to_lowercase()
    return frame.sort(key, descending=descending, nulls_last=True, maintain_order=True)


def holds_words(frame: pl.DataFrame, query: str) -> pl.Series:
    """Whether each row holds every word of a query, or a part of a word like it, in any column.

    >>> rows = pl.DataFrame({"label": ["Tram strike", "Strike over"], "n": [1, 2]})
    >>> holds_words(rows, "tra STRIKE").to_list()
    [True, False]
    """
    holds = pl.repeat(True, frame.height, eager=True)
    words = _plain(query).split()
    columns = [_words_of(name, dtype) for name, dtype in frame.schema.items()]
    if not (words and columns):
        return holds
    rows = frame.select(pl.concat_str(columns, separator="\n", ignore_nulls=True)).to_series()
    rows = rows.str.to_lowercase().str.replace_all("’", "'", literal=True)
    for word in words:
        holds &= rows.str.contains(word, literal=True)
    return holds


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _words_of(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column as text to search in; what has no such form has no words."""
    if dtype == pl.List(pl.String):
        return pl.col(name).list.join(", ")
    if dtype.is_nested() or dtype in (pl.Duration, pl.Binary, pl.Object):
        return pl.lit(None, pl.String)
    return pl.col(name).cast(pl.String)
