"""Topics as charts: their sizes, a map of the articles, their shares of each group."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from workbook.charts.captions import caption
from workbook.charts.division import divide
from workbook.charts.parts import (
    MOST_DOTS,
    NAMED_COLOURS,
    PALETTE,
    base_chart,
    finish,
    rank_bars,
    tooltips,
    white_where,
)
from workbook.charts.steps import all_steps, as_step, steps_of
from workbook.errors import require_known
from workbook.schema import require_columns

CELL_OPACITY = [0.06, 1]  # an empty cell is seen as a cell
GRID = 48  # cells each way, where dots are too many
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
ABOUT = ("label", "topic", "outlet", "published")  # of an article, on hover
GROUPS = ("outlet", "section", "language", "published")


def chart_topics(articles: pl.DataFrame) -> alt.Chart:
    """Draw how many articles each topic has, by outlet.

    Parameters
    ----------
    articles
        Needs `article_id`, `topic` (its label), `outlet`. Where no article names an outlet, they
        are divided by `source`, if it is there.
    """
    require_columns(articles, "article_id", "topic", "outlet")
    division = divide(articles)
    return rank_bars(
        articles.with_columns(division.fold),
        "topic",
        division.colour,
        title="Articles by topic",
        caption=caption(articles, "articles") + division.note,
    )


def chart_topic_map(articles: pl.DataFrame, labels: Sequence[str] = ()) -> alt.Chart:
    """Draw the articles as a map on which alike lies beside alike, coloured by topic.

    Parameters
    ----------
    articles
        Needs `article_id`, `label`, `topic` (its label) and `x`, `y` of `map_articles`.
    labels
        All topics that there are, so that each keeps its colour when some are filtered away.

    Returns
    -------
    alt.Chart
        A mark for each article; above 2,000 articles a mark for each small square, with its
        commonest topic and the number of its articles. Only nearness has a meaning, so there
        are no axes.
    """
    require_columns(articles, "article_id", "label", "topic", "x", "y")
    words = caption(articles, "articles")
    size: alt.Size | alt.SizeValue = alt.SizeValue(90)
    about: list[str] = [name for name in ABOUT if name in articles.columns]
    rows: pl.DataFrame = articles.select("article_id", pl.col("x", "y").round(3), *about)
    if articles.height > MOST_DOTS:
        rows, about = _squares(articles), ["topic", "articles"]
        size = alt.Size("articles:Q", title="Articles")
        words += "; a mark stands for the articles of a small square"
    plain = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    return (
        base_chart(rows, "Articles, alike beside alike", words, height=340)
        .mark_point(filled=True, opacity=0.9)
        .encode(
            x=alt.X("x:Q", title=None, axis=plain).scale(zero=False),
            y=alt.Y("y:Q", title=None, axis=plain).scale(zero=False),
            color=_of_topic(alt.Color, labels, NAMED_COLOURS),
            shape=_of_topic(alt.Shape, labels, _shapes()),
            size=size,
            tooltip=tooltips(*about),
        )
    )


def chart_topic_groups(articles: pl.DataFrame, by: str = "outlet") -> alt.LayerChart:
    """Draw which share of each group's articles each topic has, and how many they are.

    Parameters
    ----------
    articles
        Needs `article_id`, `topic` (its label) and the column of the groups.
    by
        `outlet` (where no article names one, `source`, if it is there), `section`, `language` or
        `published` (by day, month or year, whichever suits the period).

    Returns
    -------
    alt.LayerChart
        A cell for each topic and group: the stronger its colour, the larger the share; the
        number is that of the articles. Beside each group stands how many articles it has. Of
        very many groups, the smaller ones are together.
    """
    require_known("by", [by], GROUPS)
    require_columns(articles, "article_id", "topic", by)
    steps = steps_of(articles["published"]) if by == "published" else ""
    if steps:
        group, order = as_step(steps), all_steps(articles["published"], steps)
        title, note = f"Published ({steps})", ""
    else:
        division = divide(articles, by)
        group, order = division.fold, division.order
        title, note = division.title, division.note
    rows = _counts(articles.select("topic", group=group), order)
    words = caption(articles, "articles") + note
    return finish(
        _share_cells(rows, title),
        title=f"Topics by {steps or title.lower()}",
        words=words,
        height=max(80, 26 * rows["topic"].n_unique()),
    )


def _share_cells(rows: pl.DataFrame, title: str) -> alt.LayerChart:
    """A grid of shares; colour by opacity suits light and dark pages alike."""
    base = alt.Chart(rows).encode(
        x=alt.X(
            "group:N",
            title=f"{title}, with the number of its articles",
            # Said as a rule, since rows that come and go in place would leave their own order.
            sort=alt.EncodingSortField(field="place", op="min", order="ascending"),
            axis=alt.Axis(labelAngle=-40, labelLimit=200),
        ),
        y=alt.Y("topic:N", title=None, axis=alt.Axis(labelLimit=260)).sort(
            field="total", op="max", order="descending"
        ),
        tooltip=[
            alt.Tooltip("topic"),
            alt.Tooltip("group", title=title),
            alt.Tooltip("articles"),
            alt.Tooltip("share:Q", title="Share of the group", format=".0%"),
        ],
    )
    legend = alt.Legend(format=".0%", values=[0, 0.5, 1])
    share = alt.Opacity("share:Q", title="Share of the group", legend=legend)
    share = share.scale(domain=[0, 1], range=CELL_OPACITY)
    return alt.LayerChart(
        layer=[
            base.mark_rect(color=PALETTE["blue"]).encode(opacity=share),
            base.transform_filter("datum.articles > 0")
            .mark_text()
            .encode(text=alt.Text("articles:Q"), color=white_where("datum.share > 0.8")),
        ]
    )


def _counts(rows: pl.DataFrame, order: list[str]) -> pl.DataFrame:
    """Articles and share of each topic in each group, zeros too, with the group's size."""
    there = rows["group"].unique().sort().to_list()
    names = list(dict.fromkeys([*order, *there]))
    groups = pl.DataFrame({"group": names}, schema={"group": pl.String}).with_row_index("place")
    topics = rows.group_by("topic").agg(total=pl.len()).sort("topic")
    counts = rows.group_by("group", "topic").agg(articles=pl.len())
    n, of = pl.col("articles").fill_null(0), pl.col("articles").sum().over("group")
    return (
        groups.join(topics, how="cross", maintain_order="left_right")
        .join(counts, on=["group", "topic"], how="left", maintain_order="left")
        .select(
            "topic",
            "total",
            "place",
            n,
            group=pl.format("{} ({})", "group", of),
            share=pl.when(of > 0).then(n / of).otherwise(0.0).round(3),
        )
    )


def _squares(articles: pl.DataFrame) -> pl.DataFrame:
    """Count articles in squares; each has its commonest topic."""
    at = [
        ((pl.col(name) - pl.col(name).min()) / (pl.col(name).max() - pl.col(name).min()) * GRID)
        .fill_nan(0)
        .round()
        .alias(name)
        for name in "xy"
    ]
    return (
        articles.select("topic", *at)
        .group_by("x", "y", "topic")
        .agg(n=pl.len())
        .sort("x", "y", "n", "topic", descending=[False, False, True, False])
        .group_by("x", "y", maintain_order=True)
        .agg(pl.first("topic"), articles=pl.sum("n"))
    )


def _shapes() -> list[str]:
    """A shape for each use of the colours: colour and shape together tell topics apart."""
    return [shape for shape in SHAPES for _ in NAMED_COLOURS]


def _of_topic(channel: type, labels: Sequence[str], values: Sequence[str]) -> alt.Color | alt.Shape:
    """Colour or shape by topic, under one legend below the chart."""
    legend = alt.Legend(orient="bottom", columns=2, labelLimit=330, symbolLimit=0)
    scale = {"domain": list(labels)} if labels else {}
    return channel("topic:N", title="Topic", legend=legend).scale(range=list(values), **scale)
