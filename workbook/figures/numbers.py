"""The number grammar: digits, groups of digits, fractions; words and scales from its parts."""

from __future__ import annotations

import re
import unicodedata

from workbook.figures.numerals import Number, has, scaled
from workbook.figures.spelled import read_words
from workbook.figures.tokens import FRACTIONS, Token, words

# At most fifteen digits: longer runs are codes. The second form is the Indian grouping, 12,34,567.
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,2}(?:,\d{2}){1,5},\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"(?!0\d)\d{1,15}(?:\.\d{1,12})?")
_GROUP = re.compile(r"\d{3}(?:\.\d{1,12})?")
_SLASHES = "/⁄∕"


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
        return scaled(tokens, place + 2, float(f"0.{digits}"), money=money)
    if token.text in FRACTIONS:
        return Number(place + 1, unicodedata.numeric(token.text), None, "fraction")
    return read_words(tokens, place) if token.is_word else None


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
    end = _past_groups(tokens, place)
    text = "".join(token.text for token in tokens[place:end])
    if len(text) > 28 or not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    value = float(text.replace(",", ""))
    if end < len(tokens) and tokens[end].text in FRACTIONS:
        return scaled(tokens, end + 1, value + unicodedata.numeric(tokens[end].text), money=money)
    over = _denominator(tokens, end)
    if over:
        return Number(end + 2, value / over, None, "fraction") if value < over else None
    dash = int(has(tokens, end, "-") and tokens[end].glued)
    above = end + dash
    if above < len(tokens) and tokens[above].is_number and _denominator(tokens, above + 1):
        part = float(tokens[above].text) / _denominator(tokens, above + 1)
        if part < 1 and tokens[above].glued == bool(dash):
            return Number(above + 3, value + part)
    if has(tokens, end, "and") and has(tokens, end + 1, "a") and has(tokens, end + 2, "half"):
        return scaled(tokens, end + 3, value + 0.5, money=money)
    return scaled(tokens, end, value, money=money)


def _past_groups(tokens: list[Token], place: int) -> int:
    """The index after digits grouped by blanks: "1 234 567"; not "0800 123", "12 500-seat"."""
    end = place + 1
    before = place > 0 and tokens[place - 1].is_number
    if before or not tokens[place].text.isdecimal() or len(tokens[place].text) > 3:
        return end
    while end < len(tokens) and end < place + 5 and _is_group(tokens[end - 1], tokens[end]):
        end += 1
    hyphened = end < len(tokens) and tokens[end].text in "-–" and tokens[end].glued
    return place + 1 if hyphened and end == place + 2 else end


def _is_group(before: Token, token: Token) -> bool:
    """Whether three digits stand one blank after other digits."""
    return token.start == before.end + 1 and _GROUP.fullmatch(token.text) is not None


def _denominator(tokens: list[Token], place: int) -> float:
    """The usual denominator after a slash, or 0: "1/16", but not "24/7" or "9/11"."""
    if place + 1 >= len(tokens) or tokens[place].text not in _SLASHES or not tokens[place].glued:
        return 0.0
    below = tokens[place + 1].text
    usual = below in words("denominators") and tokens[place + 1].glued
    return float(below) if usual else 0.0


def read_proportion(tokens: list[Token], number: Number) -> Number:
    """Go on with "in five" or "out of ten" after a small whole number; else the number itself.

    >>> from workbook.figures.tokens import tokenise
    >>> tokens = tokenise("one in five flats")
    >>> read_proportion(tokens, read_number(tokens, 0)).value
    0.2
    """
    dash = int(has(tokens, number.end, "-"))
    out = has(tokens, number.end, "out") and has(tokens, number.end + 1, "of")
    place = number.end + (2 if out else 1 + 2 * dash)
    linked = out or has(tokens, number.end + dash, "in")
    if not linked or place >= len(tokens) or not 1 <= number.value <= 99 or number.high:
        return number
    whole = read_number(tokens, place)
    if whole is None or whole.value <= number.value or not _is_base(tokens, whole, out=out):
        return number
    return Number(whole.end, number.value / whole.value, None, "words")


def _is_base(tokens: list[Token], whole: Number, *, out: bool) -> bool:
    """Whether shares are told of a number: not "one in 2019", "one in two days"."""
    usual = f"{whole.value:.0f}" in words("proportion bases") and whole.high is None
    return out or (usual and not has(tokens, whole.end, *words("spans of time")))
