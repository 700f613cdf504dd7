"""What a reporting verb takes as the words reported, from the parse of its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from workbook.quotations.extent import NOMINAL, VERBS, child, same
from workbook.quotations.lexicon import Reporting, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT_A_REPORT = {
    "before",
    "after",
    "because",
    "while",
    "since",
    "although",
    "though",
    "until",
    "unless",
    "as",
}
_EMPTY_OBJECTS = {
    "anything", "enough", "herself", "himself", "it", "itself", "little", "more", "much", "nothing", "so",
    "something", "that", "themselves", "things", "this", "what", "which", "who", "whom",
}  # fmt: skip
_CIRCUMSTANCE = {"at", "during", "in", "on", "through", "to", "via"}
_CONNECTIVES = {"and", "but", "or", "so", "yet"}
_AGAIN = {"by", "for", "in", "of", "that", "with"}
_TAKEN = {"nsubj", "ccomp", "dobj", "xcomp", "conj"}
_PARTICLES = {"out", "to", "on"}


class Complement(NamedTuple):
    """The tokens reported, and the last token of the cue that brings them."""

    tokens: list[Token]
    last: Token


def reporting(token: Token) -> Reporting | None:
    """The entry of a reporting verb, with its particle if it has one, or null."""
    if not (token.pos_ in VERBS or token.tag_.startswith("VB")):
        return None
    verbs = reporting_verbs()
    particle = particle_of(token)
    if particle is not None and (entry := verbs.get(f"{token.lemma_.lower()} {particle.lower_}")):
        return entry
    return verbs.get(token.lemma_.lower())


def particle_of(verb: Token) -> Token | None:
    """The "out" of "point out", the "to" of "point to"."""
    if (particle := child(verb, "prt")) is not None:
        return particle
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    return following if following is not None and following.lower_ in _PARTICLES else None


def complement(verb: Token, entry: Reporting, hidden: set[int]) -> Complement | None:
    """What this verb reports, by the first of its frames that the sentence fills."""
    for take in sorted(entry.takes, key=_order):
        frame, preposition = _frame(take)
        found = frame(verb, preposition)
        if found is not None:
            tokens = [t for t in found.tokens if t.i not in hidden]
            if tokens:
                return Complement(tokens, found.last)
    return None


def _clause(verb: Token, _: str) -> Complement | None:
    """A finite clause behind, before or around the verb."""
    clauses = [
        c
        for c in verb.children
        if c.dep_ == "ccomp" and not _is_infinitive(c) and not _has_mark(c, _NOT_A_REPORT)
    ]
    clauses = clauses or _loose_clauses(verb)
    if clauses and clauses[0].i > verb.i:
        return Complement(_behind(verb, clauses[0], clauses[-1]), child(verb, "prt") or verb)
    if clauses:
        return Complement(_around(verb, clauses[0]), verb)
    return _inserted(verb) or _as_said(verb) or _before_final(verb)


def _loose_clauses(verb: Token) -> list[Token]:
    """A clause with "that" that the parser hung on the verb or its object in another way."""
    thing = _object(verb)
    near = [*verb.rights, *(thing.rights if thing is not None else [])]
    return [c for c in near if c.dep_ in {"acl", "advcl", "relcl"} and _opens_with_that(c)]


def _opens_with_that(clause: Token) -> bool:
    """Whether a clause opens with the "that" of a report, not of a relative clause."""
    that, who = clause.left_edge, child(clause, "nsubj", "nsubjpass", "expl")
    return that.lower_ == "that" and that.dep_ in {"mark", "advmod"} and who is not None


def _behind(verb: Token, clause: Token, last: Token) -> list[Token]:
    """The tokens of clauses behind their verb: from "that" if there is one, without "on Friday"."""
    marks = [c.i for c in clause.lefts if c.dep_ == "mark" and c.i > verb.i]
    start = marks[0] if marks else max(_after_circumstance(clause), verb.i + 1)
    end = _last_reported(verb, _with_second_that(last.right_edge))
    return [t for t in verb.doc if start <= t.i <= end]


def _with_second_that(last: Token) -> Token:
    """The end of the sentence if "and that ..." goes on behind a clause, else the clause's own end."""
    doc = last.doc
    i = last.i + 1
    while i < len(doc) and doc[i].text == ",":
        i += 1
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
    """A clause that begins before its verb: all of the sentence up to the cue, and what goes on behind."""
    first, last = _cue_edges(verb)
    before = from_opening(verb.doc, first)
    behind = [t for t in clause.subtree if t.i > last]
    return before + behind


