"""Comma-, tab- and semicolon-separated tables, Parquet and Arrow."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Sequence

import polars as pl

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.records import Record, read_records

ARROW_FILE = b"ARROW1"
# How long an Arrow file may take to be tried.
SECONDS = 60
# Polars panics, which is no Exception, over some damaged files.
DAMAGED = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)

DELIMITERS = (",", "\t", ";", "|")

# Rows with a quotation mark left open that are mended; each costs reading the rest again.
MOST_MENDED = 5
# Stands after the last line: inside a cell where that is still open.
_END = "\ue000end"
_QUOTED = re.compile(r'"[^"]*"')
# The line in which Excel tells its delimiter.
_TOLD = re.compile(r"sep=([,;|\t])\r?\n", re.IGNORECASE)

# A cell may hold a whole book; the csv module stops at 131,072 characters unless told.
csv.field_size_limit(2**31 - 1)


def read_delimited(data: bytes, columns: Columns) -> Reading:
    """Read a delimited table with a header line."""
    decoded = decode(data)
    reading = Reading((), decoded.encoding, decoded.problems)
    try:
        records, problems = _rows(decoded.text.replace("\x00", ""))
    except csv.Error as error:
        return reading.failed(f"not a table: {error}")
    odd = Reading((), decoded.encoding, [*decoded.problems, *problems])
    return read_records(records, columns, odd)


def read_parquet(data: bytes, columns: Columns) -> Reading:
    """Read a Parquet table."""
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except DAMAGED as error:
        return Reading().failed(f"not readable as Parquet: {_first_line(error)}")
    return read_records(frame.to_dicts(), columns, Reading())


def _survives(data: bytes) -> bool:
    """Whether another process can read an Arrow file: over damaged ones Polars ends its process."""
    script = "import io, sys, polars; polars.read_ipc(io.BytesIO(sys.stdin.buffer.read()))"
    try:
        done = subprocess.run(  # noqa: S603  this Python, a fixed script, data as input
            [sys.executable, "-c", script], input=data, capture_output=True, timeout=SECONDS
        )
    except (subprocess.TimeoutExpired, OSError):
        return False
    return done.returncode == 0


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def read_arrow(data: bytes, columns: Columns) -> Reading:
    """Read an Arrow IPC file (Feather version 2) or stream."""
    is_file = data.startswith(ARROW_FILE)
    if is_file and not _survives(data):
        return Reading().failed("not readable as Arrow: damaged; write it again, or as Parquet")
    try:
        frame = (pl.read_ipc if is_file else pl.read_ipc_stream)(io.BytesIO(data))
    except DAMAGED as error:
        return Reading().failed(f"not readable as Arrow: {_first_line(error)}")
    return read_records(frame.to_dicts(), columns, Reading())


def guess_delimiter(text: str) -> str:
    """The delimiter that stands most often in the header line, outside quotation marks.

    >>> guess_delimiter('"title, long";text;date')
    ';'
    """
    header = _QUOTED.sub("", text.lstrip().split("\n", 1)[0])
    return max(DELIMITERS, key=header.count)


def _rows(text: str) -> tuple[list[Record], list[str]]:
    """Records by header name, and what was odd: ragged rows are kept as far as they go."""
    told = _TOLD.match(text)
    delimiter = told[1] if told else guess_delimiter(text)
    lines = io.StringIO(text[told.end() :] if told else text, newline="").readlines()
    rows, left_open = _mended(lines, delimiter)
    header = [name.strip() for name in rows[0]] if rows else []
    rows = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    problems = []
    if left_open:
        problems.append(
            f"a quotation mark is left open in line {left_open[0]}: read as if it were closed at "
            "the end of that row; close it or take it off"
        )
    ragged = [n for n, row in enumerate(rows, start=1) if _is_ragged(row, len(header))]
    if ragged:
        problems.append(
            f"{len(ragged)} of {len(rows)} rows have more or fewer cells than the header, first "
            f"row {ragged[0]}: read as far as they match; look for a quotation mark left open"
        )
    return [dict(zip(header, row, strict=False)) for row in rows], problems


def _is_ragged(row: Sequence[str], n_columns: int) -> bool:
    """Whether a row does not fit; spreadsheets write empty cells after the last column."""
    return len(row) < n_columns or any(cell.strip() for cell in row[n_columns:])


def _mended(lines: Sequence[str], delimiter: str) -> tuple[list[list[str]], list[int]]:
    """All rows; where a quotation mark is left open, the rows that it would swallow are read."""
    rows: list[list[str]] = []
    left_open: list[int] = []
    start = 0
    while True:
        found, last_start = _parse(lines[start:], delimiter)
        if last_start is None:
            return rows + found, left_open
        last = start + last_start
        left_open.append(last + 1)
        swallowed = [line for line in lines[last + 1 :] if line.strip()]
        width = len((rows or found)[0])
        fitting = sum(len(row) == width for row in csv.reader(swallowed[:200], delimiter=delimiter))
        if len(left_open) > MOST_MENDED or 2 * fitting <= len(swallowed[:200]):
            return rows + found, left_open
        unquoted = csv.reader([lines[last]], delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rows += [*found[:-1], *([cell.strip('"') for cell in row] for row in unquoted)]
        start = last + 1


def _parse(lines: Sequence[str], delimiter: str) -> tuple[list[list[str]], int | None]:
    """The rows, and the first line of the last one where its quotation mark is left open."""
    reader = csv.reader([*lines, *([] if _ends(lines) else ["\n"]), _END], delimiter=delimiter)
    rows: list[list[str]] = []
    starts = [0]
    for row in reader:
        rows.append(row)
        starts.append(reader.line_num)
    if rows[-1] == [_END]:
        return rows[:-1], None
    rows[-1] = [cell.removesuffix(_END) for cell in rows[-1]]
    return rows, starts[-2]


def _ends(lines: Sequence[str]) -> bool:
    return not lines or lines[-1].endswith(("\n", "\r"))
