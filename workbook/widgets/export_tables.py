"""A frame as a file: text that no spreadsheet runs, lists as text, limits told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from workbook.errors import WorkbookError

About = Mapping[str, Any]
Notes = list[str]

# What Excel holds: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
EXCEL_CHARACTERS = 32_767  # in a cell, counted in UTF-16
EXCEL_ROWS = 1_048_575  # below the heading

# Spreadsheets take a cell that begins so for a formula (OWASP, CSV Injection); the wide forms
# count as plain ones in some.
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"


def write_csv(frame: pl.DataFrame, file: Path, _about: About, *, separator: str = ",") -> Notes:
    """Write text in quotation marks, formulas disarmed, with the mark that Excel knows UTF-8 by."""
    frame, lists = flatten(frame)
    frame, disarmed = disarm(frame)
    frame.write_csv(file, separator=separator, quote_style="non_numeric", include_bom=True)
    return lists + disarmed


def write_tsv(frame: pl.DataFrame, file: Path, about: About) -> Notes:
    """Write the same with tabs."""
    return write_csv(frame, file, about, separator="\t")


def write_json(frame: pl.DataFrame, file: Path, _about: About) -> Notes:
    """Write a list of records."""
    _refuse_bytes(frame)
    frame.write_json(file)
    return []


def write_ndjson(frame: pl.DataFrame, file: Path, _about: About) -> Notes:
    """Write a record a line."""
    _refuse_bytes(frame)
    frame.write_ndjson(file)
    return []


def write_parquet(frame: pl.DataFrame, file: Path, about: About) -> Notes:
    """Write dtypes and lists as they are."""
    frame.write_parquet(file, metadata={"about": json.dumps(about, ensure_ascii=False)})
    return []


def write_xlsx(frame: pl.DataFrame, file: Path, about: About) -> Notes:
    """Write a sheet of the rows, in which text is text, and one that says what they are."""
    from xlsxwriter import Workbook

    if frame.height > EXCEL_ROWS:
        raise WorkbookError(
            f"this table has {frame.height:,} rows; a sheet of Excel holds {EXCEL_ROWS:,}. "
            "Narrow it, or export it as .csv or .parquet."
        )
    frame, lists = flatten(frame)
    frame, cut = _cut_long(frame)
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    dates = {"default_date_format": "yyyy-mm-dd", "remove_timezone": True}
    with Workbook(file, plain | dates) as book:
        rows, told = book.add_worksheet("rows"), book.add_worksheet("about")
        rows.write_row(0, 0, frame.columns, book.add_format({"bold": True}))
        for column, values in enumerate(frame):
            rows.write_column(1, column, values.to_list())
        rows.freeze_panes(1, 0)
        rows.autofilter(0, 0, frame.height, max(frame.width - 1, 0))
        for row, (name, value) in enumerate([*about.items(), ("notes", lists + cut)]):
            words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            told.write_row(row, 0, [name, words])
    return lists + cut


TABLE_WRITERS: dict[str, Callable[[pl.DataFrame, Path, About], Notes]] = {
    ".csv": write_csv,
    ".tsv": write_tsv,
    ".xlsx": write_xlsx,
    ".parquet": write_parquet,
    ".json": write_json,
    ".ndjson": write_ndjson,
    ".jsonl": write_ndjson,
}


def flatten(frame: pl.DataFrame) -> tuple[pl.DataFrame, Notes]:
    """Write lists as text, their items apart by "; " and spans as start..end.

    >>> rows = pl.DataFrame({"terms": [["tide", "port"]], "parts": [[{"start": 1, "end": 8}]]})
    >>> flatten(rows)[0].row(0)
    ('tide; port', '1..8')
    """
    _refuse_bytes(frame)
    nested = [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    spans = [name for name, dtype in frame.schema.items() if dtype == pl.Duration]
    flat = frame.with_columns(
        pl.Series(name, [_flat(value) for value in frame[name].to_list()], pl.String)
        for name in nested + spans
    )
    note = f"lists are written as text, items apart by '; ': {', '.join(nested)}"
    return flat, [note] if nested else []


def _refuse_bytes(frame: pl.DataFrame) -> None:
    """Raise if a column has no form as text."""
    for name, dtype in frame.schema.items():
        if dtype in (pl.Binary, pl.Object):
            raise WorkbookError(
                f"column '{name}' ({dtype}) has no form as text; leave it out: .drop('{name}')."
            )


def _flat(value: Any) -> str | None:
    """A list or struct as text."""
    if isinstance(value, list):
        return "; ".join(_flat(item) or "" for item in value)
    if isinstance(value, dict):
        if list(value) == ["start", "end"]:
            return f"{value['start']}..{value['end']}"
        return json.dumps(value, ensure_ascii=False, default=str)
    return None if value is None else str(value)


def disarm(frame: pl.DataFrame) -> tuple[pl.DataFrame, Notes]:
    """Put an apostrophe before text, headings too, that a spreadsheet would take for a formula.

    >>> disarm(pl.DataFrame({"title": ["=1+1", "A -> B"]}))[0]["title"].to_list()
    ["'=1+1", 'A -> B']
    """
    text = pl.selectors.by_dtype(pl.String, pl.Categorical, pl.Enum)
    frame = frame.with_columns(text.cast(pl.String))
    n = frame.select(pl.sum_horizontal(pl.lit(0), text.str.contains(FORMULA).sum())).item()
    safe = frame.with_columns(text.str.replace(f"({FORMULA})", "'$1"))
    headings = pl.Series(frame.columns, dtype=pl.String).str.replace(f"({FORMULA})", "'$1")
    n += (headings != pl.Series(frame.columns, dtype=pl.String)).sum()
    cells = f"{n:,} cell{'s' if n > 1 else ''}"
    note = f"an apostrophe stands before text that a spreadsheet takes for a formula: {cells}"
    return safe.rename(dict(zip(frame.columns, headings, strict=True))), [note] if n else []


def _cut_long(frame: pl.DataFrame) -> tuple[pl.DataFrame, Notes]:
    """Cut text that is too long for a cell of Excel, and tell how many by column."""
    cut, notes = [], []
    for column in frame.select(pl.selectors.string()):
        # A character of UTF-16 is at least a byte of UTF-8: what is short in bytes is short enough.
        values = column.to_list()
        short = [
            _cut(value) if value and len(value) * 2 > EXCEL_CHARACTERS else value
            for value in values
        ]
        if n := sum(a != b for a, b in zip(values, short, strict=True)):
            cut.append(pl.Series(column.name, short, pl.String))
            notes.append(
                f"{n:,} cells of '{column.name}' are cut at {EXCEL_CHARACTERS:,} characters, "
                "which is all that a cell of Excel holds; .csv, .json and .parquet have the whole"
            )
    return frame.with_columns(cut), notes


def _cut(text: str) -> str:
    coded = text.encode("utf-16-le")[: 2 * EXCEL_CHARACTERS]
    return coded.decode("utf-16-le", "ignore")
