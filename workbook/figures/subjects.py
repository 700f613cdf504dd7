"""What a figure is about: the noun phrase that it describes, from the parse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.figures.dates import months
from workbook.figures.figure import Figure
from workbook.figures.phrases import NOMINAL, noun_phrase, noun_run, past_determiners, phrase
from workbook.figures.sentence import Sentence, words_of
from workbook.figures.tokens import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVES = ("that", "which", "who", "whose", "where")


def find_subjects(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Give each figure but dates and years its subject; null where none is found.

    A counted thing is its own subject, followed by whose it is: "surgeons, Acme Health".
    """
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
    about = _bracketed(doc, first, age=figure.kind == "age") or _measured(doc, first)
    if figure.counted:
        counted = _counted(sentence, figure)
        aside = figure.kind == "ordinal" or _is_aside(doc, first, after)
        owner = about or (None if aside else _of_clause(doc, first, after))
        parts = [part for part in (counted, owner) if part]
        return ", ".join(dict.fromkeys(parts)) or None
    return (
        _whole(doc, after, share=figure.unit == "fraction")
        or _modified(doc, first, after)
        or about
        or _moved(doc, first)
        or (_beside(doc, first) if _is_bounded(doc, figure, first) else None)
        or _of_clause(doc, first, after)
        or _for_what(doc, first, after)
        or _beside(doc, first)
    )


def _is_bounded(doc: Doc, figure: Figure, first: int) -> bool:
    """Whether words like "above" open a figure; "exceeded" has a subject of its own."""
    return figure.bound != "=" and doc[first].pos_ not in ("VERB", "AUX")


def _inherits(sentence: Sentence, last: Figure, figure: Figure) -> bool:
    """Whether a figure stands in a bracket after, or in a list with, the one before."""
    between = [token.lower for token in sentence.tokens[last.end : figure.start]]
    if last.subject is None or not between:
        return False
    if between == ["("]:
        return figure.end < len(sentence.tokens) and sentence.tokens[figure.end].text == ")"
    if between in (["or"], [",", "or"], ["-"], ["/"], ["up"], ["down"]):
        return True
    return between in ([","], ["and"], [",", "and"]) and not figure.counted


def _is_aside(doc: Doc, first: int, after: int) -> bool:
    """Whether a counted thing is nobody's: "one of the students", "killed at two mosques"."""
    root = doc[first:after].root
    if doc[first].lower_ == "one":
        return True
    return root.dep_ == "pobj" and root.head.lower_ != "with"


def _counted(sentence: Sentence, figure: Figure) -> str | None:
    """The counted noun with what it is of."""
    first, after = words_of(sentence, figure.last, figure.end)
    links = words("trailing per") | {"a", "an"}
    per = [word.i for word in sentence.doc[first:after] if figure.per and word.lower_ in links]
    after = per[-1] if per else after
    nouns = [word for word in sentence.doc[first:after] if word.pos_ in NOMINAL]
    return phrase(sentence.doc, first, nouns[-1]) if nouns else None


def _bracketed(doc: Doc, first: int, *, age: bool) -> str | None:
    """The noun before a bracket, of an age also before a comma: "Acme (15.3 points)"."""
    if first < 2 or doc[first - 2].pos_ not in NOMINAL:
        return None
    if doc[first - 1].text not in ("(", "," if age else "("):
        return None
    return noun_phrase(doc[first - 2])


def _measured(doc: Doc, first: int) -> str | None:
    """The noun before "of": "a price of $5", "winds of at least 74 mph"; not "a total of"."""
    if first < 2 or doc[first - 1].lower_ != "of" or doc[first - 2].pos_ not in NOMINAL:
        return None
    return None if doc[first - 2].lower_ in words("vague nouns") else noun_phrase(doc[first - 2])


def _whole(doc: Doc, after: int, *, share: bool) -> str | None:
    """The whole that a share is of: "60% of the workers", "half the flats"."""
    after = _past_bracket(doc, after)
    if after >= len(doc) or not (doc[after].lower_ == "of" or share):
        return None
    run = noun_run(doc, past_determiners(doc, after), len(doc))
    return phrase(doc, run[0].i, run[-1]) if run else None


def _past_bracket(doc: Doc, place: int) -> int:
    """Step over a short bracket: "8 miles (13 kilometers) of new tunnels"."""
    if place < len(doc) and doc[place].text == "(":
        for word in doc[place + 1 : place + 7]:
            if word.text == ")":
                return word.i + 1
    return place


