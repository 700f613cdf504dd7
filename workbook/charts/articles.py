"""A frame as an Altair chart: aggregated first, axes with units, a caption with n, period, outlets.

Charts count and draw; they compute no score. Wrap one in `LiveChart` to see it offline.
"""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.parts import (
    as_step,
    base_chart,
    caption,
    colour_of,
    known,
    steps_of,
    strip_dots,
    tooltips,
)
from workbook.schema import require_columns


def chart_articles(articles: pl.DataFrame) -> alt.Chart:
    """Draw how many articles appeared when, by outlet.

    Parameters
    ----------
    articles
        Needs `article_id`, `published`, `outlet`.

    Returns
    -------
    alt.Chart
        A bar for each day, month or year, whichever suits the period; articles
        without a date have a bar of their own.
    """
    require_columns(articles, "article_id", "published", "outlet")
    steps = steps_of(articles["published"])
    counts = (
        articles.with_columns(known("outlet"), published=as_step(steps))
        .group_by("published", "outlet")
        .agg(articles=pl.len())
        .sort("published", "outlet")
    )
    return (
        base_chart(counts, "Articles over time", caption(articles, "articles"))
        .mark_bar()
        .encode(
            x=alt.X("published:O", title=f"Published ({steps})", axis=alt.Axis(labelAngle=-40)),
            y=alt.Y("articles:Q", title="Articles", axis=alt.Axis(tickMinStep=1)),
            color=colour_of("outlet"),
            tooltip=tooltips("published", "outlet", "articles"),
        )
    )


def chart_lengths(articles: pl.DataFrame) -> alt.Chart:
    """Draw how long the articles are, a dot for each, by outlet.

    Parameters
    ----------
    articles
        Needs `article_id`, `label`, `outlet`, `n_words`.
    """
    require_columns(articles, "article_id", "label", "outlet", "n_words")
    return strip_dots(
        articles.select("article_id", "label", known("outlet"), "n_words"),
        "n_words",
        "outlet",
        title="Length of the articles",
        caption=caption(articles, "articles"),
        axis="Length (words)",
    )
