"""Attributions in one parsed sentence: the cue, who speaks, and the words reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.quotations.extent import Span, child, noun_phrase, spans, subject
from workbook.quotations.lexicon import Reporting, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = {"ccomp", "xcomp", "advcl", "pcomp", "acl", "parataxis"}
_EMPTY_OBJECTS = {
    "it", "this", "that", "so", "something", "anything", "nothing", "more", "little", "much",
    "what", "which", "who", "things", "themselves", "himself", "herself", "itself",
}  # fmt: skip


@dataclass(frozen=True)
class Attribution:
    """Who says what in one sentence, as spans of the sentence's text."""

    cue: Span
    speaker: Token | None
    content: tuple[Span, ...]
    verb: Token
    told: Token | None = None
    quotes: tuple[int, ...] = field(default=())  # which of the folded quotations are its words


def find_attributions(doc: Doc, folded: list[Span]) -> list[Attribution]:
    """The attributions of a sentence.

    Parameters
    ----------
    doc
        The parsed sentence.
    folded
        Where the folded quotations stand in it.
    """
    hidden = {t.i for start, end in folded for t in doc if start <= t.idx < end}
    found = []
    by_verb = assign_quotes(doc, folded, hidden)
    for token in doc:
        if token.i in hidden:
            continue
        quotes = tuple(n for n, verb in by_verb.items() if verb.i == token.i)
        if (entry := reporting(token)) or quotes:
            attribution = _by_verb(token, entry, quotes, hidden)
            if attribution:
                found.append(attribution)
    found += _according_to(doc, folded, hidden)
    return found


def reporting(token: Token) -> Reporting | None:
    """The entry of a reporting verb, with its particle, or null."""
    if token.pos_ not in {"VERB", "AUX"} and token.tag_ not in {"VBG", "VBN", "VBD", "VBZ", "VB", "VBP"}:
        return None
    verbs = reporting_verbs()
    particle = child(token, "prt")
    if particle is None:
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        particle = following if following is not None and following.lower_ in {"out", "to", "on"} else None
    if particle is not None and (entry := verbs.get(f"{token.lemma_} {particle.lower_}")):
        return entry
    return verbs.get(token.lemma_.lower())


def assign_quotes(doc: Doc, folded: list[Span], hidden: set[int]) -> dict[int, Token]:
    """The verb that introduces each folded quotation, by its number in the sentence."""
    chosen = {}
    for number, (start, end) in enumerate(folded):
        inside = [t for t in doc if start <= t.idx < end]
        if not inside:
            continue
        ranked = sorted(
            (cost, t.i)
            for t in doc
            if t.i not in hidden and (cost := _distance(t, inside, doc)) is not None
        )
        if ranked:
            chosen[number] = doc[ranked[0][1]]
    return chosen


