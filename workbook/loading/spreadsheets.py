"""Excel and OpenDocument spreadsheets."""

from __future__ import annotations

import polars as pl

from workbook.loading.drafts import Columns, Draft, Reading
from workbook.loading.records import Record, read_records


def read_spreadsheet(data: bytes, columns: Columns) -> Reading:
    """Read every sheet that has a column of articles; the others are named."""
    import fastexcel

    try:
        book = fastexcel.read_excel(data)
        sheets = {name: _records(book.load_sheet(name).to_polars()) for name in book.sheet_names}
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
        return Reading().failed(f"not readable as a spreadsheet: {reason}; save it as .csv")
    return _together(
        {name: read_records(rows, columns, Reading()) for name, rows in sheets.items() if rows}
    )


def _records(frame: pl.DataFrame) -> list[Record]:
    """The rows of a sheet that hold anything; the header line names the columns."""
    rows = frame.to_dicts()
    return [row for row in rows if any(value not in (None, "") for value in row.values())]


def _together(sheets: dict[str, Reading]) -> Reading:
    """One reading of all sheets; what is odd names its sheet where there are several."""
    drafts: list[Draft] = [draft for sheet in sheets.values() for draft in sheet.drafts]
    problems = [
        f"sheet '{name}': {problem}" if len(sheets) > 1 else problem
        for name, sheet in sheets.items()
        for problem in sheet.problems
    ]
    left_out = any(sheet.incomplete or not sheet.drafts for sheet in sheets.values())
    return Reading(drafts, None, problems, incomplete=left_out)
