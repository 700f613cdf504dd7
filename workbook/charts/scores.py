"""Readability scores as charts: each article, each group with its spread, what drives them."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.parts import (
    MOST_DOTS,
    PALETTE,
    UNDATED,
    UNKNOWN,
    caption,
    colour_of,
    in_words,
    known,
    strip_dots,
)
from workbook.errors import require_known
from workbook.readability import FORMULAS, add_caution, summarise_scores
from workbook.schema import require_columns

BINS = 40  # each way, where dots are too many

_SPREAD = ["lowest", "lower_quartile", "median", "upper_quartile", "highest", "n_cautions"]


def chart_scores(scores: pl.DataFrame, formula: str = "flesch_kincaid_grade") -> alt.Chart:
    """Draw the scores of one readability formula, a dot for each article.

    Parameters
    ----------
    scores
        Scores joined with the articles' `label` and `outlet`.
    formula
        A formula's column of the scores.

    Returns
    -------
    alt.Chart
        A line of dots for each outlet; those with a caution (`add_caution`) are faint.

    Raises
    ------
    WorkbookError
        If there is no such formula.
    """
    require_known("formula", [formula], FORMULAS)
    require_columns(scores, "article_id", "label", "outlet", "n_words", formula)
    rows = add_caution(scores, formula).drop_nulls(formula)
    doubted = rows["caution"].count()
    chart = strip_dots(
        rows.select("article_id", "label", known("outlet"), formula, "caution"),
        formula,
        "outlet",
        title=in_words(formula),
        caption=caption(scores, "articles") + (f"; {doubted:,} with a caution" if doubted else ""),
        axis=_axis(formula),
    )
    if rows.height > MOST_DOTS:
        return chart
    plain, faint = alt.value(0.65), alt.value(0.25)
    return chart.encode(opacity=alt.condition("isValid(datum.caution)", faint, plain))


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
        A column such as `outlet`, `section`, `topic`, `part`, or `month` for the month of
        `published`.

    Returns
    -------
    alt.LayerChart
        A box for the middle half of each group, a stroke at its median, a line from its
        lowest to its highest score, and the number of its scores at the end of that.
    """
    groups = summarise_scores(scores, formula, by)
    name = pl.col(by).cast(pl.String).fill_null(UNDATED if by == "month" else UNKNOWN)
    rows = groups.select(*_SPREAD, group=name, n=pl.format("n = {}", "n_scores"))
    base = alt.Chart(rows).encode(tooltip=["group", "n", *_SPREAD])
    along, end = (alt.Y, alt.Y2) if by == "month" else (alt.X, alt.X2)
    beside = {"dy": -8} if by == "month" else {"dx": 6, "align": "left"}
    axis = along(
        "lowest:Q",
        title=_unit(formula),
        scale=alt.Scale(zero=False),
        axis=alt.Axis(labelOverlap="greedy"),
    )
    layers = alt.layer(
        base.mark_rule(color=PALETTE["grey"]).encode(axis, end("highest")),
        base.mark_bar(color=PALETTE["sky"], size=14).encode(
            along("lower_quartile:Q"), end("upper_quartile")
        ),
        base.mark_tick(color=PALETTE["vermilion"], thickness=4, size=14, opacity=1).encode(
            along("median:Q")
        ),
        base.mark_text(**beside).encode(along("highest:Q"), text="n"),
    )
    counted = caption(scores, "texts" if "part" in scores.columns else "articles")
    words = f"{counted}. Stroke: median; box: middle half; line: lowest to highest"
    return layers.encode(_names(by)).properties(
        title=alt.TitleParams(f"{in_words(formula)} by {by}", subtitle=words),
        width="container",
        height=260 if by == "month" else max(80, 28 * rows.height),
    )


def _axis(formula: str) -> str:
    """The title of an axis of scores: name, unit, direction."""
    return f"{in_words(formula)} ({_unit(formula)})"


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
    rows = explained.select(*needed).drop_nulls("driver").with_columns(known("outlet"))
    words = caption(explained, "articles")
    chosen = FORMULAS[formula]
    middle = alt.Chart(pl.DataFrame({"middle": [0.0]})).mark_rule(color=PALETTE["grey"])
    titles = {
        f"from_{part}": f"From {part} ({chosen.unit}; above 0 is {chosen.higher})"
        for part in ("sentences", "words")
    }
    many = rows.height > MOST_DOTS
    dots = alt.Chart(_cells(rows) if many else rows).encode(
        x=alt.X("from_sentences:Q", title=titles["from_sentences"]),
        y=alt.Y("from_words:Q", title=titles["from_words"]),
    )
    dots = _counted(dots) if many else _coloured(dots, formula)
    lines = [middle.encode(x="middle:Q"), middle.encode(y="middle:Q")]
    return alt.LayerChart(layer=[*lines, dots]).properties(
        title=alt.TitleParams(f"What drives the {in_words(formula).lower()}", subtitle=words),
        width="container",
        height=340,
    )


def _coloured(dots: alt.Chart, formula: str) -> alt.Chart:
    tooltip = ["label", "outlet", formula, "from_sentences", "from_words", "driver"]
    return dots.mark_circle(size=70, opacity=0.65).encode(
        color=colour_of("outlet"), tooltip=tooltip
    )


def _counted(dots: alt.Chart) -> alt.Chart:
    return dots.mark_square(color=PALETTE["blue"], opacity=0.65).encode(
        size=alt.Size("n:Q", title="Articles"), tooltip=["from_sentences", "from_words", "n"]
    )


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts over a grid of equal steps both ways."""
    names = ["from_sentences", "from_words"]
    steps = [(pl.col(name).max() - pl.col(name).min()) / BINS for name in names]
    cells = [
        (pl.when(step > 0).then(pl.col(name) / step).otherwise(0.0).round() * step).alias(name)
        for name, step in zip(names, steps, strict=True)
    ]
    return rows.group_by(cells).agg(n=pl.len()).sort(names)
