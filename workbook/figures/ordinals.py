"""Ordinals and decades: "88th anniversary", "the third round", "1970s"."""

from __future__ import annotations

from functools import cache

from workbook.figures.dates import is_year
from workbook.figures.figure import Figure
from workbook.figures.tokens import Token, data_rows, word_list, words

_TENS = ("10", "20", "30", "40", "50", "60", "70", "80", "90")
# "The 1800s" are a century; what the 1900s and 2000s are is open, and they are read as decades.
_LAST_CENTURY = 1900
_ENDS = ("st", "nd", "rd", "th")


@cache
def ordinal_words() -> dict[str, int]:
    """Ordinal word -> number."""
    return {word: int(value) for word, value in data_rows("ordinals.tsv")}


def read_ordinal(tokens: list[Token], place: int) -> tuple[Figure | None, int] | None:
    """An ordinal or decade at a token and where to go on; None if there is none.

    An ordinal within a name ("14th National People's Congress", "22nd Street") is passed over.
    """
    token, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    if token.is_number and after is not None:
        if after.glued and after.lower in _ENDS and token.text.replace(",", "").isdecimal():
            if _is_name_after(tokens, place + 2):
                return None, place + 2
            value = float(token.text.replace(",", "")[:15])
            return _ordinal(place, place + 2, value), place + 2
        if after.glued and after.text == "s" and is_year(token) and token.text[3] == "0":
            first = float(token.text)
            last = first + (99 if first % 100 == 0 and first < _LAST_CENTURY else 9)
            figure = Figure(place, place + 2, place, place + 2, first, "year", last, "year")
            return figure, place + 2
        if after.glued and after.text == "s" and token.text in _TENS:
            return _tens(tokens, place), place + 2
    if token.lower in ordinal_words() and after is not None and _ranks(tokens, place):
        return _ordinal(place, place + 1, ordinal_words()[token.lower]), place + 1
    return None


def _tens(tokens: list[Token], place: int) -> Figure | None:
    """A decade or an age printed as tens: "the late 90s", "in her 60s", "the over-60s"."""
    value, before = float(tokens[place].text), tokens[place - 1].lower if place else ""
    over = before == "-" and place > 1 and tokens[place - 2].lower == "over"
    if over:
        return Figure(place, place + 2, place - 2, place + 2, value, "age", None, "year", ">")
    if before in words("owners"):
        return Figure(place, place + 2, place, place + 2, value, "age", value + 9, "year")
    if before in words("before decades"):
        year = 1900 + value
        return Figure(place, place + 2, place, place + 2, year, "year", year + 9, "year")
    return None


def _ordinal(place: int, end: int, value: float) -> Figure:
    return Figure(place, end, place, end, float(value), "ordinal")


def _ranks(tokens: list[Token], place: int) -> bool:
    """Whether an ordinal word stands between a determiner and a noun."""
    before, after = tokens[place - 1].lower if place else "", tokens[place + 1]
    if before not in words("determiners") or not after.is_word or after.glued:
        return False
    return after.lower not in word_list("not_ranked.tsv") and not _is_name_after(tokens, place + 1)


def _is_name_after(tokens: list[Token], place: int) -> bool:
    """Whether a capitalised name of a street, a legislature or an army unit follows."""
    for token in tokens[place : place + 6]:
        if token.text in word_list("ordinal_names.txt"):
            return True
        if token.is_word and not token.text[0].isupper() and token.lower != "s":
            return False
    return False