def _cue_edges(verb: Token) -> tuple[int, int]:
    """The first and last token of the cue's own clause: ", the mayor said on Friday,"."""
    who = child(verb, "nsubj", "nsubjpass")
    first = min([verb.i, *(t.i for t in verb.lefts if t.dep_ in {"aux", "neg", "advmod"})])
    if who is not None and who.i < verb.i:
        first = min(first, who.left_edge.i)
    mark = next((t for t in verb.lefts if t.lower_ == "as"), None)
    if mark is not None:
        first = min(first, mark.i)
    rights = [t.right_edge.i for t in verb.rights if t.dep_ != "ccomp"]
    return first, max([verb.i, *rights])


def from_opening(doc: Doc, end: int) -> list[Token]:
    """The tokens of a sentence up to a place, from its last semicolon, without the "But" it opens with."""
    start = max([t.i + 1 for t in doc[:end] if t.text == ";"], default=0)
    if start + 1 < end and doc[start].lower_ in _CONNECTIVES:
        start += 1
    return list(doc[start:end])


def _inserted(verb: Token) -> Complement | None:
    """The clause around ", he said,": what the insertion hangs on, without it."""
    if verb.dep_ != "parataxis" or child(verb, "nsubj") is None:
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
    return Complement(_around(verb, verb.head), verb)


def _before_final(verb: Token) -> Complement | None:
    """What stands before ", the mayor said on Monday." where the parse does not show it."""
    who = child(verb, "nsubj")
    if who is None or verb.dep_ in {"relcl", "acl", "advcl", "xcomp"}:
        return None
    first, _ = _cue_edges(verb)
    if first < 3 or verb.doc[first - 1].text not in {",", "—", "–", "-", "--"}:
        return None
    if any(c.dep_ in _TAKEN for c in verb.rights if c.i > who.i):
        return None
    tokens = from_opening(verb.doc, first)
    return Complement(tokens, verb) if any(t.pos_ in VERBS for t in tokens) else None


def _infinitive(verb: Token, _: str) -> Complement | None:
    """An infinitive of the speaker: "vowed to leave"."""
    if _object(verb) is not None:
        return None
    for c in verb.rights:
        if c.dep_ in {"xcomp", "ccomp"} and _is_infinitive(c) and child(c, "nsubj") is None:
            return Complement(_through(verb, c.left_edge, c), verb)
    return None


def _object_infinitive(verb: Token, _: str) -> Complement | None:
    """Somebody with an infinitive: "urged members to leave", "called on him to leave"."""
    for c in verb.rights:
        if c.dep_ in {"xcomp", "ccomp"} and _is_infinitive(c):
            thing = _object(verb) or child(c, "nsubj")
            if thing is not None and verb.i < thing.i < c.i:
                return Complement(_through(verb, thing.left_edge, c), verb)
            if thing is None and "to" not in (t.lower_ for t in verb.lefts):
                return Complement(_through(verb, c.left_edge, c), verb)
    return None


def _gerund(verb: Token, _: str) -> Complement | None:
    """A gerund: "denied taking money"."""
    for c in verb.rights:
        if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG":
            return Complement(_through(verb, c.left_edge, c), verb)
    return None


