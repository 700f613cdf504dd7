"""The outputs that follow a panel: charts and tables, kept on screen while their rows change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, TypeGuard

import altair as alt
import ipywidgets
import polars as pl
from altair.utils.schemapi import debug_mode

from workbook.errors import WorkbookError
from workbook.widgets.article_reader import ArticleReader
from workbook.widgets.live_chart import LiveChart
from workbook.widgets.table import Table, table

Output = alt.TopLevelMixin | pl.DataFrame
Draw = Callable[[pl.DataFrame], Output | Sequence[Output]]


class Beside(ipywidgets.HBox):
    """Widgets side by side, below one another where there is no room, with their static forms."""

    def __init__(self, children: Sequence[Any]) -> None:
        super().__init__(children, layout={"flex_flow": "row wrap", "align_items": "flex-start"})

    def static_html(self) -> str:
        """The static forms of all widgets inside."""
        return "".join(_static(child) for child in self.children)

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle["text/html"] = self.static_html()
        return bundle


def _static(widget: Any) -> str:
    if hasattr(widget, "static_html"):
        return str(widget.static_html())
    return "".join(_static(child) for child in getattr(widget, "children", ()))


class Panel(Protocol):
    """What the outputs tell the panel that they follow."""

    def report(self, act: Callable[[], object]) -> None:
        """Do something, and say what goes wrong."""

    def pick_mark(self, row: dict[str, Any]) -> None:
        """Narrow to a mark."""

    def pick_stretch(self, stretch: dict[str, Any], rows: list[dict[str, Any]]) -> None:
        """Narrow to a stretch."""


class View:
    """The outputs of one call of `show`.

    Parameters
    ----------
    panel
        Hears what is picked; another panel may take its place.
    first
        The drawing of all rows, which fixes the colour of each name.
    draw
        Makes the same of fewer rows.
    reader
        Opens the article of a picked row or mark.
    cell
        The cell that shows the outputs, and its run.
    """

    def __init__(
        self,
        panel: Panel,
        first: Output | Sequence[Output],
        *,
        draw: Draw,
        reader: ArticleReader | None,
        cell: tuple[str, int],
    ) -> None:
        self.panel, self.cell = panel, cell
        self._draw, self._reader = draw, reader
        self._waiting: pl.DataFrame | None = None  # rows that are drawn once they can be seen
        self._widgets = [self._widget(output) for output in _as_list(first)]
        for widget in self._widgets:
            widget.observe(self._catch_up, "in_view")
        self.shown: Beside | None = None  # on screen, perhaps with the panel beside it
        self.box = ipywidgets.VBox(
            [*self._widgets, *([reader] if reader else [])],
            layout={"flex": "1 1 420px", "min_width": "0"},
        )

    def move(self, before: ipywidgets.Widget, panel: Any) -> None:
        """Follow another panel, whose controls take the place of those before."""
        self.panel = panel
        if self.shown is not None:
            children = self.shown.children
            self.shown.children = [panel if each is before else each for each in children]

    def close(self) -> None:
        """Let go of what stood on screen: its cell has run again."""
        let_go(*self._widgets, self.box, *([self.shown] if self.shown else []))

    def follow(self, chosen: pl.DataFrame) -> None:
        """Show the chosen rows: at once, or as soon as the reader comes to see these outputs."""
        self._waiting = chosen
        self._catch_up()

    def _catch_up(self, _change: object = None) -> None:
        chosen = self._waiting
        if chosen is not None and any(widget.in_view for widget in self._widgets):
            self._waiting = None
            self.panel.report(lambda: self._update(chosen))

    def _update(self, chosen: pl.DataFrame) -> None:
        """Draw in the same widgets. Altair checked the first drawing; a check takes its time."""
        with debug_mode(False):
            outputs = _as_list(self._draw(chosen))
        if list(map(_is_table, outputs)) != [isinstance(each, Table) for each in self._widgets]:
            raise WorkbookError(
                "the function given to show() returned other outputs than at first. Let it "
                "return as many charts and tables every time, in the same order."
            )
        for widget, output in zip(self._widgets, outputs, strict=True):
            widget.update(output)  # type: ignore[arg-type]  # of its own kind, as was just seen

    def _widget(self, output: Output) -> LiveChart | Table:
        """The widget that shows an output; its `update` takes another of the same kind."""
        if _is_table(output):
            shown = table(output, on_choose=self._read)
            shown.watched = True
            return shown
        chart = LiveChart(output, brush=True)  # type: ignore[arg-type]
        chart.watched = True
        chart.observe(lambda change: self._pick(change["new"]), "selected")
        chart.observe(lambda change: self._brush(chart, change["new"]), "brushed")
        return chart

    def _read(self, row: dict[str, Any]) -> None:
        if self._reader is not None:
            self.panel.report(partial(self._reader.read, row))

    def _pick(self, row: dict[str, Any]) -> None:
        self._read(row)
        self.panel.report(partial(self.panel.pick_mark, row))

    def _brush(self, chart: LiveChart, stretch: dict[str, Any]) -> None:
        rows = [row for rows in chart.rows.values() for row in rows]
        self.panel.report(partial(self.panel.pick_stretch, stretch, rows))


def keep_others(views: Sequence[View], cell: str, run: int) -> list[View]:
    """The views that are not of an earlier run of a cell; those are let go."""
    earlier = [view for view in views if view.cell[0] == cell and view.cell[1] != run]
    for view in earlier:
        view.close()
    return [view for view in views if view not in earlier]


def let_go(*widgets: ipywidgets.DOMWidget) -> None:
    """Close widgets and their layouts, which the page and the kernel would keep for ever."""
    for widget in widgets:
        widget.layout.close()
        widget.close()


def _is_table(output: Output) -> TypeGuard[pl.DataFrame]:
    return isinstance(output, pl.DataFrame)


def _as_list(outputs: Output | Sequence[Output]) -> list[Output]:
    return list(outputs) if isinstance(outputs, list | tuple) else [outputs]  # type: ignore[list-item]
