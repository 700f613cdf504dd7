"""What the charts share: colours, captions, periods, ranked bars and strips of dots."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import altair as alt
import polars as pl

PALETTE: dict[str, str] = json.loads(
    files("workbook.charts").joinpath("palette.json").read_text("utf-8")
)["colours"]

UNKNOWN = "unknown"
UNDATED = "undated"
MOST_DOTS = 2_000  # beyond this, dots are binned

# Columns that lead a click to its passage; a reader need not see them.
HIDDEN = ("article_id", "start", "end", "spread")

# Large numbers as newspapers print them: 3m, 40bn.
NUMBER_LABELS = (
    "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, ',~g') + 'tn'"
    " : abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~g') + 'bn'"
    " : abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~g') + 'm'"
    " : format(datum.value, ',~g')"
)

DAYS_BY_DAY = 31
DAYS_BY_MONTH = 3 * 366


def caption(frame: pl.DataFrame, rows: str) -> str:
    """Say what a chart stands on: how many rows, of which period and outlets.

    Parameters
    ----------
    frame
        Uses `article_id`, `published` and `outlet`, as far as they are there.
    rows
        What a row is, in the plural.

    Examples
    --------
    >>> caption(pl.DataFrame({"article_id": ["a"], "outlet": ["Wire"]}), "articles")
    'n = 1 articles; Wire'
    """
    parts = [f"n = {frame.height:,} {rows}"]
    if rows != "articles":
        parts[0] += f" in {frame['article_id'].n_unique():,} articles"
    if "published" in frame.columns and frame["published"].count():
        first, last = frame["published"].min(), frame["published"].max()
        parts.append(str(first) if first == last else f"{first!s} to {last!s}")
    if "outlet" in frame.columns:
        names = frame["outlet"].drop_nulls().unique().sort().to_list()
        if names:
            parts.append(", ".join(names) if len(names) <= 4 else f"{len(names)} outlets")
    return "; ".join(parts)


def base_chart(rows: pl.DataFrame, title: str, words: str, height: int = 220) -> alt.Chart:
    """A chart as wide as its cell, with its title and caption."""
    return alt.Chart(rows, title=alt.TitleParams(title, subtitle=words)).properties(
        width="container", height=height, description=f"{title}. {words}"
    )


def colour_of(field: str) -> alt.Color:
    """The colour channel of a column, in the palette's order."""
    return alt.Color(f"{field}:N", title=field.capitalize()).scale(range=list(PALETTE.values()))


def tooltips(*fields: str) -> list[alt.Tooltip]:
    """What a mark says under the mouse; bare names take Altair twenty times as long."""
    return [alt.Tooltip(field) for field in fields]


def known(name: str) -> pl.Expr:
    """A column with null spelled out, for an axis or a legend."""
    return pl.col(name).fill_null(UNKNOWN)


def in_words(name: str) -> str:
    """A column's name as words."""
    return name.replace("_", " ").capitalize()


def steps_of(days: pl.Series) -> str:
    """Whether a period is best counted by day, month or year."""
    known = days.drop_nulls()
    if known.is_empty():
        return "month"
    first, last = known.min(), known.max()
    length = (last - first).days if isinstance(first, date) and isinstance(last, date) else 0
    return "day" if length <= DAYS_BY_DAY else "month" if length <= DAYS_BY_MONTH else "year"


def as_step(steps: str) -> pl.Expr:
    """The day, month or year of publication as text; `UNDATED` where unknown."""
    form = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[steps]
    return pl.col("published").dt.strftime(form).fill_null(UNDATED)


def rank_bars(
    frame: pl.DataFrame,
    name: str,
    part: str,
    *,
    title: str,
    caption: str,
    most: int = 30,
    counted: str = "articles",
) -> alt.Chart:
    """Bars for the commonest values of a column, longest first, each divided by another column."""
    counts = (
        frame.group_by(name, known(part))
        .agg(n=pl.len())
        .with_columns(total=pl.col("n").sum().over(name))
        .sort("total", name, part, descending=[True, False, False])
    )
    shown = counts[name].unique(maintain_order=True).head(most)
    counts = counts.filter(pl.col(name).is_in(shown.to_list()))
    return (
        base_chart(counts, title, caption, height=max(80, 20 * shown.len()))
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=counted.capitalize(), axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(f"{name}:N", title=None, axis=alt.Axis(labelLimit=300)).sort(
                field="total", op="max", order="descending"
            ),
            color=colour_of(part),
            tooltip=[*tooltips(name, part), alt.Tooltip("n:Q", title=counted.capitalize())],
        )
    )


def strip_dots(
    frame: pl.DataFrame,
    value: str,
    row: str,
    *,
    title: str,
    caption: str,
    axis: str,
    colour: str | None = None,
    log: bool = False,
) -> alt.Chart:
    """A dot for each row of a frame, in lines; very many dots become counts by bin."""
    if frame.height > MOST_DOTS:
        frame = _binned(frame, value, row, colour or row, log=log)
    else:
        # Even, and the same on every run, unlike random jitter: multiples of the golden ratio.
        spread = (pl.int_range(pl.len()).over(row) * 0.618034) % 1
        frame = frame.with_columns(spread=spread)
    chart = base_chart(frame, title, caption, height=max(120, 32 * frame[row].n_unique()))
    scale = alt.Scale(type="log") if log else alt.Scale(zero=False)
    ticks = alt.Axis(labelExpr=NUMBER_LABELS, labelOverlap="greedy", labelSeparation=8)
    chart = chart.mark_circle(size=70, opacity=0.65).encode(
        x=alt.X(f"{value}:Q", title=axis, scale=scale, axis=ticks),
        y=alt.Y(f"{row}:N", title=None, axis=alt.Axis(labelLimit=160, grid=True)),
        color=colour_of(colour or row),
        tooltip=tooltips(*(name for name in frame.columns if name not in HIDDEN)),
    )
    if "n" in frame.columns:
        return chart.encode(size=alt.Size("n:Q", title="Count"))
    return chart.encode(yOffset=alt.YOffset("spread:Q", scale=alt.Scale(domain=[-0.2, 1.2])))


def _binned(frame: pl.DataFrame, value: str, row: str, colour: str, *, log: bool) -> pl.DataFrame:
    """Counts over sixty equal steps of the values, or of their logarithms."""
    at = pl.col(value).log10() if log else pl.col(value)
    step = (at.max() - at.min()) / 60
    step = pl.when(step > 0).then(step).otherwise(1.0)
    bins = ((at - at.min()) / step).floor() * step + at.min()
    bins = 10**bins if log else bins
    keys = list(dict.fromkeys([row, colour]))
    return frame.group_by(*keys, bins.alias(value)).agg(n=pl.len()).sort(*keys, value)
