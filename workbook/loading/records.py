"""Rows of a table, or records of JSON, as articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from workbook.loading.columns import longest_text, match_columns, no_body
from workbook.loading.dates import parse_date
from workbook.loading.decoding import clean
from workbook.loading.drafts import Columns, Draft, Published, Reading
from workbook.loading.slashed import settle_records
from workbook.loading.text import read_body

# What tables and JSON write for a value that is not there.
MISSING = ("", "nan", "nat", "none", "null", "<na>", "n/a")

Record = Mapping[str, object]


def read_records(records: Sequence[Record], columns: Columns, reading: Reading) -> Reading:
    """Add the articles of the records to a reading that has the encoding and earlier problems."""
    found = list(dict.fromkeys(name for record in records for name in record))
    where = match_columns(found, columns)
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


def _draft(record: Record, where: Mapping[str, str]) -> Draft:
    values = {name: _text(record.get(column)) for name, column in where.items()}
    body = values.pop("body", None) or ""
    draft = read_body(body)
    published = _published(record.get(where.get("published", "")))
    known = {name: clean(text) or None for name, text in values.items() if text is not None}
    known.pop("published", None)
    if tag := known.get("language"):
        known["language"] = _language(tag)
    return replace(draft, published=published or draft.published, **known)  # type: ignore[arg-type]


def _text(value: object) -> str | None:
    """A field as text: lists joined, an object by its name, a missing value None."""
    if value is None or str(value).strip().lower() in MISSING:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("title"))
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        parts = [text for item in value if (text := _text(item))]
        return ("\n\n" if any(len(part) > 200 for part in parts) else ", ").join(parts)
    return str(value)


def _language(name: str) -> str:
    """The two letters of a language tag, or its name as given."""
    tag = name.replace("_", "-").split("-")[0].lower()
    return "en" if tag in ("eng", "english") else tag if len(tag) == 2 else name


def _published(value: object) -> Published | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Published(value, value, "field")
    text = _text(value)
    return parse_date(text, "field") if text else None


def _problems(
    records: Sequence[Record], where: Mapping[str, str], drafts: Sequence[Draft]
) -> list[str]:
    problems = []
    empty = sum(not draft.paragraphs for draft in drafts)
    if "body" not in where:
        problems.append(f"{no_body(list(records[0]))}; loaded the titles alone")
    elif empty:
        problems.append(f"{empty} of {len(records)} records have no text in '{where['body']}'")
    dates = [record.get(where.get("published", "")) for record in records]
    odd = [text for value in dates if (text := _text(value)) and _published(value) is None]
    if odd:
        problems.append(
            f"{len(odd)} of {len(records)} dates not understood, such as '{odd[0]}'; "
            "write them as 2025-03-12"
        )
    return problems
