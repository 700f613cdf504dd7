"""The nouns beside a figure that can say what it is about: before "of", in a bracket, after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.figures.clauses import is_time
from workbook.figures.phrases import NAMES, NOUNS, noun_phrase, noun_run, past_determiners, phrase
from workbook.figures.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

HYPHENS = "-‐‑"


def before_bracket(doc: Doc, first: int, *, age: bool) -> Span | None:
    """The noun before a bracket, of an age also before a comma: "Acme (15.3 points)"."""
    if first < 2 or doc[first - 2].tag_ not in NOUNS:
        return None
    if doc[first - 1].text not in ("(", "," if age else "("):
        return None
    return noun_phrase(doc[first - 2])


def measured_noun(doc: Doc, first: int) -> Span | None:
    """The noun before "of": "a price of $5", "winds of at least 74 mph"; not "a total of"."""
    if first < 2 or doc[first - 1].lower_ != "of" or doc[first - 2].tag_ not in NOUNS:
        return None
    return None if doc[first - 2].lower_ in words("vague nouns") else noun_phrase(doc[first - 2])


def whole_of_share(doc: Doc, after: int, *, share: bool) -> Span | None:
    """The whole that a share is of: "60% of the workers", "half the flats"."""
    after = _past_bracket(doc, after)
    if after >= len(doc) or not (doc[after].lower_ == "of" or share):
        return None
    run = noun_run(doc, past_determiners(doc, after), len(doc))
    return phrase(doc, run[0].i, run[-1]) if run else None


def _past_bracket(doc: Doc, place: int) -> int:
    """Step over a short bracket: "8 miles (13 kilometers) of new tunnels"."""
    if place < len(doc) and doc[place].text == "(":
        for word in doc[place + 1 : place + 7]:
            if word.text == ")":
                return word.i + 1
    return place


def modified_noun(doc: Doc, first: int, after: int) -> Span | None:
    """The noun that a measure stands before: "a 9kW solar panel", "(1.5 mm inner diameter)"."""
    start = after
    while start < len(doc) and start < after + 2 and doc[start].text in HYPHENS + ")(":
        start += 1
    run = noun_run(doc, start, len(doc))
    if not run or after <= first or doc[start].tag_ == "CC" or is_time(run[-1]):
        return None
    heads = {word.head.i for word in doc[first:after]}
    tied = not heads.isdisjoint(word.i for word in run)
    return phrase(doc, run[0].i, run[-1]) if tied or _fills_bracket(doc, first, run) else None


def _fills_bracket(doc: Doc, first: int, run: list[Token]) -> bool:
    """Whether a figure and the noun after it are all that a bracket holds."""
    end = run[-1].i + 1
    return bool(first and doc[first - 1].text == "(" and end < len(doc) and doc[end].text == ")")


def purpose(doc: Doc, first: int, after: int) -> Span | None:
    """What is paid for: "spending $12,000 for a new roof", "$5 billion in aid"."""
    after = _past_bracket(doc, after)
    after += after < len(doc) and doc[after].text == ")"
    if after >= len(doc) or doc[after].lower_ not in ("for", "in", "on"):
        return None
    nouns = [
        child
        for child in doc[after].children
        if child.tag_ in NOUNS and child.i > after and not is_time(child)
    ]
    return noun_phrase(nouns[0]) if nouns and first < after else None


def noun_beside(doc: Doc, first: int) -> Span | None:
    """The noun right before a figure: "floor area 32 m²", "wavelengths above 2 μm"."""
    place = first - 1
    if place > 0 and doc[place].like_num and doc[place - 1].tag_ in NAMES:
        return doc[max(0, place - 1) : first]
    if first and doc[place].tag_ in NOUNS and not is_time(doc[place]):
        return noun_phrase(doc[place])
    return None
