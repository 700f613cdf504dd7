"""Dates, quarters, years, decades and clock times."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from workbook.figures.tokens import Token, data_rows, word_list, words

_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_CLOCK_MARKS = frozenset({"am", "pm", "o", "gmt", "a", "p", ":"})
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Dated(NamedTuple):
    """A date in the text: its tokens and what they settle; `year` may be missing."""

    first: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None


@cache
def months() -> dict[str, int]:
    """Month name -> number."""
    return {name: int(number) for number, names in data_rows("dates.tsv") for name in names.split()}


def read_date(tokens: list[Token], place: int) -> Dated | None:
    """Read a day, a month with its year, or a quarter that begins at a token.

    >>> from workbook.figures.tokens import tokenise
    >>> read_date(tokenise("May 25 in 1913"), 0)
    Dated(first=0, end=4, year=1913, month=5, day=25, quarter=None)
    """
    token = tokens[place]
    if token.is_number:
        return (
            _read_iso(tokens, place)
            or _read_day_first(tokens, place)
            or _read_quarter(tokens, place)
        )
    if token.text[0].isupper() and token.lower in months():
        return _read_month_first(tokens, place)
    if token.lower in _QUARTERS or (token.text == "Q" and place + 1 < len(tokens)):
        return _read_quarter(tokens, place)
    return None


def _read_iso(tokens: list[Token], place: int) -> Dated | None:
    """Read "2019-09-01"."""
    if len(tokens[place].text) != 4:
        return None
    parts = tokens[place : place + 5]
    if len(parts) < 5 or parts[1].text != "-" or parts[3].text != "-":
        return None
    if not all(part.glued for part in parts[1:]):
        return None
    year, month, day = parts[0].text, parts[2].text, parts[4].text
    if (len(year), len(month), len(day)) != (4, 2, 2) or not (year + month + day).isdecimal():
        return None
    return Dated(place, place + 5, int(year), int(month), int(day))


def _read_day_first(tokens: list[Token], place: int) -> Dated | None:
    """Read "25 May 1913", "25th of May", "4 to 6 April" (the first day counts)."""
    day = _day(tokens, place)
    if day is None or place + 1 == len(tokens) or tokens[place + 1].lower == ",":
        return None
    after = place + 1 + _has(tokens, place + 1, *_ORDINAL_ENDS)
    after = _past_last_day(tokens, after, day)
    after += _has(tokens, after, "of")
    if after >= len(tokens) or not tokens[after].text[0].isupper():
        return None
    month = months().get(tokens[after].lower)
    if month is None:
        return None
    after += 1 + (_has(tokens, after + 1, ".") and len(tokens[after].text) < 5)
    year, end = _year_after(tokens, after)
    return Dated(place, end, year, month, day)


def _read_month_first(tokens: list[Token], place: int) -> Dated | None:
    """Read "May 25, 1913", "May 25 in 1913", "August 1991", "June of 2018"."""
    month = months()[tokens[place].lower]
    after = place + 1 + (_has(tokens, place + 1, ".") and len(tokens[place].text) < 5)
    day = _day(tokens, after)
    if day is None:
        year, end = _year_after(tokens, after)
        return Dated(place, end, year, month) if year else None
    after += 1 + _has(tokens, after + 1, *_ORDINAL_ENDS)
    if _unit_like(tokens, after) or _is_event(tokens, place, after):
        return None
    year, end = _year_after(tokens, _past_last_day(tokens, after, day))
    return Dated(place, end, year, month, day)


def _past_last_day(tokens: list[Token], place: int, day: int) -> int:
    """Step over the second day of "April 4 to 6", unless it counts something."""
    last = _day(tokens, place + 1)
    if last is None or last <= day or not _has(tokens, place, "to", "and", "-", "–"):
        return place
    counts = place + 2 < len(tokens) and (
        tokens[place + 2].is_word or tokens[place + 2].text == "%"
    )
    month = counts and tokens[place + 2].text[0].isupper()
    joined = month or not counts or tokens[place + 2].lower in words("function")
    return place + 2 if joined else place


def _read_quarter(tokens: list[Token], place: int) -> Dated | None:
    """Read "third quarter of 2024", "Q3 2024"; without a year it is no date."""
    if tokens[place].text == "Q":
        after, number = place + 2, tokens[place + 1]
        quarter = int(number.text) if number.glued and number.text in "1234" else 0
    elif _has(tokens, place + 1, *_ORDINAL_ENDS) and _has(tokens, place + 2, "quarter"):
        after, quarter = place + 3, _QUARTERS.get(tokens[place].text, 0)
    elif _has(tokens, place + 1, "quarter"):
        after, quarter = place + 2, _QUARTERS.get(tokens[place].lower, 0)
    else:
        return None
    year, end = _year_after(tokens, after)
    return Dated(place, end, year, 3 * quarter - 2, None, quarter) if quarter and year else None


def _day(tokens: list[Token], place: int) -> int | None:
    if place >= len(tokens) or not tokens[place].text.isdecimal() or len(tokens[place].text) > 2:
        return None
    return int(tokens[place].text) if 1 <= int(tokens[place].text) <= 31 else None


def _is_event(tokens: list[Token], place: int, after: int) -> bool:
    """Whether a date only names an event: "the May 4 Movement"."""
    named = place > 0 and tokens[place - 1].lower in words("determiners")
    return named and after < len(tokens) and tokens[after].text[0].isupper()


def _unit_like(tokens: list[Token], place: int) -> bool:
    """Whether what follows "May 25" makes the number something else: "25%", "25:30"."""
    return place < len(tokens) and tokens[place].text in ("%", ":") and tokens[place].glued


def _year_after(tokens: list[Token], place: int) -> tuple[int | None, int]:
    """A year after a comma, "in" or "of", and the index after it."""
    skip = place + _has(tokens, place, ",", "in", "of")
    if skip < len(tokens) and is_year(tokens[skip]) and not _unit_like(tokens, skip + 1):
        return int(tokens[skip].text), skip + 1
    return None, place


def _has(tokens: list[Token], place: int, *words: str) -> bool:
    return place < len(tokens) and tokens[place].lower in words


def is_year(token: Token) -> bool:
    """Whether a token has the form of a year from 1000 to 2199."""
    return len(token.text) == 4 and token.text.isdecimal() and "1000" <= token.text <= "2199"


def is_year_in_place(tokens: list[Token], place: int) -> bool:
    """Whether a number of year's form that has no unit is a year where it stands.

    After a word like "in" or "since" it is; before a person noun or another plural, and below 1500
    or above 2100 without such a word, it is a count.
    """
    before = tokens[place - 1].lower if place else ""
    after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    plural = after.endswith("s") and len(after) > 3 and after not in ("was", "has")
    counted = after in word_list("persons.txt") or after == "people"
    if before in ("about", "around") and tokens[place].text < "1800":
        return False
    if before in words("year cues"):
        return not counted or before in ("in", "since", "during")
    value = int(tokens[place].text)
    if counted or (plural and before in ("", "some", "all", "the", "with")):
        return False
    return 1900 <= value < 2100 or (1500 <= value < 1900 and not plural and not after.isalpha())


def is_clock_time(tokens: list[Token], place: int) -> bool:
    """Whether a number is part of a clock time or a lap time: "9:01 p.m.", "4:39", "5 pm"."""
    before, after = tokens[max(0, place - 2) : place], tokens[place + 1 : place + 4]
    if after and after[0].lower in _CLOCK_MARKS:
        mark = [token.lower for token in after]
        if mark[0] in ("am", "pm", "o", "gmt") or mark[1:] == [".", "m"]:
            return True
        if mark[0] == ":" and len(after) > 1 and after[1].is_number and after[1].glued:
            return True
    if _is_dotted_time(tokens, place):
        return True
    colon = len(before) == 2 and before[1].text == ":"
    return colon and before[0].is_number and tokens[place].glued


def _is_dotted_time(tokens: list[Token], place: int) -> bool:
    """Whether a number is a time printed with a stop, by what is around it: "at 9.15 on Monday"."""
    hour, _, minute = tokens[place].text.partition(".")
    if len(minute) != 2 or len(hour) > 2 or int(hour) > 23 or minute > "59":
        return False
    before = tokens[place - 1].lower if place else ""
    after = [token.lower for token in tokens[place + 1 : place + 4]]
    if after[:2] == ["in", "the"] or after[:1] in (["on"], ["this"]):
        after = after[-1:] if after[0] == "in" else after[1:2]
    return before in words("clock links") and after[:1] != [] and after[0] in words("clock words")


def settle(dated: Dated, published: date | None) -> date | None:
    """The calendar date, or the first day of the month or quarter; null while the year is open.

    Without a printed year the date is the one nearest to the day of publication.
    """
    if dated.month is None:
        return None
    years = [dated.year] if dated.year else _years_around(published)
    dates = [day for year in years if (day := _calendar(year, dated.month, dated.day or 1))]
    if not dates:
        return None
    return min(dates, key=lambda day: abs((day - published).days)) if published else dates[0]


def _years_around(published: date | None) -> list[int]:
    return [published.year + step for step in (-1, 0, 1)] if published else []


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
