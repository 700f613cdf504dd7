"""Speakers as charts: who is quoted most, when, and beside whom."""

from __future__ import annotations

from typing import Literal

import altair as alt
import polars as pl

from workbook.charts.captions import caption
from workbook.charts.division import divide
from workbook.charts.parts import (
    DOT_OPACITY,
    NOTHING,
    PALETTE,
    UNDATED,
    base_chart,
    finish,
    tooltips,
    white_where,
)
from workbook.charts.quotations import NAMES, commonest, height_of, kind_colour, number_bars
from workbook.charts.steps import all_steps, as_step, step_axis, steps_of
from workbook.quotations.counts import summarise_pairs
from workbook.schema import require_columns


def chart_speakers(
    quotations: pl.DataFrame,
    n_speakers: int = 12,
    *,
    by: Literal["kind", "outlet"] = "kind",
    among: pl.DataFrame | None = None,
) -> alt.Chart:
    """Draw who is quoted most, by kind of quotation or by outlet.

    Parameters
    ----------
    quotations
        Needs `article_id`, `speaker` and the column `by`; unattributed ones are left out and
        counted in the caption.
    n_speakers
        How many speakers to show.
    by
        What the bars are divided by; where no article names an outlet, by `source` in place of
        `outlet`, if it is there.
    among
        All quotations, where only some of them are shown: then each outlet keeps its colour.
    """
    require_columns(quotations, "article_id", "speaker", by)
    unknown = quotations["speaker"].null_count()
    words = caption(quotations, "quotations")
    colour, part, title = kind_colour(), pl.col("kind"), "Most quoted speakers"
    if by == "outlet":
        division = divide(quotations, among=among)
        colour, part, words = division.colour, division.fold, words + division.note
        title += f" by {division.title.lower()}"
    words += f"; {unknown:,} unattributed" if unknown else ""
    spoken = quotations.drop_nulls("speaker").select("speaker", part)
    counts = _count_speakers(commonest(spoken, "speaker", n_speakers))
    return number_bars(counts, "speaker", colour, title=title, words=words)


def _count_speakers(spoken: pl.DataFrame) -> pl.DataFrame:
    """The quotations of each speaker and part, with the speaker's total."""
    counts = spoken.group_by(spoken.columns).agg(n=pl.len())
    counts = counts.with_columns(total=pl.col("n").sum().over("speaker"))
    return counts.sort("total", *spoken.columns, descending=[True, False, False])


def chart_speaker_periods(quotations: pl.DataFrame, n_speakers: int = 12) -> alt.Chart:
    """Draw when the most quoted speakers were quoted.

    Parameters
    ----------
    quotations
        Needs `article_id`, `speaker`, `published`.
    n_speakers
        How many speakers to show.

    Returns
    -------
    alt.Chart
        A circle for each speaker and day, month or year; its area is the number of quotations.
    """
    require_columns(quotations, "article_id", "speaker", "published")
    steps = steps_of(quotations["published"])
    spoken = commonest(quotations.drop_nulls("speaker"), "speaker", n_speakers)
    order = spoken["speaker"].value_counts().sort("count", "speaker", descending=[True, False])
    counts = (
        spoken.with_columns(published=as_step(steps))
        .group_by("speaker", "published")
        .agg(n=pl.len())
        .sort("published", "speaker")
    )
    words = caption(quotations, "quotations")
    along = all_steps(quotations["published"], steps)
    along += [UNDATED] * (UNDATED in counts["published"])
    names = alt.Axis(labelLimit=220, grid=True)
    size = alt.Size("n:Q", title="Quotations", legend=alt.Legend(tickMinStep=1))
    chart = base_chart(counts, "Speakers over time", words, height=height_of(order.height))
    return chart.mark_circle(color=PALETTE["blue"], opacity=DOT_OPACITY).encode(
        x=step_axis(steps, len(along)).scale(domain=along),
        y=alt.Y("speaker:N", title=None, sort=order["speaker"].to_list(), axis=names),
        size=size.scale(domainMin=1, rangeMin=40, rangeMax=400),
        tooltip=[*tooltips("speaker", "published"), alt.Tooltip("n:Q", title="Quotations")],
    )


def chart_speaker_pairs(quotations: pl.DataFrame, n_speakers: int = 12) -> alt.LayerChart:
    """Draw who is quoted together with whom in the same article.

    Parameters
    ----------
    quotations
        Needs `article_id`, `speaker`.
    n_speakers
        How many of the most quoted speakers to show.

    Returns
    -------
    alt.LayerChart
        A square for each pair, once; the number in it and its shade are the number of articles.
    """
    require_columns(quotations, "article_id", "speaker")
    spoken = commonest(quotations.drop_nulls("speaker"), "speaker", n_speakers)
    pairs = summarise_pairs(spoken)
    words = f"{caption(spoken, 'quotations')}; the number is that of articles with both"
    if pairs.is_empty() and spoken.height:
        words = f"{caption(spoken, 'quotations')}; no two in one article, {NOTHING}"
    return finish(
        _pair_cells(pairs),
        title="Quoted together",
        words=words,
        height=height_of(pairs["other"].n_unique()),
    )


def _pair_cells(pairs: pl.DataFrame) -> alt.LayerChart:
    """A square for each pair; colour by opacity suits light and dark pages alike."""
    most = max(pairs["n_articles"].to_list(), default=1)
    base = alt.Chart(pairs).encode(
        x=alt.X("speaker:N", title=None, axis=alt.Axis(labelAngle=-40, labelLimit=160)),
        y=alt.Y("other:N", title=None, axis=NAMES),
        tooltip=[*tooltips("speaker", "other"), alt.Tooltip("n_articles:Q", title="Articles")],
    )
    shade = alt.Opacity("n_articles:Q", legend=None).scale(domain=[0, most], range=[0.1, 1])
    strong = white_where(f"datum.n_articles > {most} * 0.8")
    return alt.LayerChart(
        layer=[
            base.mark_rect(color=PALETTE["blue"]).encode(opacity=shade),
            base.mark_text().encode(text=alt.Text("n_articles:Q"), color=strong),
        ]
    )
