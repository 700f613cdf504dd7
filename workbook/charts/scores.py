"""Readability scores as charts: each article, each group with its spread, what drives them."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.captions import caption
from workbook.charts.division import Division, divide
from workbook.charts.parts import (
    DOT_OPACITY,
    MOST_DOTS,
    PALETTE,
    UNDATED,
    UNKNOWN,
    finish,
    measure_axis,
    strip_dots,
    tooltips,
)
from workbook.charts.steps import all_steps
from workbook.errors import require_known
from workbook.readability import FORMULAS, add_caution, name_formula, summarise_scores
from workbook.schema import require_columns

BINS = 40  # each way, where dots are too many

_FROM = ["from_sentences", "from_words"]
_SPREAD = ["lowest", "lower_quartile", "median", "upper_quartile", "highest", "n_cautions"]


def chart_scores(
    scores: pl.DataFrame,
    formula: str = "flesch_kincaid_grade",
    *,
    among: pl.DataFrame | None = None,
) -> alt.Chart:
    """Draw the scores of one readability formula, a dot for each article.

    Parameters
    ----------
    scores
        Scores joined with the articles' `label` and `outlet`. Where no article names an outlet,
        they are divided by `source`, if it is there.
    formula
        A formula's column of the scores.
    among
        All scores, where only some of them are shown: then each outlet keeps its colour.

    Returns
    -------
    alt.Chart
        A line of dots for each outlet; those with a caution (`add_caution`) are pale, with a
        grey ring.

    Raises
    ------
    WorkbookError
        If there is no such formula.
    """
    require_known("formula", [formula], FORMULAS)
    require_columns(scores, "article_id", "label", "outlet", "n_words", formula)
    rows = add_caution(scores, formula).drop_nulls(formula)
    doubted, division = rows["caution"].count(), divide(scores, among=among)
    chart = strip_dots(
        rows.select("article_id", "label", division.fold, pl.col(formula).round(2), "caution"),
        formula,
        division.axis,
        colour=division.colour,
        title=name_formula(formula),
        caption=_words(scores, division, f"{doubted:,} with a caution" if doubted else ""),
        axis=f"{name_formula(formula)} ({_unit(formula)})",
    )
    if rows.height > MOST_DOTS:
        return chart
    # A pale fill alone sinks into a dark page; its ring does not.
    ring = {"test": "isValid(datum.caution)", "value": PALETTE["grey"]}
    wide = {"test": "isValid(datum.caution)", "value": 1.5}
    return chart.encode(
        fillOpacity=alt.FillOpacityValue(
            1, condition={"test": "isValid(datum.caution)", "value": 0.3}
        ),
        stroke=alt.Stroke(condition=ring),
        strokeWidth=alt.StrokeWidth(condition=wide),
    )


def _words(scores: pl.DataFrame, division: Division, remark: str = "") -> str:
    return "; ".join(filter(None, (caption(scores, "articles") + division.note, remark)))


def chart_score_groups(
    scores: pl.DataFrame, formula: str = "flesch_kincaid_grade", by: str = "outlet"
) -> alt.LayerChart:
    """Draw the scores of each group: median, quartiles, lowest and highest, and how many.

    Parameters
    ----------
    scores
        Scores joined with what they are grouped by.
    formula
        A formula's column of the scores.
    by
        A column such as `outlet` (where no article names one, `source`, if it is there),
        `section`, `topic`, `part`, or `month` for the month of `published`.

    Returns
    -------
    alt.LayerChart
        A box for the middle half of each group, a stroke at its median, a line from its
        lowest to its highest score, and the number of its scores at the end of that.
    """
    column, title, note = by, by, ""
    if by == "outlet":
        division = divide(scores)
        column, title, note = division.column, division.title.lower(), division.note
    groups = summarise_scores(scores, formula, column)
    name = pl.col(column).cast(pl.String).fill_null(UNDATED if by == "month" else UNKNOWN)
    rounded = pl.col(_SPREAD).round(2)
    rows = groups.select(rounded, group=name, n=pl.format("n = {}", "n_scores"))
    counted = caption(scores, "texts" if "part" in scores.columns else "articles") + note
    upright = by == "month"
    layers = _boxes(rows, _unit(formula), upright=upright)
    return finish(
        layers.encode(_months(scores) if upright else _lines()),
        title=f"{name_formula(formula)} by {title}",
        words=f"{counted}. Stroke: median; box: middle half; line: lowest to highest",
        height=260 if upright else max(80, 28 * rows.height),
    )


def _boxes(rows: pl.DataFrame, unit: str, *, upright: bool) -> alt.LayerChart:
    """A box with its median, ends and number for each row, across or upright."""
    along, end = (alt.Y, alt.Y2) if upright else (alt.X, alt.X2)
    beside = {"dy": -8} if upright else {"dx": 6, "align": "left"}
    scale = alt.Scale(zero=False, nice=False, padding=24 if upright else 44)
    base = alt.Chart(rows).encode(tooltip=tooltips("group", "n", *_SPREAD))
    lowest = along("lowest:Q", title=unit[:1].upper() + unit[1:], scale=scale, axis=measure_axis())
    median = base.mark_tick(color=PALETTE["vermilion"], thickness=4, size=14, opacity=1)
    return alt.LayerChart(
        layer=[
            base.mark_rule(color=PALETTE["grey"]).encode(lowest, end("highest")),
            base.mark_bar(color=PALETTE["sky"], size=14).encode(
                along("lower_quartile:Q"), end("upper_quartile")
            ),
            median.encode(along("median:Q")),
            base.mark_text(**beside).encode(along("highest:Q"), text=alt.Text("n")),
        ]
    )


def _months(scores: pl.DataFrame) -> alt.X:
    """The months from the first to the last, those without a score too."""
    months = all_steps(scores["published"], "month") if "published" in scores.columns else []
    undated = [UNDATED] * (not months or scores["published"].null_count() > 0)
    return alt.X("group:N", title="Published (month)", axis=alt.Axis(labelAngle=-40)).scale(
        domain=[*months, *undated]
    )


def _lines() -> alt.Y:
    """The groups in the order of the rows."""
    return alt.Y("group:N", title=None, sort=None, axis=alt.Axis(labelLimit=260))


def _unit(formula: str) -> str:
    chosen = FORMULAS[formula]
    return f"{chosen.unit}; higher is {chosen.higher}"


def _names(by: str) -> alt.X | alt.Y:
    """The axis of the groups, in the order of the rows: months along, other groups down."""
    if by == "month":
        return alt.X("group:N", title=None, sort=None, axis=alt.Axis(labelAngle=-40))
    return alt.Y("group:N", title=None, sort=None, axis=alt.Axis(labelLimit=260))


def chart_score_drivers(
    explained: pl.DataFrame, formula: str = "flesch_kincaid_grade"
) -> alt.LayerChart:
    """Draw what moves each score: its sentences across, its words upward.

    Parameters
    ----------
    explained
        The frame of `explain_scores`, with the articles' `label` and `outlet`.
    formula
        The formula that was explained.

    Returns
    -------
    alt.LayerChart
        A dot for each article; where the two lines cross lies the middling one. Very many
        articles become counts by cell.
    """
    needed = ("article_id", "label", "outlet", formula, "from_sentences", "from_words", "driver")
    require_columns(explained, *needed)
    division, chosen = divide(explained), FORMULAS[formula]
    rows = explained.drop_nulls("driver").select(
        "article_id", "label", division.fold, pl.col(_FROM).round(2), "driver"
    )
    middle = alt.Chart(pl.DataFrame({"middle": [0.0]})).mark_rule(color=PALETTE["grey"])
    unit = f"({chosen.unit}; above 0 is {chosen.higher})"
    axis, room = measure_axis(), alt.Scale(padding=10, nice=False)
    many = rows.height > MOST_DOTS
    dots = alt.Chart(_cells(rows) if many else rows).encode(
        x=alt.X("from_sentences:Q", title=f"From sentences {unit}", axis=axis, scale=room),
        y=alt.Y("from_words:Q", title=f"From words {unit}", axis=axis, scale=room),
    )
    dots = _counted(dots) if many else _coloured(dots, division)
    lines = [middle.encode(x="middle:Q"), middle.encode(y="middle:Q")]
    return finish(
        alt.LayerChart(layer=[*lines, dots]),
        title=f"What drives the {name_formula(formula)}",
        words=_words(explained, division),
        height=340,
    )


def _coloured(dots: alt.Chart, division: Division) -> alt.Chart:
    tooltip = tooltips("label", division.column, *_FROM, "driver")
    return dots.mark_circle(size=70, opacity=DOT_OPACITY).encode(
        color=division.colour, tooltip=tooltip
    )


def _counted(dots: alt.Chart) -> alt.Chart:
    return dots.mark_square(color=PALETTE["blue"], opacity=0.65).encode(
        size=alt.Size("n:Q", title="Articles"), tooltip=tooltips(*_FROM, "n")
    )


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts over a grid of equal steps both ways."""
    steps = [(pl.col(name).max() - pl.col(name).min()) / BINS for name in _FROM]
    cells = [
        (pl.when(step > 0).then(pl.col(name) / step).otherwise(0.0).round() * step).alias(name)
        for name, step in zip(_FROM, steps, strict=True)
    ]
    return rows.group_by(cells).agg(n=pl.len()).sort(_FROM)
