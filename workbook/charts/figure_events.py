"""Reported figures as charts: along time, up and down, and where reports differ."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.figures import ABOUT, PLACE, kind_colour, shown_columns
from workbook.charts.parts import HIDDEN, MOST_DOTS, PALETTE, base_chart, caption, colour_of, known
from workbook.schema import require_columns

WAYS = {"up": PALETTE["blue"], "down": PALETTE["vermilion"]}
SPREAD = alt.YOffset("spread:Q", scale=alt.Scale(domain=[-0.2, 1.2]))
SEEN = ("article_id", "start", "end", "text", "kind", "label", "outlet", "day")
NAMES = alt.Axis(labelLimit=160, grid=True)


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
    dated = _dated(figures).with_columns(known("outlet"))
    near = dated if years is None else _near(dated, years)
    words = f"{caption(near, 'figures')}; {dated.height - near.height:,} of other years"
    many = near.height > MOST_DOTS
    rows = (
        _by_month(near)
        if many
        else _scattered(near.select(*(name for name in SEEN if name in near.columns)))
    )
    height = max(140, 56 * rows["outlet"].n_unique())
    chart = base_chart(rows, "The times that figures speak of", words, height=height)
    dots = chart.mark_circle(size=60, opacity=0.65).encode(
        x=alt.X("day:T", title="Time spoken of (first day, where only a month or year is told)"),
        y=alt.Y("outlet:N", title=None, axis=NAMES),
        color=kind_colour(rows),
        tooltip=[name for name in rows.columns if name not in HIDDEN],
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


def _scattered(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a height within their outlet's line, even and the same on every run."""
    return rows.with_columns(spread=(pl.int_range(pl.len()).over("outlet") * 0.618034) % 1)


def _by_month(dated: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("day").dt.truncate("1mo")
    counts = dated.group_by(day, "outlet", "kind").agg(figures=pl.len())
    return counts.sort("day", "outlet", "kind")


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
    moved = figures.filter(pl.col("change").is_not_null(), pl.col("unit") == "percent")
    by = pl.when(pl.col("change") == "down").then(-pl.col("value").abs()).otherwise("value")
    rows = moved.select(*shown_columns(moved), "change", by=by).with_columns(
        known("outlet"), spread=(pl.int_range(pl.len()).over("outlet") * 0.618034) % 1
    )
    others = figures["change"].count() - moved.height
    words = f"{caption(moved, 'figures')}; {others:,} changes in other units are not shown"
    greatest = max((abs(value) for value in rows["by"].drop_nulls()), default=10)
    scale = alt.Scale(type="symlog", constant=5, domain=[-greatest, greatest], nice=True)
    height = max(120, 40 * rows["outlet"].n_unique())
    chart = base_chart(rows, "Changes reported in percent", words, height=height)
    return chart.mark_circle(size=80, opacity=0.8).encode(
        x=alt.X("by:Q", title="Change in percent (symmetric log scale)", scale=scale),
        y=alt.Y("outlet:N", title=None, axis=NAMES),
        yOffset=SPREAD,
        color=alt.Color("change:N", title="Change").scale(
            domain=list(WAYS), range=list(WAYS.values())
        ),
        tooltip=[name for name in (*ABOUT, "text", "by") if name in rows.columns],
    )


def chart_comparisons(
    compared: pl.DataFrame, n_groups: int = 15
) -> alt.LayerChart | alt.FacetChart:
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
    rows = kept.with_columns(known("outlet")).select(
        *needed[:-2],
        "outlet",
        times=pl.col("value") / pl.col("low"),
        name=pl.format("{}. {}", "group", "label"),
        words=pl.when(pl.struct("group", "value").is_first_distinct()).then("text").fill_null(""),
    )
    rows = rows.sort(kept["spread"], "group", "value", descending=[True, False, False])
    things = f"{kept['group'].n_unique():,} things reported differently"
    title, words = "The same thing, reported differently", f"{caption(kept, 'figures')}; {things}"
    greatest = max(rows["times"].drop_nulls(), default=1.0)
    scale = alt.Scale(domain=[1, 1 + (greatest - 1) * 1.15 or 2], nice=False)
    chart = alt.Chart(rows).encode(
        x=alt.X("times:Q", title="Times the least value reported", scale=scale),
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=260, grid=True)),
    )
    dots = chart.mark_circle(size=110, opacity=0.85).encode(
        color=colour_of("outlet"), tooltip=["text", "label", "outlet"]
    )
    texts = chart.mark_text(dy=-12, dx=-4, fontSize=10, align="left").encode(text="words:N")
    return alt.layer(dots, texts).properties(
        title=alt.TitleParams(title, subtitle=words),
        width="container",
        height=max(120, 40 * kept["group"].n_unique()),
        description=f"{title}. {words}",
    )
