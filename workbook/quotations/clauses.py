"""Clauses as the words reported: behind, before and around their verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbook.quotations.extent import NOMINAL, VERBS, child, is_infinitive
from workbook.quotations.reports import Complement, last_reported, opens_with_that, reporting

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT_A_REPORT = {
    "after", "although", "as", "because", "before", "since", "though", "unless", "until", "while",
}  # fmt: skip
_CIRCUMSTANCE = {"at", "during", "in", "on", "through", "to", "via"}
_CONNECTIVES = {"and", "but", "or", "so", "yet"}
_AGAIN = {"by", "for", "in", "of", "that", "with"}
_TAKEN = {"nsubj", "ccomp", "dobj", "xcomp", "conj"}
_OBJECTS = {"dative", "dobj", "npadvmod", "pobj", "prep"}
_SENTENCES = {"ROOT", "ccomp", "conj", "parataxis"}
_ADVERBS = {"advmod", "neg"}
_FINITE = {"MD", "VBD", "VBP", "VBZ"}
_WH = {"WDT", "WP", "WP$", "WRB"}
_GRANT = {"acknowledge", "admit", "concede", "confirm", "deny"}
_SET_OFF = {",", "—", "–", "-", "--"}


def clause_reported(verb: Token) -> Complement | None:
    """A finite clause behind, before or around the verb."""
    clauses = [
        c
        for c in verb.children
        if c.dep_ == "ccomp" and not is_infinitive(c) and not _is_circumstance(c)
    ]
    clauses = [c for c in clauses if c.i > verb.i] or clauses or _loose_clauses(verb)
    if clauses and clauses[0].i > verb.i:
        return Complement(_behind(verb, clauses[0], clauses[-1]), child(verb, "prt") or verb)
    if clauses:
        return Complement(_around(verb, clauses[0]), verb)
    around = _between_commas(verb) or _inserted(verb) or _as_said(verb) or _before_final(verb)
    return around or _before_which(verb)


def _before_which(verb: Token) -> Complement | None:
    """The sentence that "which" stands for: "The board paid too much, which she conceded"."""
    which = child(verb, "dobj")
    if which is None or which.lower_ != "which" or which.i < 2 or which.nbor(-1).text != ",":
        return None
    if child(verb, "nsubj") is None or verb.lemma_ not in _GRANT:
        return None
    return Complement(from_opening(verb.doc, which.i - 1), verb)


def _loose_clauses(verb: Token) -> list[Token]:
    """A clause with "that" that the parser hung on the verb or its object in another way."""
    return [c for c in _near(verb, verb) if opens_with_that(c) or _is_asked(verb, c)][:1]


def _is_asked(verb: Token, clause: Token) -> bool:
    """Whether a clause is an indirect question: "did not say when it would open"."""
    first = clause.left_edge
    asks = (
        child(verb, "neg") is not None or verb.tag_ == "VB" or first.lower_ not in {"when", "where"}
    )
    return clause.dep_ == "advcl" and first.tag_ in _WH and first.i == verb.i + 1 and asks


def _near(verb: Token, above: Token) -> Iterator[Token]:
    """The clauses behind a verb that hang on it or on its objects: "said at the time that ..."."""
    for c in above.rights:
        if c.dep_ in {"acl", "advcl", "relcl"}:
            yield c
        elif c.dep_ in _OBJECTS and c.i > verb.i:
            yield from _near(verb, c)


def _behind(verb: Token, clause: Token, last: Token) -> list[Token]:
    """The tokens of clauses behind their verb: from "that" if there is one, without "on Friday"."""
    marks = [c.i for c in clause.lefts if c.dep_ == "mark" and c.i > verb.i]
    start = marks[0] if marks else max(_after_circumstance(clause), verb.i + 1)
    end = last_reported(verb, _with_second_that(last.right_edge))
    return [t for t in verb.doc if start <= t.i <= end]


def _with_second_that(last: Token) -> Token:
    """The end of the sentence if "and that ..." goes on behind a clause, else this token."""
    doc = last.doc
    i = last.i + 1
    if i < len(doc) and doc[i].text == ":":
        return doc[len(doc) - 1]
    while i < len(doc) and doc[i].text == ",":
        i += 1
    if i < len(doc) and doc[i].lower_ == "because":
        return doc[i].head.right_edge if doc[i].head.i > i else doc[len(doc) - 1]
    goes_on = i + 1 < len(doc) and doc[i].lower_ in _CONNECTIVES and doc[i + 1].lower_ in _AGAIN
    return doc[len(doc) - 1] if goes_on else last


def _after_circumstance(clause: Token) -> int:
    """Where a clause without "that" begins, behind when or where it was said."""
    start = clause.left_edge.i
    for c in clause.lefts:
        told_when = c.dep_ == "npadvmod" or (c.dep_ == "prep" and c.lower_ in _CIRCUMSTANCE)
        if not told_when or c.left_edge.i != start or c.doc[c.right_edge.i + 1].text == ",":
            break
        start = c.right_edge.i + 1
    return start


def _around(verb: Token, clause: Token) -> list[Token]:
    """A clause around its verb: the sentence up to the cue, and what goes on behind."""
    first, last = _cue_edges(verb)
    before = from_opening(verb.doc, first)
    resumed = [t for t in clause.subtree if t.i > last]
    behind = list(verb.doc[resumed[0].i :]) if resumed else []
    further = [t for t in behind if reporting(t) and child(t, "nsubj") and t.dep_ in _SENTENCES]
    end = min((_cue_edges(t)[0] for t in further), default=len(verb.doc))
    if resumed:
        end = min(end, last_reported(verb, verb.doc[len(verb.doc) - 1], resumed[0].i) + 1)
    return before + [t for t in behind if t.i < end]


def _cue_edges(verb: Token) -> tuple[int, int]:
    """The first and last token of the cue's own clause: ", the mayor said on Friday,"."""
    who = _nearest_subject(verb)
    first = min([verb.i, *(t.i for t in verb.lefts if t.dep_ in {"aux", "neg", "advmod"})])
    if who is not None and who.i < verb.i:
        first = min(first, who.left_edge.i)
    mark = next((t for t in verb.lefts if t.lower_ == "as"), None)
    if mark is not None:
        first = min(first, mark.i)
    rights = [t.right_edge.i for t in verb.rights if t.dep_ != "ccomp"]
    return first, max([verb.i, *rights])


