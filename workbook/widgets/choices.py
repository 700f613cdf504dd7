"""What can be chosen in a frame: values with their counts, ranges with their histograms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from workbook.filters import CATEGORIES, RANGES

MOST_DAYS = 400  # stops of the date slider, before they become weeks and months
MOST_BARS = 50  # of a histogram
MOST_STEPS = 100  # of a slider over evenly spread numbers
SKEWED = 20  # a highest number so many times the median asks for steps of 1, 2, 5, 10, ...

Options = list[str | None] | list[Any]


@dataclass(frozen=True, eq=False)
class Choice:
    """One field of Filter that the rows of a frame differ in.

    Attributes
    ----------
    options
        The values, null last; of a range the stops of its slider.
    codes
        For each row the place of its value among the options, or of its bar in the histogram.
    n_codes
        How many codes there are. Of a range, the last is for rows without a value.
    """

    name: str
    options: Options
    codes: np.ndarray
    n_codes: int
    is_range: bool = False

    @property
    def per_bar(self) -> int:
        """How many stops of a range stand in one bar of its histogram."""
        return -(-len(self.options) // MOST_BARS)

    @cached_property
    def places(self) -> dict[Any, int]:
        """Where each value stands among the options."""
        return {value: place for place, value in enumerate(self.options)}


def find_choices(frame: pl.DataFrame) -> dict[str, Choice]:
    """Find the fields of Filter in which the rows of the frame differ."""
    present = [name for name in (*CATEGORIES, *RANGES) if name in frame.columns]
    differing = [name for name in present if frame[name].n_unique() > 1]
    made = [_steps(frame[n]) if n in RANGES else _values(frame[n]) for n in differing]
    return {choice.name: choice for choice in made if choice is not None}


def _values(column: pl.Series) -> Choice | None:
    """The values of a column, the commonest first."""
    if column.dtype.is_nested() or column.dtype.is_float() or column.dtype.is_temporal():
        return None
    name = column.name
    plain = column.cast(pl.String) if column.dtype in (pl.Categorical, pl.Enum) else column
    counts = plain.drop_nulls().value_counts(sort=False, name="n_rows")
    known = counts.sort("n_rows", name, descending=[True, False])[name]
    places = pl.Series(range(known.len()), dtype=pl.Int32)
    codes = plain.replace_strict(known, places, default=None, return_dtype=pl.Int32)
    options = [*known.to_list(), *([None] if plain.has_nulls() else [])]
    return Choice(name, options, codes.fill_null(known.len()).to_numpy(), len(options))


def _steps(column: pl.Series) -> Choice | None:
    """The stops of a slider from the lowest to the highest value, and each row's bar."""
    finite = column.drop_nulls() if column.dtype == pl.Date else _finite(column)
    if finite.n_unique() < 2:
        return None
    stops = _days(finite) if column.dtype == pl.Date else _numbers(finite)
    made = Choice(column.name, stops, np.empty(0), 0, is_range=True)
    edges = pl.Series(stops, dtype=pl.Date).to_physical() if column.dtype == pl.Date else stops
    values = column.to_physical().cast(pl.Float64).fill_null(np.nan).to_numpy()
    bars = (np.searchsorted(np.asarray(edges), values, side="right") - 1) // made.per_bar
    n_bars = (len(stops) - 1) // made.per_bar + 1
    codes = np.where(np.isfinite(values), bars.clip(0, n_bars - 1), n_bars)
    return replace(made, codes=codes, n_codes=n_bars + 1)


def _finite(column: pl.Series) -> pl.Series:
    numbers = column.drop_nulls()
    return numbers.filter(numbers.is_finite())


def _days(days: pl.Series) -> list[Any]:
    """Every day of the period, or every week or month of a long one."""
    first, last = days.sort()[0], days.sort()[-1]
    length = (last - first).days
    step = "1d" if length <= MOST_DAYS else "1w" if length <= 7 * MOST_DAYS else "1mo"
    steps = pl.date_range(first, last, step, eager=True).to_list()
    return steps if steps[-1] == last else [*steps, last]


def _numbers(numbers: pl.Series) -> list[Any]:
    """Round numbers from at most the lowest to at least the highest."""
    ordered = numbers.sort()
    low, middle, high = (float(ordered[i]) for i in (0, ordered.len() // 2, -1))
    far = max(abs(low), abs(high))
    if far > SKEWED * max(abs(middle), 1):
        upward = [m * 10.0**e for e in range(int(np.log10(far)) + 2) for m in (1, 2, 5)]
        stops = [*(-n for n in reversed(upward)), 0.0, *upward]
    else:
        step = _round_up((high - low) / MOST_STEPS, whole=numbers.dtype.is_integer())
        first, last = np.floor(low / step), np.ceil(high / step)
        stops = [round(float(n * step), 9) for n in np.arange(first, last + 1)]
    below = [n for n in stops if n <= low][-1:]
    above = [n for n in stops if n >= high][:1]
    stops = [*below, *(n for n in stops if low < n < high), *above]
    return [int(n) if n.is_integer() else n for n in stops]


def _round_up(step: float, *, whole: bool) -> float:
    """The next of 1, 2, 5, 10, ... or their tenths; at least 1 for whole numbers."""
    power = 10.0 ** np.floor(np.log10(step))
    rounded = next(m * power for m in (1, 2, 5, 10) if m * power >= step * (1 - 1e-9))
    return max(rounded, 1.0) if whole else rounded
