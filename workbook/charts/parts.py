"""What the charts share: colours, titles, axes, ranked bars and strips of dots."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar
from weakref import ref

import altair as alt
import polars as pl

PALETTE: dict[str, str] = json.loads(
    files("workbook.charts").joinpath("palette.json").read_text("utf-8")
)["colours"]

# The colours of names; the greys are for what has none.
NAMED_COLOURS = [colour for name, colour in PALETTE.items() if not name.endswith("grey")]

UNKNOWN = "unknown"
OTHER = "other"
UNDATED = "undated"
MOST_DOTS = 2_000  # beyond this, dots are binned

SPREAD = alt.YOffset("spread:Q", scale=alt.Scale(domain=[-0.2, 1.2]))

# Columns that lead a click to its passage; a reader need not see them.
HIDDEN = ("article_id", "start", "end", "spread")

DOT_OPACITY = 0.9  # less, and blue dots sink into a dark page

# Large numbers as newspapers print them: 3m, 40bn.
NUMBER_LABELS = (
    "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, ',~g') + 'tn'"
    " : abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~g') + 'bn'"
    " : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~g') + 'm'"
    " : format(datum.value, ',~g')"
)

NOTHING = "nothing to show"

Chart = TypeVar("Chart", alt.Chart, alt.LayerChart)
Found = TypeVar("Found")
P = ParamSpec("P")


def finish(chart: Chart, *, title: str, words: str, height: int, gist: str = "") -> Chart:
    """Give a chart its title and caption, a text for who does not see it, and its size."""
    told = ". ".join(filter(None, (title, words, gist)))
    return chart.properties(
        title=alt.TitleParams(title, subtitle=words),
        description=told,
        width="container",
        height=height,
    )


def base_chart(
    rows: pl.DataFrame, title: str, words: str, height: int = 220, *, gist: str = ""
) -> alt.Chart:
    """A chart as wide as its cell, with its title and caption."""
    if rows.is_empty() and NOTHING not in words:
        words = f"{words}; {NOTHING}"
    return finish(alt.Chart(rows), title=title, words=words, height=height, gist=gist)


def count_axis() -> alt.Axis:
    """An axis of whole numbers, with lines at whole numbers alone."""
    whole = alt.condition("datum.value % 1 == 0", alt.value(1), alt.value(0))
    label = "datum.value % 1 ? '' : format(datum.value, ',')"
    return alt.Axis(tickCount=8, tickMinStep=1, labelExpr=label, gridOpacity=whole)


def measure_axis() -> alt.Axis:
    """An axis of measured numbers, with room between its labels."""
    return alt.Axis(tickCount=8, labelOverlap="greedy", labelSeparation=8, labelFlush=False)


def white_where(test: str) -> alt.Color:
    """White text on strong colours, the page's own colour of text elsewhere."""
    return alt.Color(condition={"test": test, "value": "white"})


def tooltips(*fields: str) -> list[alt.Tooltip]:
    """What a mark says under the mouse; bare names take Altair twenty times as long."""
    return [alt.Tooltip(field) for field in fields]


def for_last_frame(find: Callable[P, Found]) -> Callable[P, Found]:
    """Remember what was found in the frame asked about last: panels ask anew at every change."""
    last: list[Any] = []  # the frame, what else was given, what was found

    @wraps(find)
    def ask(*args: P.args, **options: P.kwargs) -> Found:
        frame, *rest = args
        if not (last and last[0]() is frame and last[1] == [rest, options]):
            last[:] = [ref(frame), [rest, options], find(*args, **options)]
        found: Found = last[2]
        return found

    return ask


def known(name: str) -> pl.Expr:
    """A column with null spelled out, for an axis or a legend."""
    return pl.col(name).fill_null(UNKNOWN)


def in_words(name: str) -> str:
    """A column's name as words."""
    return name.replace("_", " ").capitalize()