def _nearest_subject(verb: Token) -> Token | None:
    """The subject, and of two the one just before the verb: "The road, the mayor said, is ..."."""
    own = [t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}]
    return next((t for t in reversed(own) if t.i < verb.i), own[0] if own else None)


def from_opening(doc: Doc, end: int) -> list[Token]:
    """The tokens of a sentence up to a place, from its last semicolon, without an opening "But"."""
    start = max([t.i + 1 for t in doc[:end] if t.text == ";"], default=0)
    if start + 1 < end and doc[start].lower_ in _CONNECTIVES:
        start += 1
    return list(doc[start:end])


def _inserted(verb: Token) -> Complement | None:
    """The clause around ", he said,": what the insertion hangs on, without it."""
    first, _ = _cue_edges(verb)
    set_off = first > 0 and verb.doc[first - 1].text in _SET_OFF
    if verb.dep_ != "parataxis" or not set_off or child(verb, "nsubj") is None:
        return None
    return Complement(_around(verb, _clause_of(verb.head)), verb)


def _clause_of(token: Token) -> Token:
    """The token, or the verb whose subject it is."""
    return token.head if token.dep_ in {"nsubj", "nsubjpass"} else token


def _as_said(verb: Token) -> Complement | None:
    """The sentence around "as she put it"."""
    opens = any(c.lower_ == "as" for c in verb.lefts)
    if not opens or verb.dep_ != "advcl" or child(verb, "nsubj") is None:
        return None
    own = {t.i for t in verb.subtree}
    return Complement([t for t in verb.head.subtree if t.i not in own], verb)


def _before_final(verb: Token) -> Complement | None:
    """What stands before ", the mayor said on Monday." where the parse does not show it."""
    who = _nearest_subject(verb)
    if who is None or verb.dep_ in {"relcl", "acl", "advcl", "xcomp"}:
        return None
    first, _ = _cue_edges(verb)
    if first < 3 or not _is_set_off(verb.doc, first):
        return None
    if any(c.dep_ in _TAKEN for c in verb.rights if c.i > who.i):
        return None
    tokens = from_opening(verb.doc, first)
    return Complement(tokens, verb) if any(t.tag_ in _FINITE | {"VB"} for t in tokens) else None


def _between_commas(verb: Token) -> Complement | None:
    """The sentence around ", the mayor said," or ", she explained later," where the parse lost it.

    Behind more than the bare verb, what goes on must be the predicate of what stands before.
    """
    doc = verb.doc
    opens = next((t.i for t in reversed(doc[: verb.i]) if t.text in _SET_OFF), 0)
    named = [t for t in doc[opens + 1 : verb.i] if t.dep_ not in _ADVERBS]
    closes = next((t.i for t in doc[verb.i :] if t.text in _SET_OFF), len(doc))
    follow = next((t for t in doc[closes + 1 : closes + 3] if t.dep_ not in _ADVERBS), None)
    if verb.tag_ not in _FINITE or opens < 1 or follow is None or not named:
        return None
    if named[-1].pos_ not in NOMINAL or any(t.pos_ in VERBS or t.tag_ in _WH for t in named):
        return None
    bare = all(t.dep_ in _ADVERBS for t in doc[verb.i + 1 : closes]) and follow.tag_ != "VBG"
    if not bare and (
        follow.tag_ not in _FINITE or any(t.pos_ in VERBS for t in doc[verb.i + 1 : closes])
    ):
        return None
    behind = doc[closes + 1 : last_reported(verb, doc[len(doc) - 1], closes) + 1]
    return Complement([*from_opening(doc, opens), *behind], verb, named[-1])


def _is_set_off(doc: Doc, place: int) -> bool:
    """Whether a comma or dash stands before a place, a closing mark between aside."""
    before = doc[place - 2] if doc[place - 1].tag_ == "''" else doc[place - 1]
    return before.text in _SET_OFF


def _is_circumstance(clause: Token) -> bool:
    """Whether a clause tells when or why something was said: "said before he died"."""
    marks = [c.lower_ for c in clause.lefts if c.dep_ == "mark"]
    return bool(marks) and marks[0] in _NOT_A_REPORT
