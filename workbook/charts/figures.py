"""Reported figures as charts: what is counted, how much of it, how values are spread."""

from __future__ import annotations

from math import ceil, floor, log10

import altair as alt
import polars as pl

from workbook.charts.parts import (
    NUMBER_LABELS,
    PALETTE,
    base_chart,
    caption,
    colour_of,
    rank_bars,
    strip_dots,
)
from workbook.errors import require_known
from workbook.schema import require_columns

PLACE = ("article_id", "start", "end", "text", "value", "unit", "kind")
ABOUT = ("label", "outlet", "subject")  # of a figure, on hover
PARTS = {"kind": "outlet", "unit": "kind", "subject": "kind"}
# Kinds whose values can be set side by side, each with its colour; the others are grey.
KINDS = ("money", "percent", "count", "measure", "duration", "age", "rate")
COLOURS = dict(zip(KINDS, PALETTE.values(), strict=False)) | dict.fromkeys(
    ("ordinal", "year", "date"), PALETTE["grey"]
)


def kind_colour(rows: pl.DataFrame) -> alt.Color:
    """The colour channel of kinds, the same in every chart; the legend names those there."""
    there = set(rows["kind"])
    return alt.Color(
        "kind:N",
        title="Kind",
        legend=alt.Legend(values=[kind for kind in COLOURS if kind in there]),
    ).scale(domain=list(COLOURS), range=list(COLOURS.values()))


def shown_columns(figures: pl.DataFrame) -> list[str]:
    """The columns that a mark carries: its passage, and what is known of it."""
    return [*PLACE, *(name for name in ABOUT if name in figures.columns)]


def chart_figure_counts(figures: pl.DataFrame, by: str = "kind", n_bars: int = 20) -> alt.Chart:
    """Draw what is counted most: a bar for each kind, unit or subject.

    Parameters
    ----------
    figures
        Needs `article_id`, `kind`, and what they are grouped by; `outlet` for kinds.
    by
        `kind`, `unit` or `subject`; figures without it are left out and counted in the caption.
    n_bars
        How many bars to show.

    Raises
    ------
    WorkbookError
        If figures are not grouped by that.
    """
    require_known("group", [by], PARTS)
    part = PARTS[by]
    require_columns(figures, "article_id", "kind", by, part)
    unknown = figures[by].null_count()
    words = caption(figures, "figures") + (f"; {unknown:,} without a {by}" if unknown else "")
    rows = figures.drop_nulls(by).with_columns(pl.col(by).str.to_lowercase())
    rows = rows if by == "subject" else figures.drop_nulls(by)
    title = f"Figures by {by}"
    chart = rank_bars(rows, by, part, title=title, caption=words, most=n_bars, counted="figures")
    return chart if by == "kind" else chart.encode(color=kind_colour(rows))


def chart_figures(
    figures: pl.DataFrame, n_units: int = 8, *, among: pl.DataFrame | None = None
) -> alt.Chart:
    """Draw the reported values of the commonest units, a dot for each figure, on a log scale.

    Parameters
    ----------
    figures
        Needs `article_id`, `start`, `end`, `text`, `value`, `unit`, `kind`; dates, years, places
        in an order, and figures without a unit or a value above 0 are left out.
    n_units
        How many units to show.
    among
        All figures, where only some of them are shown: then the axis of values keeps its ends.
    """
    kept = _of_common_units(figures, n_units)
    everything = kept if among is None else _of_common_units(among, among.height)
    words = f"{caption(figures, 'figures')}; shown: {kept.height:,} of the commonest units"
    chart = strip_dots(
        kept.select(shown_columns(kept)),
        "value",
        "unit",
        title="Reported values by unit",
        caption=words,
        axis="Value",
        colour="kind",
        log=True,
    )
    x = _log_axis("value", everything["value"], "Value, in the unit at the left (log scale)")
    return chart.encode(x=x, color=kind_colour(everything))


def _of_common_units(figures: pl.DataFrame, n_units: int) -> pl.DataFrame:
    """The figures with a value above 0 in the units that most of them have."""
    require_columns(figures, *PLACE)
    valued = (pl.col("value") > 0) & pl.col("unit").is_not_null()
    counted = figures.filter(valued, pl.col("kind").is_in(KINDS))
    units = counted["unit"].value_counts(sort=True).sort("count", "unit", descending=[True, False])
    return counted.filter(pl.col("unit").is_in(units["unit"].head(n_units).to_list()))


