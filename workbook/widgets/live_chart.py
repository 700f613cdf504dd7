"""An Altair chart that stays on screen while its rows change."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import traitlets
import vl_convert

from workbook.widgets.specs import VEGA_LITE, Domains, draw_svg, join_spec, split_spec
from workbook.widgets.static import StaticWidget

if TYPE_CHECKING:
    import altair as alt

HERE = Path(__file__).parent

# A chart is read on a screen: beyond this it should be aggregated first.
MOST_ROWS = 5_000

SYNCED = ("spec", "rows", "title", "caption", "description")


class LiveChart(StaticWidget):
    """Show an Altair chart, and redraw it in place when `update` brings new rows.

    Works offline: Vega comes from the kernel, once per page. Colours of outlets, topics and
    other names are fixed by the first chart, whatever later ones hold. The output also carries
    a static picture, so that exported pages show the chart without a kernel.

    Parameters
    ----------
    chart
        Any Altair chart of at most 5,000 rows.

    Attributes
    ----------
    selected : dict
        The row of the mark that was clicked last; empty before.

    Raises
    ------
    WorkbookError
        If the chart holds more than 5,000 rows: aggregate first.
    """

    _esm = HERE / "live_chart.js"
    _css = HERE / "live_chart.css"

    spec = traitlets.Dict().tag(sync=True)
    rows = traitlets.Dict().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    selected = traitlets.Dict().tag(sync=True)

    def __init__(self, chart: alt.TopLevelMixin) -> None:
        self._domains: Domains = {}
        super().__init__(**self._take(chart))
        self.on_msg(self._answer)

    def update(self, chart: alt.TopLevelMixin) -> None:
        """Redraw: only the rows travel where the chart is otherwise the same."""
        state = self._take(chart)
        with self.hold_sync():
            for name, value in state.items():
                if getattr(self, name) != value:
                    setattr(self, name, value)

    def _take(self, chart: alt.TopLevelMixin) -> dict[str, object]:
        """The synced state that a chart comes to."""
        return split_spec(chart.to_dict(), self._domains, MOST_ROWS)

    def _answer(self, _widget: object, content: dict[str, str], _buffers: object) -> None:
        """Send Vega to the first chart of a page that asks."""
        if content.get("type") == "vega":
            self.send({"type": "vega"}, buffers=[vega_bundle()])

    def picture(self) -> str:
        """Draw the chart as a static SVG."""
        return draw_svg(join_spec({name: getattr(self, name) for name in SYNCED}))

    def static_html(self) -> str:
        """The picture as an <img>, in which nothing can run."""
        data = base64.b64encode(self.picture().encode()).decode()
        alt = escape(self.description, quote=True)
        return f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'

    def static(self) -> dict[str, str]:
        """The picture alone: GitHub shows no HTML with pictures in it."""
        return {"image/svg+xml": self.picture()}


@cache
def vega_bundle() -> bytes:
    """Vega, Vega-Lite and Vega-Embed as one JavaScript module, from the installed vl-convert."""
    snippet = "globalThis.newsWorkbookVegaEmbed = vegaEmbed;"
    return vl_convert.javascript_bundle(snippet, vl_version=VEGA_LITE).encode()
