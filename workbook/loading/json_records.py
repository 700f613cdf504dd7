"""JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.records import Record, read_records

# Keys under which services put their list of articles, in the order tried.
LISTS = ("articles", "items", "results", "documents", "docs", "data", "stories", "hits", "rows")


def read_json(data: bytes, columns: Columns) -> Reading:
    """Read one JSON value: a list of records, an object that holds one, or one record."""
    decoded = decode(data)
    reading = Reading((), decoded.encoding, decoded.problems)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if decoded.text.lstrip().startswith("{") and "\n" in decoded.text.strip():
            return read_json_lines(data, columns)
        return reading.failed(f"not valid JSON: {error}")
    records, left_out = _records(value)
    return read_records(records, columns, _without(reading, [left_out] if left_out else []))


def read_json_lines(data: bytes, columns: Columns) -> Reading:
    """Read one record a line; a line that is none is named and left out."""
    decoded = decode(data)
    records: list[Record] = []
    bad: list[str] = []
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found, left_out = _records(json.loads(line))
        except (ValueError, RecursionError) as error:
            found, left_out = [], f"not valid JSON ({error})"
        records += found
        if left_out:
            bad.append(f"line {number}: {left_out}")
    more = f", and {len(bad) - 1} more lines" if len(bad) > 1 else ""
    problems = [f"{bad[0]}{more}: left out"] if bad else []
    reading = Reading((), decoded.encoding, decoded.problems)
    return read_records(records, columns, _without(reading, problems))


def _without(reading: Reading, left_out: list[str]) -> Reading:
    """The reading with what was left out among its problems."""
    return replace(reading, problems=[*reading.problems, *left_out], incomplete=bool(left_out))


def _records(value: object) -> tuple[list[Record], str | None]:
    """The records of a JSON value, and which of its values are none."""
    if isinstance(value, Mapping):
        held = next((value[key] for key in LISTS if _is_list_of_records(value.get(key))), None)
        value = [value] if held is None else held
    if not isinstance(value, list):
        return [], f"a {type(value).__name__}, not a record"
    records = [item for item in value if isinstance(item, Mapping)]
    odd = len(value) - len(records)
    return records, f"{odd} of {len(value)} values are no records" if odd else None


def _is_list_of_records(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)
