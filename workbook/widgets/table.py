"""A frame as a table on screen, one page of rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import polars as pl
import traitlets

from workbook.chart_parts import HIDDEN
from workbook.widgets.static import StaticWidget

HERE = Path(__file__).parent
PAGE_SIZE = 8
STATIC_ROWS = 25


class Table(StaticWidget):
    """One page of a frame; sorting and paging are done by the kernel. Made by `table`."""

    _esm = HERE / "table.js"
    _css = HERE / "table.css"

    view = traitlets.Dict().tag(sync=True)  # columns, the lines of this page, where it starts
    order = traitlets.List(["", False]).tag(sync=True)  # column, descending
    page = traitlets.Int(0).tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)  # row as sorted; -1 for none

    def __init__(self, frame: pl.DataFrame, hidden: tuple[str, ...]) -> None:
        self._hidden = hidden
        self._frame = self._sorted = frame
        self._on_choose: Callable[[dict[str, object]], None] | None = None
        super().__init__(view=self._page())

    def update(self, frame: pl.DataFrame) -> None:
        """Show another frame, sorted as before, from its first page."""
        self._frame = frame
        with self.hold_sync():
            self.chosen, self.page = -1, 0
            self._refresh()

    @property
    def frame(self) -> pl.DataFrame:
        """All rows and columns, in the order shown."""
        return self._sorted

    def on_choose(self, act: Callable[[dict[str, object]], None] | None) -> None:
        """Call `act` with the row that a click or Enter chooses."""
        self._on_choose = act

    @traitlets.observe("order", "page")
    def _refresh(self, _change: object = None) -> None:
        by, descending = str(self.order[0]), bool(self.order[1])
        if by in self._frame.columns:
            self._sorted = self._frame.sort(
                by, descending=descending, nulls_last=True, maintain_order=True
            )
        else:
            self._sorted = self._frame
        self.view = self._page()

    @traitlets.observe("chosen")
    def _choose(self, _change: object) -> None:
        if self._on_choose and 0 <= self.chosen < self._sorted.height:
            self._on_choose(self._sorted.row(self.chosen, named=True))

    def _shown(self) -> pl.DataFrame:
        return self._sorted.drop(self._hidden, strict=False)

    def _page(self) -> dict[str, object]:
        first = self.page * PAGE_SIZE
        shown = self._shown()
        return {
            "columns": [
                {"name": name, "title": heading(name), "number": dtype.is_numeric()}
                for name, dtype in shown.schema.items()
            ],
            "lines": [
                [as_text(value) for value in row] for row in shown[first:][:PAGE_SIZE].rows()
            ],
            "first": first,
            "total": shown.height,
        }

    def static_html(self) -> str:
        """The first rows as an HTML table, every cell escaped, for pages without a kernel."""
        shown = self._shown()
        head = "".join(f"<th>{escape(heading(name))}</th>" for name in shown.columns)
        lines = "".join(
            f"<tr>{''.join(map(_static_cell, row))}</tr>" for row in shown.head(STATIC_ROWS).rows()
        )
        left_out = max(0, shown.height - STATIC_ROWS)
        note = f"<p>… and {left_out:,} more rows.</p>" if left_out else ""
        return (
            '<div class="tex2jax_ignore mathjax_ignore"><table>'
            f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{note}</div>"
        )


def _static_cell(value: object) -> str:
    """A cell: numbers to the right, dates in one piece, text as it is."""
    style = ""
    if isinstance(value, int | float):
        style = ' style="text-align: right"'
    elif isinstance(value, date):
        style = ' style="white-space: nowrap"'
    return f"<td{style}>{escape(as_text(value))}</td>"


def table(
    frame: pl.DataFrame,
    *,
    on_choose: Callable[[dict[str, object]], None] | None = None,
    hidden: tuple[str, ...] = HIDDEN,
) -> Table:
    """Show a frame as a table to sort, to page through and to pick rows from.

    Parameters
    ----------
    frame
        Any frame; a page of eight rows at a time goes to the browser.
    on_choose
        Called with a row, as a dict by column, when the reader picks it.
    hidden
        Columns that `on_choose` needs and the reader does not; by default those that lead
        to a passage.

    Returns
    -------
    Table
        A widget; display it as the last line of a cell.
    """
    made = Table(frame, hidden)
    made.on_choose(on_choose)
    return made


def heading(name: str) -> str:
    """A column's name as words.

    >>> heading("n_words")
    'words'
    """
    return name.removeprefix("n_").replace("_", " ")


def as_text(value: object) -> str:
    """A cell as text: numbers with separators, days as ISO 8601, null as nothing.

    >>> [as_text(value) for value in (1234.5, 1234, None, ["a", "b"])]
    ['1,234.5', '1,234', '', 'a, b']
    """
    if value is None:
        return ""
    if isinstance(value, bool | date | str):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return (
            f"{value:,.0f}"
            if value.is_integer()
            else f"{value:,.4g}"
            if abs(value) < 1
            else f"{value:,.1f}"
        )
    if isinstance(value, list):
        return ", ".join(map(as_text, value))
    return str(value)
