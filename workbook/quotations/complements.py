"""What a reporting verb takes as the words reported, from the parse of its sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.quotations.clauses import clause_reported
from workbook.quotations.extent import NOMINAL, child, direct_object, is_infinitive
from workbook.quotations.lexicon import Reporting, words
from workbook.quotations.nouns import complement_of_noun
from workbook.quotations.passives import is_passive, passive_complement
from workbook.quotations.reports import Complement, last_reported, particle_of
from workbook.quotations.subjects import SUPPORT

if TYPE_CHECKING:
    from spacy.tokens import Token

_CIRCUMSTANCES = {"after", "at", "before", "during", "since", "until", "when"}
_MARKS = {'"', "'", "“", "‘", "«", "``"}
_EMPTY_OBJECTS = {
    "anything", "enough", "herself", "himself", "it", "itself", "little", "more", "much",
    "nothing", "so", "something", "that", "themselves", "things", "this", "what", "which", "who",
    "whom",
}  # fmt: skip


def complement(verb: Token, entry: Reporting, hidden: dict[int, int]) -> Complement | None:
    """What this verb reports, by the first of its frames that the sentence fills.

    Folded quotations are left to the verb that introduces them, unless it stands in the complement.
    """
    passive = is_passive(verb)
    for take in sorted(entry.takes, key=_order):
        frame, preposition = _frame(take)
        if passive and take != "clause":
            continue
        found = frame(verb, preposition)
        if found is not None:
            if _holds_a_report(verb, found.tokens, hidden):
                return None
            inner = {t.i for t in found.tokens if t.i not in hidden and t.i != verb.i}
            tokens = [t for t in found.tokens if t.i in inner or hidden.get(t.i, -1) in inner]
            if inner:
                return Complement(tokens, found.last, found.speaker)
    return passive_complement(verb, entry) if passive else None


def _holds_a_report(verb: Token, tokens: list[Token], hidden: dict[int, int]) -> bool:
    """Whether words before their verb are rather a quotation with its own cue."""
    own = {t.i for t in tokens if t.i < verb.i}
    return any(hidden.get(i, -1) in own for i in own)


def _infinitive(verb: Token, _: str) -> Complement | None:
    """An infinitive of the speaker: "vowed to leave"."""
    if direct_object(verb) is not None:
        return None
    for c in verb.rights:
        if c.dep_ in {"xcomp", "ccomp"} and is_infinitive(c) and child(c, "nsubj") is None:
            return Complement(_through(verb, c.left_edge, c), verb)
    return None


def _object_infinitive(verb: Token, _: str) -> Complement | None:
    """Somebody with an infinitive: "urged members to leave", "called on him to leave"."""
    for c in verb.rights:
        if c.dep_ in {"xcomp", "ccomp", "advcl"} and is_infinitive(c):
            thing = direct_object(verb) or child(c, "nsubj")
            if thing is not None and verb.i < thing.i < c.i:
                return Complement(_through(verb, thing.left_edge, c), verb)
            if thing is None and c.dep_ != "advcl" and "to" not in (t.lower_ for t in verb.lefts):
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
    thing = direct_object(verb)
    if thing is not None and any(t.text in _MARKS and t.i > verb.i + 1 for t in thing.lefts):
        return Complement(_through(verb, thing.left_edge, thing), verb)
    named = [
        c for c in verb.rights if c.dep_ in {"dobj", "oprd", "ccomp", "attr", "xcomp", "npadvmod"}
    ]
    if len(named) > 1 or any(c.dep_ in {"oprd", "ccomp"} for c in named):
        return Complement(_through(verb, named[0].left_edge, named[-1]), verb)
    return None


def _object_with(verb: Token, preposition: str) -> Complement | None:
    """The object with a prepositional phrase: "accused them of lying"."""
    thing = direct_object(verb)
    if thing is None:
        return _relative_with(verb, preposition)
    for phrase in (*verb.rights, *thing.rights):
        if phrase.dep_ in {"prep", "advcl"} and phrase.lower_ == preposition:
            if phrase.i > thing.i:
                return Complement(_through(verb, thing.left_edge, phrase), verb)
            if phrase.i == verb.i + 1:  # "described as a joke the plan of the board"
                return Complement(_through(verb, phrase.nbor(1), thing), phrase)
    return None


def _relative_with(verb: Token, preposition: str) -> Complement | None:
    """The noun and the phrase of a relative clause: "a plan that Ruiz described as a joke"."""
    phrase = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == preposition), None)
    noun = verb.head
    if phrase is None or verb.dep_ != "relcl" or noun.pos_ not in NOMINAL:
        return None
    named = [*noun.doc[noun.left_edge.i : noun.i + 1]]
    return Complement([*named, *_through(verb, phrase.nbor(1), phrase)], phrase)


def _quoted(verb: Token, _: str) -> Complement | None:
    """An object with words in marks: 'attacked the "lazy" board'."""
    thing = direct_object(verb)
    if thing is None or not any(t.text in _MARKS for t in thing.subtree):
        return None
    return Complement(_through(verb, thing.left_edge, thing), verb)


def _prepositional(verb: Token, preposition: str) -> Complement | None:
    """The noun phrase or clause behind a preposition: "warned of delays"."""
    for c in verb.rights:
        if c.dep_ in {"prep", "agent", "prt"} and c.lower_ == preposition and c.i <= verb.i + 3:
            inner = [t for t in c.subtree if t.i > c.i] or [t for t in verb.subtree if t.i > c.i]
            if inner:
                follow = [
                    v
                    for v in verb.rights
                    if v.i > c.i and v.dep_ in {"xcomp", "advcl"} and is_infinitive(v)
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
    thing = direct_object(verb)
    if thing is None or thing.lower_ in _EMPTY_OBJECTS or thing.pos_ not in NOMINAL:
        return None
    if verb.lemma_ in {"cite", "quote"} and thing.lemma_ in words("persons"):
        return None  # the source, not what it says
    if verb.lemma_ in SUPPORT and complement_of_noun(thing):
        return None
    follow = [c for c in verb.rights if c.i > thing.i and _belongs(c, thing)]
    last = follow[-1] if follow else thing
    return Complement(_through(verb, thing.left_edge, last), particle_of(verb) or verb)


def _belongs(phrase: Token, thing: Token) -> bool:
    """Whether what follows an object goes with it: "comments she made", "efforts by members"."""
    adjoins = phrase.dep_ == "prep" and phrase.i == thing.right_edge.i + 1
    adjoins = adjoins and phrase.lower_ not in _CIRCUMSTANCES
    return adjoins or phrase.lower_ == "as" or phrase.dep_ == "ccomp"


def _through(verb: Token, left: Token, last: Token) -> list[Token]:
    """From a token to the end of a subtree, without what reports again."""
    end = last_reported(verb, last.right_edge, is_nominal=True)
    return list(verb.doc[left.i : end + 1])


PREPOSITIONS = {"about", "against", "as", "for", "of", "on", "to", "with"}
_FRAMES: dict[str, Callable[[Token, str], Complement | None]] = {
    "clause": lambda verb, _: clause_reported(verb),
    "naming": _naming,
    "object+to": _object_infinitive,
    "to": _infinitive,
    "ing": _gerund,
    "object+": _object_with,
    "preposition": _prepositional,
    "quoted": _quoted,
    "object": _thing,
    "quote": lambda _verb, _preposition: None,
}
_ORDER = list(_FRAMES)


def _frame(take: str) -> tuple[Callable[[Token, str], Complement | None], str]:
    """The function of a frame of the data file, and its preposition."""
    if take in _FRAMES:
        return _FRAMES[take], ""
    if take.startswith("object+"):
        return _object_with, take.removeprefix("object+").removesuffix("+")
    return _prepositional, take.removesuffix("+")


def takes_known_frames(entry: Reporting) -> bool:
    """Whether the data file asks only for frames that exist."""
    return all(
        take in _FRAMES or take.removeprefix("object+").removesuffix("+") in PREPOSITIONS
        for take in entry.takes
    )


def _order(take: str) -> tuple[int, str]:
    """Clauses before noun phrases, longer frames before shorter."""
    if take in _FRAMES:
        return _ORDER.index(take), take
    return _ORDER.index("object+" if take.startswith("object+") else "preposition"), take
