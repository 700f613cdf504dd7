"""The number grammar: digits, scale words and suffixes, number words, fractions, vague plurals."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from workbook.figures.tokens import Token, data_rows, words

# At most fifteen digits: longer runs are codes. The second form is the Indian grouping, 12,34,567.
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,12})?")
_SLASHES = "/⁄∕"
_PLURAL_SHARES = ("thirds", "quarters", "fourths", "halves")


class Number(NamedTuple):
    """A number read from tokens; `scale` is the part of the value that a scale word gave."""

    end: int
    value: float
    high: float | None = None
    style: str = "digits"
    scale: float = 1.0


@cache
def number_words() -> dict[str, tuple[float, str]]:
    """Word -> (value, part of the grammar)."""
    table = {word: (float(value), part) for word, value, part in data_rows("number_words.tsv")}
    small = {word: value for word, (value, part) in table.items() if part in ("unit", "teen")}
    return table | {f"{word}fold": (value, "fold") for word, value in small.items()}


def _part(tokens: list[Token], place: int) -> tuple[float, str]:
    """Value and part of the number word at a place; a part of "" if there is none."""
    if place >= len(tokens):
        return 0.0, ""
    return number_words().get(tokens[place].lower, (0.0, ""))


def _is(tokens: list[Token], place: int, *words: str) -> bool:
    return 0 <= place < len(tokens) and tokens[place].lower in words


def read_number(tokens: list[Token], place: int, *, money: bool = False) -> Number | None:
    """Read the longest number that begins at a token; None if none does.

    Parameters
    ----------
    tokens
        Tokens of a sentence.
    place
        Index of the first token of the number.
    money
        Whether a currency stands before: "$3t" is trillions, "3t" is tonnes.

    Returns
    -------
    Number | None
        `end` is the index after the number's last token. The sign is not read here.

    >>> from workbook.figures.tokens import tokenise
    >>> read_number(tokenise("two and a half million"), 0)
    Number(end=5, value=2500000.0, high=None, style='words', scale=1000000.0)
    """
    token = tokens[place]
    if token.is_number:
        return _read_digits(tokens, place, money=money)
    if token.text == "." and _is_decimal_point(tokens, place):
        digits = tokens[place + 1].text
        return _scaled(tokens, place + 2, float(f"0.{digits}"), money=money)
    if not token.is_word:
        return None
    if token.text[0] in "½⅓⅔¼¾⅛⅜⅝⅞":
        return Number(place + 1, unicodedata.numeric(token.text[0]))
    return _read_words(tokens, place)


def _is_decimal_point(tokens: list[Token], place: int) -> bool:
    """Whether a stop opens a decimal fraction: " .534"."""
    return (
        place + 1 < len(tokens)
        and tokens[place + 1].glued
        and tokens[place + 1].text.isdecimal()
        and len(tokens[place + 1].text) < 10
        and not tokens[place].glued
    )


def _read_digits(tokens: list[Token], place: int, *, money: bool) -> Number | None:
    text = tokens[place].text
    if len(text) > 28 or not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    value, end = float(text.replace(",", "")), place + 1
    if end < len(tokens) and tokens[end].text in "½⅓⅔¼¾⅛⅜⅝⅞":
        return _scaled(tokens, end + 1, value + unicodedata.numeric(tokens[end].text), money=money)
    over = _denominator(tokens, end)
    if over:
        return Number(end + 2, value / over, None, "fraction") if value < over else None
    if end < len(tokens) and tokens[end].is_number and _denominator(tokens, end + 1):
        part = float(tokens[end].text) / _denominator(tokens, end + 1)
        if part < 1 and not tokens[end].glued:
            return Number(end + 3, value + part)
    if _is(tokens, end, "and") and _is(tokens, end + 1, "a") and _is(tokens, end + 2, "half"):
        return _scaled(tokens, end + 3, value + 0.5, money=money)
    return _scaled(tokens, end, value, money=money)


def _denominator(tokens: list[Token], place: int) -> float:
    """The usual denominator after a slash, or 0: "1/16", but not "24/7" or "9/11"."""
    if place + 1 >= len(tokens) or tokens[place].text not in _SLASHES or not tokens[place].glued:
        return 0.0
    below = tokens[place + 1].text
    usual = below in words("denominators") and tokens[place + 1].glued
    return float(below) if usual else 0.0


def _scaled(tokens: list[Token], place: int, value: float, *, money: bool = False) -> Number:
    """Apply scale words ("4 hundred million") or a glued suffix ("4.2bn") to a number."""
    scale, part = _part(tokens, place)
    if _is_suffix(tokens, place, part, money=money):
        return Number(place + 1, value * scale, scale=scale)
    total = 1.0
    while True:
        dash = _is(tokens, place, "-") and tokens[place].glued
        scale, part = _part(tokens, place + dash)
        if part not in ("hundred", "scale") or (dash and scale < 1e5):
            return Number(place, value * total, scale=total)
        total, place = total * scale, place + dash + 1


def _is_suffix(tokens: list[Token], place: int, part: str, *, money: bool) -> bool:
    """Whether "m", "k" or "bn" after a number is a scale: "35m", "$4.2 b"; not "32m2"."""
    if part not in ("suffix", "money suffix") or (part == "money suffix" and not money):
        return False
    if place + 1 < len(tokens) and tokens[place + 1].glued and tokens[place + 1].text[0].isalnum():
        return False
    return tokens[place].glued or money or tokens[place].text in ("B", "bn")


def _read_words(tokens: list[Token], place: int) -> Number | None:
    value, part = _part(tokens, place)
    if part == "fold":
        return Number(place + 1, value, None, "fold")
    if part == "vague":
        return _read_vague(tokens, place, value)
    if part == "part" and tokens[place].lower == "half":
        return _read_half(tokens, place)
    if part in ("unit", "teen", "ten"):
        return _read_sum(tokens, place)
    if _is(tokens, place, "a", "an"):
        return _read_after_article(tokens, place)
    return None


def _read_vague(tokens: list[Token], place: int, value: float) -> Number | None:
    """Read "tens of thousands": from one power of ten (or a dozen) to the next."""
    end, low = place + 1, value
    if _is(tokens, place, "tens", "scores") and not _is(tokens, end, "of"):
        return None
    while _is(tokens, end, "of") and _part(tokens, end + 1)[1] == "vague":
        low *= _part(tokens, end + 1)[0]
        end += 2
    return Number(end, low, low * 10, "words")


def _read_half(tokens: list[Token], place: int) -> Number:
    """Read "half", "half a million", "half-million"."""
    end = place + 1
    if _is(tokens, end, "a", "an", "-") and _part(tokens, end + 1)[1] in ("scale", "hundred"):
        return Number(end + 2, 0.5 * _part(tokens, end + 1)[0], None, "words")
    return Number(end, 0.5, None, "words")


def _read_after_article(tokens: list[Token], place: int) -> Number | None:
    """Read "a million", "a dozen", "a third of", "a quarter of"; "a" alone is no number."""
    value, part = _part(tokens, place + 1)
    if part in ("hundred", "scale"):
        return _read_sum(tokens, place)
    if part == "share" and _is(tokens, place + 2, "of"):
        return Number(place + 2, 1 / value, None, "words")
    if _is(tokens, place + 1, "half") and _is(tokens, place + 2, "million", "billion", "dozen"):
        return Number(place + 3, 0.5 * _part(tokens, place + 2)[0], None, "words")
    return None


def _read_sum(tokens: list[Token], place: int) -> Number:
    """Read composed words: "thirty-one thousand four hundred fifty-six", "two-thirds"."""
    total, group, scale, end, last = 0.0, 0.0, 1.0, place, ""
    if _is(tokens, place, "a", "an"):
        group, end = 1.0, place + 1
    while True:
        step = end + _joint(tokens, end, last)
        value, part = _part(tokens, step)
        if part in ("unit", "teen", "ten") and _adds(part, last):
            group += value
        elif part == "hundred" and last in ("", "unit", "teen", "ten") and group:
            group *= value
        elif part == "scale" and last != "scale":
            total, group, scale = total + group * value, 0.0, 0.0 if total else value
        elif part == "scale":
            total, scale = total * value, scale * value
        else:
            break
        end, last = step + 1, part
    number = _with_fraction(tokens, end, total + group)
    return number if group or number.end > end else number._replace(scale=scale or 1.0)


def _adds(part: str, last: str) -> bool:
    """Whether a small number word goes on with the number: "forty two", not "two forty"."""
    return last in ("", "hundred", "scale") or (last == "ten" and part == "unit")


def _joint(tokens: list[Token], place: int, last: str) -> int:
    """How many tokens join two number words: a hyphen, or "and" after hundred or thousand."""
    if not last or place + 1 >= len(tokens):
        return 0
    if tokens[place].text == "-" and tokens[place].glued:
        return int(_part(tokens, place + 1)[1] in ("unit", "hundred", "scale"))
    small = _part(tokens, place + 1)[1] in ("unit", "teen", "ten")
    return int(last in ("hundred", "scale") and tokens[place].lower == "and" and small)


def _with_fraction(tokens: list[Token], end: int, value: float) -> Number:
    """Go on with "-thirds", "and a half", "point five"; then a last scale word."""
    dash = int(_is(tokens, end, "-") and tokens[end].glued)
    below, part = _part(tokens, end + dash)
    if part == "share" and (value == 1 or dash or _is(tokens, end, *_PLURAL_SHARES)):
        return Number(end + dash + 1, value / below, None, "words")
    gap = int(_is(tokens, end, "-"))
    if _is(tokens, end + gap, "and"):
        gap += 1 + int(_is(tokens, end + gap + 1, "-"))
        if _is(tokens, end + gap, "a"):
            gap += 1 + int(_is(tokens, end + gap + 1, "-"))
            if _is(tokens, end + gap, "half"):
                return _scaled(tokens, end + gap + 1, value + 0.5)._replace(style="words")
    if _is(tokens, end, "point") and _part(tokens, end + 1)[1] == "unit":
        tenths = value + _part(tokens, end + 1)[0] / 10
        return _scaled(tokens, end + 2, tenths)._replace(style="words")
    return Number(end, value, None, "words")