def _distance(verb: Token, inside: list[Token], doc: Doc) -> float | None:
    """How far a verb is from being the cue of a quotation; null if it cannot be."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    entry = reporting(verb)
    first, last = inside[0].i, inside[-1].i
    before = verb.i < first
    gap = first - verb.i if before else verb.i - last
    linked = any(t.head.i == verb.i for t in inside) or any(
        verb.head.i == t.i and verb.dep_ in {"parataxis", "ccomp", "conj", "advcl", "dep"} for t in inside
    )
    if entry is None:
        # An unlisted verb speaks only right beside the marks: '"..." she typed.'
        beside = not before and gap <= 3 and linked and verb.tag_ in {"VBD", "VBZ"}
        return gap + 10.0 if beside and verb.lemma_ not in {"be", "have", "do"} else None
    if not entry.takes & {"clause", "quote"}:
        return None
    stops = doc[verb.i : first] if before else doc[last + 1 : verb.i]
    ended = any(t.text in {".", "?", "!"} for t in stops)
    if ended and not linked:
        return None
    return gap - (6 if linked else 0) + (0.5 if before else 0)


def _by_verb(
    verb: Token, entry: Reporting | None, quotes: tuple[int, ...], hidden: set[int]
) -> Attribution | None:
    """The attribution of one verb, or null if it reports nothing."""
    content = complement(verb, entry, hidden) if entry else []
    last: Token = verb
    speaker = subject(verb)
    if speaker is not None and speaker.i in hidden:
        speaker = None
    if isinstance(content, tuple):
        content, last = content
    if not content and entry and not quotes and "clause" in entry.takes:
        content = _final_attribution(verb, hidden)
    if not content and not quotes:
        return None
    if speaker is None and quotes:
        speaker = _inverted(verb, hidden)
    told = child(verb, "dobj", "dative") if verb.lemma_ in {"tell", "remind", "assure", "inform"} else None
    return Attribution(_cue(verb, last), speaker, tuple(content), verb, told, quotes)


def _inverted(verb: Token, hidden: set[int]) -> Token | None:
    """The noun phrase behind a verb that has no subject before it: "..." said the mayor."""
    for c in verb.rights:
        if c.i not in hidden and c.dep_ in {"dobj", "attr", "oprd", "npadvmod", "dep", "appos"} and c.ent_type_ == "":
            if c.pos_ in {"PROPN", "NOUN", "PRON"} and c.i - verb.i <= 8:
                return c
    return None


def _cue(verb: Token, last: Token) -> Span:
    """The span of a cue: the verb, its particle or preposition, and a negation before it."""
    first = verb
    negation = child(verb, "neg")
    if negation is not None and negation.i < verb.i:
        auxiliaries = [t for t in verb.lefts if t.dep_ in {"aux", "auxpass"}]
        first = min([*auxiliaries, negation], key=lambda t: t.i)
    if last.i < verb.i or last.i > verb.i + 2:
        last = verb
    return first.idx, last.idx + len(last)


def complement(verb: Token, entry: Reporting, hidden: set[int]) -> list[Span] | tuple[list[Span], Token]:
    """The spans of what a reporting verb takes; with the particle or preposition that brings it."""
    takes = entry.takes
    rights = [c for c in verb.rights if c.i not in hidden]
    particle = child(verb, "prt")
    last = particle if particle is not None and particle.i > verb.i else verb
    if "clause" in takes:
        for c in verb.children:
            if c.dep_ == "ccomp" and c.i not in hidden and not (c.i < verb.i and _is_quoted_start(c)):
                return _clause(verb, c, hidden), last
    infinitive = next((c for c in rights if c.dep_ in {"xcomp", "ccomp"} and _is_infinitive(c)), None)
    thing = next((c for c in rights if c.dep_ == "dobj"), None)
    if infinitive is not None and "to" in takes and thing is None:
        return _run(verb, infinitive, infinitive.left_edge, hidden), last
    if infinitive is not None and "object+to" in takes and thing is not None and thing.i < infinitive.i:
        return _run(verb, infinitive, thing.left_edge, hidden), last
    if infinitive is not None and "object+to" in takes and child(infinitive, "nsubj"):
        return _run(verb, infinitive, infinitive.left_edge, hidden), last
    if "naming" in takes:
        named = [c for c in rights if c.dep_ in {"dobj", "oprd", "ccomp", "attr", "xcomp", "npadvmod"}]
        if len(named) > 1 or any(c.dep_ in {"oprd", "ccomp"} for c in named):
            return _run(verb, named[-1], named[0].left_edge, hidden), last
    for take in sorted(takes):
        if take.startswith("object+") and take != "object+to" and thing is not None:
            behind = _prepositional(verb, thing, take[7:])
            if behind is not None:
                return _run(verb, behind, thing.left_edge, hidden), last
    if "ing" in takes:
        gerund = next((c for c in rights if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"), None)
        if gerund is not None:
            return _run(verb, gerund, gerund.left_edge, hidden), last
    for c in rights:
        wanted = c.lower_ in takes or (c.lower_ == "to" and "to+" in takes)
        if c.dep_ in {"prep", "agent"} and wanted and c.i <= verb.i + 3:
            inner = [t for t in c.subtree if t.i > c.i]
            if inner:
                return spans(t for t in inner if t.i not in hidden), c
        if c.dep_ == "advcl" and "for" in takes and c.left_edge.lower_ == "for":
            return spans(t for t in c.subtree if t.i > c.left_edge.i), c.left_edge
    if "object" in takes and thing is not None and thing.lower_ not in _EMPTY_OBJECTS:
        return _run(verb, thing, thing.left_edge, hidden), last
    return []


def _is_quoted_start(clause: Token) -> bool:
    return False


def _is_infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children if c.dep_ == "aux")


def _prepositional(verb: Token, thing: Token, preposition: str) -> Token | None:
    """The phrase of this preposition behind the object."""
    for token in (*verb.rights, *thing.rights):
        if token.dep_ == "prep" and token.lower_ == preposition and token.i > thing.i:
            return token
    return None


def _run(verb: Token, token: Token, left: Token, hidden: set[int]) -> list[Span]:
    """From a token on the left to the end of a subtree on the right."""
    right = _cut_right(verb, token)
    return spans(t for t in verb.doc[left.i : right + 1] if t.i not in hidden)


def _clause(verb: Token, clause: Token, hidden: set[int]) -> list[Span]:
    """The spans of a clause complement, before the verb, behind it or around it."""
    inner = {t.i for t in clause.subtree} - {t.i for t in verb.subtree if t.i == verb.i}
    marks = [c for c in clause.children if c.dep_ == "mark" or c.tag_ in {"WRB", "WP", "WDT"}]
    start = min(inner)
    if clause.i > verb.i:
        start = max(start, verb.i + 1)
        that = [m.i for m in marks if m.lower_ in {"that", "whether", "if"} and m.i > verb.i]
        if that:
            start = that[0]
    end = _cut_right(verb, clause)
    return spans(t for t in verb.doc if t.i in inner and start <= t.i <= end and t.i not in hidden)


def _cut_right(verb: Token, token: Token) -> int:
    """The last token of a complement: what reports again behind a comma is not part of it."""
    end = max(t.i for t in token.subtree)
    for t in token.subtree:
        if t.i <= token.i or t.i <= verb.i or t.left_edge.i == 0:
            continue
        before = t.doc[t.left_edge.i - 1]
        if t.tag_ == "VBG" and t.dep_ == "advcl" and before.text == "," and reporting(t):
            end = min(end, before.i - 1)
        elif t.lower_ == "according" and t.nbor(1).lower_ == "to":
            end = min(end, t.i - 1)
        elif t.dep_ == "conj" and reporting(t) and t.tag_ == verb.tag_ and t.head.tag_ != t.tag_ and not child(t, "nsubj"):
            cc = [c for c in t.head.children if c.dep_ == "cc" and c.i < t.i]
            end = min(end, (cc[-1].i if cc else t.left_edge.i) - 1)
    return end


def _final_attribution(verb: Token, hidden: set[int]) -> list[Span]:
    """What stands before ", the mayor said." when the parse does not show it."""
    doc = verb.doc
    who = child(verb, "nsubj")
    if who is None:
        return []
    left = min(who.left_edge.i, verb.i)
    if left < 3 or doc[left - 1].text not in {",", "—", "–"}:
        return []
    if any(t.dep_ in {"nsubj", "ccomp", "dobj"} and t.i > verb.i for t in verb.rights):
        return []
    return spans(t for t in doc[: left - 1] if t.i not in hidden)


def _according_to(doc: Doc, folded: list[Span], hidden: set[int]) -> list[Attribution]:
    """Attributions by "according to", "per"."""
    found = []
    for token in doc[:-2]:
        if token.lower_ != "according" or token.nbor(1).lower_ != "to" or token.i in hidden:
            continue
        who = child(token.nbor(1), "pobj") or child(token, "pobj")
        if who is None:
            continue
        right = max(t.i for t in who.subtree)
        if token.i <= 1:
            comma = next((t.i for t in doc[right:] if t.text == ","), None)
            stop = right if comma is None else comma
            content = [t for t in doc if t.i > stop]
        else:
            content = [t for t in doc[: token.i]]
            if right + 1 < len(doc) and doc[right + 1].text == "," and token.nbor(-1).text == ",":
                content += list(doc[right + 2 :])
        numbers = tuple(
            n for n, (start, _) in enumerate(folded) if any(t.idx == start for t in content)
        )
        cue = (token.idx, token.nbor(1).idx + 2)
        found.append(
            Attribution(cue, who, tuple(spans(t for t in content if t.i not in hidden)), token, None, numbers)
        )
    return found
