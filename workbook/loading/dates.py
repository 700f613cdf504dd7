"""Strict dates: what is not surely a date is none."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from email.utils import parsedate

from workbook.loading.drafts import Published
from workbook.loading.slashed import settle

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = (
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s+[a-z]{2,4})?)?"
    r"(?:,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_ISO_CLOCK = r"(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?"

FULL_DATE = (
    rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d){_ISO_CLOCK}",
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T\d{{6}}Z?)?",
    rf"{_YEAR}/(?P<month>\d\d)/(?P<day>\d\d){_ISO_CLOCK}",
    rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_NAME},?\s+{_YEAR}{_CLOCK}",
    rf"{_WEEKDAY}{_NAME}\s+{_DAY},?\s+{_YEAR}{_CLOCK}",
)
PART_DATE = (
    rf"{_YEAR}-(?P<month>\d\d)",
    rf"{_NAME},?\s+{_YEAR}",
    rf"{_YEAR}",
)
_FULL = [re.compile(pattern, re.IGNORECASE) for pattern in FULL_DATE]
_PART = [re.compile(pattern, re.IGNORECASE) for pattern in PART_DATE]
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_-]|$)")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.' -]{2,30}?)(?:,\s*[A-Z][A-Za-z.' ]{1,24})??"
    r"(?:,\s*(?P<date>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}(?:\s+\d{4})?))?"
    r"\s*(?:\([A-Z][^()]{1,40}\)\s*)?(?:-{1,2}|[–—―])\s"
)


def parse_date(text: str, basis: str) -> Published | None:
    """A full date as it stands alone in a field or header line, else None.

    >>> parse_date("Wednesday, March 12, 2025", "header").first
    datetime.date(2025, 3, 12)
    >>> parse_date("12/03/2025", "field") is None
    True
    """
    text = settle(" ".join(text.split()))
    for pattern in _FULL:
        if found := pattern.fullmatch(text):
            return _published(found, basis)
    parts = (
        parsedate(text)
        if re.match(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} ", text)
        else None
    )
    return _day(*parts[:3], basis=basis) if parts else None


def parse_interval(text: str, basis: str) -> Published | None:
    """A full date, a month ("2025-07", "July 2025") or a year, as the days it spans.

    >>> parse_interval("2025-07", "stated")
    Published(first=datetime.date(2025, 7, 1), last=datetime.date(2025, 7, 31), basis='stated')
    """
    if full := parse_date(text, basis):
        return full
    for pattern in _PART:
        if found := pattern.fullmatch(" ".join(text.split())):
            return _published(found, basis)
    return None


def full_dates(text: str) -> list[date]:
    """Every full date in running text, as evidence against another one.

    >>> full_dates("They met on March 3, 2025 and on 4 May 2024.")
    [datetime.date(2025, 3, 3), datetime.date(2024, 5, 4)]
    """
    found = (_published(m, "text") for pattern in _FULL[3:] for m in pattern.finditer(text))
    return sorted((day.first for day in found if day), reverse=True)


def date_in_name(name: str) -> Published | None:
    """A date in a file's name, when it holds exactly one.

    >>> date_in_name("2025-06-14_harbour.txt").first
    datetime.date(2025, 6, 14)
    """
    return _single(_IN_NAME.findall(name), "file name")


def date_in_url(url: str | None) -> Published | None:
    """A date in the path of an address: /2025/06/14/ or /2025-06-14."""
    return _single(_IN_URL.findall(url), "url") if url else None


def read_dateline(paragraph: str) -> tuple[str | None, Published | None]:
    """Place and full date of the dateline that opens a paragraph.

    >>> read_dateline("GENEVA, July 7, 2025 (Reuters) - Talks resumed.")[0]
    'GENEVA'
    """
    found = _DATELINE.match(paragraph)
    if found is None:
        return None, None
    return found["place"].strip(), parse_date(found["date"] or "", "dateline")


def _single(found: list[tuple[str, str, str]], basis: str) -> Published | None:
    days = {_day(int(y), int(m), int(d), basis=basis) for y, m, d in found} - {None}
    return days.pop() if len(days) == 1 else None


def _published(found: re.Match[str], basis: str) -> Published | None:
    parts = found.groupdict()
    month = _month(parts)
    if parts.get("day"):
        return _day(int(parts["year"]), month or 0, int(parts["day"]), basis=basis)
    first = _day(int(parts["year"]), month or 1, 1, basis=basis)
    if first is None:
        return None
    year, month = first.first.year, month or 12
    return Published(first.first, date(year, month, monthrange(year, month)[1]), basis)


def _month(parts: dict[str, str]) -> int | None:
    if parts.get("name"):
        return _MONTHS.index(parts["name"][:3].lower()) + 1
    return int(parts["month"]) if parts.get("month") else None


def _day(year: int, month: int, day: int, *, basis: str) -> Published | None:
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    return Published(when, when, basis)
