"""Dates of three numbers: read only where one reading is a date, or where the file settles it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

_SLASHED = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<year>(?:1[6-9]|20)\d\d)(?![\d/.-])"
)


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Whether the day comes first in a file's slashed dates, where those that are clear agree.

    >>> is_day_first(["03/04/2025", "28/04/2025"]), is_day_first(["03/04/2025"])
    (True, None)
    """
    found = [m for text in texts for m in _SLASHED.finditer(text)]
    firsts = any(int(m["a"]) > 12 for m in found)
    seconds = any(int(m["b"]) > 12 for m in found)
    return None if firsts == seconds else firsts


def settle(text: str, day_first: bool | None = None) -> str:
    """Write the slashed dates of a text as ISO 8601 where there is one way to read them.

    Where dots are written, the day comes first (Unicode CLDR has no language with month.day.year).

    >>> settle("28/04/2025 10:30"), settle("03/04/2025"), settle("03/04/2025", day_first=True)
    ('2025-04-28 10:30', '03/04/2025', '2025-04-03')
    >>> settle("03.04.2025")
    '2025-04-03'
    """
    return _SLASHED.sub(lambda found: _iso(found, day_first) or found[0], text)


def settle_records(
    records: Sequence[Mapping[str, object]], column: str | None
) -> Sequence[Mapping[str, object]]:
    """Records with the slashed dates of one column settled by the others in it."""
    texts = [value for record in records if isinstance(value := record.get(column or ""), str)]
    if not any(map(_SLASHED.search, texts)):
        return records
    day_first = is_day_first(texts)
    return [
        {**record, column: settle(value, day_first)}
        if column and isinstance(value, str)
        else record
        for record in records
        for value in [record.get(column or "")]
    ]


def _iso(found: re.Match[str], day_first: bool | None) -> str | None:
    year, a, b = int(found["year"]), int(found["a"]), int(found["b"])
    readings = {True: _day(year, b, a), False: _day(year, a, b)}
    if day_first is not None:
        return readings[day_first]
    if found["sign"] == "." and readings[True]:
        return readings[True]
    possible = set(readings.values()) - {None}
    return possible.pop() if len(possible) == 1 else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
