"""An Altair chart that stays on screen while its rows change."""

from __future__ import annotations

import base64
import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import traitlets
import vl_convert

from workbook.widgets.binning import bin_chart
from workbook.widgets.report_forms import in_report, live_figure
from workbook.widgets.specs import VEGA_LITE, Domains, add_brush, draw_svg, join_spec, split_spec
from workbook.widgets.static import OutputWidget, read_script

HERE = Path(__file__).parent

# What goes to a page once, behind Vega; the loader alone is saved with each chart of a notebook.
PAGE_PARTS = (
    "in_view.js",
    "chart_options.js",
    "live_chart_rows.js",
    "live_chart_tooltip.js",
    "live_chart.js",
)

# A chart is read on a screen: beyond this it should be aggregated first.
MOST_ROWS = 5_000

# Characters. More rows than this go to the page by message: a widget's state is saved with the
# notebook, and is to stay small.
MOST_STATE = 8_000

SYNCED = ("spec", "rows", "title", "caption", "description")


class LiveChart(OutputWidget):
    """Show an Altair chart, and redraw it in place when `update` brings new rows.

    Works offline: Vega comes from the kernel, once per page. Colours of outlets, topics and
    other names are fixed by the first chart, whatever later ones hold. The output also carries
    a static picture, so that exported pages show the chart without a kernel.

    Parameters
    ----------
    chart
        Any Altair chart. Of more than 5,000 rows, dots and counts are drawn by equal steps, and
        the caption says so.
    brush
        Whether the reader can draw over a stretch of a timeline or of dots, where the chart
        has no selections of its own.

    Attributes
    ----------
    selected : dict
        The row of the mark that was clicked last; empty before.
    brushed : dict
        What was selected last, by field: the two ends of a stretch, or the values.

    Raises
    ------
    WorkbookError
        If the chart holds more than 5,000 rows that cannot be counted: aggregate first.
    """

    _esm = read_script(HERE, ["live_chart_loader.js"])
    _css = HERE / "live_chart.css"

    spec = traitlets.Dict().tag(sync=True)
    data = traitlets.Dict().tag(
        sync=True
    )  # the version of the rows, and the rows where they are few
    title = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    rows = traitlets.Dict()
    selected = traitlets.Dict()
    brushed = traitlets.Dict()

    def __init__(self, chart: alt.TopLevelMixin, *, brush: bool = False) -> None:
        self._domains: Domains = {}
        self._brush = brush and not in_report()  # a page has no kernel that would narrow
        state = self._take(chart, first=True)
        super().__init__(**state, data=_data(state["rows"], version=0))

    def update(self, chart: alt.TopLevelMixin) -> None:
        """Redraw: only the rows travel where the chart is otherwise the same."""
        state = self._take(chart)
        changed = state["rows"] != self.rows
        with self.hold_sync():
            for name, value in state.items():
                if getattr(self, name) != value:
                    setattr(self, name, value)
            if changed:
                self.data = _data(self.rows, version=self.data["version"] + 1)
        if changed and "rows" not in self.data:
            self._send_rows()

    def _take(self, chart: alt.TopLevelMixin, *, first: bool = False) -> dict[str, Any]:
        """The state that a chart comes to."""
        with alt.data_transformers.enable("default", max_rows=None):
            # Altair checks the first drawing; checking each one after it takes as long as drawing.
            spec = bin_chart(chart, MOST_ROWS) or chart.to_dict(validate=first)
        return split_spec(add_brush(spec) if self._brush else spec, self._domains, MOST_ROWS)

    def _answer(self, widget: object, content: dict[str, Any], buffers: object) -> None:
        """Send what a page asks for, and take what the reader picks."""
        super()._answer(widget, content, buffers)
        kind = content.get("type")
        if kind == "vega":
            self.send({"type": "vega"}, buffers=[page_module()])
        elif kind == "rows":
            self._send_rows()
        elif kind == "pick":
            self.selected = {}  # so that the same mark can be picked twice
            self.selected = content["row"]
        elif kind == "brush":
            self.brushed = {}
            self.brushed = content["fields"]

    def _send_rows(self) -> None:
        self.send({"type": "rows", "rows": self.rows, "version": self.data["version"]})

    def picture(self) -> str:
        """Draw the chart as a static SVG."""
        return draw_svg(self._whole())

    def _whole(self) -> dict[str, Any]:
        return join_spec({name: getattr(self, name) for name in SYNCED})

    def static_html(self) -> str:
        """The picture as an <img>, in which nothing can run."""
        if in_report():
            return live_figure(self._whole(), self.description)
        data = base64.b64encode(self.picture().encode()).decode()
        words = escape(self.description, quote=True)
        return f'<img alt="{words}" src="data:image/svg+xml;base64,{data}">'

    def static(self) -> dict[str, str]:
        """The picture alone: GitHub shows no HTML with pictures in it."""
        return super().static() if in_report() else {"image/svg+xml": self.picture()}


def _data(rows: dict[str, list[dict[str, Any]]], *, version: int) -> dict[str, Any]:
    """The rows as they travel with the state of the widget, if they are few."""
    size = sum(len(lines) * len(json.dumps(lines[0])) for lines in rows.values() if lines)
    return {"version": version} if size > MOST_STATE else {"version": version, "rows": rows}


@cache
def vega_bundle() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one JavaScript module, from the installed vl-convert."""
    snippet = "globalThis.newsWorkbookVegaEmbed = vegaEmbed;"
    return vl_convert.javascript_bundle(snippet, vl_version=VEGA_LITE).encode()


@cache
def page_module() -> bytes:
    """All that draws a chart, Vega and our own JavaScript, as one JavaScript module."""
    ours = f"(() => {{\n{read_script(HERE, PAGE_PARTS)}\n}})();"
    return vega_bundle() + f"\n{ours}\n".encode()
