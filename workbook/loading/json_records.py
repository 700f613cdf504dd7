"""JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Mapping

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.records import Record, read_records

# Keys under which services put their list of articles, in the order tried.
LISTS = ("articles", "items", "results", "documents", "docs", "data", "stories", "hits", "rows")


def read_json(data: bytes, columns: Columns) -> Reading:
    """Read one JSON value: a list of records, an object that holds one, or one record."""
    decoded = decode(data)
    problems = [decoded.problem] if decoded.problem else []
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if "\n" in decoded.text.strip() and decoded.text.lstrip().startswith("{"):
            return read_json_lines(data, columns)
        return Reading((), decoded.encoding, [*problems, f"not valid JSON: {error}"], failed=True)
    records, odd = _records(value)
    return read_records(records, columns, Reading((), decoded.encoding, [*problems, *odd]))


def read_json_lines(data: bytes, columns: Columns) -> Reading:
    """Read one record a line; a line that is none is named and left out."""
    decoded = decode(data)
    problems = [decoded.problem] if decoded.problem else []
    records: list[Record] = []
    bad: list[str] = []
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found, _ = _records(json.loads(line))
        except (ValueError, RecursionError) as error:
            bad.append(f"line {number} is not valid JSON ({error})")
            continue
        records += found
    if bad:
        more = f" and {len(bad) - 1} more lines" if len(bad) > 1 else ""
        problems.append(f"{bad[0]}{more}: left out")
    return read_records(records, columns, Reading((), decoded.encoding, problems))


def _records(value: object) -> tuple[list[Record], list[str]]:
    """The records of a JSON value, and how many values of a list were none."""
    if isinstance(value, Mapping):
        held = next((value[key] for key in LISTS if _is_list_of_records(value.get(key))), None)
        value = [value] if held is None else held
    if not isinstance(value, list):
        return [], ["no records in it"]
    records = [item for item in value if isinstance(item, Mapping)]
    odd = len(value) - len(records)
    return records, [f"{odd} of {len(value)} values are no records: left out"] if odd else []


def _is_list_of_records(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)
