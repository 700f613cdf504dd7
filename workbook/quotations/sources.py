"""Attributions by a preposition: "according to the mayor", ", per the mayor"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.quotations.clauses import from_opening
from workbook.quotations.extent import Span, child, spans
from workbook.quotations.reports import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

_CITES = {"citing", "quoting", "who", "which"}


def according_to(token: Token, folded: list[Span], hidden: dict[int, int]) -> list[Attribution]:
    """The attribution by "according to" or "per": the rest of its sentence."""
    preposition = _names_source(token)
    who = _first_named(preposition) if preposition is not None else None
    if preposition is None or who is None:
        return []
    doc, last = token.doc, who.right_edge.i
    if token.i <= 1:
        content = list(doc[_behind_source(token, who) :])
    else:
        content = from_opening(doc, token.i)
        if last + 1 < len(doc) and doc[last + 1].text == "," and doc[token.i - 1].text == ",":
            content += list(doc[last + 2 :])
    starts = {t.idx for t in content}
    quotes = tuple(n for n, (start, _) in enumerate(folded) if start in starts)
    cue = (token.idx, preposition.idx + len(preposition))
    reported = spans(t for t in content if t.i not in hidden)
    return [Attribution(cue, who, tuple(reported), quotes)]


def _names_source(token: Token) -> Token | None:
    """The preposition of "according to X" and ", per X"."""
    doc = token.doc
    if token.lower_ == "according" and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "to":
        return doc[token.i + 1]
    after_comma = token.i == 0 or doc[token.i - 1].text == ","
    thing = child(token, "pobj") if token.lower_ == "per" and after_comma else None
    return (
        token
        if thing is not None and thing.pos_ in {"PROPN", "NOUN"} and thing.tag_ != "NN"
        else None
    )


def _first_named(preposition: Token) -> Token | None:
    """The object of "according to", or what stands before the first comma in it."""
    who = child(preposition, "pobj")
    if who is None:  # "according to show insiders", where "show" was taken for a verb
        verb = child(preposition, "pcomp")
        who = child(verb, "dobj") if verb is not None else None
    if who is None:
        return None
    comma = next((t.i for t in who.doc[preposition.i + 1 : who.i] if t.text == ","), None)
    return who.doc[comma - 1] if comma is not None and comma > preposition.i + 1 else who


def _behind_source(token: Token, who: Token) -> int:
    """Where the report begins behind "According to X, a lawyer, citing records, ..."."""
    doc = token.doc
    parts = [
        c.left_edge.i
        for c in token.head.lefts
        if c.left_edge.i > who.i and not c.is_punct and c.left_edge.lower_ not in _CITES
    ]
    comma = next((t.i for t in doc[who.i :] if t.text == ","), who.right_edge.i)
    return min(parts, default=comma + 1)
