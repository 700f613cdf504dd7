"""Which words report, and where what they report ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workbook.quotations.extent import VERBS, Span, child
from workbook.quotations.lexicon import Reporting, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICLES = {"out", "to", "on"}
_SET_OFF = {",", "—", "–", "-", "--"}
_JOINTS = {",", "and", "but"}
_RELATIVES = {"WDT", "WP", "WP$"}
_CONCEDING = {"although", "though", "whereas"}


class Complement(NamedTuple):
    """The tokens reported, the last token of the cue that brings them, and who is named between."""

    tokens: list[Token]
    last: Token
    speaker: Token | None = None


@dataclass(frozen=True)
class Attribution:
    """Who says what in one sentence, as spans of its text."""

    cue: Span
    speaker: Token | None
    content: tuple[Span, ...] = ()
    quotes: tuple[int, ...] = ()  # which of the folded quotations are its words
    told: Token | None = None


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


def last_reported(
    verb: Token, last: Token, start: int | None = None, *, is_nominal: bool = False
) -> int:
    """The last token of what the verb reports, without ", adding ..." and "and urged ..."."""
    doc, end = verb.doc, last.i
    for t in doc[(verb.i if start is None else start) + 1 : last.i + 1]:
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
            and doc[before].text == ","
        ):
            end = before - 1
        elif _is_other_report(verb, t):
            end = t.left_edge.i - 1 if t.left_edge.lower_ not in {"and", "but"} else before
            while end > verb.i and doc[end].text in _JOINTS:
                end -= 1
        elif _is_second_report(verb, t):
            end = next((c.i for c in t.head.children if c.dep_ == "cc" and c.i < t.i), t.i) - 1
    return _before_aside(verb, end, is_nominal=is_nominal)


def _before_aside(verb: Token, end: int, *, is_nominal: bool) -> int:
    """The last token before the reporter's own addition: ", which ...", ", though ..."."""
    doc = verb.doc
    for t in doc[verb.i + 1 : end + 1]:
        left = t.left_edge.i
        if verb.i + 1 < left <= end <= t.right_edge.i and doc[left - 1].text in _SET_OFF:
            relative = t.dep_ == "relcl" and any(w.tag_ in _RELATIVES for w in doc[left : left + 3])
            aside = relative or t.dep_ == "appos" or t.lower_ == "including"
            if (is_nominal and aside) or (t.dep_ == "advcl" and doc[left].lower_ in _CONCEDING):
                return left - 2
    return end


def _is_other_report(verb: Token, token: Token) -> bool:
    """Whether somebody else's report goes on behind a comma: ", and officials warned that ..."."""
    who = child(token, "nsubj")
    joint = [t.text for t in verb.doc[max(0, token.left_edge.i - 2) : token.left_edge.i]]
    return (
        token.dep_ == "conj"
        and token.tag_ == verb.tag_
        and joint[:1] == [","]
        and who is not None
        and who.pos_ != "PRON"
        and reporting(token) is not None
        and child(token, "ccomp") is not None
    )


def _is_second_report(verb: Token, token: Token) -> bool:
    """Whether a verb that the parser joined to the content rather goes with the cue."""
    return (
        token.dep_ == "conj"
        and token.tag_ == verb.tag_
        and (token.head.tag_ != token.tag_ or token.head.lemma_ == "be")
        and token.head.i > verb.i
        and reporting(token) is not None
        and child(token, "nsubj", "nsubjpass") is None
    )


def opens_with_that(clause: Token) -> bool:
    """Whether a clause opens with the "that" of a report, not of a relative clause."""
    that, who = clause.left_edge, child(clause, "nsubj", "nsubjpass", "expl")
    return that.lower_ == "that" and that.dep_ in {"mark", "advmod"} and who is not None
