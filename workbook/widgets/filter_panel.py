"""A panel of controls that narrows a frame, and the outputs that follow it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets
import polars as pl

from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_conditions, filter_from_plain, filter_to_plain
from workbook.schema import require_columns
from workbook.widgets.article_reader import ArticleReader
from workbook.widgets.kept import fit_filter, kept_for, known_fields, loaded_articles, write_kept
from workbook.widgets.narrowing import Narrowing
from workbook.widgets.notebook_cell import current_cell, take_place
from workbook.widgets.outputs import Beside, Draw, View, keep_others, let_go
from workbook.widgets.panel_controls import PanelControls, describe_fields, show_state
from workbook.widgets.picking import pick_mark, pick_stretch

LAYOUT = {"flex": "0 0 auto", "width": "270px", "padding": "0 14px 0 0"}


class FilterPanel(ipywidgets.VBox):
    """Controls that fit a frame; outputs made by `show` follow them.

    Parameters
    ----------
    frame
        Articles, or any frame with some of the columns that a `Filter` names.
    rows
        What a row of the frame is, in the plural, for the count above the controls.
    filter
        The choice to start from; without one, the choice kept for all notebooks.
    articles
        The file or folder that was loaded: its `.workbook/filters.json` keeps the choice for
        the other notebooks, if the reader ticks that box. By default `WORKBOOK_DATA`, which
        `workbook lab` sets; without either there is no such box.

    Attributes
    ----------
    filter : Filter
        The reader's choice now; set it to change the controls.
    chosen : pl.DataFrame
        The rows that it keeps.

    Raises
    ------
    WorkbookError
        If `filter` names a column that the frame lacks, or its query cannot be read.

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
        articles: str | Path | None = None,
    ) -> None:
        self._narrowing, self._rows = Narrowing(frame), rows
        self._views: list[View] = []
        self._followers: list[FilterPanel] = []
        self._said = {"problem": "", "queryProblem": "", "note": ""}
        self._articles = loaded_articles(articles)
        self.controls = PanelControls(fields=describe_fields(frame, self._narrowing.choices))
        super().__init__([self.controls], layout=dict(LAYOUT))
        self._start(filter)
        for name, act in (("choice", self._follow), ("searches", self._show), ("kept", self._keep)):
            self.controls.observe(act, name)

    def _start(self, given: Filter | None) -> None:
        """Begin with the filter given, or the one of the panel before, or the kept one."""
        before, kept = take_place(self), None
        if self._articles is not None:
            kept, self._said["note"] = kept_for(self.frame, self._articles)
            self.controls.kept = kept is not None
        if before is not None and before.frame.schema == self.frame.schema:
            self._views, before._views = before._views, []
            for view in self._views:
                view.move(before, self)
            self._followers = [panel for panel in before._followers if panel._views]
            given = given or before.filter
            let_go(before.controls, before)
        self.filter = given or kept or Filter()

    @property
    def chosen(self) -> pl.DataFrame:
        """The rows that the reader's choice keeps."""
        return self._narrowing.chosen

    @property
    def frame(self) -> pl.DataFrame:
        """All rows; set it to others of the same columns: the choice stays as far as it fits."""
        return self._narrowing.frame

    @frame.setter
    def frame(self, rows: pl.DataFrame) -> None:
        require_columns(rows, *self.frame.columns)
        fitting, _ = fit_filter(rows, filter_to_plain(self.filter))
        self._narrowing = Narrowing(rows)
        with self.controls.hold_sync():
            self.controls.fields = describe_fields(rows, self._narrowing.choices)
            self.filter = fitting

    @property
    def filter(self) -> Filter:
        """The reader's choice now."""
        return self._narrowing.filter

    @filter.setter
    def filter(self, chosen: Filter) -> None:
        self._narrowing.narrow(chosen)
        self._said["queryProblem"] = ""
        self.controls.choice = filter_to_plain(chosen)
        self._redraw()

    def show(
        self, draw: Draw, *, reader: ArticleReader | None = None, controls: bool = True
    ) -> ipywidgets.Box:
        """Show what `draw` makes of the chosen rows, and again at every change.

        Parameters
        ----------
        draw
            Gets the chosen rows; returns a chart, a frame, or a list of them.
        reader
            Opens the article of the row picked in a table, or of the mark picked in a chart.
        controls
            Whether the controls may stand here.

        Returns
        -------
        Box
            To display: the controls, if no other cell shows them yet, beside the outputs.
            Running the cell again replaces it; nothing is doubled. A mark that stands for
            many rows narrows to them when it is picked, and so does a stretch of a timeline
            or a map that is drawn over with the mouse.
        """
        cell, run = current_cell()
        self._views = keep_others(self._views, cell, run)
        view = View(self, draw(self.frame), draw=draw, reader=reader, cell=(cell, run))
        alone = controls and all(old.cell[0] == cell for old in self._views)
        self._views.append(view)
        if self.chosen is not self.frame:
            view.follow(self.chosen)
        view.shown = Beside([self, view.box] if alone else [view.box])
        return view.shown

    def follow(self, other: FilterPanel | ipywidgets.Widget) -> None:
        """Draw the outputs again whenever another panel's choice or a control's `value` changes.

        Parameters
        ----------
        other
            What the functions given to `show` read besides their own rows.
        """
        if isinstance(other, FilterPanel):
            others = [panel for panel in other._followers if panel is not self]
            other._followers = [*others, self]
        else:
            other.observe(self._draw, "value")

    def keep(self, *, kept: bool = True) -> None:
        """Keep the choice for the other notebooks from now on, or no longer."""
        if self._articles is None:
            raise WorkbookError(
                "the panel does not know the articles' folder: say FilterPanel(..., articles=...)"
            )
        self.controls.kept = kept

    def report(self, act: Callable[[], object]) -> None:
        """Do something for the reader; what goes wrong is said in the panel and never vanishes."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever a reader's function raises is shown
            known = isinstance(error, WorkbookError)
            self._said["problem"] = str(error) if known else f"{type(error).__name__}: {error}"
            self._show()

    def _follow(self, _change: object = None) -> None:
        """The one observer of the controls: narrow and redraw, unless all is as they say."""
        if self._said["queryProblem"] or self.controls.choice != filter_to_plain(self.filter):
            self.report(self._take_choice)

    def _take_choice(self) -> None:
        wanted = filter_from_plain(self.controls.choice)
        try:
            filter_conditions(self.frame, Filter(text=wanted.text))
            self._said["queryProblem"] = ""
        except WorkbookError as error:  # the query waits to be put right; all else goes on
            self._said["queryProblem"] = str(error)
            wanted = replace(wanted, text=self.filter.text)
        self._narrowing.narrow(wanted)
        self._redraw()

    def _redraw(self) -> None:
        self._draw()
        if self.controls.kept:
            self.report(self._write_kept)
        self._show()
        for panel in self._followers:
            panel._draw()

    def _draw(self, _change: object = None) -> None:
        self._said["problem"] = ""
        for view in self._views:
            view.follow(self.chosen)

    def _keep(self, change: dict[str, Any]) -> None:
        self._said["problem"] = ""
        self.report(self._write_kept)
        if self._said["problem"] and change["new"]:
            self.controls.kept = False
        self._show()

    def _write_kept(self) -> None:
        if self._articles is not None:
            chosen = self.filter if self.controls.kept else None
            write_kept(self._articles, chosen, known=known_fields(self.frame))

    def _show(self, _change: object = None) -> None:
        """Show how much is kept, the counts of every choice, and what went wrong."""
        shown = show_state(self._narrowing, self.controls.searches)
        self.controls.view = {**shown, "rows": self._rows, **self._said}

    def pick_mark(self, row: dict[str, Any]) -> None:
        """Narrow to what a mark of a chart stands for."""
        if row and "article_id" not in row:
            self.filter = pick_mark(self.frame, self.filter, row)

    def pick_stretch(self, stretch: dict[str, Any], rows: list[dict[str, Any]]) -> None:
        """Narrow to a stretch of a chart."""
        if stretch:
            self.filter = pick_stretch(self.frame, self.filter, stretch, rows)

    def static_html(self) -> str:
        """The choice in words and as the code that repeats it."""
        return self.controls.static_html()
