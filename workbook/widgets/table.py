"""A frame as a table on screen, one page of rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import polars as pl
import traitlets

from workbook.charts.parts import HIDDEN
from workbook.widgets.cells import as_text, heading, holds_words, sort_rows
from workbook.widgets.report_forms import in_report, passage_link
from workbook.widgets.static import OutputWidget, read_script

HERE = Path(__file__).parent
PAGE_SIZE = 8
STATIC_ROWS = 25
LONGEST = 400  # characters of a cell that are shown

Cell = str | None  # null stays null: it is not an empty text
Choose = Callable[[dict[str, object]], None]


class Table(OutputWidget):
    """One page of a frame; the kernel sorts, searches and turns pages. Made by `table`."""

    _esm = read_script(HERE, ["dom.js", "in_view.js", "table.js"])
    _css = HERE / "table.css"

    view = traitlets.Dict().tag(sync=True)  # the columns and the lines of this page
    order = traitlets.List(["", False]).tag(sync=True)  # column, descending
    query = traitlets.Unicode("").tag(sync=True)  # what every row shown holds
    off = traitlets.List(traitlets.Unicode()).tag(sync=True)  # columns not shown
    page = traitlets.Int(0).tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)  # row as sorted and searched; -1 for none

    def __init__(self, frame: pl.DataFrame, hidden: tuple[str, ...]) -> None:
        self._frame = self._found = frame
        self._hidden = hidden
        self._on_choose: Choose | None = None
        super().__init__(off=[name for name in hidden if name in frame.columns])
        self.view = self._page()

    def update(self, frame: pl.DataFrame) -> None:
        """Show another frame, sorted and searched as before, from its first page."""
        self._frame = frame
        with self.hold_sync():
            self.page = 0
            self._arrange()

    @property
    def frame(self) -> pl.DataFrame:
        """The rows shown, as sorted and searched, with all their columns."""
        return self._found

    def on_choose(self, act: Choose | None) -> None:
        """Call `act` with the row that a click or Enter chooses."""
        self._on_choose = act

    @traitlets.observe("order", "query")
    def _arrange(self, _change: object = None) -> None:
        """Search and sort; the row chosen before has another place now."""
        self.chosen = -1
        by, descending = str(self.order[0]), bool(self.order[1])
        found = self._frame
        if self.query.strip():
            searched = found.drop(self._hidden, strict=False)
            found = found.filter(holds_words(searched, self.query))
        self._found = sort_rows(found, by, descending=descending)
        self._turn()

    @traitlets.observe("page", "off")
    def _turn(self, _change: object = None) -> None:
        self.view = self._page()

    @traitlets.observe("chosen")
    def _choose(self, _change: object) -> None:
        if self._on_choose and 0 <= self.chosen < self._found.height:
            self._on_choose(self._found.row(self.chosen, named=True))

    def _page(self) -> dict[str, object]:
        total = self._found.height
        page = max(0, min(self.page, (total - 1) // PAGE_SIZE))
        lines = self._shown().slice(page * PAGE_SIZE, PAGE_SIZE).rows()
        return {
            "columns": [
                {
                    "name": name,
                    "title": heading(name),
                    "number": dtype.is_numeric(),
                    "sorts": not dtype.is_nested(),
                    "off": name in self.off,
                }
                for name, dtype in self._found.schema.items()
            ],
            "lines": [[_cell(value) for value in line] for line in lines],
            "page": page,
            "size": PAGE_SIZE,
            "total": total,
            "all": self._frame.height,
        }

    def _shown(self) -> pl.DataFrame:
        return self._found.drop(self.off, strict=False)

    def static_html(self) -> str:
        """The first rows as an HTML table, every cell escaped, for pages without a kernel."""
        shown = self._shown()
        head = "".join(f'<th scope="col">{escape(heading(name))}</th>' for name in shown.columns)
        styles = [_style(dtype) for dtype in shown.dtypes]
        lines = "".join(
            _static_line(row, styles, link)
            for row, link in zip(shown.head(STATIC_ROWS).rows(), self._links(), strict=True)
        )
        left_out = max(0, shown.height - STATIC_ROWS)
        note = f"<p>… and {left_out:,} more rows.</p>" if left_out else ""
        return (
            '<div class="tex2jax_ignore mathjax_ignore"><table>'
            f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{note}</div>"
        )

    def _links(self) -> list[str | None]:
        """Where each row of the static form leads, in the pages of a report."""
        rows = self._found.head(STATIC_ROWS).iter_rows(named=True)
        return [passage_link(row) if in_report() else None for row in rows]


def _cell(value: object) -> Cell:
    """What the browser gets of a cell."""
    text = None if value is None else as_text(value)
    return text if text is None or len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _style(dtype: pl.DataType) -> str:
    """Numbers to the right, dates in one piece, text as it is."""
    if dtype.is_numeric():
        return ' style="text-align: right"'
    return ' style="white-space: nowrap"' if dtype.is_temporal() else ' dir="auto"'


def _static_line(row: tuple[object, ...], styles: list[str], link: str | None) -> str:
    """A row of the static form; its first words are the link."""
    cells = []
    for value, style in zip(row, styles, strict=True):
        text = _cell(value)
        shown = escape(text or "")
        if text and link:
            shown, link = f'<a href="{escape(link)}">{shown}</a>', None
        cells.append('<td title="no value">–</td>' if text is None else f"<td{style}>{shown}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def table(
    frame: pl.DataFrame,
    *,
    on_choose: Choose | None = None,
    hidden: tuple[str, ...] = HIDDEN,
) -> Table:
    """Show a frame as a table to sort, search, page through and pick rows from.

    A click on a heading sorts, largest numbers first; a second click turns the order round, a
    third brings back the frame's own. The search keeps rows that hold every word typed, or the
    beginning or middle of one, in any column. By keyboard: arrows move from row to row and page
    to page, Enter picks.

    Parameters
    ----------
    frame
        Any frame, of any length: a page of eight rows at a time goes to the browser.
    on_choose
        Called with a row, as a dict by column, when the reader picks it; an ArticleReader's
        `read`, for instance.
    hidden
        Columns not shown at first; by default those that lead to a passage. `on_choose` gets
        them, the search passes them over, and the reader may show them.

    Returns
    -------
    Table
        A widget; display it as the last line of a cell. Its `frame` holds the rows as sorted
        and searched; `export` writes them to a file.

    Examples
    --------
    >>> shown = table(pl.DataFrame({"outlet": ["Wire", "Courier"], "n_articles": [3, 12]}))
    >>> shown.order = ["n_articles", True]
    >>> shown.view["lines"]
    [['Courier', '12'], ['Wire', '3']]
    """
    made = Table(frame, hidden)
    made.on_choose(on_choose)
    return made
