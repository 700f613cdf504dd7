"""Exports of ProQuest as text: records of `Key: value` between lines of underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.labels import read_labels

PROQUEST = r"^(?:ProQuest document ID|Publication title):"
MARKERS = {
    "title": "'Title:'",
    "outlet": "'Publication title:'",
    "published": "'Publication date:'",
    "full text": "'Full text:' (an abstract stands for it)",
}

_SEPARATOR = re.compile(r"^[ \t]*_{40,}[ \t\r]*$", re.MULTILINE)
_IS_RECORD = re.compile(rf"{PROQUEST}|^Full text:", re.MULTILINE)
_KEY = re.compile(r"^(?P<key>[A-Z][A-Za-z/ -]{1,40}?)[ \t]*:[ \t]*(?P<value>.*)$")
_COUNTER = re.compile(r"\s*(?:Document )?\d+ of \d+\s*")


def read_proquest(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Read the text export."""
    decoded = decode(data)
    return read_proquest_text(decoded.text, Reading((), decoded.encoding, decoded.problems))


def is_proquest(text: str) -> bool:
    """Whether a text has the keys of an export of ProQuest."""
    return _IS_RECORD.search(text) is not None


def read_proquest_text(text: str, reading: Reading) -> Reading:
    """Read a text that has the markers, whatever file it came from."""
    return read_export(list(_records(text)), MARKERS, reading, basis="marker")


def _records(text: str) -> Iterator[Exported]:
    """The records that are articles; what stands before and after them is not."""
    edges = [(found.start(), found.end()) for found in _SEPARATOR.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    for start, end in zip(starts, ends, strict=True):
        record = text[start:end]
        if _IS_RECORD.search(record):
            first = start + len(record) - len(record.lstrip())
            values = _values(record)
            body = values.get("full text") or values.get("abstract", "")
            yield Exported(values, body, first, start + len(record.rstrip()))


def _values(record: str) -> dict[str, str]:
    """What each key holds; lines without a known key go on with the value before."""
    labels = read_labels("proquest_keys.txt")
    values: dict[str, list[str]] = {"heading": []}
    place = values["heading"]
    for line in record.replace("\r", "").split("\n"):
        found = _KEY.match(line.strip())
        what = labels.get(" ".join(found["key"].split()).casefold()) if found else None
        if found and what:
            place = values.setdefault(what, []) if what not in values else []
            place.append(found["value"])
        elif not _COUNTER.fullmatch(line):
            place.append(line)
    texts = {name: "\n".join(lines).strip() for name, lines in values.items()}
    heading = texts.pop("heading").split("\n", 1)[0]
    texts["title"] = texts.get("title") or heading
    return texts
