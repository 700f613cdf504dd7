"""The clause that a figure stands in: its subject, its object, whom a pronoun stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.figures.dates import months
from workbook.figures.phrases import NAMES, NOUNS, PRONOUNS, VERBS, noun_phrase
from workbook.figures.tokens import word_list, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_RELATIVES = ("that", "which", "who", "whose", "where")
_SUBJECTS = ("nsubj", "nsubjpass")
# A deeper chain of heads leads out of what a reader takes together.
_DEEPEST = 12


def is_time(word: Token) -> bool:
    """Whether a noun names a time ("the evening", "May") or a base of rates ("a share")."""
    return word.lower_ in words("per article") | words("times") or word.lower_ in months()


def clause_subject(doc: Doc, first: int, after: int) -> Span | None:
    """The subject of the clause that the figure stands in, over relative clauses and conjuncts."""
    root = word = doc[first:after].root
    for _ in range(_DEEPEST):
        subject = _own_subject(word)
        if subject is not None and (first <= subject.i < after or subject.is_ancestor(root)):
            return None
        if subject is not None and subject.lower_ in _RELATIVES:
            return _antecedent(subject, word)
        if subject is not None and not _stands_for_speaker(subject, word):
            return _named(subject)
        if _is_participle(word):
            return noun_phrase(word.head if word.dep_ in ("relcl", "acl") else doc[word.i - 2])
        if word.dep_ == "ROOT":
            return None
        word = word.head
    return None


def _own_subject(word: Token) -> Token | None:
    """The subject of a verb; of several, the last before it."""
    subjects = [child for child in word.children if child.dep_ in _SUBJECTS and child.i < word.i]
    return subjects[-1] if subjects else None


def _antecedent(relative: Token, verb: Token) -> Span:
    """The noun before "which", over a comma and a preposition; else the head of the clause."""
    place = relative.i - 1
    while place > 0 and relative.doc[place].lower_ in (",", "of", "in", "with", "for"):
        place -= 1
    before = relative.doc[max(place, 0)]
    return noun_phrase(before if before.tag_ in NOUNS else verb.head)


def _is_participle(word: Token) -> bool:
    """Whether a verb form describes a noun: "a loan worth $5", "claims, ranging from $2 to $4"."""
    if word.dep_ in ("relcl", "acl"):
        return word.head.tag_ in NOUNS and word.tag_ != "VB"
    doc = word.doc
    return (
        word.i > 1
        and word.lower_ in words("measuring")
        and doc[word.i - 1].text == ","
        and doc[word.i - 2].tag_ in NOUNS
    )


def _stands_for_speaker(subject: Token, verb: Token) -> bool:
    """Whether "it" in "Acme said it has 60 surgeons" goes back to who said it."""
    personal = subject.lower_ in ("it", "he", "she", "they")
    return personal and verb.dep_ == "ccomp" and verb.head.lower_ in words("saying")


def _named(subject: Token) -> Span | None:
    """The phrase of a noun; of "each of the buildings" the buildings; what "it" stands for."""
    if is_time(subject):
        return None
    if subject.tag_ not in PRONOUNS and subject.lower_ not in words("pronouns"):
        return noun_phrase(subject)
    for child in subject.children:
        if child.lower_ == "of":
            return next((noun_phrase(noun) for noun in child.children if noun.tag_ in NOUNS), None)
    return _stood_for(subject)


def _stood_for(pronoun: Token) -> Span | None:
    """The subject nearest before "it", "he", "she", "they" in the sentence that can be meant."""
    if pronoun.lower_ not in ("it", "he", "she", "they"):
        return None
    for word in reversed(pronoun.doc[: pronoun.i]):
        fits = word.dep_ in _SUBJECTS and word.tag_ in NOUNS and not is_time(word)
        if fits and _agrees(pronoun, word):
            return noun_phrase(word)
    return None


def _agrees(pronoun: Token, noun: Token) -> bool:
    """Whether a noun has the number and, as far as words tell, the animacy of a pronoun."""
    plural = noun.tag_ in ("NNS", "NNPS")
    if pronoun.lower_ == "they":
        return plural or noun.tag_ in NAMES
    person = noun.tag_ in NAMES or noun.lower_ in word_list("persons.txt")
    return not plural and (
        person if pronoun.lower_ in ("he", "she") else noun.tag_ in ("NN", "NNP")
    )


def changed_object(doc: Doc, first: int, after: int) -> Span | None:
    """The object of the verb whose change a figure measures: "raised prices by 5%".

    Also without a link ("pulled the sector 0.7 percent lower") and what something is taken from
    ("wiping $3 million from its value").
    """
    link = doc[first - 1] if first else None
    if link is None:
        return None
    if link.lower_ == "by" and first > 1 and doc[first - 2].tag_ in NOUNS:
        return _moved(doc[first - 2])
    if link.lower_ not in ("by", "from", "to", "at", "for"):
        return _diminished(doc, link, after) or _object_before(doc, first, after)
    if link.head.tag_ in VERBS and (found := _object_of(link.head, first)) is not None:
        return noun_phrase(found)
    tied = link.head.tag_ in NOUNS and link.head.i < first and link.lower_ in ("from", "to")
    return noun_phrase(link.head) if tied else None


def _moved(noun: Token) -> Span | None:
    """What stands before "by": "the duty" in "raised the duty on tea by"; not "fell in May by"."""
    while noun.dep_ == "pobj" and noun.head.head.tag_ in NOUNS:
        noun = noun.head.head
    verb = noun.head.head if noun.dep_ == "pobj" else noun
    if verb.tag_ in VERBS and (found := _object_of(verb, noun.i)) is not None:
        return noun_phrase(found)
    aside = is_time(noun) or (noun.dep_ == "pobj" and noun.tag_ in NAMES)
    return None if aside else noun_phrase(noun)


def _object_of(verb: Token, first: int) -> Token | None:
    """The noun that is the object of a verb, before a place."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "obj")]
    return objects[0] if objects and objects[0].tag_ in NOUNS and objects[0].i < first else None


def _object_before(doc: Doc, first: int, after: int) -> Span | None:
    """The object right before a figure that tells by how much it moved."""
    root = doc[first:after].root
    found = doc[first - 1]
    is_object = found.dep_ in ("dobj", "obj") and found.tag_ in NOUNS and not is_time(found)
    return noun_phrase(found) if is_object and root.dep_ == "npadvmod" else None


def _diminished(doc: Doc, verb: Token, after: int) -> Span | None:
    """What a figure is taken off or put on: "shaved 10 seconds off the record"."""
    if verb.lower_ not in words("removing") or after >= len(doc):
        return None
    if doc[after].lower_ not in ("from", "off"):
        return None
    nouns = [noun for noun in doc[after].children if noun.tag_ in NOUNS and noun.i > after]
    return noun_phrase(nouns[0]) if nouns and not is_time(nouns[0]) else None


def topic(doc: Doc, first: int) -> Span | None:
    """The noun that heads a sentence without a verb: "a pixel pitch as high as 352 μm"."""
    root = next((word for word in doc[:first] if word.dep_ == "ROOT"), None)
    return noun_phrase(root) if root is not None and root.tag_ in NOUNS else None
