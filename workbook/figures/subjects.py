"""What a figure is about: the noun phrase that it describes, from the parse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from workbook.figures.beside import (
    HYPHENS,
    before_bracket,
    measured_noun,
    modified_noun,
    noun_beside,
    purpose,
    whole_of_share,
)
from workbook.figures.clauses import changed_object, clause_subject, topic
from workbook.figures.figure import Figure
from workbook.figures.phrases import (
    NOUNS,
    VERBS,
    phrase,
)
from workbook.figures.sentence import Sentence, words_of
from workbook.figures.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# What stands between a figure and the one before, when both are about the same.
_SAME = (
    ["or"],
    [",", "or"],
    ["-"],
    ["/"],
    ["up"],
    ["down"],
    ["up", "from"],
    ["down", "from"],
    ["to"],
)
_LISTED = ([","], ["and"], [",", "and"])


def find_subjects(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Give each figure but dates and years its subject; null where none is found.

    A counted thing is its own subject, followed by whose it is: "surgeons, Acme Health".
    """
    taken = _taken(sentence, figures)
    out: list[Figure] = []
    for figure in figures:
        if figure.kind in ("date", "year"):
            out.append(figure)
        else:
            out.append(figure._replace(subject=_subject(sentence, figure, out, taken=taken)))
    return [_stacked(sentence, *pair) for pair in zip_longest(out, out[1:])]


def _taken(sentence: Sentence, figures: list[Figure]) -> dict[int, int]:
    """Parsed word -> place of the figure whose number or unit it is; such a word is no subject."""
    spans = [
        words_of(sentence, figure.start, figure.last if figure.counted else figure.end)
        for figure in figures
    ]
    return {
        word: place
        for place, (first, after) in enumerate(spans)
        for word in range(first, after)
        if figures[place].kind not in ("date", "year")
    }


def _subject(
    sentence: Sentence, figure: Figure, before: list[Figure], *, taken: dict[int, int]
) -> str | None:
    first, after = words_of(sentence, figure.start, figure.end)
    if before and _inherits(sentence, before[-1], figure):
        return before[-1].subject
    if figure.counted:
        owner = _first_text(_owners(sentence, figure, first, after), before, taken)
        parts = [part for part in (_counted(sentence, figure), owner) if part]
        return ", ".join(dict.fromkeys(parts)) or None
    return _first_text(_candidates(sentence, figure, first, after), before, taken)


def _first_text(
    candidates: Iterator[Span | None], before: list[Figure], taken: dict[int, int]
) -> str | None:
    """The first candidate, without numbers at its ends; for a figure before, what that is about."""
    for span in candidates:
        if span is None:
            continue
        free = [word.i for word in span if word.i not in taken and word.text not in HYPHENS]
        head = taken.get(span.root.i)
        if free and head is None:
            return span.doc[free[0] : span.end].text
        if free and free[0] == span.start:  # "Harbour Pro 16 inch"
            return span.doc[free[0] : free[-1] + 1].text
        if head is not None and head < len(before) and before[head].subject:
            return before[head].subject
    return None


def _owners(sentence: Sentence, figure: Figure, first: int, after: int) -> Iterator[Span | None]:
    """Whose a counted thing is, the best first."""
    doc = sentence.doc
    yield before_bracket(doc, first, age=False)
    yield measured_noun(doc, first)
    if figure.kind != "ordinal" and not _is_aside(doc, first, after):
        yield clause_subject(doc, first, after)


def _candidates(
    sentence: Sentence, figure: Figure, first: int, after: int
) -> Iterator[Span | None]:
    """What a measure can be of, the best first."""
    doc = sentence.doc
    yield whole_of_share(doc, after, share=figure.unit == "fraction")
    yield modified_noun(doc, first, after)
    yield before_bracket(doc, first, age=figure.kind == "age")
    yield measured_noun(doc, first)
    yield changed_object(doc, first, after)
    if _is_marked(sentence, figure, first):
        yield noun_beside(doc, first)
    yield clause_subject(doc, first, after)
    yield purpose(doc, first, after)
    yield noun_beside(doc, first)
    yield topic(doc, first)


def _is_marked(sentence: Sentence, figure: Figure, first: int) -> bool:
    """Whether a sign or words like "above" open a figure; "exceeded" has a subject of its own."""
    signed = sentence.tokens[figure.start].text in ("-", "−", "+", "–")
    bounded = figure.bound != "=" and sentence.doc[first].tag_ not in VERBS
    return signed or bounded


def _inherits(sentence: Sentence, last: Figure, figure: Figure) -> bool:
    """Whether a figure stands in a bracket after, or in a list with, the one before."""
    between = [token.lower for token in sentence.tokens[last.end : figure.start]]
    if last.subject is None or not between:
        return False
    if between == ["("]:
        return figure.end < len(sentence.tokens) and sentence.tokens[figure.end].text == ")"
    return between in _SAME or (between in _LISTED and not figure.counted)


def _stacked(sentence: Sentence, figure: Figure, after: Figure | None) -> Figure:
    """A measure right before another is about the same: "a 640bhp 5.2 litre engine"."""
    if (
        after is None
        or figure.counted
        or after.counted
        or after.kind in ("date", "year", "ordinal")
    ):
        return figure
    between = [token.text for token in sentence.tokens[figure.end : after.start]]
    if between not in ([], ["-"]) or after.subject is None:
        return figure
    return figure._replace(subject=after.subject)


def _is_aside(doc: Doc, first: int, after: int) -> bool:
    """Whether a counted thing is nobody's: "one of the students", "killed at two mosques"."""
    root = doc[first:after].root
    if doc[first].lower_ == "one":
        return True
    return root.dep_ == "pobj" and root.head.lower_ not in ("with", "by", "to")


def _counted(sentence: Sentence, figure: Figure) -> str | None:
    """The counted noun with what it is of."""
    first, after = words_of(sentence, figure.last, figure.end)
    links = words("trailing per") | {"a", "an"}
    per = [word.i for word in sentence.doc[first:after] if figure.per and word.lower_ in links]
    after = per[-1] if per else after
    nouns = [word for word in sentence.doc[first:after] if word.tag_ in NOUNS]
    return phrase(sentence.doc, first, nouns[-1]).text if nouns else None
