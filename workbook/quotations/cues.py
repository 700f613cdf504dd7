"""Attributions in one parsed sentence: the cue, who speaks, and the words reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.quotations.complements import complement
from workbook.quotations.extent import NOMINAL, VERBS, Span, child, same, spans
from workbook.quotations.nouns import by_noun
from workbook.quotations.passives import is_passive
from workbook.quotations.reports import Attribution, reporting
from workbook.quotations.sources import according_to
from workbook.quotations.subjects import inverted_subject, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TELLS = {"tell", "remind", "assure", "inform", "ask"}
_SUBORDINATE = {
    "after", "although", "because", "before", "if", "since", "though", "until", "when", "while",
}  # fmt: skip
# What has a meaning and says nothing: "a codename referring to prisoners".
_WORDS = {
    "abbreviation", "acronym", "codename", "designation", "euphemism", "expression", "initials",
    "label", "moniker", "name", "nickname", "phrase", "pseudonym", "term", "word",
}  # fmt: skip
_NO_SPEECH = {"be", "have", "do"}
# Verbs that assert their infinitive: Karttunen's (1971) implicatives, verbs of going on.
_IMPLICATIVES = {
    "appear", "begin", "cause", "come", "continue", "force", "go", "hasten", "keep", "lead",
    "manage", "proceed", "prompt", "rush", "start", "take", "use",
}  # fmt: skip
UNLISTED = 2.0  # how many words further off an unlisted verb counts as being


def find_attributions(doc: Doc, folded: list[Span]) -> list[Attribution]:
    """The attributions of a parsed sentence, given where its folded quotations stand."""
    numbers = {t.i: n for n, (start, end) in enumerate(folded) for t in doc if start <= t.idx < end}
    introduced = _introduced(doc, folded, numbers)
    # Each folded token to the verb that introduces its quotation, -1 for none.
    hidden = {i: introduced[n].i if n in introduced else -1 for i, n in numbers.items()}
    found = _behind_colons(doc, folded, set(introduced))
    for token in doc:
        if token.i in hidden:
            continue
        quotes = tuple(n for n, verb in introduced.items() if verb.i == token.i)
        found += _by_verb(token, quotes, hidden)
        found += by_noun(token, hidden)
        found += according_to(token, folded, hidden)
    return found


def _introduced(doc: Doc, folded: list[Span], hidden: dict[int, int]) -> dict[int, Token]:
    """The verb that introduces each folded quotation, by its number in the sentence."""
    chosen = {}
    for number, (start, end) in enumerate(folded):
        inside = [t for t in doc if start <= t.idx < end]
        costs = [
            (cost, t.i)
            for t in doc
            if t.i not in hidden and inside and (cost := _distance(t, inside)) is not None
        ]
        if costs:
            chosen[number] = doc[min(costs)[1]]
    return chosen


def _behind_colons(doc: Doc, folded: list[Span], introduced: set[int]) -> list[Attribution]:
    """Attributions by a colon alone: 'The mayor has a new slogan: "We build."'."""
    found = []
    for number, (start, _) in enumerate(folded):
        colon = next((t for t in doc if t.text == ":" and start - 2 <= t.idx < start), None)
        if number in introduced or colon is None:
            continue
        who = _who_leads(doc, colon.i)
        if who is not None and who.i < colon.i:
            found.append(Attribution((colon.idx, colon.idx + 1), who, (), (number,)))
    return found


def _who_leads(doc: Doc, colon: int) -> Token | None:
    """Who the words before a colon are about: 'Ruiz was blunt:', 'Ruiz:', 'Her answer:'."""
    tops = [t for t in doc[:colon] if not t.is_punct and (t.head.i >= colon or same(t, t.head))]
    verb = next((t for t in tops if t.pos_ in VERBS), None)
    who = subject(verb) if verb is not None else None
    if who is not None and who.i < colon:
        return who
    noun = next((t for t in tops if t.pos_ in NOMINAL), None)
    if noun is None or verb is not None:
        return noun
    return noun if noun.is_title and noun.left_edge.i == noun.i else child(noun, "poss")


def _distance(verb: Token, inside: list[Token]) -> float | None:
    """How far a verb is from being the cue of a quotation; null if it cannot be."""
    if verb.pos_ not in VERBS:
        return None
    first, last = inside[0].i, inside[-1].i
    before = verb.i < first
    gap = first - verb.i if before else verb.i - last
    between = verb.doc[verb.i : first] if before else verb.doc[last + 1 : verb.i]
    linked = any(t.head.i == verb.i for t in inside) or verb.head.i in {t.i for t in inside}
    if not linked and any(t.text in {".", "?", "!"} for t in between):
        return None
    if not before and verb.left_edge.i == last + 1 and verb.left_edge.lower_ in _SUBORDINATE:
        return None  # 'She said, "We do," when he blasted her.'
    entry = reporting(verb)
    if entry is None:
        # An unlisted verb speaks only right behind the marks: '"..." she typed.'
        beside = not before and gap <= 4 and linked and verb.tag_ in {"VBD", "VBZ"}
        return gap + UNLISTED if beside and verb.lemma_ not in _NO_SPEECH else None
    if not entry.takes & {"clause", "quote"}:
        return None
    return gap - (6 if linked else 0) + (0.5 if before else 0)


def _by_verb(verb: Token, quotes: tuple[int, ...], hidden: dict[int, int]) -> list[Attribution]:
    """The attribution of a reporting verb, if it reports anything."""
    entry = reporting(verb)
    found = complement(verb, entry, hidden) if entry else None
    if found is None and not quotes:
        return []
    if found is not None and quotes and found.tokens[0].i > verb.i and found.tokens[0].dep_ == "cc":
        found = None  # '"Late?" she said, but he was asleep.'
    if found is not None and quotes and any(t.lower_ == "as" for t in verb.lefts):
        found = None  # 'He was seen, as she put it, as "the fool."'
    speaker = (found.speaker if found else None) or subject(verb)
    if speaker is not None and speaker.i in hidden:
        speaker = None
    if speaker is None and quotes:
        speaker = inverted_subject(verb, hidden)
    if not quotes and (_is_unsaid(verb) or (speaker is None and not is_passive(verb))):
        return []
    if not quotes and speaker is not None and speaker.lemma_.lower() in _WORDS:
        return []
    told = child(verb, "dobj", "dative") if verb.lemma_ in _TELLS else None
    content = tuple(spans(_without_opening(verb, found.tokens, hidden))) if found else ()
    return [Attribution(_cue(verb, found.last if found else verb), speaker, content, quotes, told)]


def _without_opening(verb: Token, tokens: list[Token], hidden: dict[int, int]) -> list[Token]:
    """The words reported without what only leads to the marks: 'As for the road, "it is safe"'."""
    quoted = min((i for i, cue in hidden.items() if cue == verb.i), default=verb.i)
    opening = [t for t in tokens if t.i < quoted]
    if not opening or quoted >= verb.i:
        return tokens
    leads = opening[-1].text == ":" or verb.doc[opening[-1].i + 1].text == ":"
    about = [t.lower_ for t in opening[:2]] == ["as", "for"]
    return [t for t in tokens if t.i > quoted] if leads or about else tokens


def _is_unsaid(verb: Token) -> bool:
    """Whether the verb names only a possible report: "a law to disclose it"."""
    infinitive = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.lefts)
    unsaid = infinitive and not (verb.dep_ in {"xcomp", "advcl"} and _takes_place(verb.head))
    return unsaid or verb.dep_ == "csubj" or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def _takes_place(verb: Token) -> bool:
    """Whether what stands in a verb's infinitive is done too: "went on to explain"."""
    return verb.lemma_.lower() in _IMPLICATIVES


def _cue(verb: Token, last: Token) -> Span:
    """The span of a cue: the verb, its particle or preposition, and a negation before it."""
    first = verb
    negation = child(verb, "neg")
    if negation is not None and negation.i < verb.i:
        auxiliaries = [t for t in verb.lefts if t.dep_ in {"aux", "auxpass"}]
        first = min([*auxiliaries, negation], key=lambda t: t.i)
    if not verb.i < last.i <= verb.i + 2:
        last = verb
    return first.idx, last.idx + len(last)