def rank_bars(
    frame: pl.DataFrame,
    name: str,
    colour: alt.Color,
    *,
    title: str,
    caption: str,
    most: int = 30,
    counted: str = "articles",
) -> alt.Chart:
    """Bars for the commonest values of a column, longest first, each divided by a colour."""
    part = colour.shorthand.removesuffix(":N")
    counts = (
        frame.group_by(name, part)
        .agg(n=pl.len())
        .with_columns(total=pl.col("n").sum().over(name))
        .sort("total", name, part, descending=[True, False, False])
    )
    shown = counts[name].unique(maintain_order=True).head(most)
    counts = counts.filter(pl.col(name).is_in(shown.to_list()))
    height = max(80, 20 * shown.len())
    return (
        base_chart(counts, title, caption, height, gist=say_longest(counts, name))
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=counted.capitalize(), axis=count_axis()),
            y=alt.Y(f"{name}:N", title=None, axis=alt.Axis(labelLimit=260)).sort(
                field="total", op="max", order="descending"
            ),
            color=colour,
            tooltip=[*tooltips(name, part), alt.Tooltip("n:Q", title=counted.capitalize())],
        )
    )


def say_longest(counts: pl.DataFrame, name: str) -> str:
    """The three longest bars in words, for who does not see them."""
    longest = counts.unique(name, maintain_order=True).head(3).select(name, "total").rows()
    return "Most: " + ", ".join(f"{label} {total:,}" for label, total in longest) if longest else ""


def strip_dots(
    frame: pl.DataFrame,
    value: str,
    y: alt.Y,
    *,
    colour: alt.Color,
    title: str,
    caption: str,
    axis: str,
    log: bool = False,
) -> alt.Chart:
    """A dot for each row of a frame, in lines; very many dots become counts by bin."""
    row, part = (channel.shorthand.removesuffix(":N") for channel in (y, colour))
    if frame.height > MOST_DOTS:
        frame = _binned(frame, value, row, part, log=log)
    else:
        frame = spread_out(frame, row)
    frame = frame.with_columns(pl.selectors.enum().cast(pl.String))  # as Altair wants names
    lines = len(y.sort) if isinstance(y.sort, list) else frame[row].n_unique()
    chart = base_chart(frame, title, caption, height=max(120, 32 * lines))
    scale = alt.Scale(type="log") if log else alt.Scale(zero=False, padding=12, nice=False)
    chart = chart.mark_circle(size=70, opacity=DOT_OPACITY).encode(
        x=alt.X(f"{value}:Q", title=axis, scale=scale, axis=measure_axis()),
        y=y,
        color=colour,
        tooltip=tooltips(*(name for name in frame.columns if name not in HIDDEN)),
    )
    if "n" in frame.columns:
        return chart.encode(size=alt.Size("n:Q", title="Count"))
    return chart.encode(yOffset=SPREAD)


def spread_out(rows: pl.DataFrame, line: str) -> pl.DataFrame:
    """Rows with a height within their line, even and the same on every run, unlike random jitter.

    The heights are the multiples of the golden ratio, to two places.
    """
    return rows.with_columns(spread=((pl.int_range(pl.len()).over(line) * 0.618034) % 1).round(2))


def _binned(frame: pl.DataFrame, value: str, row: str, colour: str, *, log: bool) -> pl.DataFrame:
    """Counts over sixty equal steps of the values, or of their logarithms."""
    at = pl.col(value).log10() if log else pl.col(value)
    low, high = frame.select(low=at.min(), high=at.max()).row(0)
    step = (high - low) / 60 or 1.0
    keys = list(dict.fromkeys([row, colour]))
    number = ((at - low) / step).floor().cast(pl.Int16)  # groups of whole numbers are found sooner
    counts = frame.group_by(*keys, number.alias(value)).agg(n=pl.len()).sort(*keys, value)
    place = pl.col(value) * step + low
    return counts.with_columns((10**place if log else place).alias(value))
