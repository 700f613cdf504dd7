"""A chart of more rows than a screen has room for, drawn as counts of equal steps."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

Spec = dict[str, Any]

STEPS = 60  # along each axis
DOTS = ("circle", "point", "square", "tick")
COUNT = "n_rows"

# Channels that say more of a single row than where it stands and what kind it is.
OF_ONE_ROW = ("tooltip", "text", "href", "url", "key", "description", "order", "detail")


def bin_chart(chart: alt.TopLevelMixin, most_rows: int) -> Spec | None:
    """The specification of a chart with its rows counted by equal steps.

    Returns
    -------
    dict or None
        None where the chart has few enough rows, or is more than one view of one frame with
        marks or counts: such charts cannot be counted without knowing what they mean.
    """
    frame = getattr(chart, "data", None)
    if not isinstance(chart, alt.Chart) or not isinstance(frame, pl.DataFrame):
        return None
    if frame.height <= most_rows:
        return None
    spec = chart.properties(data=frame.head(1)).to_dict()
    channels = {
        name: dict(channel)
        for name, channel in spec.get("encoding", {}).items()
        if name not in OF_ONE_ROW and isinstance(channel, dict) and "condition" not in channel
    }
    if "transform" in spec or not all(map(_countable, channels.values())):
        return None
    rows = _count(frame, channels)
    return _redraw(spec, channels, rows, frame.height) if rows.height <= most_rows else None


def _countable(channel: Spec) -> bool:
    return channel.get("aggregate", "count") == "count" and not {"bin", "timeUnit"} & set(channel)


def _count(frame: pl.DataFrame, channels: dict[str, Spec]) -> pl.DataFrame:
    keys = {channel["field"]: _step(channel) for channel in channels.values() if "field" in channel}
    return (
        frame.group_by([step.alias(name) for name, step in keys.items()])
        .agg(pl.len().alias(COUNT))
        .sort(*keys)
    )


def _step(channel: Spec) -> pl.Expr:
    """The middle of the step in which a number lies; other values as they are."""
    value = pl.col(channel["field"])
    if channel["type"] != "quantitative":
        return value
    log = (channel.get("scale") or {}).get("type") == "log"
    at = value.log10() if log else value.cast(pl.Float64)
    width = (at.max() - at.min()) / STEPS
    middle = ((at - at.min()) / width).floor().clip(0, STEPS - 1) * width + at.min() + width / 2
    middle = pl.when(width > 0).then(middle).otherwise(at)
    return 10**middle if log else middle


def _redraw(spec: Spec, channels: dict[str, Spec], rows: pl.DataFrame, before: int) -> Spec:
    counts = [channel for channel in channels.values() if "aggregate" in channel]
    for channel in counts:
        channel |= {"aggregate": "sum", "field": COUNT, "type": "quantitative"}
        channel.setdefault("title", "Rows")
    mark = spec["mark"] if isinstance(spec["mark"], str) else spec["mark"]["type"]
    shown = {"field": COUNT, "type": "quantitative", "title": "Rows"}
    if not counts and mark in DOTS:
        channels["size"] = shown
    fields = [c for c in channels.values() if "field" in c and c["field"] != COUNT]
    said = [{key: c[key] for key in ("field", "type", "title") if c.get(key)} for c in fields]
    if not counts:
        channels["tooltip"] = [*said, shown]  # type: ignore[assignment]
    title = spec.get("title", "")
    title = {"text": title} if isinstance(title, str) else dict(title)
    words = title.get("subtitle") or ""
    words = words if isinstance(words, str) else " ".join(words)
    note = f"{before:,} rows, counted in {rows.height:,} steps"
    title["subtitle"] = "; ".join(filter(None, (words, note)))
    values = rows.with_columns(pl.selectors.temporal().cast(pl.String)).to_dicts()
    binned = {"title": title, "encoding": channels, "data": {"name": "binned"}}
    return {**spec, **binned, "datasets": {"binned": values}}
