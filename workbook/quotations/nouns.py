"""Attributions by a noun: "her claim that ...", "his pledge to ...", "reports that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.quotations.extent import is_time, spans
from workbook.quotations.lexicon import reporting_nouns
from workbook.quotations.reports import Attribution, opens_with_that
from workbook.quotations.subjects import author

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_noun(noun: Token, hidden: dict[int, int]) -> list[Attribution]:
    """The attribution of a reporting noun, if somebody is named for it or a clause follows."""
    reported = complement_of_noun(noun)
    if not reported:
        return []
    speaker = author(noun) or _just_before(noun, reported)
    content = spans(t for t in reported if t.i not in hidden)
    if not content or (speaker is None and reported[0].lower_ != "that"):
        return []
    return [Attribution((noun.idx, noun.idx + len(noun)), speaker, tuple(content))]


def complement_of_noun(noun: Token) -> list[Token]:
    """What a reporting noun reports; nothing for any other word."""
    takes = reporting_nouns().get(noun.lemma_.lower()) if noun.pos_ == "NOUN" else None
    if takes is None:
        return []
    return next((words for c in noun.rights if (words := _of_noun(c, takes))), [])


def _just_before(noun: Token, reported: list[Token]) -> Token | None:
    """The name in "Ruiz claims that ..." where the verb was taken for a noun."""
    before = noun.doc[noun.i - 1] if noun.i else None
    verbal = noun.tag_ == "NNS" and reported[0].lower_ == "that"
    return before if before is not None and verbal and before.is_title else None


def _of_noun(part: Token, takes: frozenset[str]) -> list[Token]:
    """The tokens reported, if this dependent of a noun is what it takes."""
    first = part.left_edge
    if "clause" in takes and part.dep_ in {"acl", "relcl", "ccomp"} and opens_with_that(part):
        return list(part.subtree)
    if "to" in takes and part.dep_ == "acl" and first.tag_ == "TO":
        return list(part.subtree)
    if part.dep_ == "prep" and part.lower_ in takes and not is_time(part):
        return [t for t in part.subtree if t.i > part.i]
    return []