def _modified(doc: Doc, first: int, after: int) -> str | None:
    """The noun that a measure stands before: "a 9kW solar panel", "a 5 percent stake"."""
    start = after
    while start < len(doc) and start < after + 2 and doc[start].text in "-‐)(":
        start += 1
    run = noun_run(doc, start, len(doc))
    if not run or after <= first or doc[start].pos_ == "CCONJ" or _is_time(run[-1]):
        return None
    heads = {word.head.i for word in doc[first:after]}
    return phrase(doc, run[0].i, run[-1]) if heads & {word.i for word in run} else None


def _moved(doc: Doc, first: int) -> str | None:
    """The object of the verb that a figure measures: "raised prices by 5%"."""
    link = doc[first - 1] if first else None
    if link is None or link.lower_ not in ("by", "from", "to", "at", "for"):
        return None
    if link.lower_ == "by" and first > 1 and doc[first - 2].pos_ in NOMINAL:
        return noun_phrase(doc[first - 2])
    objects = [child for child in link.head.children if child.dep_ in ("dobj", "obj")]
    if link.head.pos_ == "VERB" and objects and objects[0].pos_ in NOMINAL:
        return noun_phrase(objects[0]) if objects[0].i < first else None
    tied = link.head.pos_ in NOMINAL and link.head.i < first and link.lower_ in ("from", "to")
    if tied and not _is_amount(link.head):
        return noun_phrase(link.head)
    return None


def _is_amount(noun: Token) -> bool:
    """Whether a noun is the unit of another figure: "15 cents to $2.70"."""
    if noun.lower_ in ("%", "percent", "cent"):
        return True
    return any(word.like_num or word.is_currency for word in noun.subtree if word.i <= noun.i)


def _of_clause(doc: Doc, first: int, after: int) -> str | None:
    """The subject of the clause that the figure stands in, over relative clauses and conjuncts."""
    root = word = doc[first:after].root
    for _ in range(12):
        subject = _own_subject(word)
        if subject is not None and (first <= subject.i < after or subject.is_ancestor(root)):
            return None
        if subject is not None and subject.lower_ in _RELATIVES:
            before = doc[subject.i - 1] if subject.i else word.head
            return noun_phrase(before if before.pos_ in NOMINAL else word.head)
        if subject is not None and not _stands_for_speaker(subject, word):
            return _named(subject)
        if word.dep_ in ("relcl", "acl") and word.head.pos_ in NOMINAL and word.tag_ != "VB":
            return noun_phrase(word.head)
        if word.dep_ == "ROOT":
            return None
        word = word.head
    return None


def _own_subject(word: Token) -> Token | None:
    """The subject of a verb; of several, the last before it."""
    kinds = ("nsubj", "nsubjpass")
    subjects = [child for child in word.children if child.dep_ in kinds and child.i < word.i]
    return subjects[-1] if subjects else None


def _stands_for_speaker(subject: Token, verb: Token) -> bool:
    """Whether "it" in "Acme said it has 60 surgeons" goes back to who said it."""
    personal = subject.lower_ in ("it", "he", "she", "they")
    return personal and verb.dep_ == "ccomp" and verb.head.lower_ in words("saying")


def _named(subject: Token) -> str | None:
    """The phrase of a noun; of "each of the buildings" the buildings; null for a pronoun."""
    if _is_time(subject):
        return None
    if subject.pos_ not in ("PRON", "DET") and subject.lower_ not in words("pronouns"):
        return noun_phrase(subject)
    for child in subject.children:
        if child.lower_ == "of":
            return next(
                (noun_phrase(noun) for noun in child.children if noun.pos_ in NOMINAL), None
            )
    return None


def _for_what(doc: Doc, first: int, after: int) -> str | None:
    """What is paid for: "spending $12,000 for a new roof", "$5 billion in aid"."""
    if after >= len(doc) or doc[after].lower_ not in ("for", "in", "on"):
        return None
    nouns = [
        child
        for child in doc[after].children
        if child.pos_ in NOMINAL and child.i > after and not _is_time(child)
    ]
    return noun_phrase(nouns[0]) if nouns and first < after else None


def _is_time(word: Token) -> bool:
    return word.lower_ in words("per article") or word.lower_ in months()


def _beside(doc: Doc, first: int) -> str | None:
    """The noun right before a figure: "floor area 32 m²", "wavelengths above 2 μm"."""
    if first and doc[first - 1].pos_ in NOMINAL and not _is_time(doc[first - 1]):
        return noun_phrase(doc[first - 1])
    return None
