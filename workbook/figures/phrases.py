"""Noun phrases in the parse: the run after a number, the phrase around a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.figures.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NAMES = frozenset({"NNP", "NNPS"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
PRONOUNS = frozenset({"PRP", "WP", "DT", "WDT", "PDT", "EX", "PRP$", "WP$"})
PLURALS = frozenset({"NNS", "NNPS"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "HYPH", "AFX", "FW"})
_DETERMINERS = ("DT", "PRP$", "PDT")
# What a phrase does not begin with.
_OPENERS = frozenset({*_DETERMINERS, "CD", ",", "HYPH", "RB", "CC", "-LRB-", ":", "``", "$", "IN"})
_LEFT = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod", "advmod"}
    | {"punct", "case", "det"}
)


def noun_run(doc: Doc, start: int, stop: int) -> list[Token] | None:
    """Modifiers and nouns from a place on, up to the noun that ends the run; None without one."""
    end = start
    for place in range(start, min(stop, start + 12)):
        word, after = doc[place], doc[place + 1] if place + 1 < stop else None
        if word.tag_ in NOUNS:
            end = place + 1
            if word.tag_ in PLURALS and (after is None or after.tag_ not in (*NOUNS, "POS")):
                break
        elif not _goes_on(word, after, first=place == start):
            break
    return list(doc[start:end]) or None


def _goes_on(word: Token, after: Token | None, *, first: bool) -> bool:
    """Whether a word that is no noun can stand inside the run."""
    if word.tag_ in _MODIFIERS:
        return True
    if after is None:
        return False
    if first and word.lower_ in ("and", "&"):
        return False
    if word.lower_ in ("and", "&") or word.tag_ in ("RB", "RBS", "RBR"):
        return after.tag_ in (*_MODIFIERS, *NOUNS) and after.tag_ != "VBG"
    return False


def noun_phrase(head: Token) -> Span:
    """A noun with the modifiers before it and what it is of."""
    start = head.i
    while start and head.doc[start - 1].dep_ in _LEFT and head.is_ancestor(head.doc[start - 1]):
        start -= 1
    return phrase(head.doc, start, head)


def phrase(doc: Doc, start: int, head: Token) -> Span:
    """The words from a place to a noun and the nouns tied to it by "of" or "for"."""
    while start < head.i and _opens_no_phrase(doc[start]):
        start += 1
    end = head.i + 1
    for _ in range(2):
        if end >= len(doc) or doc[end].lower_ not in ("of", "for") or doc[end].head.i >= end:
            break
        run = noun_run(doc, past_determiners(doc, end + 1), len(doc))
        if run is None:
            break
        end = run[-1].i + 1
    return doc[start:end]


def _opens_no_phrase(word: Token) -> bool:
    return word.tag_ in _OPENERS or word.is_punct or word.lower_ in words("further ones")


def past_determiners(doc: Doc, place: int) -> int:
    """The place after "of", "the", "their"."""
    while place < len(doc) and (doc[place].lower_ == "of" or doc[place].tag_ in _DETERMINERS):
        place += 1
    return place
