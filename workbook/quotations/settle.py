"""Make the quotations of one body agree: join what goes on, drop what lies inside another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from workbook.language import paragraph_spans
from workbook.quotations.extent import Span
from workbook.quotations.layout import find_turns, signed
from workbook.quotations.marks import Quoted
from workbook.quotations.names import is_outlet
from workbook.quotations.passages import inner_text, is_title, n_words, stands_alone
from workbook.quotations.quotation import Quotation

# Shorter words in marks that nobody introduces are rather a term or a title.
SHORTEST_UNATTRIBUTED = 5
# The share of an outlet's report that the words of the person quoted in it must fill.
RELAYED = 0.5


def settle(body: str, marks: list[Quoted], found: list[Quotation]) -> list[Quotation]:
    """The quotations of a body, in the order of the text, none inside another."""
    turns = find_turns(body)
    marks = [m for m in marks if not any(turn.meets(m.start, m.end) for turn in turns)]
    spoken = [_snap(q, marks) for q in found if q.parts]
    spoken = [q for q in spoken if not any(turn.meets(q.start, q.end) for turn in turns)]
    spoken = _relayed(body, spoken)
    return _outer([*_with_unintroduced(body, marks, _outer(spoken)), *turns])


def _snap(quotation: Quotation, marks: list[Quoted]) -> Quotation:
    """Let no part begin or end inside quotation marks; join parts that meet."""
    parts: list[Span] = []
    for part in sorted(quotation.parts):
        start, end = part
        for mark in marks:
            if mark.start < end and start < mark.end:
                start, end = min(start, mark.start), max(end, mark.end)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    return replace(quotation, parts=tuple(parts))


def _relayed(body: str, found: list[Quotation]) -> list[Quotation]:
    """Where an outlet reports what somebody said, keep what was said and note the outlet."""
    kept: list[Quotation] = []
    relays: dict[Quotation, Span] = {}
    for outer in found:
        if outer.mention is None or not is_outlet(body[slice(*outer.mention)]):
            continue
        inner = [q for q in found if q is not outer and _fills(q, outer)]
        relays |= {q: outer.mention for q in inner}
        if inner:
            kept.append(outer)
    return [replace(q, relay=relays.get(q)) for q in found if q not in kept]


def _fills(inner: Quotation, outer: Quotation) -> bool:
    """Whether the outer quotation is little more than the inner one with its cue."""
    if inner.cue is None or inner.mention is None or not outer.meets(*inner.cue):
        return False
    return outer.meets(inner.start, inner.end) and inner.length >= RELAYED * outer.length


def _outer(found: Iterable[Quotation]) -> list[Quotation]:
    """Of two quotations that share words keep the longer, in the order of the text."""
    kept: list[Quotation] = []
    for q in sorted(found, key=lambda q: (-q.length, q.start, q.cue or (0, 0))):
        inside = any(k.meets(*part) for k in kept for part in q.parts)
        cue_inside = q.cue is not None and any(k.meets(*q.cue) for k in kept)
        if not inside and not cue_inside:
            kept.append(q)
    return sorted(kept, key=lambda q: (q.start, q.end))


def _with_unintroduced(
    body: str, marks: list[Quoted], found: list[Quotation]
) -> list[Quotation]:
    """Add the words in marks that no verb introduces.

    They go on from the quotation before them in the same paragraph, or in the one before whose
    mark stayed open; they are signed by a name behind a dash; or nobody is named for them.
    """
    paragraphs = paragraph_spans(body)
    ends = [end for _, end in paragraphs]
    owners: list[Quotation] = list(found)
    previous: int | None = None  # the owner of the mark before
    open_before: Quoted | None = None
    for mark in marks:
        number = bisect_right(ends, mark.start)
        own = next((i for i, q in enumerate(owners) if q.meets(mark.start, mark.end)), None)
        if own is None and _is_said(body, mark, paragraphs[number]):
            goes_on = previous is not None and (
                paragraphs[number][0] <= owners[previous].end
                or (open_before is not None and open_before.continues)
            )
            if (by_name := signed(body, mark, number)) is not None:
                owners.append(by_name)
                own = len(owners) - 1
            elif goes_on and previous is not None:
                before = owners[previous]
                owners[previous] = replace(before, parts=(*before.parts, (mark.start, mark.end)))
                own = previous
            elif n_words(body[mark.start : mark.end]) >= SHORTEST_UNATTRIBUTED:
                owners.append(Quotation(((mark.start, mark.end),), number))
                own = len(owners) - 1
        previous, open_before = own, mark
    return [replace(q, parts=tuple(sorted(q.parts))) for q in owners]


def _is_said(body: str, mark: Quoted, paragraph: Span) -> bool:
    """Whether words in marks are somebody's sentence rather than a term or a title."""
    inner = inner_text(body, mark)
    return stands_alone(body, mark, paragraph) and n_words(inner) > 2 and not is_title(inner)
