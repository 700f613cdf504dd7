"""The words of numbers and what scales them: "million", "4.2bn"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from workbook.figures.tokens import Token, data_rows


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


def part_of(tokens: list[Token], place: int) -> tuple[float, str]:
    """Value and part of the number word at a place; a part of "" if there is none."""
    if place >= len(tokens):
        return 0.0, ""
    return number_words().get(tokens[place].lower, (0.0, ""))


def has(tokens: list[Token], place: int, *words: str) -> bool:
    """Whether one of the words stands at a place; no place is outside.

    >>> from workbook.figures.tokens import tokenise
    >>> has(tokenise("half a mile"), 1, "a", "an"), has(tokenise("half"), 1, "a")
    (True, False)
    """
    return 0 <= place < len(tokens) and tokens[place].lower in words


def scaled(tokens: list[Token], place: int, value: float, *, money: bool = False) -> Number:
    """Apply scale words ("4 hundred million") or a glued suffix ("4.2bn") to a number."""
    scale, part = part_of(tokens, place)
    if _is_suffix(tokens, place, part, money=money):
        return Number(place + 1, value * scale, scale=scale)
    total = 1.0
    while True:
        dash = has(tokens, place, "-") and tokens[place].glued
        scale, part = part_of(tokens, place + dash)
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
