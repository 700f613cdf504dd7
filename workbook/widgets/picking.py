"""What is picked in a chart, a mark or a stretch, as a filter."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from workbook.charts.parts import OTHER, UNDATED, UNKNOWN
from workbook.errors import WorkbookError
from workbook.filters import CATEGORIES, RANGES, Filter

# A filter names what was picked one by one; more than this no reader meant singly.
MOST_PICKED = 2_000

Row = Mapping[str, Any]


def pick_mark(frame: pl.DataFrame, chosen: Filter, row: Row) -> Filter:
    """Keep what a mark stands for; picked again, keep it no longer."""
    asked: dict[str, Any] = {}
    for name, value in row.items():
        if name in CATEGORIES and name in frame.columns and not _is_rest(frame[name], value):
            asked[name] = (_value(frame[name], value),)
        elif name == "published" and name in frame.columns:
            asked[name] = _period(value, value)
    asked = {name: value for name, value in asked.items() if value is not None}
    if asked and all(getattr(chosen, name) == value for name, value in asked.items()):
        return replace(chosen, **{name: getattr(Filter(), name) for name in asked})
    return replace(chosen, **asked)


def pick_stretch(
    frame: pl.DataFrame, chosen: Filter, stretch: Mapping[str, list[Any]], rows: Sequence[Row]
) -> Filter:
    """Keep what lies in a stretch of a chart, given by field as its ends or its values.

    Fields of a filter narrow by themselves. Others are positions on a map: the articles that
    lie there are kept, sought in the frame or among the chart's own rows.
    """
    asked: dict[str, Any] = {}
    places: dict[str, list[Any]] = {}
    for name, ends in stretch.items():
        if name == "published" and name in frame.columns:
            asked[name] = _period(ends[0], ends[-1])
        elif name in RANGES and name in frame.columns:
            asked[name] = (min(ends), max(ends))
        elif name in CATEGORIES and name in frame.columns:
            asked[name] = tuple(_value(frame[name], value) for value in ends)
        else:
            places[name] = ends
    if places and "article_id" in frame.columns:
        asked["article_id"] = _articles_at(frame, places, rows)
    return replace(chosen, **{name: value for name, value in asked.items() if value is not None})


def _articles_at(
    frame: pl.DataFrame, places: Mapping[str, list[Any]], rows: Sequence[Row]
) -> tuple[str, ...] | None:
    if not set(places) <= set(frame.columns):
        known = [row for row in rows if "article_id" in row and set(places) <= set(row)]
        frame = pl.DataFrame(known, infer_schema_length=None)
    if not {"article_id", *places} <= set(frame.columns):
        return None
    inside = [
        pl.col(name).is_in(ends)
        if frame[name].dtype == pl.String
        else pl.col(name).is_between(min(ends), max(ends))
        for name, ends in places.items()
    ]
    picked = frame.filter(*inside)["article_id"].unique(maintain_order=True)
    if picked.len() > MOST_PICKED:
        raise WorkbookError(
            f"{picked.len():,} articles lie there; a chart picks at most {MOST_PICKED:,}. "
            "Narrow by the controls first, or drag across less."
        )
    return tuple(picked) or None


def _is_rest(column: pl.Series, value: Any) -> bool:
    """Whether a mark stands for all the rarer values together."""
    return value == OTHER and not column.eq(OTHER).any()


def _value(column: pl.Series, value: Any) -> Any:
    """The value of a column that a chart shows under this name."""
    return None if value == UNKNOWN and not column.eq(UNKNOWN).any() else value


def _period(first: Any, last: Any) -> tuple[date, date] | None:
    """The days from one day, month or year to another; none where one is undated."""
    if UNDATED in (first, last) or first is None or last is None:
        return None
    return _days(first)[0], _days(last)[1]


def _days(when: Any) -> tuple[date, date]:
    """First and last day of '2025', '2025-03', '2025-03-14' or of milliseconds since 1970."""
    if isinstance(when, int | float):
        day = pl.Series([int(when)]).cast(pl.Datetime("ms")).dt.date()[0]
        return day, day
    year, *rest = map(int, str(when)[:10].split("-"))
    first, last = (rest[0], rest[0]) if rest else (1, 12)
    if rest[1:]:
        return date(year, first, rest[1]), date(year, first, rest[1])
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
