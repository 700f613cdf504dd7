"""A Vega-Lite specification taken apart into drawing, rows and words, and put together again."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

from workbook.errors import WorkbookError
from workbook.widgets.binning import DOTS

Spec = dict[str, Any]  # JSON as Vega-Lite defines it
# By channel and field: the names seen so far, or the first scale that lists its names itself.
Domains = dict[tuple[str, str], Any]

# Vega-Lite's version as vl-convert names it, "6.4" for Altair's "v6.4.1".
VEGA_LITE = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])

PICTURE_WIDTH = 640  # pixels, of a chart that on screen is as wide as its cell

# The channels whose colours and shapes must not move when rows are filtered away.
FIXED_CHANNELS = ("color", "fill", "stroke", "shape")


def split_spec(spec: Spec, domains: Domains, most_rows: int) -> Spec:
    """Take a chart apart: `spec` without rows and title, `rows`, `title`, `caption`, `description`.

    Datasets are renamed in order of appearance, so that two charts that differ only in
    their rows give the same `spec`. `domains` gains the names that each fixed channel has
    shown so far, and the `spec` lists them in that order.
    """
    spec = dict(spec)
    datasets = spec.pop("datasets", {})
    title, told = spec.pop("title", ""), spec.pop("description", "")
    title = {"text": title} if isinstance(title, str) else title
    rows = {f"rows_{i}": datasets[name] for i, name in enumerate(datasets)}
    n_rows = sum(map(len, rows.values()))
    if n_rows > most_rows:
        raise WorkbookError(
            f"this chart has {n_rows:,} rows; a chart on screen takes {most_rows:,}. "
            "Aggregate the frame first, for instance with group_by(...).agg(pl.len())."
        )
    names = dict(zip(datasets, rows, strict=True))
    text, caption = _lines(title.get("text")), _lines(title.get("subtitle"))
    return {
        "spec": _fix(spec, names, rows, domains, data=""),
        "rows": rows,
        "title": text,
        "caption": caption,
        "description": told or ". ".join(filter(None, (text, caption))),
    }


def add_brush(spec: Spec) -> Spec:
    """Let the reader draw over a stretch of a timeline or among dots, if nothing else is selected.

    A spec of several views, one with selections of its own, and bars over other than time are
    left as they are.
    """
    encoding = spec.get("encoding", {})
    mark = spec.get("mark", "")
    mark = mark if isinstance(mark, str) else mark.get("type", "")
    along = [side for side in ("x", "y") if _is_stretch(encoding.get(side, {}), mark)]
    if not along or "params" in spec:
        return spec
    select = {"type": "interval", "encodings": along}
    return {**spec, "params": [{"name": "brush", "select": select}]}


def _is_stretch(channel: Spec, mark: str) -> bool:
    if channel.get("field") == "published":
        return True
    measured = channel.get("type") == "quantitative" and not {"aggregate", "bin"} & set(channel)
    return mark in DOTS and measured


def join_spec(parts: Spec) -> Spec:
    """Put a chart together again from what `split_spec` made of it."""
    spec = {**parts["spec"], "datasets": parts["rows"], "background": "white"}
    spec["description"] = parts["description"]
    if spec.get("width") == "container":
        spec["width"] = PICTURE_WIDTH
    # The picture has one description as a whole; one for each mark would make most of the file.
    ring = {"stroke": "white", "strokeWidth": 0.7}  # around dots that lie over one another
    spec["config"] = {**spec.get("config", {}), "aria": False, "circle": ring, "point": ring}
    spec["title"] = {"text": parts["title"], "subtitle": parts["caption"], "anchor": "start"}
    return spec


def draw_svg(spec: Spec) -> str:
    """Draw a whole Vega-Lite specification, its rows included, as SVG; nothing is fetched."""
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])


def _lines(text: str | list[str] | None) -> str:
    return text if isinstance(text, str) else " ".join(text or [])


def _fix(node: Any, names: dict[str, str], rows: Spec, domains: Domains, *, data: str) -> Any:
    """Copy a part of a specification with its datasets renamed and its domains fixed."""
    if isinstance(node, list):
        return [_fix(item, names, rows, domains, data=data) for item in node]
    if not isinstance(node, dict):
        return node
    node = dict(node)
    if isinstance(node.get("data"), dict) and node["data"].get("name") in names:
        data = names[node["data"]["name"]]
        node["data"] = {**node["data"], "name": data}
    for key, value in node.items():
        node[key] = _fix(value, names, rows, domains, data=data)
        if key == "encoding":
            node[key] = _fix_domains(node[key], rows.get(data, []), domains)
    return node


def _fix_domains(encoding: Spec, rows: list[Spec], domains: Domains) -> Spec:
    """List the values of each nominal colour or shape, those seen before first.

    A chart that lists them itself and names some in its legend (the commonest outlets and the
    others) keeps its first list while no name is new.
    """
    for channel in FIXED_CHANNELS:
        definition = encoding.get(channel, {})
        scale = definition.get("scale", {})
        if definition.get("type") != "nominal" or scale is None:
            continue
        field = definition.get("field")
        if "domain" in scale:
            encoding[channel] = _keep_first(definition, domains)
            continue
        seen = domains.setdefault((channel, field), [])
        values = {row[field] for row in rows if row.get(field) is not None}
        seen += sorted(values.difference(seen))
        encoding[channel] = {**definition, "scale": {**scale, "domain": list(seen)}}
    return encoding


def _keep_first(definition: Spec, domains: Domains) -> Spec:
    """The first colours by which a chart names this field, if they have all of its names."""
    if "values" not in (definition.get("legend") or {}):
        return definition
    first = domains.setdefault(("legend", definition["field"]), definition)
    if set(definition["scale"]["domain"]) <= set(first["scale"]["domain"]):
        return dict(first)
    domains["legend", definition["field"]] = definition
    return definition
