"""A panel of controls that narrows a frame, and the outputs that follow it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import altair as alt
import ipywidgets
import polars as pl

from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_articles
from workbook.widgets.article_reader import ArticleReader
from workbook.widgets.controls import make_controls, read_filter, write_filter
from workbook.widgets.live_chart import LiveChart
from workbook.widgets.notebook_cell import current_cell
from workbook.widgets.table import table

Output = alt.TopLevelMixin | pl.DataFrame
Draw = Callable[[pl.DataFrame], Output | Sequence[Output]]

# The panel that each cell made last: when the cell runs again, the new panel takes over the
# reader's choice and the outputs that follow it.
_panels: dict[str, FilterPanel] = {}


class FilterPanel(ipywidgets.VBox):
    """Controls that fit a frame; outputs made by `show` follow them.

    Parameters
    ----------
    frame
        Articles, or any frame with some of the columns that a `Filter` names.
    rows
        What a row of the frame is, in the plural, for the count under the controls.
    filter
        The choice to start from.

    Attributes
    ----------
    filter : Filter
        The reader's choice now; set it to change the controls.
    chosen : pl.DataFrame
        The rows that it keeps.

    Examples
    --------
    >>> panel = FilterPanel(pl.DataFrame({"article_id": ["a", "b"], "outlet": ["X", "Y"]}))
    >>> panel.filter = Filter(outlet=("Y",))
    >>> panel.chosen.rows()
    [('b', 'Y')]
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        *,
        rows: str = "articles",
        filter: Filter | None = None,
    ) -> None:
        self._frame, self._rows = frame, rows
        self._controls = make_controls(frame)
        self._views: list[_View] = []
        self._quiet = False
        self._message = ipywidgets.HTML()
        reset = ipywidgets.Button(description="Reset", tooltip="Keep all rows again")
        reset.on_click(lambda _button: setattr(self, "filter", Filter()))
        for control in self._controls.values():
            control.observe(self._follow, "value")
        super().__init__(
            [*self._controls.values(), self._message, reset],
            layout={"flex": "0 0 auto", "width": "270px"},
        )
        self._filter, self.chosen = Filter(), frame
        self._take_over(filter)

    def _take_over(self, start: Filter | None) -> None:
        """Go on where the panel stood that this cell made when it ran before."""
        cell, _ = current_cell()
        before = _panels.get(cell) if cell else None
        if before is not None and before._frame.schema == self._frame.schema:
            self._views, before._views = before._views, []
            start = start or before.filter
        if cell:
            _panels[cell] = self
        self.filter = start or Filter()

    @property
    def filter(self) -> Filter:
        """The reader's choice now."""
        return self._filter

    @filter.setter
    def filter(self, chosen: Filter) -> None:
        self._quiet = True
        try:
            write_filter(self._controls, chosen)
        finally:
            self._quiet = False
        self._follow()

    def show(self, draw: Draw, *, reader: ArticleReader | None = None) -> ipywidgets.Box:
        """Show what `draw` makes of the chosen rows, and again at every change.

        Parameters
        ----------
        draw
            Gets the chosen rows; returns a chart, a frame, or a list of them.
        reader
            Opens the article of the row picked in a table, or of the mark picked in a chart.

        Returns
        -------
        Box
            To display: the controls, if no other cell shows them yet, beside the outputs.
            Running the cell again replaces it; nothing is doubled.
        """
        cell, run = current_cell()
        self._views = [old for old in self._views if old.cell[0] != cell or old.cell[1] == run]
        view = _View(draw, draw(self._frame), reader, cell=(cell, run))
        alone = all(old.cell[0] == cell for old in self._views)
        self._views.append(view)
        self._update(view)
        return _Beside([self, view.box] if alone else [view.box])

    def _follow(self, _change: object = None) -> None:
        """The one observer: read the controls, narrow, redraw."""
        if self._quiet:
            return
        try:
            self._filter = read_filter(self._controls)
            self.chosen = filter_articles(self._frame, self._filter)
        except WorkbookError as error:
            self._say(str(error))
            return
        self._say()
        for view in self._views:
            self._update(view)

    def _update(self, view: _View) -> None:
        try:
            view.update(self.chosen)
        except Exception as error:  # noqa: BLE001 - whatever a reader's function raises is shown
            self._say(f"{type(error).__name__}: {error}")

    def _say(self, problem: str = "") -> None:
        """Show how much is kept, and what went wrong."""
        words = f"<b>{self.chosen.height:,}</b> of {self._frame.height:,} {escape(self._rows)}"
        if self._filter != Filter():
            words += f"<br><code>{escape(repr(self._filter))}</code>"
        if problem:
            words += f'<br><strong role="alert">{escape(problem)}</strong>'
        self._message.value = words

    def static_html(self) -> str:
        """The choice in words and as the code that repeats it."""
        return (
            f"<p>{self.chosen.height:,} of {self._frame.height:,} {escape(self._rows)}: "
            f"<code>{escape(repr(self.filter))}</code></p>"
        )


class _Beside(ipywidgets.HBox):
    """Controls and outputs side by side, with their static forms."""

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**kwargs)
        parts = (part for child in self.children for part in _parts(child))
        bundle["text/html"] = "".join(part.static_html() for part in parts)
        return bundle


def _parts(child: Any) -> Sequence[Any]:
    """The widgets of a box that have a static form."""
    return [child] if hasattr(child, "static_html") else child.children


class _View:
    """The outputs of one call of `show`."""

    def __init__(
        self,
        draw: Draw,
        first: Output | Sequence[Output],
        reader: ArticleReader | None,
        *,
        cell: tuple[str, int],
    ) -> None:
        self._draw, self.cell = draw, cell
        # The first drawing is of all rows: it fixes which colour each name has.
        self._widgets = [_widget(output, reader) for output in _as_list(first)]
        self.box = ipywidgets.VBox(
            [*self._widgets, *([reader] if reader else [])],
            layout={"flex": "1 1 auto", "min_width": "0"},
        )

    def update(self, chosen: pl.DataFrame) -> None:
        for widget, output in zip(self._widgets, _as_list(self._draw(chosen)), strict=True):
            widget.update(output)


def _as_list(outputs: Output | Sequence[Output]) -> list[Output]:
    return list(outputs) if isinstance(outputs, list | tuple) else [outputs]  # type: ignore[list-item]


def _widget(output: Output, reader: ArticleReader | None) -> Any:
    """The widget that shows an output; its `update` takes another of the same kind."""
    if isinstance(output, pl.DataFrame):
        return table(output, on_choose=reader and reader.read)
    chart = LiveChart(output)
    if reader:
        chart.observe(lambda change: reader.read(change["new"]), "selected")
    return chart
