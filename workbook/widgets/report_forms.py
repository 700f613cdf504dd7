"""What charts and tables bring along for the pages of a report, where no kernel answers."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from workbook.widgets.binning import DOTS
from workbook.widgets.specs import Spec, draw_svg

IN_REPORT = "WORKBOOK_REPORT"  # set in the kernels that `workbook report` starts
ARTICLES_PAGE = "articles.html"

# Characters of rows that stay readable; more are packed, so that pages stay small.
MOST_PLAIN = 20_000

DIMMED = 0.15  # of the opacity: to be seen still

# A dot, as Vega writes it.
DOT = re.compile(r'<path transform="translate\(([-\d.]+),([-\d.]+)\)" ([^<>]*)/>')


def in_report() -> bool:
    """Whether this kernel runs for `workbook report`."""
    return IN_REPORT in os.environ


def live_figure(spec: Spec, description: str) -> str:
    """A picture of a chart, and what the page's script draws in its place.

    Parameters
    ----------
    spec
        A whole Vega-Lite specification with its `datasets`.
    description
        For who hears the page.

    Returns
    -------
    str
        A `<figure>` of an `<img>` and a `<script>` of JSON: `spec`, and `datasets`, which is
        base64 of gzip of itself where it is long.
    """
    drawing = {name: part for name, part in _answer_legend(spec).items() if name != "datasets"}
    datasets = {name: _as_lines(rows) for name, rows in spec.get("datasets", {}).items()}
    plain = _as_json(datasets)
    rows = datasets if len(plain) <= MOST_PLAIN else _pack(plain)
    # With no "<" in it, neither </script> nor <!-- ends or changes the element.
    code = _as_json({"spec": drawing, "datasets": rows}).replace("<", r"\u003c")
    picture = _picture(spec, description)
    script = f'<script type="application/json">{code}</script>'
    return f'<figure class="news-workbook-chart">{picture}{script}</figure>'


def _answer_legend(spec: Spec) -> Spec:
    """Let a click on a name of the legend dim the others, if nothing else is selected.

    Charts of several views and those that use opacity stay as they are.
    """
    encoding, mark = spec.get("encoding", {}), spec.get("mark", "")
    colour = encoding.get("color", {})
    named = colour.get("type") == "nominal" and "field" in colour and colour.get("legend", True)
    if not named or "params" in spec or "opacity" in encoding:
        return spec
    kind = mark if isinstance(mark, str) else mark.get("type")
    full = 0.7 if kind in DOTS else 1  # as Vega-Lite has it
    full = full if isinstance(mark, str) else mark.get("opacity", full)
    chosen = {"condition": {"param": "legend", "value": full}, "value": DIMMED * full}
    select = {"type": "point", "fields": [colour["field"]]}
    params = [{"name": "legend", "select": select, "bind": "legend"}]
    return {**spec, "params": params, "encoding": {**encoding, "opacity": chosen}}


def _as_lines(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows with each name said once, which takes half the room."""
    fields = list(dict.fromkeys(name for row in rows for name in row))
    return {"fields": fields, "lines": [[row.get(name) for name in fields] for row in rows]}


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack(text: str) -> str:
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _picture(spec: Spec, description: str) -> str:
    """An <img> of the size that it is drawn at, so that the page has room for it from the start."""
    drawn = draw_svg(spec)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', drawn)
    width, height = size.groups() if size else ("", "")
    source = base64.b64encode(_share_shapes(drawn).encode()).decode()
    words = escape(description, quote=True)
    source = f"data:image/svg+xml;base64,{source}"
    return f'<img alt="{words}" width="{width}" height="{height}" src="{source}">'


def _share_shapes(drawn: str) -> str:
    """Draw dots that look alike from one shape, said once: many take a quarter of the room."""
    looks = Counter(look for _, _, look in DOT.findall(drawn))
    names = {look: f"shape-{n}" for n, (look, times) in enumerate(looks.items()) if times > 1}

    def use(dot: re.Match[str]) -> str:
        x, y, look = dot.groups()
        if look not in names:
            return dot[0]
        return f'<use href="#{names[look]}" x="{float(x):.2f}" y="{float(y):.2f}"/>'

    shapes = "".join(f'<path id="{name}" {look}/>' for look, name in names.items())
    root, _, rest = DOT.sub(use, drawn).partition(">")
    return f"{root}><defs>{shapes}</defs>{rest}"


def passage_link(row: Mapping[str, object]) -> str | None:
    """The address of a row's passage, or of its article, among the pages of a report.

    >>> passage_link({"article_id": "a 1", "start": 4, "end": 9})
    'articles.html#a%201-4-9'
    """
    if row.get("article_id") is None:
        return None
    place = [quote(str(row["article_id"]), safe="")]
    if row.get("start") is not None and row.get("end") is not None:
        place += [str(row["start"]), str(row["end"])]
    return f"{ARTICLES_PAGE}#{'-'.join(place)}"
