"""Reported figures as charts: along time, up and down, and where reports differ."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.captions import caption, count_words
from workbook.charts.division import divide
from workbook.charts.figures import ABOUT, PLACE, kind_colour, shown_columns
from workbook.charts.parts import (
    DOT_OPACITY,
    HIDDEN,
    MOST_DOTS,
    PALETTE,
    SPREAD,
    base_chart,
    finish,
    measure_axis,
    spread_out,
    tooltips,
)
from workbook.schema import require_columns

WAYS = {"up": PALETTE["blue"], "down": PALETTE["vermilion"]}
SEEN = ("article_id", "start", "end", "text", "kind", "label", "day")
# Month and year by name, so that a tick is read without the ones beside it.
TIMES = {"year": "%Y", "quarter": "%b %Y", "month": "%b %Y", "week": "%-d %b", "date": "%-d %b"}
MOVES = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000)  # ticks of changes in percent


def _dated(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures that speak of a time, with its first day: their date, year or `as_of`."""
    part = pl.col("as_of").str.extract
    months = pl.coalesce(
        part(r"^\d{4}-(\d\d)"), _first_month(part(r"^\d{4}-Q([1-4])")), pl.lit("01")
    )
    days = part(r"^\d{4}-\d\d-(\d\d)").fill_null("01")
    told = pl.concat_str(part(r"^(\d{4})"), months, days, separator="-").str.to_date(strict=False)
    year = pl.when(pl.col("kind") == "year").then(pl.col("value").cast(pl.Int32, strict=False))
    day = pl.coalesce("date", told, pl.date(year, 1, 1))
    return figures.with_columns(day=day).filter(pl.col("day").is_not_null())


def _first_month(quarter: pl.Expr) -> pl.Expr:
    return (quarter.cast(pl.Int32) * 3 - 2).cast(pl.String).str.zfill(2)


def chart_figure_dates(figures: pl.DataFrame, years: int | None = None) -> alt.Chart:
    """Draw the times that the figures speak of: a dot for each, along the events that are dated.

    Parameters
    ----------
    figures
        Needs `article_id`, `start`, `end`, `text`, `value`, `unit`, `kind`, `outlet`, `published`,
        `as_of`, `date`; figures without a time are left out.
    years
        How many years before and after the articles to show; `None` for all.

    Returns
    -------
    alt.Chart
        A line of dots for each outlet, at the first day of a month or year where that is all
        that is told; very many dots become counts by month.
    """
    require_columns(figures, *PLACE, "outlet", "published", "as_of", "date")
    division, dated = divide(figures), _dated(figures)
    near = dated if years is None else _near(dated, years)
    words = caption(near, "figures") + division.note
    if others := dated.height - near.height:
        words += f"; {others:,} of other years"
    many = near.height > MOST_DOTS
    shown = [name for name in SEEN if name in near.columns]
    rows = near.select(*shown, division.fold)
    rows = _by_month(rows, division.column) if many else spread_out(rows, division.column)
    height = max(140, 56 * rows[division.column].n_unique())
    chart = base_chart(rows, "The times that figures speak of", words, height=height)
    title = "Time spoken of (first day of a month or year)"
    axis = alt.Axis(format=TIMES, labelOverlap="greedy", labelSeparation=10)
    dots = chart.mark_circle(size=60, opacity=DOT_OPACITY).encode(
        x=alt.X("day:T", title=title, axis=axis).scale(padding=10),
        y=division.axis,
        color=kind_colour(rows),
        tooltip=tooltips(*(name for name in rows.columns if name not in HIDDEN)),
    )
    size = alt.Size("figures:Q", title="Figures")
    return dots.encode(size=size) if many else dots.encode(yOffset=SPREAD)


def _near(dated: pl.DataFrame, years: int) -> pl.DataFrame:
    """The rows at most some years away from the articles; all where no article has a date."""
    first, last = pl.col("published").min(), pl.col("published").max()
    within = pl.col("day").is_between(
        first.dt.offset_by(f"-{years}y"), last.dt.offset_by(f"{years}y")
    )
    return dated.filter(within | first.is_null())


def _by_month(dated: pl.DataFrame, column: str) -> pl.DataFrame:
    day = pl.col("day").dt.truncate("1mo")
    counts = dated.group_by(day, column, "kind").agg(figures=pl.len())
    return counts.sort("day", column, "kind")


