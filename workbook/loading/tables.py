"""Comma-, tab- and semicolon-separated tables, Parquet and Arrow."""

from __future__ import annotations

import csv
import io

import polars as pl

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.records import Record, read_records

DELIMITERS = (",", "\t", ";", "|")

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
    except (pl.exceptions.PolarsError, OSError) as error:
        return Reading().failed(f"not readable as Parquet: {str(error).splitlines()[0]}")
    return read_records(frame.to_dicts(), columns, Reading())


def read_arrow(data: bytes, columns: Columns) -> Reading:
    """Read an Arrow IPC file (Feather version 2) or stream."""
    read = pl.read_ipc if data.startswith(b"ARROW1") else pl.read_ipc_stream
    try:
        frame = read(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        return Reading().failed(f"not readable as Arrow: {str(error).splitlines()[0]}")
    return read_records(frame.to_dicts(), columns, Reading())


def guess_delimiter(text: str) -> str:
    """The delimiter that stands most often in the header line.

    >>> guess_delimiter("title;text;date")
    ';'
    """
    header = text.lstrip().split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)


def _rows(text: str) -> tuple[list[Record], list[str]]:
    """Records by header name, and what was odd: ragged rows are kept as far as they go."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=guess_delimiter(text))
    header = [name.strip() for name in next(reader, [])]
    rows = [row for row in reader if any(cell.strip() for cell in row)]
    ragged = [n for n, row in enumerate(rows, start=1) if len(row) != len(header)]
    problems = []
    if ragged:
        problems.append(
            f"{len(ragged)} of {len(rows)} rows have more or fewer cells than the header, first "
            f"row {ragged[0]}: read as far as they match; look for a quotation mark left open"
        )
    return [dict(zip(header, row, strict=False)) for row in rows], problems
