"""A date of issue solved from an article's own words: weekday and "Nth anniversary of" a known day.

Text alone seldom dates an article, so that nothing is taken from a date that it mentions: an
anniversary must name the day, a weekday beside it must agree, and all must give one answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from workbook.loading.dates import full_dates
from workbook.loading.drafts import Published

# How far before the anniversary its weekday may stand: "on Monday, which marks the".
BEFORE = 60
# No sentence is read further than this.
LONGEST = 500

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TENS = {"tenth": 10, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40,
         "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
         "hundredth": 100}  # fmt: skip
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBERS = {word: n for n, word in enumerate(_ONES, start=1)} | _TENS
_ANNIVERSARY = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_NUMBERS)})"
    r"|(?P<years>\d{1,3})[- ]year)[ -]anniversary (?:of|since) ",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b", re.IGNORECASE)
_DAY_AND_WEEKDAY = re.compile(
    r"\b(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)[, (]+(?:the )?"
    r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?P<day>\d{1,2})\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z])|\n")
_OTHER_YEAR = re.compile(
    r"\b(?:1[89]|20)\d\d\b(?!-)|\b(?:next|last|previous|following) year\b|\byears? (?:ago|later)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Event:
    """A day that is remembered, or a year where several of its days are, and its names."""

    year: int
    day: date | None
    called: re.Pattern[str]


@dataclass(frozen=True)
class _Anniversary:
    """An anniversary that the text names: its year, its day where known, the words."""

    year: int
    day: date | None
    words: str
    has_weekday: bool


def date_in_text(text: str) -> Published | None:
    """The day or year that an article's own words show, when they allow one answer only.

    >>> text = "They met on Friday, the 80th anniversary of the founding of the United Nations."
    >>> date_in_text(text).basis
    'text: 80th anniversary of the founding of the United Nations'
    >>> date_in_text("He spoke on Thursday, the 80th anniversary of VE Day.").first
    datetime.date(2025, 5, 8)
    """
    if "anniversary" not in text.lower():
        return None
    found = list(_anniversaries(text))
    years = {anniversary.year for anniversary in found}
    if len(years) != 1 or any(day.year > min(years) for day in full_dates(text)):
        return None
    (year,) = years
    days = {a.day: a.words for a in found if a.day and a.has_weekday} | dict(_solved(text, year))
    if len(days) > 1:
        return None
    for day, words in days.items():
        return Published(day, day, f"text: {words}")
    return Published(date(year, 1, 1), date(year, 12, 31), f"text: {found[0].words}")


def _anniversaries(text: str) -> Iterator[_Anniversary]:
    """The anniversaries of known days, but those of another year than the article's own."""
    for found in _ANNIVERSARY.finditer(text):
        start, end = _sentence(text, found.start(), found.end())
        after = text[found.end() : end]
        for event in events():
            if named := event.called.match(after):
                if _OTHER_YEAR.search(text[start : found.start()] + after[named.end() :]):
                    break
                yield _read(text[start : found.end() + named.end()], found.start() - start, event)
                break


def _read(sentence: str, start: int, event: Event) -> _Anniversary:
    """One anniversary, with the weekday that stands right before it where it agrees."""
    found = _ANNIVERSARY.match(sentence, start)
    assert found  # noqa: S101  the caller matched here
    number = found["digits"] or found["years"] or _NUMBERS[found["word"].lower()]
    year = event.year + int(number)
    day = _same_day(event.day, year) if event.day else None
    weekdays = list(_WEEKDAY.finditer(sentence, max(0, start - BEFORE), start))
    if day and weekdays and _DAYS.index(weekdays[-1][0].lower()) == day.weekday():
        return _Anniversary(year, day, sentence[weekdays[-1].start() :], has_weekday=True)
    return _Anniversary(year, day, sentence[start:], has_weekday=False)


def _solved(text: str, year: int) -> Iterator[tuple[date, str]]:
    """Days of the year given with a weekday that agrees, as in "Monday, July 7"."""
    for found in _DAY_AND_WEEKDAY.finditer(text):
        month = _MONTHS.index(found["month"].lower()) + 1
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            continue
        if day.weekday() == _DAYS.index(found["weekday"].lower()):
            yield day, found[0]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place."""
    first, last = max(0, start - LONGEST), min(len(text), end + LONGEST)
    begin = max(
        (found.end() for found in _SENTENCE_END.finditer(text, first, start)), default=first
    )
    stop = _SENTENCE_END.search(text, end, last)
    return begin, stop.start() if stop else last


def _same_day(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February, or a year that no calendar has
        return None


@cache
def events() -> tuple[Event, ...]:
    """The days of `events.tsv`."""
    text = files("workbook.loading").joinpath("events.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[:1] != "#"][1:]
    return tuple(
        Event(
            int(day[:4]),
            date.fromisoformat(day) if len(day) > 4 else None,
            re.compile(called, re.IGNORECASE),
        )
        for day, called, _ in rows
    )