def chart_figure_changes(figures: pl.DataFrame) -> alt.Chart:
    """Draw the changes in percent that are reported, up to the right and down to the left.

    Parameters
    ----------
    figures
        Needs `article_id`, `start`, `end`, `text`, `value`, `unit`, `kind`, `change`, `outlet`.

    Returns
    -------
    alt.Chart
        A line of dots for each outlet. Distances shrink towards large changes (symmetric log).
    """
    require_columns(figures, *PLACE, "change", "outlet")
    division = divide(figures)
    moved = figures.filter(pl.col("change").is_not_null(), pl.col("unit") == "percent")
    by = pl.when(pl.col("change") == "down").then(-pl.col("value").abs()).otherwise("value")
    shown = shown_columns(moved, "outlet")
    rows = spread_out(moved.select(*shown, "change", division.fold, by=by), division.column)
    words = caption(moved, "figures") + division.note
    if others := figures["change"].count() - moved.height:
        words += f"; {count_words(others, 'changes')} in other units not shown"
    height = max(120, 40 * rows[division.column].n_unique())
    chart = base_chart(rows, "Changes reported in percent", words, height=height)
    ways = alt.Color("change:N", title="Change")
    return chart.mark_circle(size=80, opacity=DOT_OPACITY).encode(
        x=_moved_axis(rows["by"]),
        y=division.axis,
        yOffset=SPREAD,
        color=ways.scale(domain=list(WAYS), range=list(WAYS.values())),
        tooltip=tooltips(*(name for name in (*ABOUT, "text", "by") if name in rows.columns)),
    )


def _moved_axis(by: pl.Series) -> alt.X:
    """An axis as long to the left as to the right of nothing, with room beyond the last dot."""
    greatest = 1.25 * max((abs(value) for value in by.drop_nulls()), default=10)
    ticks = [sign * tick for tick in MOVES if tick <= greatest for sign in (-1, 1)]
    scale = alt.Scale(type="symlog", constant=5, domain=[-greatest, greatest], nice=False)
    axis = alt.Axis(values=sorted({*ticks}), labelOverlap="greedy", format=",.0f")
    return alt.X("by:Q", title="Change in percent (symmetric log scale)", scale=scale, axis=axis)


def chart_comparisons(compared: pl.DataFrame, n_groups: int = 15) -> alt.LayerChart:
    """Draw reports that differ, each thing on a line, as multiples of the least value.

    Parameters
    ----------
    compared
        The frame of `compare_figures`, joined with the articles' `outlet`. Groups of other kinds
        than `same thing` are left out.
    n_groups
        How many groups to show, those furthest apart first.
    """
    needed = ("article_id", "start", "end", "text", "value", "label", "group", "spread", "outlet")
    require_columns(compared, *needed, "kind", "low")
    kept = compared.filter(
        pl.col("kind") == "same thing",
        pl.struct("spread", "group").rank("dense", descending=True) <= n_groups,
        pl.col("low") > 0,
    )
    division = divide(compared)
    n_things = kept["group"].n_unique()
    words = caption(kept, "figures") + division.note
    words += f"; {count_words(n_things, 'things')} reported differently" if n_things else ""
    return finish(
        _multiples(_reports(kept, division.fold), division.colour),
        title="The same thing, reported differently",
        words=words,
        height=max(120, 48 * n_things),
    )


def _reports(kept: pl.DataFrame, fold: pl.Expr) -> pl.DataFrame:
    """A row for each report, by line and value, with where its words stand beside its dot."""
    times = pl.col("value") / pl.col("low")
    new = pl.struct("group", "value").is_first_distinct()
    rows = kept.sort("spread", "group", "value", descending=[True, False, False]).select(
        *("article_id", "start", "end", "text", "value", "label", "group"),
        fold,
        times=times.round(3),
        name=pl.format("{}. {}", "group", "label"),
        words=pl.when(new).then("text").fill_null(""),
        # The words of one value and the next stand above and below the line in turn.
        below=pl.col("value").rank("dense").over("group") % 2 == 0,
    )
    return rows.with_columns(left=pl.col("times") - 1 > (pl.col("times").max() - 1) * 0.5)


def _multiples(rows: pl.DataFrame, colour: alt.Color) -> alt.LayerChart:
    """A dot for each report on the line of its thing, with the words of the article beside it."""
    scale = alt.Scale(domainMin=1, nice=False, zero=False, padding=12)
    if rows.is_empty():
        scale = alt.Scale(domain=[1, 2])
    chart = alt.Chart(rows).encode(
        x=alt.X(
            "times:Q", title="Times the least value reported", scale=scale, axis=measure_axis()
        ),
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=260, grid=True)),
    )
    column = colour.shorthand.removesuffix(":N")
    dots = chart.mark_circle(size=110, opacity=DOT_OPACITY).encode(
        color=colour, tooltip=tooltips("text", "label", column)
    )
    texts = chart.mark_text(
        dy=alt.ExprRef("datum.below ? 13 : -12"),
        dx=alt.ExprRef("datum.left ? 4 : -4"),
        align=alt.ExprRef("datum.left ? 'right' : 'left'"),
        fontSize=10,
    )
    return alt.LayerChart(layer=[dots, texts.encode(text=alt.Text("words:N"))])
