"""Who does a verb of a parsed sentence, and whose a reporting noun is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.quotations.extent import NOMINAL, VERBS, child, direct_object, is_infinitive, same
from workbook.quotations.reports import reporting

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_NEVER_SPEAK = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "yesterday", "there",
}  # fmt: skip
_SELF = {"he", "she", "they", "it"}
_NOBODY = {"that", "these", "this", "those"}
# Where something is said: "spoke at a news conference announcing the plan".
_OCCASIONS = {
    "appearance", "briefing", "call", "conference", "debate", "event", "gathering", "hearing",
    "interview", "meeting", "rally", "session",
}  # fmt: skip
# Verbs that make a report together with their object: "issue a call for", "express concern that".
SUPPORT = {
    "deliver", "express", "give", "issue", "make", "offer", "raise", "release", "renew", "repeat",
    "sound", "voice",
}  # fmt: skip


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does the verb: its own subject, or that of the verb or noun it hangs on."""
    participle = verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and child(verb, "aux") is None
    if depth and child(verb, "auxpass") is not None and (told := child(verb, "nsubjpass")):
        return told  # "After saying so, she was taken away."
    if participle or child(verb, "auxpass") is not None:
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent is not None else None
    own = [c for c in verb.lefts if c.dep_ in _SUBJECTS and c.lower_ not in _NEVER_SPEAK]
    own += [c for c in verb.rights if c.dep_ in _SUBJECTS and c.lower_ not in _NEVER_SPEAK]
    if own:
        return next((c for c in reversed(own) if c.i < verb.i), own[0])
    head = verb.head
    if same(head, verb) or depth > 4:
        return _behind_comma(verb)
    if _is_loose_participle(verb):
        above = _governing_verb(head)
        return subject(_reporter(above), depth + 1) if above is not None else None
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in NOMINAL:
        above = _governing_verb(head) if head.lemma_ in _OCCASIONS and verb.tag_ == "VBG" else None
        return subject(above, depth + 1) if above is not None else head
    if is_infinitive(verb) and (made := direct_object(head)) is not None and made.i < verb.i:
        return made  # "The inquiry forced him to admit ..."
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head.pos_ in VERBS:
        above = _reporter(head) if verb.dep_ == "conj" and _is_unlike(verb, head) else head
        return subject(above, depth + 1)
    if verb.dep_ == "pcomp" and (above := _governing_verb(head)) is not None:
        quoted = child(above, "dobj", "nsubjpass") if head.lower_ == "as" else None
        return quoted or subject(above, depth + 1)
    return None


def _is_unlike(verb: Token, other: Token) -> bool:
    """Whether two verbs joined by "and" may have different subjects."""
    own = child(other, "nsubj")
    return verb.tag_ != other.tag_ or (own is not None and own.lower_ in _NOBODY)


def _reporter(verb: Token) -> Token:
    """The verb of a report around "she would stay, adding ...", if "she" is its speaker."""
    own = child(verb, "nsubj")
    speaks_of_self = own is not None and own.lower_ in _SELF | _NOBODY
    above = verb.head
    told = verb.dep_ == "ccomp" and above.i < verb.i and reporting(above) is not None
    return above if told and speaks_of_self and child(above, "nsubj") is not None else verb


def _behind_comma(verb: Token) -> Token | None:
    """A name taken for part of an opening phrase: "In a talk with Li, Ana Ruiz said"."""
    for token in reversed(list(verb.lefts)):
        for t in token.subtree:
            opens = t.left_edge.i > 0 and t.doc[t.left_edge.i - 1].text == ","
            if t.dep_ == "conj" and t.pos_ == "PROPN" and opens and child(t.head, "cc") is None:
                return t
    return None


def _is_loose_participle(verb: Token) -> bool:
    """Whether this is the participle of ", saying that ...": its subject is the sentence's."""
    first = verb.left_edge.i
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in {"acl", "advcl"}
        and first > 0
        and verb.doc[first - 1].text == ","
    )


def _governing_verb(token: Token) -> Token | None:
    """The token itself or the nearest verb above it."""
    while token.pos_ not in VERBS:
        if same(token.head, token):
            return None
        token = token.head
    return token


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ not in {"WP", "WDT"}:
        return token
    above = token.head
    while above.dep_ == "conj" and not same(above.head, above):
        above = above.head
    if above.dep_ not in {"relcl", "acl"}:
        return token
    noun = above.head
    if token.tag_ == "WDT" and noun.dep_ == "dobj" and noun.head.lemma_ in SUPPORT:
        return subject(noun.head) or noun  # "She released a letter that says ..."
    return noun


def inverted_subject(verb: Token, hidden: dict[int, int]) -> Token | None:
    """The noun phrase behind a verb without a subject: '"..." said the mayor'."""
    for c in verb.rights:
        named = c.dep_ in {"dobj", "attr", "oprd", "dep", "appos"}
        if (
            named
            and c.i not in hidden
            and c.pos_ in {"PROPN", "NOUN", "PRON"}
            and c.i - verb.i <= 8
        ):
            return c
    return None


def author(noun: Token) -> Token | None:
    """Whose report a noun names: its possessor, "by ...", or who makes it."""
    if (owner := child(noun, "poss")) is not None:
        return owner
    for c in noun.rights:
        if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"}:
            return child(c, "pobj")
    if noun.dep_ == "dobj" and noun.head.lemma_ in SUPPORT:
        return subject(noun.head)
    outlet = child(noun, "compound", "nmod")
    return outlet if outlet is not None and outlet.pos_ == "PROPN" else None
