"""Dates as archives print them, in several languages and with words around them."""

from __future__ import annotations

import re
from functools import cache

from workbook.loading.dates import parse_date
from workbook.loading.drafts import Published

# Their month names never mean different months; Croatian and Polish, say, would clash.
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "da", "sv", "nb", "ru")

_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:er|st|nd|rd|th|[.º])?\s+(?:de\s+)?(?P<name>[^\W\d_]{3,12})\.?"
    r"(?:\s+del?)?,?\s+(?P<year>\d{4})\b"
)
_MONTH_FIRST = re.compile(
    r"\b(?P<name>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b"
)
_NUMBERS = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:-|\s*年\s*)(?P<month>\d{1,2})(?:-|\s*月\s*)(?P<day>\d{1,2})(?!\d)"
)


@cache
def month_names() -> dict[str, int]:
    """Full and short month names in lower case, without their full stops."""
    from babel.dates import get_month_names

    return {
        name.casefold().rstrip("."): month
        for language in LANGUAGES
        for width in ("abbreviated", "wide")
        for context in ("stand-alone", "format")
        for month, name in get_month_names(width, context, language).items()
    } | {"sept": 9}


def find_printed_date(text: str, basis: str) -> Published | None:
    """The first full date in a line of an export.

    >>> find_printed_date("lundi 11 janvier 2010, p. 3", "field").first
    datetime.date(2010, 1, 11)
    """
    if whole := parse_date(text, basis):
        return whole
    for pattern in (_NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = parts.get("month") or month_names().get(parts.get("name", "").casefold())
            iso = f"{parts['year']}-{int(month or 0):02}-{int(parts['day']):02}"
            if when := parse_date(iso, basis):
                return when
    return None
