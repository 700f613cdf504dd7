"""A figure as a report that others can be set beside: its words, and the values it allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor, log10
from typing import NamedTuple

from workbook.figures.plurals import singular
from workbook.figures.tokens import data_rows, word_list, words

Row = dict[str, object]
Place = tuple[object, object]

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PARTS = re.compile(r"\b(?:of|for|in|on|at|to|among|from|with)\b")
_BOUND = re.compile(r"\b(?:more|fewer|less) than\b|\bor (?:more|fewer|less)\b")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|e?d|e?s|e)$")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# "More than 300" is at odds with 900: who knew of 900 would not have written it. A bound reaches
# to the next number as round as its own (300 to 400, 62 to 63), and this share at least.
_REACH = 0.1


class Interval(NamedTuple):
    """The values that a printed figure allows, both ends among them."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether some value is allowed by both."""
        return max(self.low, other.low) <= min(self.high, other.high)


@dataclass(frozen=True, slots=True)
class Report:
    """A figure with what it is matched by.

    Attributes
    ----------
    row
        Its row in the frame of `find_figures`.
    run
        The number of its sentence.
    subject, head, actor
        Content words of what is counted; the chief one; who does or counts it, as far as named.
    around
        Content words of its sentence as far as the figures beside it; empty where unknown.
    beside
        Stems of the content words next to it.
    takes_up
        The figure that it is a second report of by its words ("puts it at"), if any.
    value, allows
        Its value (the lower one of a range), and the values that it allows.
    """

    row: Row
    run: int
    value: float
    subject: frozenset[str]
    head: str
    around: frozenset[str]
    beside: frozenset[str]
    takes_up: Place | None
    allows: Interval

    @property
    def article(self) -> object:
        """The key of its article."""
        return self.row["article_id"]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.row)

    @property
    def actor(self) -> str:
        """What its subject names after a comma."""
        return str(self.row["subject"] or "").partition(",")[2].strip()


def apart(row: Row) -> frozenset[str]:
    """Words that say a figure comes on top of another: "more", "new".

    >>> sorted(apart({"subject": "new cases", "text": "more than 20 further cases"}))
    ['further', 'new']
    """
    said = _BOUND.sub(" ", f"{row['subject'] or ''} {row['text']}".lower())
    return sign_words("apart").intersection(_LETTERS.findall(said))


def place_of(row: Row) -> Place:
    """The article and number of a figure."""
    return row["article_id"], row["figure"]


def as_report(
    row: Row, run: int, around: tuple[str, str] = ("", ""), *, takes_up: Row | None = None
) -> Report:
    """A figure as a report; `around` is its sentence before and after, up to the next figures."""
    subject = subject_words(row)
    return Report(
        row,
        run,
        number(row["value"]),
        frozenset(subject),
        subject[0] if subject else "",
        content_words(" ".join(around)) - frozenset(subject),
        _beside(*around),
        place_of(takes_up) if takes_up else None,
        allowed(row),
    )


def subject_words(row: Row) -> list[str]:
    """Content words of what a figure counts, in the singular, the head first.

    >>> subject_words({"kind": "count", "unit": "case", "subject": "number of new cases, city"})
    ['case', 'new']
    """
    named = str(row["subject"] or "").partition(",")[0]
    phrases = [_reversed(part) for part in _PARTS.split(named.lower())]
    said = [word for phrase in phrases for word in phrase if word not in words("number nouns")]
    unit = str(row["unit"] or "") if row["kind"] == "count" else ""
    counted = [] if unit in ("", "person") else _reversed(unit.lower())
    if counted and counted[0] not in said:
        said = counted  # the subject is who counts, or what the things are part of
    return list(dict.fromkeys([*counted, *said]))


def _reversed(phrase: str) -> list[str]:
    found = [singular(word) for word in _WORD.findall(phrase)]
    return [_one_word().get(word, word) for word in found[::-1] if word not in words("function")]


@cache
def _one_word() -> dict[str, str]:
    """Word -> the first of the words that stand for one thing in reports: "crowd", "spectator"."""
    rows = [row.split() for key, row in data_rows("comparing.tsv") if key == "one thing"]
    return {word: row[0] for row in rows for word in row}


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry sense, in the singular and without numbers."""
    found = set(_LETTERS.findall(text.lower())) - words("function")
    return frozenset(map(_singular, found))


@lru_cache(maxsize=100_000)
def _singular(word: str) -> str:
    return singular(word)


def _beside(before: str, after: str) -> frozenset[str]:
    """Stems of the last content word before and the first one after: what happens to them."""
    sides = [_LETTERS.findall(before.lower())[::-1], _LETTERS.findall(after.lower())]
    said = [[word for word in side if word not in words("function")] for side in sides]
    return frozenset(_stem(side[0]) for side in said if side)


def _stem(word: str) -> str:
    """A word without the ending of a tense; good enough to tell "killed" from "hurt"."""
    return _ENDING.sub("", word)


@cache
def sign_words(name: str) -> frozenset[str]:
    """A named set of small-letter words of `data/comparing.tsv`."""
    rows = data_rows("comparing.tsv")
    return frozenset(word for key, row in rows if key == name for word in row.split())


def is_of_people(report: Report) -> bool:
    """Whether it counts people by one word alone ("people", "patients")."""
    return len(report.subject) == 1 and report.head in word_list("persons.txt")


def is_general(report: Report) -> bool:
    """Whether it counts people by a word that says no more than that."""
    return report.subject <= sign_words("general people")


def number(value: object) -> float:
    """A value of a row; 0 for null."""
    return float(value) if isinstance(value, int | float) else 0.0


def step_of(row: Row, value: float) -> float:
    """The worth of the last printed digit of a number.

    >>> step_of({"text": "8.26 trillion yuan"}, 8.26e12)
    10000000000.0
    """
    digits = _DIGITS.search(str(row["text"]))
    printed = digits[0].replace(",", "") if digits else ""
    if printed.count(".") < 2 and printed and float(printed):
        decimals = len(printed.partition(".")[2])
        return abs(value) / float(printed) / 10**decimals
    return _leading(value)


def _leading(value: float) -> float:
    """The worth of the last digit that is not 0: 100 for 2,300."""
    if not value:
        return 1.0
    size = 10.0 ** floor(log10(abs(value)))
    while size > abs(value) * 1e-6 and abs(value / size - round(value / size)) > 1e-9:
        size /= 10
    return size


def allowed(row: Row) -> Interval:
    """The values that a figure allows: rounding, "about", and bounds within reach.

    >>> allowed({"text": "nearly 400", "value": 400.0, "high": None, "bound": "<"})
    Interval(low=300.0, high=400.0)
    """
    low = number(row["value"])
    high = low if row["high"] is None else number(row["high"])
    low, high = min(low, high), max(low, high)
    bound = str(row["bound"])
    if bound.startswith("<"):
        return Interval(low - max(_leading(low), _REACH * abs(low)), high)
    if bound.startswith(">"):
        return Interval(low, high + max(_leading(high), _REACH * abs(high)))
    half = _rounding(row, low, about=bound == "~") / 2
    return Interval(low - half, high + half)


def printed(row: Row) -> Interval:
    """The values that are printed like this one, when rounded to its last digit."""
    value = number(row["value"])
    half = min(step_of(row, value), abs(value)) / 2
    return Interval(value - half, value + half)


def _rounding(row: Row, value: float, *, about: bool) -> float:
    """How coarsely a value is printed: "about 300" to hundreds, 2.7bn to 0.1bn, 2,310 exactly."""
    step = step_of(row, value)
    if about:
        return max(_leading(value), step)
    return step if step > 1 else 0.0
