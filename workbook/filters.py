"""A filter as plain data, and the pure function that applies it to any frame."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import polars as pl

from workbook.errors import WorkbookError, require_known
from workbook.filter_fields import Range, as_code, ends_of, values_of
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
RANGES = ("published", "n_words", "value")


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
    value
        Lowest and highest value of a figure, both kept; `None` leaves an end open.
    article_id
        Articles to keep, as picked in a chart; empty keeps all.
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
    value: tuple[float | None, float | None] | None = None
    article_id: tuple[str, ...] = ()
    text: str = ""
    hide_duplicates: bool = False

    def __post_init__(self) -> None:
        for name in (*CATEGORIES, "article_id"):
            object.__setattr__(self, name, values_of(name, getattr(self, name)))
        for name in RANGES:
            object.__setattr__(self, name, ends_of(name, getattr(self, name)))
        for name, kind in (("text", str), ("hide_duplicates", bool)):
            if not isinstance(getattr(self, name), kind):
                raise WorkbookError(f"Filter({name}={getattr(self, name)!r}): no {kind.__name__}.")

    def __repr__(self) -> str:
        changed = [
            f"{field.name}={as_code(getattr(self, field.name))}"
            for field in fields(self)
            if getattr(self, field.name) != field.default
        ]
        return f"wb.Filter({', '.join(changed)})"

    def to_json(self) -> str:
        """What differs from a filter that keeps everything, as JSON.

        >>> Filter(outlet=("Wire", None), published=("2025-01-01", None)).to_json()
        '{"outlet": ["Wire", null], "published": ["2025-01-01", null]}'
        """
        return json.dumps(filter_to_plain(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Filter:
        """The filter that `to_json` wrote.

        Raises
        ------
        WorkbookError
            If the text is no JSON object, or names a field that a filter does not have.
        """
        try:
            return filter_from_plain(json.loads(text))
        except (ValueError, RecursionError) as error:
            if isinstance(error, WorkbookError):
                raise
            raise WorkbookError(f"this is no filter as JSON: {error}.") from None


def filter_to_plain(chosen: Filter) -> dict[str, Any]:
    """The fields that ask for something, as JSON knows them: lists, and days as ISO 8601 text."""
    asked = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
    return {
        field.name: _plain(asked[field.name])
        for field in fields(chosen)
        if asked[field.name] != field.default
    }


def filter_from_plain(plain: object) -> Filter:
    """The filter that `filter_to_plain` took apart."""
    if not isinstance(plain, dict):
        raise WorkbookError('this is no filter as JSON: it is {"field": value, ...}.')
    require_known("field of a filter", plain, (field.name for field in fields(Filter)))
    asked: dict[str, Any] = dict(plain)
    return Filter(**asked)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


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
    conditions = filter_conditions(articles, filter)
    return articles.filter(*conditions.values()) if conditions else articles


def filter_conditions(articles: pl.DataFrame, chosen: Filter) -> dict[str, pl.Expr]:
    """Build one condition for each field of a filter that asks for something, by its name.

    Raises
    ------
    WorkbookError
        As `filter_articles` does.
    """
    conditions = {}
    for field in fields(chosen):
        value = getattr(chosen, field.name)
        if value != field.default and not (field.name == "text" and not value.strip()):
            conditions[field.name] = _condition(articles, field.name, value)
    return conditions


def _condition(articles: pl.DataFrame, name: str, value: Any) -> pl.Expr:
    if name == "text":
        return search_expression(value, articles.schema)
    if name == "hide_duplicates":
        require_columns(articles, "duplicate_of")
        return pl.col("duplicate_of").is_null()
    require_columns(articles, name)
    if name in RANGES:
        ends = zip(value, ("ge", "le"), strict=True)
        kept = [getattr(pl.col(name), does)(end) for end, does in ends if end is not None]
        return pl.all_horizontal(kept).fill_null(value=False)
    return pl.col(name).is_in(_options(name, value, articles.schema[name]), nulls_equal=True)


def _options(name: str, values: tuple[Any, ...], dtype: pl.DataType) -> pl.Series:
    """The values to keep in the column's own type, as one list."""
    try:
        return pl.Series(values, dtype=dtype).implode()
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        raise WorkbookError(
            f"Filter({name}={values!r}): the column '{name}' holds {dtype}, so these can be "
            "no values of it."
        ) from None
