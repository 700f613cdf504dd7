"""Comma-, tab- and semicolon-separated tables, and Parquet."""

from __future__ import annotations

import csv
import io
from collections import Counter

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
    problems = [decoded.problem] if decoded.problem else []
    text = decoded.text.replace("\x00", "")
    try:
        records, odd = _rows(text)
    except csv.Error as error:
        return Reading((), decoded.encoding, [*problems, f"not a table: {error}"], failed=True)
    return read_records(records, columns, Reading((), decoded.encoding, [*problems, *odd]))


def read_parquet(data: bytes, columns: Columns) -> Reading:
    """Read a Parquet table."""
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        return Reading((), None, [f"not readable as Parquet: {_first_line(error)}"], failed=True)
    return read_records(frame.to_dicts(), columns, Reading())


def _rows(text: str) -> tuple[list[Record], list[str]]:
    """Records by header name, and what was odd: ragged rows are kept as far as they go."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=guess_delimiter(text))
    header = [name.strip() for name in next(reader, [])]
    rows = [row for row in reader if any(cell.strip() for cell in row)]
    ragged = Counter(len(row) != len(header) for row in rows)[True]
    problems = (
        [f"{ragged} of {len(rows)} rows have more or fewer cells than the header"] if ragged else []
    )
    return [dict(zip(header, row, strict=False)) for row in rows], problems


def guess_delimiter(text: str) -> str:
    """The delimiter that stands most often in the header line.

    >>> guess_delimiter("title;text;date")
    ';'
    """
    header = text.lstrip().split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
