"""What a reporting verb in the passive reports: "was accused of lying", "was asked about it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.quotations.extent import child, is_infinitive, is_time, noun_phrase
from workbook.quotations.lexicon import Reporting
from workbook.quotations.reports import Complement, last_reported

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKED = {"about", "on", "against", "of"}  # behind these stands the matter, not the person


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive with its auxiliary."""
    return verb.tag_ == "VBN" and child(verb, "auxpass") is not None


def passive_complement(verb: Token, entry: Reporting) -> Complement | None:
    """What a verb in the passive reports, without regard to who does it.

    Whom a judgement or a name is passed on belongs to it: "The mayor | was accused of | lying".
    """
    about = child(verb, "nsubjpass")
    subject = _named(about) if about is not None and about.tag_ not in _RELATIVES else []
    for part in verb.rights:
        inner = [
            t for t in part.subtree if t.i > part.i and t.i <= last_reported(verb, part.right_edge)
        ]
        if (
            part.dep_ == "prep"
            and f"object+{part.lower_}" in entry.takes
            and inner
            and not is_time(part)
        ):
            return Complement([*subject, *inner], part)
        if part.dep_ == "prep" and part.lower_ in entry.takes & _ASKED and inner[1:]:
            return Complement(inner, part)
        if part.dep_ in {"oprd", "attr"} and "naming" in entry.takes:
            return Complement([*subject, *part.subtree], verb)
        if is_infinitive(part) and "object+to" in entry.takes and child(verb, "agent") is not None:
            return Complement(list(part.subtree), verb)
    cites = verb.lemma_ in {"cite", "quote"} and child(verb, "prep") is not None
    if "object" in entry.takes and child(verb, "agent") is not None and subject and not cites:
        return Complement(subject, verb)
    return None


_RELATIVES = {"WDT", "WP"}


def _named(noun: Token) -> list[Token]:
    """The tokens of a noun phrase without its relative clauses."""
    start, end = noun_phrase(noun)
    return [t for t in noun.subtree if start <= t.idx < end]
