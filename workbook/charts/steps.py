"""Days, months and years as the steps of a chart over time."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl

from workbook.charts.parts import UNDATED

DAYS_BY_DAY = 31
DAYS_BY_MONTH = 3 * 366
MOST_LABELS = 20
FORMS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


def steps_of(days: pl.Series) -> str:
    """Whether a period is best counted by day, month or year."""
    known = days.drop_nulls()
    if known.is_empty():
        return "month"
    first, last = known.min(), known.max()
    length = (last - first).days if isinstance(first, date) and isinstance(last, date) else 0
    return "day" if length <= DAYS_BY_DAY else "month" if length <= DAYS_BY_MONTH else "year"


def as_step(steps: str) -> pl.Expr:
    """The day, month or year of publication as text; `UNDATED` where unknown."""
    return pl.col("published").dt.strftime(FORMS[steps]).fill_null(UNDATED)


def all_steps(days: pl.Series, steps: str) -> list[str]:
    """Each day, month or year from the first to the last, those without articles too."""
    known = days.drop_nulls()
    if known.is_empty():
        return []
    every = {"day": "1d", "month": "1mo", "year": "1y"}[steps]
    dates = pl.date_range(pl.col("day").min().dt.truncate(every), pl.col("day").max(), every)
    days = pl.DataFrame({"day": known}).select(dates.dt.strftime(FORMS[steps])).to_series()
    return list(days)


def step_axis(steps: str, n_steps: int) -> alt.X:
    """The axis of the day, month or year of publication; of many, some labels give way."""
    axis = alt.Axis(labelAngle=-40, labelOverlap="greedy" if n_steps > MOST_LABELS else False)
    return alt.X("published:O", title=f"Published ({steps})", axis=axis)