def _naming(verb: Token, _: str) -> Complement | None:
    """Something and what it is called: "called the plan a joke"."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return None
    named = [
        c for c in verb.rights if c.dep_ in {"dobj", "oprd", "ccomp", "attr", "xcomp", "npadvmod"}
    ]
    if len(named) > 1 or any(c.dep_ in {"oprd", "ccomp"} for c in named):
        return Complement(_through(verb, named[0].left_edge, named[-1]), verb)
    return None


def _object_with(verb: Token, preposition: str) -> Complement | None:
    """The object with a prepositional phrase: "accused them of lying"."""
    thing = _object(verb)
    if thing is None:
        return None
    for phrase in (*verb.rights, *thing.rights):
        if phrase.dep_ in {"prep", "advcl"} and phrase.lower_ == preposition and phrase.i > thing.i:
            return Complement(_through(verb, thing.left_edge, phrase), verb)
    return None


def _prepositional(verb: Token, preposition: str) -> Complement | None:
    """The noun phrase or clause behind a preposition: "warned of delays"."""
    for c in verb.rights:
        if c.dep_ in {"prep", "agent", "prt"} and c.lower_ == preposition and c.i <= verb.i + 3:
            inner = [t for t in c.subtree if t.i > c.i] or [t for t in verb.subtree if t.i > c.i]
            if inner:
                follow = [
                    v
                    for v in verb.rights
                    if v.i > c.i and v.dep_ in {"xcomp", "advcl"} and _is_infinitive(v)
                ]
                end = follow[0] if follow and follow[0].left_edge.i == inner[-1].i + 1 else c
                return Complement(_through(verb, inner[0], end), c)
        if (
            c.dep_ in {"advcl", "ccomp"}
            and c.left_edge.lower_ == preposition
            and c.left_edge.i == verb.i + 1
        ):
            return Complement(_through(verb, c.left_edge.nbor(1), c), c.left_edge)
    return None


def _thing(verb: Token, _: str) -> Complement | None:
    """A noun phrase: "announced a plan"."""
    thing = _object(verb)
    if thing is None or thing.lower_ in _EMPTY_OBJECTS or thing.pos_ not in NOMINAL:
        return None
    follow = [c for c in verb.rights if c.i > thing.i and _belongs(c, thing)]
    last = follow[-1] if follow else thing
    return Complement(_through(verb, thing.left_edge, last), particle_of(verb) or verb)


def _belongs(phrase: Token, thing: Token) -> bool:
    """Whether what follows an object goes with it: "comments she made", "efforts by members"."""
    adjoins = phrase.dep_ == "prep" and phrase.i == thing.right_edge.i + 1
    return adjoins or phrase.lower_ == "as" or phrase.dep_ == "ccomp"


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ == "dobj"), None)


def _is_infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.lefts if c.dep_ == "aux")


def _has_mark(clause: Token, marks: set[str]) -> bool:
    return any(c.lower_ in marks for c in clause.lefts if c.dep_ in {"mark", "prep"})


def _through(verb: Token, left: Token, last: Token) -> list[Token]:
    """From a token to the end of a subtree, without what reports again."""
    end = _last_reported(verb, last.right_edge)
    return list(verb.doc[left.i : end + 1])


def _last_reported(verb: Token, last: Token) -> int:
    """The last token of what the verb reports: ", adding ..." and "and urged ..." are not part of it."""
    end = last.i
    for t in verb.doc[verb.i + 1 : last.i + 1]:
        if t.i > end:
            break
        before = t.left_edge.i - 1
        if t.lower_ == "according" and t.i < last.i and t.nbor(1).lower_ == "to":
            end = t.i - 1
        elif (
            t.dep_ == "advcl"
            and t.tag_ == "VBG"
            and before > verb.i
            and reporting(t)
            and verb.doc[before].text == ","
        ):
            end = before - 1
        elif _is_second_report(verb, t):
            end = next((c.i for c in t.head.children if c.dep_ == "cc" and c.i < t.i), t.i) - 1
    return end


def _is_second_report(verb: Token, token: Token) -> bool:
    """Whether a verb that the parser joined to the content rather goes with the cue."""
    return (
        token.dep_ == "conj"
        and token.tag_ == verb.tag_
        and token.head.tag_ != token.tag_
        and token.head.i > verb.i
        and reporting(token) is not None
        and child(token, "nsubj", "nsubjpass") is None
    )


_FRAMES: dict[str, Callable[[Token, str], Complement | None]] = {
    "clause": _clause,
    "naming": _naming,
    "object+to": _object_infinitive,
    "to": _infinitive,
    "ing": _gerund,
    "object+": _object_with,
    "preposition": _prepositional,
    "object": _thing,
    "quote": lambda _verb, _preposition: None,
}
_ORDER = list(_FRAMES)


def _frame(take: str) -> tuple[Callable[[Token, str], Complement | None], str]:
    """The function of a frame of the data file, and its preposition."""
    if take in _FRAMES:
        return _FRAMES[take], ""
    if take.startswith("object+"):
        return _object_with, take.removeprefix("object+")
    return _prepositional, take.removesuffix("+")


def _order(take: str) -> tuple[int, str]:
    """Clauses before noun phrases, longer frames before shorter."""
    if take in _FRAMES:
        return _ORDER.index(take), take
    return _ORDER.index("object+" if take.startswith("object+") else "preposition"), take
