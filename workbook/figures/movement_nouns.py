"""Nouns and comparatives of movement: "an increase of 5 percent", "a 7% rise", "2% higher"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.figures.clauses import is_time
from workbook.figures.figure import Figure
from workbook.figures.phrases import NOUNS
from workbook.figures.plurals import singular
from workbook.figures.sentence import Sentence
from workbook.figures.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How far a figure may stand from the noun of movement that it measures, in words.
_AFTER = 4
_BEFORE = 6
_COMPARATIVES = {"higher": "up", "lower": "down", "more": "up", "less": "down", "fewer": "down"}


def way_before(sentence: Sentence, figure: Figure, first: int) -> str | None:
    """The direction of "an increase of 5 percent", "a drop in sales of 5 percent"."""
    doc, place = sentence.doc, first - 2
    if place < 0 or doc[first - 1].lower_ != "of":
        return None
    found = _noun_way(doc[place].lower_, figure)
    while found is None and place > max(0, first - _BEFORE) and _is_inner(doc[place].tag_):
        place -= 1
        if doc[place].lower_ == "in":
            return _noun_way(doc[place - 1].lower_, figure) if place else None
    return found


def _is_inner(tag: str) -> bool:
    """Whether a word can stand in what has moved: "in the average local fare"."""
    return tag in NOUNS or tag in ("JJ", "DT", "PRP$", "HYPH", "POS")


def _noun_way(noun: str, figure: Figure) -> str | None:
    """The direction of a noun; a loss of money and a leap of metres are no movement."""
    noun = singular(noun)
    if figure.kind == "money" and noun in words("profit and loss"):
        return None
    if is_bodily(noun, figure):
        return None
    if noun in words("rise nouns"):
        return "up"
    return "down" if noun in words("fall nouns") else None


def is_bodily(word: str, figure: Figure) -> bool:
    """Whether a word says what a body does over a distance: "a leap of 6 metres"."""
    distance = figure.kind == "measure" and figure.unit in words("distances")
    return distance and word in words("bodily moves")


def way_after(sentence: Sentence, figure: Figure, after: int) -> tuple[str | None, int]:
    """The amount of a change: "5 percent higher", "a 7% share price increase"; and its end."""
    doc = sentence.doc
    if after < len(doc) and (found := _compared(doc, after)):
        return found, after + 1
    for word in doc[after : after + _AFTER]:
        way = _noun_way(word.lower_, figure) if word.tag_ in ("NN", "NNS") else None
        if way is not None:
            return way, word.i + 1
        if word.tag_ not in ("NN", "NNS", "JJ", "HYPH"):
            break
    return None, after


def _compared(doc: Doc, place: int) -> str | None:
    """The direction of "higher", of "up" without a level after it, of "more than last year"."""
    word = doc[place].lower_
    if word in ("up", "down"):
        return word if _ends(doc, place + 1) else None
    if word in ("more", "less", "fewer") and not _is_than_before(doc, place + 1):
        return None
    return _COMPARATIVES.get(word)


def _ends(doc: Doc, place: int) -> bool:
    """Whether no level follows "up" or "down": "2 percent up on Monday"; not "up from 5"."""
    return place >= len(doc) or doc[place].is_punct or doc[place].lower_ in ("on", "in", "at")


def _is_than_before(doc: Doc, place: int) -> bool:
    """Whether an earlier time is compared with: "than last year", "than in 2019"."""
    if place >= len(doc) or doc[place].lower_ != "than":
        return False
    near = doc[place + 1 : place + 5]
    return any(is_time(word) or (word.is_digit and len(word) == 4) for word in near)
