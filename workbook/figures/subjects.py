"""What a figure is about: the noun phrase that it describes, from the parse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.figures.figure import Figure
from workbook.figures.nouns import noun_run
from workbook.figures.sentence import Sentence, words_of
from workbook.figures.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINAL = ("NOUN", "PROPN")
_CLAUSES = ("ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis", "pcomp", "dep")
_LEFT = (
    "compound",
    "amod",
    "nmod",
    "poss",
    "nummod",
    "quantmod",
    "npadvmod",
    "advmod",
    "punct",
    "case",
)


def find_subjects(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Give each figure but dates, years and ordinals its subject; null where none is found."""
    out: list[Figure] = []
    for figure in figures:
        if figure.kind in ("date", "year"):
            out.append(figure)
        else:
            out.append(replace(figure, subject=_subject(sentence, figure, out)))
    return out


def _subject(sentence: Sentence, figure: Figure, before: list[Figure]) -> str | None:
    first, after = words_of(sentence, figure.start, figure.end)
    if before and _inherits(sentence, before[-1], figure):
        return before[-1].subject
    doc = sentence.doc
    return (
        _counted(sentence, figure)
        or _whole(doc, after)
        or _modified(doc, first, after)
        or _measured(doc, first)
        or _of_clause(doc, first, after)
        or _for_what(doc, after)
    )


def _inherits(sentence: Sentence, last: Figure, figure: Figure) -> bool:
    """Whether a figure stands in a bracket after, or in a list with, the one before."""
    between = [token.lower for token in sentence.tokens[last.end : figure.start]]
    if last.subject is None or not between:
        return False
    return between in (["("], ["or"], [",", "or"], ["-"], ["/"]) or (
        between in ([","], ["and"], [",", "and"]) and last.unit == figure.unit
    )


def _counted(sentence: Sentence, figure: Figure) -> str | None:
    """A counted thing is its own subject, with what it is of."""
    if figure.kind not in ("count", "ordinal") or figure.unit is None or figure.last >= figure.end:
        return None
    first, after = words_of(sentence, figure.last, figure.end)
    head = sentence.doc[after - 1]
    if head.pos_ not in _NOMINAL:
        return None
    start = next(
        (word.i for word in sentence.doc[first:after] if word.pos_ in (*_NOMINAL, "ADJ", "VERB")),
        None,
    )
    return None if start is None else _phrase(sentence.doc, start, head)


def _whole(doc: Doc, after: int) -> str | None:
    """The whole that a share is of: "60% of the workers", "half the flats"."""
    if after < len(doc) and doc[after].lower_ in ("of", "the", "its", "their"):
        run = noun_run(doc, _past_determiners(doc, after), len(doc))
        if run:
            return _phrase(doc, run[0].i, run[-1])
    return None


def _past_determiners(doc: Doc, place: int) -> int:
    while place < len(doc) and (
        doc[place].lower_ == "of" or doc[place].tag_ in ("DT", "PRP$", "PDT")
    ):
        place += 1
    return place


def _modified(doc: Doc, first: int, after: int) -> str | None:
    """The noun that a measure stands before: "a 10kW solar panel", "a 5 percent stake"."""
    while after < len(doc) and doc[after].text in "-‐)":
        after += 1
    run = noun_run(doc, after, len(doc))
    if not run or run[0].pos_ == "VERB":
        return None
    root = doc[first:after].root if after > first else doc[first]
    if run[-1].i == root.head.i or root.dep_ in ("compound", "nummod", "amod", "npadvmod", "nmod"):
        return _phrase(doc, run[0].i, run[-1])
    return None


def _measured(doc: Doc, first: int) -> str | None:
    """The noun before "of": "a price of $5", "winds of at least 74 mph"."""
    place = first - 1
    if place < 1 or doc[place].lower_ not in ("of", "between", "at", "from"):
        return None
    if doc[place].lower_ == "of" and doc[place - 1].pos_ in _NOMINAL:
        return _noun_phrase(doc[place - 1])
    return None


def _of_clause(doc: Doc, first: int, after: int) -> str | None:
    """The subject of the clause that the figure stands in, over relative clauses and conjuncts."""
    word = doc[first:after].root
    for _ in range(12):
        found = _own_subject(word)
        if found is not None:
            return found
        if word.dep_ == "ROOT" or word.head is word:
            return None
        if word.dep_ in ("relcl", "acl") and word.head.pos_ in _NOMINAL:
            return _noun_phrase(word.head)
        word = word.head
    return None


def _own_subject(word: Token) -> str | None:
    for child in word.children:
        named = child.pos_ in _NOMINAL and child.lower_ not in words("pronouns")
        if child.dep_ in ("nsubj", "nsubjpass") and named and child.i < word.i:
            return _noun_phrase(child)
    return None


def _for_what(doc: Doc, after: int) -> str | None:
    """What is paid for: "spending $12,000 for a new roof", "$5 billion in aid"."""
    if after < len(doc) and doc[after].lower_ in ("for", "in", "on", "to"):
        run = noun_run(doc, _past_determiners(doc, after + 1), len(doc))
        if run:
            return _phrase(doc, run[0].i, run[-1])
    return None


def _noun_phrase(head: Token) -> str:
    """A noun with the modifiers before it; a vague one ("total") gives way to what it is of."""
    start = head.i
    while start and head.doc[start - 1].dep_ in _LEFT and head.is_ancestor(head.doc[start - 1]):
        start -= 1
    return _phrase(head.doc, start, head)


def _phrase(doc: Doc, start: int, head: Token) -> str:
    """The words from a place to a noun and the nouns tied to it by "of" or "for"."""
    while start < head.i and (
        doc[start].tag_ in ("DT", "PRP$", "PDT", "CD", ",", "HYPH", "RB") or doc[start].is_punct
    ):
        start += 1
    end = head.i + 1
    for _ in range(2):
        if end < len(doc) and doc[end].lower_ in ("of", "for") and doc[end].head.i < end:
            run = noun_run(doc, _past_determiners(doc, end + 1), len(doc))
            if run is None:
                break
            end = run[-1].i + 1
    return doc[start:end].text
