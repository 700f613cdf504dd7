"""Measures in the units of the other system, to read beside what was printed."""

from __future__ import annotations

from functools import cache
from math import floor, log10
from typing import TYPE_CHECKING

import polars as pl

from workbook.figures.tokens import data_rows
from workbook.schema import require_columns

if TYPE_CHECKING:
    from pint import UnitRegistry

# A conversion has no more digits than a reader can use.
_DIGITS = 3


def add_conversions(figures: pl.DataFrame) -> pl.DataFrame:
    """Add the measures in the units of the other system, metric or imperial, for display.

    Parameters
    ----------
    figures
        The frame of `find_figures`: needs `value`, `high`, `unit`, `kind`.

    Returns
    -------
    pl.DataFrame
        The rows in their order with a String column `converted`, rounded to three digits
        ("102 metre" beside "334 feet"); null for money, counts and units without a counterpart.
        Nothing that was printed is changed. The factors are those of pint.

    Raises
    ------
    WorkbookError
        If the frame lacks a column that is needed.

    Examples
    --------
    >>> row = {"value": [334.0], "high": [None], "unit": ["foot"], "kind": ["measure"]}
    >>> add_conversions(pl.DataFrame(row))["converted"].item()
    '102 metre'
    """
    require_columns(figures, "value", "high", "unit", "kind")
    rows = figures.select("value", "high", "unit", "kind").iter_rows()
    return figures.with_columns(
        converted=pl.Series([_converted(*row) for row in rows], dtype=pl.String)
    )


def _converted(value: float | None, high: float | None, unit: str | None, kind: str) -> str | None:
    if unit not in _pairs() or kind not in ("measure", "rate") or value is None:
        return None
    source, name, target = _pairs()[unit]
    ends = [_rounded(_convert(end, source, target)) for end in (value, high) if end is not None]
    return f"{' to '.join(ends)} {name}"


@cache
def _pairs() -> dict[str, tuple[str, str, str]]:
    return {
        unit: (source, name, target) for unit, source, name, target in data_rows("conversions.tsv")
    }


@cache
def _registry() -> UnitRegistry:
    from pint import UnitRegistry

    return UnitRegistry()


def _convert(value: float, source: str, target: str) -> float:
    return float(_registry().Quantity(value, source).to(target).magnitude)


def _rounded(value: float) -> str:
    """A number to three digits, without an exponent.

    >>> _rounded(1234.5), _rounded(0.04567)
    ('1,230', '0.0457')
    """
    places = _DIGITS - 1 - floor(log10(abs(value))) if value else 0
    rounded = round(value, places)
    return f"{rounded:,.{max(0, places)}f}" if rounded % 1 else f"{rounded:,.0f}"