def _log_axis(field: str, values: pl.Series, title: str) -> alt.X:
    """An axis from one power of ten to another, with a line at each."""
    known = [value for value in values.to_list() if value]
    low, high = floor(log10(min(known, default=1))), ceil(log10(max(known, default=10)))
    powers = [10.0**power for power in range(low, max(high, low + 1) + 1)]
    return alt.X(
        f"{field}:Q",
        title=title,
        scale=alt.Scale(type="log", domain=[powers[0], powers[-1]]),
        axis=alt.Axis(values=powers, labelExpr=NUMBER_LABELS, labelOverlap="greedy"),
    )


def chart_largest_figures(figures: pl.DataFrame, n_figures: int = 5, n_units: int = 4) -> alt.Chart:
    """Draw the largest values of each of the commonest units, as printed, on a log scale.

    Parameters
    ----------
    figures
        Needs what `chart_figures` needs, and `subject`; leaves out the same, and ages.
    n_figures
        How many values of each unit to show; equal ones count once.
    n_units
        How many units to show.
    """
    require_columns(figures, *PLACE, "subject")
    kept = _of_common_units(figures.filter(pl.col("kind") != "age"), n_units)
    largest = (
        kept.sort("value", "article_id", "start", descending=[True, False, False])
        .unique(["unit", "value"], keep="first", maintain_order=True)
        .with_columns(rank=pl.int_range(pl.len()).over("unit"))
        .filter(pl.col("rank") < n_figures)
    )
    name = pl.concat_str("text", pl.col("subject"), separator=": ", ignore_nulls=True)
    rows = largest.select(shown_columns(largest), name=name)
    words = f"{caption(figures, 'figures')}; the largest of the commonest units"
    names = alt.Axis(labelLimit=330, grid=True)
    chart = base_chart(rows, "The largest values", words, height=max(80, 20 * rows.height))
    return chart.mark_circle(size=90, opacity=0.9).encode(
        x=_log_axis("value", rows["value"], "Value, in its unit (log scale)"),
        y=alt.Y("name:N", title=None, sort=None, axis=names),
        color=colour_of("unit"),
        tooltip=[name for name in (*ABOUT, "value", "unit") if name in rows.columns],
    )


def chart_figure_values(figures: pl.DataFrame, kind: str = "money", n_units: int = 5) -> alt.Chart:
    """Draw how the values of one kind are spread: how many figures in each step.

    Parameters
    ----------
    figures
        Needs `article_id`, `value`, `unit`, `kind`; values of 0 and less are left out of steps
        by powers of ten.
    kind
        A kind of figures: `percent` in steps of ten, the others in thirds of a power of ten.
    n_units
        How many units to show apart; the others are together.

    Raises
    ------
    WorkbookError
        If there is no such kind.
    """
    require_known("kind", [kind], KINDS)
    require_columns(figures, "article_id", "value", "unit", "kind")
    kept = figures.filter(pl.col("kind") == kind, pl.col("unit").is_not_null())
    low, high = _steps(linear=kind == "percent")
    if kind == "percent":
        kept = kept.filter(pl.col("unit") == kind, pl.col("value").is_not_null())
    else:
        kept = kept.filter(pl.col("value") > 0)
    units = kept["unit"].value_counts(sort=True).sort("count", "unit", descending=[True, False])
    shown = pl.col("unit").is_in(units["unit"].head(n_units).to_list())
    unit = pl.when(shown).then("unit").otherwise(pl.lit("other"))
    rows = kept.group_by(low=low, high=high, unit=unit).agg(figures=pl.len()).sort("low", "unit")
    ends = pl.concat([rows["low"], rows["high"].rename("low")])
    x = (
        alt.X("low:Q", bin="binned", title="Percent", axis=alt.Axis(tickCount=12))
        if kind == "percent"
        else _log_axis("low", ends, "Value, in its unit (log scale)").bin("binned")
    )
    title, words = f"How values are spread: {kind}", caption(kept, "figures")
    bars = base_chart(rows, title, words).mark_bar(stroke="white", strokeWidth=0.5)
    return bars.encode(
        x=x,
        x2="high",
        y=alt.Y("figures:Q", title="Figures", axis=alt.Axis(tickMinStep=1)),
        color=colour_of("unit"),
        tooltip=["low", "high", "unit", "figures"],
    )


def _steps(*, linear: bool) -> tuple[pl.Expr, pl.Expr]:
    """The ends of the step that a value lies in: of ten, or of a third of a power of ten."""
    if linear:
        step = (pl.col("value") / 10).floor() * 10
        return step, step + 10
    third = (pl.col("value").log10() * 3 + 1e-9).floor()
    return 10 ** (third / 3), 10 ** ((third + 1) / 3)
