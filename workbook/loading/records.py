"""Rows of a table, or records of JSON, as articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from workbook.loading.columns import longest_text, match_columns, no_body
from workbook.loading.decoding import clean
from workbook.loading.drafts import Columns, Draft, Published, Reading
from workbook.loading.language_names import language_code
from workbook.loading.printed_dates import find_printed_date
from workbook.loading.slashed import settle_records
from workbook.loading.text import read_body

# What tables and JSON write for a value that is not there.
MISSING = ("", "nan", "nat", "none", "null", "<na>", "n/a")

# What NewsAPI puts where it ends a text.
_CUT_OFF = re.compile(r"\[\+\d+ chars\]\s*$")

# A field that says more than this is no date, whatever it holds.
LONGEST_DATE = 60

Record = Mapping[str, object]


def read_records(records: Sequence[Record], columns: Columns, reading: Reading) -> Reading:
    """Add the articles of the records to a reading that has the encoding and earlier problems."""
    found = list(dict.fromkeys(name for record in records for name in record))
    where = _without_addresses(records, match_columns(found, columns), columns)
    if "body" not in where:
        rest = [name for name in found if name not in where.values()]
        if longest := longest_text(records, rest):
            where["body"] = longest
    if "body" not in where and "title" not in where:
        return reading.failed(no_body(found) if records else "no records in it")
    records = settle_records(records, where.get("published"))
    drafts = [_draft(record, where) for record in records]
    full = [draft for draft in drafts if draft.title or draft.paragraphs]
    return replace(
        reading,
        drafts=full,
        problems=[*reading.problems, *_problems(records, where, drafts)],
        incomplete=reading.incomplete or len(full) < len(drafts),
    )


def _without_addresses(
    records: Sequence[Record], where: dict[str, str], columns: Columns
) -> dict[str, str]:
    """Match again where the column taken for the outlet holds addresses of the articles."""
    outlet = where.get("outlet")
    values = [text for record in records[:100] if (text := _text(record.get(outlet or "")))]
    if outlet in columns or not any("://" in text and "/" in text[8:] for text in values):
        return where
    found = [name for record in records[:100] for name in record if name != outlet]
    again = match_columns(list(dict.fromkeys(found)), columns)
    return {"url": str(outlet)} | again


def _draft(record: Record, where: Mapping[str, str]) -> Draft:
    values = {name: _text(record.get(column)) for name, column in where.items()}
    body = _text(record.get(where.get("body", "")), between="\n\n") or ""
    draft = read_body(body)
    published = _published(record.get(where.get("published", "")))
    known = {name: clean(text) or None for name, text in values.items() if text is not None}
    known = {name: text for name, text in known.items() if name not in ("body", "published")}
    if tag := known.get("language"):
        known["language"] = language_code(tag)
    return replace(draft, published=published or draft.published, **known)  # type: ignore[arg-type]


def _text(value: object, between: str = ", ") -> str | None:
    """A field as text: lists joined, an object by its name, a missing value None."""
    if value is None or str(value).strip().lower() in MISSING:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("title"))
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        parts = [text for item in value if (text := _text(item))]
        return between.join(parts)
    return str(value)


def _published(value: object) -> Published | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Published(value, value, "field")
    text = _text(value)
    return find_printed_date(text, "field") if text and len(text) <= LONGEST_DATE else None


def _problems(
    records: Sequence[Record], where: Mapping[str, str], drafts: Sequence[Draft]
) -> list[str]:
    problems = []
    empty = sum(not draft.paragraphs for draft in drafts)
    if "body" not in where:
        problems.append(f"{no_body(list(records[0]))}; loaded the titles alone")
    elif empty:
        problems.append(f"{empty} of {len(records)} records have no text in '{where['body']}'")
    if cut := sum(_CUT_OFF.search(draft.body) is not None for draft in drafts):
        problems.append(f"{cut} of {len(records)} texts are cut off by the service: '[+123 chars]'")
    dates = [record.get(where.get("published", "")) for record in records]
    odd = [text for value in dates if (text := _text(value)) and _published(value) is None]
    if odd:
        problems.append(
            f"{len(odd)} of {len(records)} dates not understood, such as '{odd[0]}'; "
            "write them as 2025-03-12"
        )
    return problems
