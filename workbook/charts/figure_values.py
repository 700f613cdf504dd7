"""How the values of reported figures are spread."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.captions import caption
from workbook.charts.figures import KINDS, log_axis
from workbook.charts.parts import (
    NAMED_COLOURS,
    OTHER,
    PALETTE,
    base_chart,
    count_axis,
    tooltips,
)
from workbook.errors import require_known
from workbook.schema import require_columns


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
    unit, colour = _unit_colours(kept, n_units)
    rows = kept.group_by(low=low, high=high, unit=unit).agg(figures=pl.len()).sort("low", "unit")
    ends = pl.concat([rows["low"], rows["high"].rename("low")])
    x = (
        alt.X("low:Q", bin="binned", title="Percent", axis=alt.Axis(tickCount=12))
        if kind == "percent"
        else log_axis("low", ends, "Value, in its unit (log scale)").bin("binned")
    )
    title, words = f"How values are spread: {kind}", caption(kept, "figures")
    return (
        base_chart(rows, title, words)
        .mark_bar()
        .encode(
            x=x,
            x2="high",
            y=alt.Y("figures:Q", title="Figures", axis=count_axis()),
            color=colour,
            tooltip=tooltips("low", "high", "unit", "figures"),
        )
    )


def _unit_colours(figures: pl.DataFrame, n_units: int) -> tuple[pl.Expr, alt.Color]:
    """The commonest units and the others together, the commonest in the first colour."""
    counts = figures["unit"].value_counts()
    units = counts.sort("count", "unit", descending=[True, False])["unit"]
    named = units.head(min(n_units, len(NAMED_COLOURS))).to_list()
    colours = dict(zip(named, NAMED_COLOURS, strict=False))
    if units.len() > len(named):
        colours[OTHER] = PALETTE["dark grey"]
    unit = pl.when(pl.col("unit").is_in(named)).then("unit").otherwise(pl.lit(OTHER))
    return unit, alt.Color("unit:N", title="Unit").scale(
        domain=list(colours), range=list(colours.values())
    )


def _steps(*, linear: bool) -> tuple[pl.Expr, pl.Expr]:
    """The ends of the step that a value lies in: of ten, or of a third of a power of ten."""
    if linear:
        step = (pl.col("value") / 10).floor() * 10
        return step, step + 10
    third = (pl.col("value").log10() * 3 + 1e-9).floor()
    return 10 ** (third / 3), 10 ** ((third + 1) / 3)
