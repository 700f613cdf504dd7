"""Byline, date and source lines between a headline and the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbook.loading.dates import parse_date
from workbook.loading.drafts import Published

# A header has a handful of short lines at most; beyond that it is text.
MAX_LINES, MAX_LENGTH = 5, 160

_PARTS = re.compile(r"\s+\|\s+|\s*[·•]\s*|\s+[–—]\s+|\s+//\s+")
_BYLINE = re.compile(
    r"(?:[Bb]y|BY)\s+(?=[^\W\d_a-z])|(?i:author|byline|written by|reporting by):?\s+"
)
_SOURCE = re.compile(
    r"(?:source|outlet|publication|publisher|newspaper|published (?:in|by)):?\s+", re.IGNORECASE
)
_SECTION = re.compile(r"section:\s*", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:first )?published|posted|(?:last )?updated|modified|date|issued)(?: on| at)?:?\s+",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:url:\s*|link:\s*)?(https?://\S+)", re.IGNORECASE)
_LABELLED = re.compile(r"[^.!?;:]{2,60}")
_NAME_LIKE = re.compile(r"[^\W_a-z][^.!?;:]{1,60}")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?][\"'”’]*$")


@dataclass(frozen=True)
class Header:
    """What the lines under a headline say, and how many lines they are."""

    n_lines: int = 0
    values: dict[str, str] = field(default_factory=dict)
    published: Published | None = None


def read_header(lines: Sequence[str]) -> Header:
    """Read byline, outlet, section, address and date from the first lines, as far as they go.

    >>> read_header(["By Ana Ruiz | City Daily | 12 March 2025", "The harbour closed."]).values
    {'byline': 'By Ana Ruiz', 'outlet': 'City Daily'}
    """
    values: dict[str, str] = {}
    published = None
    n_lines = 0
    for line in lines[:MAX_LINES]:
        read = read_header_line(line)
        if read is None or any(name in values for name in read.values):
            break
        values |= read.values
        published = published or read.published
        n_lines += 1
    return Header(n_lines, values, published)


def read_header_line(line: str) -> Header | None:
    """One header line, or None where any part of it is something else."""
    if len(line) > MAX_LENGTH:
        return None
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    known = [_read_part(part) for part in parts]
    if all(part is None for part in known):
        return None
    values: dict[str, str] = {}
    published = None
    for text, part in zip(parts, known, strict=True):
        if part is None:
            if "outlet" in values or not _NAME_LIKE.fullmatch(text):
                return None
            part = Header(1, {"outlet": text})
        values |= part.values
        published = published or part.published
    return Header(1, values, published)


def _read_part(part: str) -> Header | None:
    bare = _DATE.sub("", part, count=1) if _DATE.match(part) else part
    if published := parse_date(bare, "header"):
        return Header(1, {}, published)
    if address := _URL.fullmatch(part):
        return Header(1, {"url": address[1]})
    for name, pattern in (("outlet", _SOURCE), ("section", _SECTION)):
        if (found := pattern.match(part)) and _LABELLED.fullmatch(part[found.end() :]):
            return Header(1, {name: part[found.end() :]})
    if _BYLINE.match(part) and part.count(" ") < 16 and _looks_like_byline(part):
        return Header(1, {"byline": part})
    return None


def _looks_like_byline(part: str) -> bool:
    """At least half of the words are capitalised, as names are."""
    words = re.findall(r"[^\W\d_]{2,}", part)
    return 2 * sum(not word[0].islower() for word in words) >= len(words)
