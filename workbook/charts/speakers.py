"""Speakers as charts: who is quoted most, when, and beside whom."""

from __future__ import annotations

from typing import Literal

import altair as alt
import polars as pl

from workbook.charts.parts import (
    PALETTE,
    UNDATED,
    as_step,
    base_chart,
    caption,
    colour_of,
    known,
    steps_of,
)
from workbook.charts.quotations import NAMES, commonest, height_of, kind_colour, number_bars
from workbook.quotations.counts import summarise_pairs
from workbook.schema import require_columns


def chart_speakers(
    quotations: pl.DataFrame, n_speakers: int = 12, *, by: Literal["kind", "outlet"] = "kind"
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
        What the bars are divided by.
    """
    require_columns(quotations, "article_id", "speaker", by)
    unknown = quotations["speaker"].null_count()
    words = caption(quotations, "quotations") + (f", {unknown:,} unattributed" if unknown else "")
    spoken = quotations.drop_nulls("speaker").with_columns(known(by))
    counts = commonest(spoken, "speaker", n_speakers).group_by("speaker", by).agg(n=pl.len())
    counts = counts.with_columns(total=pl.col("n").sum().over("speaker"))
    counts = counts.sort("total", "speaker", by, descending=[True, False, False])
    colour = kind_colour() if by == "kind" else colour_of(by)
    title = "Most quoted speakers" + ("" if by == "kind" else f" by {by}")
    return number_bars(counts, "speaker", colour, title=title, words=words)


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
    chart = base_chart(counts, "Speakers over time", words, height=height_of(order.height))
    return chart.mark_circle(color=PALETTE["blue"], opacity=0.8).encode(
        x=alt.X("published:O", title=f"Published ({steps})", axis=alt.Axis(labelAngle=-40)).sort(
            [*sorted(set(counts["published"]) - {UNDATED}), UNDATED]
        ),
        y=alt.Y("speaker:N", title=None, sort=order["speaker"].to_list()).axis(
            labelLimit=220, grid=True
        ),
        size=alt.Size("n:Q", title="Quotations", legend=alt.Legend(tickMinStep=1)).scale(
            domainMin=1, rangeMin=40, rangeMax=400
        ),
        tooltip=["speaker", "published", alt.Tooltip("n:Q", title="Quotations")],
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
    most = max(pairs["n_articles"].to_list(), default=1)
    base = alt.Chart(pairs).encode(
        x=alt.X("speaker:N", title=None, axis=alt.Axis(labelAngle=-40, labelLimit=160)),
        y=alt.Y("other:N", title=None, axis=NAMES),
        tooltip=["speaker", "other", alt.Tooltip("n_articles:Q", title="Articles")],
    )
    shade = alt.Color("n_articles:Q", title="Articles", legend=None).scale(
        domain=[0, most], range=["#eef3f7", PALETTE["blue"]]
    )
    dark = alt.condition(f"datum.n_articles > {most} / 2", alt.value("white"), alt.value("black"))
    layers = alt.LayerChart(
        layer=[
            base.mark_rect().encode(color=shade),
            base.mark_text().encode(text="n_articles:Q", color=dark),
        ]
    )
    words = f"{caption(spoken, 'quotations')}; the number is that of articles with both"
    return layers.properties(
        title=alt.TitleParams("Quoted together", subtitle=words),
        description=f"Quoted together. {words}",
        width="container",
        height=height_of(pairs["other"].n_unique()),
    )
