"""A filter as plain data, and the pure function that applies it to any frame."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import polars as pl

from workbook.errors import WorkbookError
from workbook.schema import require_columns
from workbook.search import search_expression

# The columns a reader chooses values of; each is also a field of Filter.
CATEGORIES = (
    "outlet",
    "section",
    "language",
    "topic",
    "speaker",
    "kind",
    "cue",
    "unit",
    "bound",
    "change",
)

Range = tuple[date | str | None, date | str | None]


@dataclass(frozen=True, repr=False)
class Filter:
    """What to keep, as data that prints as the code that makes it.

    Attributes
    ----------
    outlet, section, language, topic, speaker, kind, cue, unit, bound, change
        Values to keep of the column of that name; empty keeps all, `None` among
        them keeps the rows where it is unknown.
    published
        First and last day, as dates or ISO 8601 text, both kept; `None` leaves an end
        open. Rows without a date are left out as soon as one end is set.
    n_words
        Fewest and most words, both kept; `None` leaves an end open.
    text
        A query: words, "a phrase", prefix*, field:word, AND, OR, NOT, brackets.
    hide_duplicates
        Leave out near-duplicates of an earlier article.

    Examples
    --------
    >>> Filter(outlet=("The Courier",), published=("2025-01-01", None))
    wb.Filter(outlet=('The Courier',), published=('2025-01-01', None))
    """

    outlet: tuple[str | None, ...] = ()
    section: tuple[str | None, ...] = ()
    language: tuple[str | None, ...] = ()
    topic: tuple[str | None, ...] = ()
    speaker: tuple[str | None, ...] = ()
    kind: tuple[str | None, ...] = ()
    cue: tuple[str | None, ...] = ()
    unit: tuple[str | None, ...] = ()
    bound: tuple[str | None, ...] = ()
    change: tuple[str | None, ...] = ()
    published: Range | None = None
    n_words: tuple[int | None, int | None] | None = None
    text: str = ""
    hide_duplicates: bool = False

    def __post_init__(self) -> None:
        for name in CATEGORIES:
            if isinstance(getattr(self, name), str):
                value = getattr(self, name)
                raise WorkbookError(
                    f"Filter({name}={value!r}) is one text where a tuple of values is meant. "
                    f"Write {name}=({value!r},)."
                )
        if self.published is not None:
            object.__setattr__(self, "published", tuple(_day(end) for end in self.published))

    def __repr__(self) -> str:
        changed = [
            f"{field.name}={_code(getattr(self, field.name))}"
            for field in fields(self)
            if getattr(self, field.name) != field.default
        ]
        return f"wb.Filter({', '.join(changed)})"


def _day(end: date | str | None) -> date | None:
    if end is None or isinstance(end, date):
        return end
    try:
        return date.fromisoformat(end)
    except ValueError:
        raise WorkbookError(
            f"Filter(published=...): '{end}' is no day. Write it as '2025-03-31'."
        ) from None


def _code(value: object) -> str:
    """The value as Python code; days as ISO 8601 text, so that nothing need be imported."""
    if isinstance(value, tuple):
        inner = ", ".join(_code(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(value.isoformat() if isinstance(value, date) else value)


def filter_articles(articles: pl.DataFrame, filter: Filter) -> pl.DataFrame:
    """Keep the rows that the filter asks for.

    Parameters
    ----------
    articles
        Articles, or any frame with the columns that the filter names: quotations or
        figures joined with their articles, for instance.
    filter
        What to keep.

    Returns
    -------
    pl.DataFrame
        The same columns and order, fewer rows.

    Raises
    ------
    WorkbookError
        If the frame lacks a column that the filter names, or the text query is not
        well formed.
    """
    conditions = _conditions(articles, filter)
    return articles.filter(*conditions) if conditions else articles


def _conditions(articles: pl.DataFrame, chosen: Filter) -> list[pl.Expr]:
    conditions = []
    for name in CATEGORIES:
        if values := getattr(chosen, name):
            require_columns(articles, name)
            options = pl.Series(values, dtype=articles.schema[name])
            conditions.append(pl.col(name).is_in(options, nulls_equal=True))
    for name in ("published", "n_words"):
        for end, keeps in zip(getattr(chosen, name) or (None, None), ("ge", "le"), strict=True):
            if end is not None:
                require_columns(articles, name)
                conditions.append(getattr(pl.col(name), keeps)(end))
    if chosen.text.strip():
        conditions.append(search_expression(chosen.text, articles.schema))
    if chosen.hide_duplicates:
        require_columns(articles, "duplicate_of")
        conditions.append(pl.col("duplicate_of").is_null())
    return conditions
