"""A frame as an Altair chart: aggregated first, axes with units, a caption with n, period, outlets.

Charts count and draw; they compute no score. Wrap one in `LiveChart` to see it offline.
"""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.captions import caption
from workbook.charts.division import Division, divide
from workbook.charts.parts import base_chart, count_axis, strip_dots, tooltips
from workbook.charts.steps import all_steps, as_step, step_axis, steps_of
from workbook.schema import require_columns


def chart_articles(articles: pl.DataFrame, *, among: pl.DataFrame | None = None) -> alt.Chart:
    """Draw how many articles appeared when, by outlet.

    Parameters
    ----------
    articles
        Needs `article_id`, `published`, `outlet`. Where no article names an outlet, they are
        divided by `source`, if it is there.
    among
        All articles, where only some of them are shown: then each outlet keeps its colour.

    Returns
    -------
    alt.Chart
        A bar for each day, month or year, whichever suits the period, those without articles
        included; articles without a date have a bar of their own.
    """
    require_columns(articles, "article_id", "published", "outlet")
    division = divide(articles, among=among)
    steps = steps_of(articles["published"])
    counts = (
        articles.select("article_id", division.fold, published=as_step(steps))
        .group_by("published", division.column)
        .agg(articles=pl.len())
    )
    along = all_steps(articles["published"], steps)
    counts = _with_gaps(counts, division, along)
    words = caption(articles, "articles") + division.note
    return (
        base_chart(counts, "Articles over time", words)
        .mark_bar()
        .encode(
            x=step_axis(steps, len(along)),
            y=alt.Y("articles:Q", title="Articles", axis=count_axis()),
            color=division.colour,
            tooltip=tooltips("published", division.column, "articles"),
        )
    )


def _with_gaps(counts: pl.DataFrame, division: Division, steps: list[str]) -> pl.DataFrame:
    """The counts with a row of no articles for each step that has none."""
    gaps = pl.DataFrame({"published": steps}, schema={"published": pl.String})
    gaps = gaps.join(counts, on="published", how="anti").with_columns(
        pl.lit(division.order[0] if division.order else None, pl.String).alias(division.column),
        articles=pl.lit(0, counts.schema["articles"]),
    )
    return pl.concat([counts, gaps]).sort("published", division.column)


def chart_lengths(articles: pl.DataFrame, *, among: pl.DataFrame | None = None) -> alt.Chart:
    """Draw how long the articles are, a dot for each, by outlet.

    Parameters
    ----------
    articles
        Needs `article_id`, `label`, `outlet`, `n_words`. Where no article names an outlet, they
        are divided by `source`, if it is there.
    among
        All articles, where only some of them are shown: then each outlet keeps its colour.
    """
    require_columns(articles, "article_id", "label", "outlet", "n_words")
    division = divide(articles, among=among)
    return strip_dots(
        articles.select("article_id", "label", division.fold, "n_words"),
        "n_words",
        division.axis,
        colour=division.colour,
        title="Length of the articles",
        caption=caption(articles, "articles") + division.note,
        axis="Length (words)",
    )
