"""Reported figures as charts: what is counted, how much of it, how values are spread."""

from __future__ import annotations

from math import ceil, floor, log10

import altair as alt
import polars as pl

from workbook.charts.captions import caption
from workbook.charts.division import divide
from workbook.charts.parts import (
    DOT_OPACITY,
    MOST_DOTS,
    NAMED_COLOURS,
    NUMBER_LABELS,
    PALETTE,
    base_chart,
    for_last_frame,
    rank_bars,
    strip_dots,
    tooltips,
)
from workbook.errors import require_known
from workbook.schema import require_columns

PLACE = ("article_id", "start", "end", "text", "value", "unit", "kind")
ABOUT = ("label", "outlet", "subject")  # of a figure, on hover
PARTS = {"kind": "outlet", "unit": "kind", "subject": "kind"}
# Kinds whose values can be set side by side, each with its colour; the others are grey together.
KINDS = ("money", "percent", "count", "measure", "duration", "age", "rate")
REST = ("ordinal", "year", "date")
COLOURS = dict(zip(KINDS, NAMED_COLOURS, strict=True)) | dict.fromkeys(REST, PALETTE["grey"])
KIND_LABELS = f"indexof({list(REST)}, datum.label) < 0 ? datum.label : 'date or order'"


def kind_colour(rows: pl.DataFrame) -> alt.Color:
    """The colour channel of kinds, the same in every chart; the legend names those there."""
    there = set(rows["kind"].unique())
    shown = [kind for kind in COLOURS if kind in there]
    grey = [kind for kind in shown if kind in REST]
    legend = alt.Legend(
        values=[kind for kind in shown if kind not in grey[1:]], labelExpr=KIND_LABELS
    )
    return alt.Color("kind:N", title="Kind", legend=legend).scale(
        domain=list(COLOURS), range=list(COLOURS.values())
    )


def shown_columns(figures: pl.DataFrame, *but: str) -> list[str]:
    """The columns that a mark carries: its passage, and what is known of it."""
    about = (name for name in ABOUT if name in figures.columns and name not in but)
    return [*PLACE, *about]


def chart_figure_counts(figures: pl.DataFrame, by: str = "kind", n_bars: int = 20) -> alt.Chart:
    """Draw what is counted most: a bar for each kind, unit or subject.

    Parameters
    ----------
    figures
        Needs `article_id`, `kind`, and what they are grouped by; `outlet` for kinds.
    by
        `kind`, `unit` or `subject`; figures without it are left out and counted in the caption.
        Kinds are divided by outlet (by `source`, where no article names one), others by kind.
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
    rows, unknown = figures.drop_nulls(by), figures[by].null_count()
    words = caption(figures, "figures")
    if part == "outlet":
        division = divide(figures)
        rows, colour = rows.with_columns(division.fold), division.colour
        words += division.note
    else:
        colour = kind_colour(rows)
    if by == "subject":
        rows = rows.with_columns(_alike("subject"))
    return rank_bars(
        rows,
        by,
        colour,
        title=f"Figures by {by}",
        caption=words + (f"; {unknown:,} without a {by}" if unknown else ""),
        most=n_bars,
        counted="figures",
    )


def _alike(name: str) -> pl.Expr:
    """Forms of one name that differ in capitals alone, as their commonest form."""
    return pl.col(name).mode().sort().first().over(pl.col(name).str.to_lowercase())


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
    everything = kept if among is None else _ends(among)
    words = caption(figures, "figures")
    words += f"; shown: {kept.height:,} of the commonest units" if figures.height else ""
    # Said as a rule, since rows that come and go in place would leave their own order behind.
    order = alt.EncodingSortField(field="value", op="count", order="descending")
    if kept.height > MOST_DOTS:
        order = alt.EncodingSortField(field="n", op="sum", order="descending")
    chart = strip_dots(
        kept.sort("unit", maintain_order=True) if kept.height <= MOST_DOTS else kept,
        "value",
        alt.Y("unit:N", title=None, sort=order, axis=alt.Axis(labelLimit=160, grid=True)),
        colour=kind_colour(everything),
        title="Reported values by unit",
        caption=words,
        axis="Value",
        log=True,
    )
    x = log_axis("value", everything["value"], "Value, in the unit at the left (log scale)")
    return chart.encode(x=x)


def _comparable(figures: pl.DataFrame) -> pl.LazyFrame:
    """The figures with a unit and a value above 0."""
    require_columns(figures, *PLACE)
    valued = (pl.col("value") > 0) & pl.col("unit").is_not_null()
    return figures.lazy().filter(valued, pl.col("kind").is_in(KINDS))


@for_last_frame
def _ends(figures: pl.DataFrame) -> pl.DataFrame:
    """The lowest and the highest value of each kind that can be compared."""
    kinds = _comparable(figures).group_by("kind", maintain_order=True)
    ends = kinds.agg(value=pl.concat_list(pl.min("value"), pl.max("value")))
    return ends.explode("value").collect()


def _of_common_units(figures: pl.DataFrame, n_units: int) -> pl.DataFrame:
    """What marks carry of the figures in the units that most of them have, the commonest first."""
    counted = _comparable(figures).select(shown_columns(figures)).collect()
    units = counted["unit"].value_counts(sort=True).sort("count", "unit", descending=[True, False])
    # Units in this order; null, and so left out, where a unit is none of these.
    common = pl.col("unit").cast(pl.Enum(units["unit"].head(n_units)), strict=False)
    return counted.with_columns(common).drop_nulls("unit")


def log_axis(field: str, values: pl.Series, title: str) -> alt.X:
    """An axis from one power of ten to another, with a line at each."""
    known = values.filter(values > 0).rename("value").to_frame()
    least, most = known.select(least=pl.min("value"), most=pl.max("value")).row(0)
    low, high = floor(log10(least or 1)), ceil(log10(most or 10))
    powers = [10.0**power for power in range(low, max(high, low + 1) + 1)]
    return alt.X(
        f"{field}:Q",
        title=title,
        scale=alt.Scale(type="log", domain=[powers[0], powers[-1]]),
        axis=alt.Axis(
            values=powers, labelExpr=NUMBER_LABELS, labelOverlap="parity", labelSeparation=6
        ),
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
        .with_columns(pl.col("unit").cast(pl.String))
    )
    rows = largest.select(shown_columns(largest), name=_named())
    words = f"{caption(figures, 'figures')}; the largest of the commonest units"
    names = alt.Axis(labelLimit=330, grid=True)
    chart = base_chart(rows, "The largest values", words, height=max(80, 20 * rows.height))
    units = sorted(rows["unit"].unique())
    colour = alt.Color("unit:N", title="Unit").scale(domain=units, range=NAMED_COLOURS)
    about = [name for name in (*ABOUT, "value", "unit") if name in rows.columns]
    return chart.mark_circle(size=90, opacity=DOT_OPACITY).encode(
        x=log_axis("value", rows["value"], "Value, in its unit (log scale)"),
        y=alt.Y("name:N", title=None, sort=None, axis=names),
        color=colour,
        tooltip=tooltips(*about),
    )


def _named() -> pl.Expr:
    """A figure's words and what it is about, unless that stands in them."""
    subject = pl.col("subject").str.to_lowercase().str.split(", ").list.first()
    said = pl.col("text").str.to_lowercase().str.contains(subject, literal=True)
    apart = pl.when(~said).then("subject")
    return pl.concat_str("text", apart, separator=": ", ignore_nulls=True)
