"""The outlets that were spoken to and those that pass on what somebody said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from workbook.language import paragraph_spans, sentence_spans
from workbook.quotations.extent import Span
from workbook.quotations.kinds import is_outlet, is_personal
from workbook.quotations.names import find_names
from workbook.quotations.quotation import Quotation

# The share of an outlet's report that the words of the person quoted in it must fill.
RELAYED = 0.5
_CITING = {"citing", "quoting"}
_WORD = r"[^\W\d_a-z][\w&.’'-]*"
_NAME = rf"(?P<name>(?:[Tt]he )?{_WORD}(?: (?:of |and |de |du )?{_WORD}){{0,5}})"
_TOLD = re.compile(
    rf"\b(?:(?:told|tells|telling|tell)"
    rf"|(?:[Ss]peaking|spoke|speaks|[Tt]alking|talked) (?:to|with)"
    rf"|(?:interview|conversation|talk|discussion|exchange)s?(?: \w+)? (?:with|to|for|by|on)"
    rf"|[Ii]nterviewed by|(?:remarks|comments?|statement|e?-?mail|letter|message) to"
    rf"|appear(?:ing|ed|ance) on) {_NAME}"
)
_REPORTS = r"(?:reported|reports|said|wrote|writes|says|quoted|noted)"
_RELAYS = (
    re.compile(rf"\b(?:[Aa]ccording to|[Pp]er|as (?:quoted|cited|reported) by"
               rf"|(?:quoted|cited|reported) (?:as saying )?by|in a report by|as told to) {_NAME}"),
    re.compile(rf"{_NAME} (?:{_REPORTS}|has reported|had reported)\b"),
)  # fmt: skip
_CITES = re.compile(r",? (?:citing|quoting) (?P<who>[^.;\n]{3,120})")


def keep_relayed(body: str, found: list[Quotation]) -> list[Quotation]:
    """Where an outlet reports what somebody said, keep what was said and note the outlet."""
    by_paragraph: dict[int, list[Quotation]] = {}
    for q in found:
        by_paragraph.setdefault(q.paragraph, []).append(q)
    relays: dict[Quotation, Span] = {}
    outlets = set()
    for outer in found:
        if outer.mention is None or not is_outlet(body[slice(*outer.mention)]):
            continue
        if body[slice(*outer.cue or (0, 0))].lower() in _CITING:
            outlets.add(outer)
            continue
        inner = [q for q in by_paragraph[outer.paragraph] if q != outer and _fills(q, outer)]
        relays |= dict.fromkeys(inner, outer.mention)
        outlets |= {outer} if inner else set()
    return [replace(q, relay=relays.get(q)) for q in found if q not in outlets]


def _fills(inner: Quotation, outer: Quotation) -> bool:
    """Whether the outer quotation is little more than the inner one with its cue."""
    if inner.cue is None or inner.mention is None or not outer.meets(*inner.cue):
        return False
    named = sum(end - start for start, end in (inner.cue, inner.mention))
    fills = inner.length >= RELAYED * (outer.length - named)
    return fills and outer.meets(inner.start, inner.end)


def with_relays(body: str, found: list[Quotation]) -> list[Quotation]:
    """The quotations with the outlets that their sentences name as told or as passing it on."""
    own = {q.mention for q in found if q.mention and is_outlet(body[slice(*q.mention)])}
    taken = cover_spans(body, own)
    sentences: dict[int, list[Span]] = {}
    paragraphs = paragraph_spans(body)
    related = []
    for q in found:
        if q.paragraph not in sentences:
            start, end = paragraphs[q.paragraph]
            sentences[q.paragraph] = [
                (start + a, start + b) for a, b in sentence_spans(body[start:end])
            ]
        said_in = _sentence_of(q, sentences[q.paragraph])
        told = _told_outlet(body, q, said_in)
        cited = cited_by_outlet(body, q) is not None
        relay = q.mention if cited else q.relay or _relaying(body, q, said_in, taken)
        related.append(replace(q, told=told, relay=relay))
    return related


def cover_spans(body: str, spans: Iterable[Span]) -> bytearray:
    """One byte for each character of the body: 1 inside the spans."""
    covered = bytearray(len(body))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _sentence_of(q: Quotation, sentences: list[Span]) -> Span:
    """The sentence of a quotation's cue, or of its first words."""
    at = q.cue[0] if q.cue else q.start
    number = bisect_right(sentences, (at, q.end)) - 1
    inside = number >= 0 and at < sentences[number][1]
    return sentences[number] if inside else (q.start, q.end)


def _told_outlet(body: str, q: Quotation, sentence: Span) -> Span | None:
    """The outlet in "told the Harbour Post", "in an interview with Radio Hill"."""
    if q.mention is None or is_outlet(body[slice(*q.mention)]):
        return None
    for match in _TOLD.finditer(body, *sentence):
        span = outlet_in(body, match.span("name"))
        inside = span is not None and q.meets(*match.span()) and q.told is None
        if span is not None and not inside and _is_spoken_to(body, span):
            return span
    return None


def outlet_in(body: str, span: Span) -> Span | None:
    """The outlet's own name in "CNN's Ana Bos"; null if there is none."""
    text = re.split(r"['’]s\b", body[slice(*span)], maxsplit=1)[0]
    return (span[0], span[0] + len(text)) if text else None


def outlet_name(body: str, span: Span | None) -> str | None:
    """The name of an outlet without its article and what opens the sentence."""
    if span is None:
        return None
    text = body[slice(*span)]
    names = [name.text for name in find_names(text) if is_outlet(f"the {name.text}")]
    return names[-1] if names else text.removeprefix("The ").removeprefix("the ").rstrip(".")


def _is_spoken_to(body: str, span: Span) -> bool:
    """Whether a name is an outlet's; "The" with a capital inside a sentence marks one, too."""
    text = body[slice(*span)]
    opens_with_article = text.startswith("The ") and is_personal(text.removeprefix("The "))
    return is_outlet(text) or opens_with_article


def _relaying(body: str, q: Quotation, sentence: Span, taken: bytearray) -> Span | None:
    """The outlet that a sentence names beside the speaker: ", the Harbour Post reported"."""
    if q.mention is None or taken[q.mention[0]]:
        return None
    for pattern in _RELAYS:
        for match in pattern.finditer(body, *sentence):
            span = match.span("name")
            free = not any(taken[slice(*span)]) and not _overlaps(span, q.mention)
            if free and is_outlet(body[slice(*span)]):
                return span
    return None


def _overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def cited_by_outlet(body: str, q: Quotation) -> Span | None:
    """Whom an outlet cites for its report: "the Harbour Post reported, citing Ana Ruiz"."""
    if q.mention is None or q.cue is None or not is_outlet(body[slice(*q.mention)]):
        return None
    match = _CITES.match(body, max(q.cue[1], q.mention[1]))
    return match.span("who") if match else None
