"""Make the quotations of one body agree: join what goes on, drop what lies inside another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from workbook.language import paragraph_spans
from workbook.quotations.extent import Span
from workbook.quotations.layout import find_label, find_turns, signed
from workbook.quotations.marks import Quoted, overlapping
from workbook.quotations.passages import (
    ENDS,
    inner_text,
    is_title,
    last_mark,
    n_words,
    stands_alone,
)
from workbook.quotations.quotation import Quotation
from workbook.quotations.relays import keep_relayed

# Fewer words in marks that nobody introduces are rather a term or a title.
SHORTEST_UNATTRIBUTED = 4
# What stands between the words of a list: 'They chanted "Shame!" and "Never!"'.
_LISTED = re.compile(r",? (?:and|or) ")
CLOSE = 40  # characters between a quotation's end or cue and words in marks that go on from it


def settle(body: str, marks: list[Quoted], found: list[Quotation]) -> list[Quotation]:
    """The quotations of a body in the order of the text, none inside another."""
    turns = find_turns(body)
    in_turns = cover(body, turns)
    marks = [mark for mark in marks if not any(in_turns[mark.start : mark.end])]
    spoken = [_snap(q, marks) for q in found if q.parts]
    spoken = [q for q in spoken if not any(in_turns[q.start : q.end])]
    spoken = _outer(body, keep_relayed(body, spoken))
    return _outer(body, [*_with_unintroduced(body, marks, spoken), *turns, *find_label(body)])


def cover(body: str, found: Iterable[Quotation]) -> bytearray:
    """One byte for each character of the body: 1 where a quotation's parts stand."""
    covered = bytearray(len(body))
    for q in found:
        for start, end in q.parts:
            covered[start:end] = b"\1" * (end - start)
    return covered


def _snap(quotation: Quotation, marks: list[Quoted]) -> Quotation:
    """Let no part begin or end inside quotation marks; join parts that meet."""
    parts: list[Span] = []
    for start, end in sorted(quotation.parts):
        touched = overlapping(marks, start, end)
        first = min([start, *(mark.start for mark in touched)])
        last = max([end, *(mark.end for mark in touched)])
        if parts and first <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(last, parts[-1][1]))
        else:
            parts.append((first, last))
    return replace(quotation, parts=tuple(parts))


def _outer(body: str, found: Iterable[Quotation]) -> list[Quotation]:
    """Of quotations that share words, or whose cue is another's words, keep the longest."""
    kept: list[Quotation] = []
    covered = bytearray(len(body))
    for q in sorted(found, key=lambda q: (-q.length, q.cue is None, q.start, q.cue)):
        spans = [*q.parts, q.cue] if q.cue else [*q.parts]
        if not any(any(covered[start:end]) for start, end in spans):
            kept.append(q)
            for start, end in q.parts:
                covered[start:end] = b"\1" * (end - start)
    return sorted(kept, key=lambda q: (q.start, q.end))


def _with_unintroduced(body: str, marks: list[Quoted], found: list[Quotation]) -> list[Quotation]:
    """Add the words in marks that no verb introduces.

    They go on from the quotation just before them in the same paragraph, or from open marks in the
    one before; they are signed by a name behind a dash; or nobody is named for them.
    """
    paragraphs = paragraph_spans(body)
    ends = [end for _, end in paragraphs]
    owners = list(found)
    owner_of = _owners(marks, found)
    last_in = _last_before(marks, found)
    for i, mark in enumerate(marks):
        number = bisect_right(ends, mark.start)
        goes_on = i > 0 and _goes_on(body, marks[i - 1], mark, owned=marks[i - 1] in owner_of)
        said = _is_said(body, mark, paragraphs[number], is_resumed=mark in last_in)
        if mark in owner_of or not (goes_on or said):
            continue
        own = _owner_before(marks, i, owner_of)
        own = last_in.get(mark) if own is None else own
        by_name = signed(body, mark, number)
        if by_name is None and own is not None and (goes_on or owners[own].paragraph == number):
            parts = (*owners[own].parts, (mark.start, mark.end))
            owners[own] = replace(owners[own], parts=parts)
            owner_of[mark] = own
        elif by_name or n_words(body[mark.start : mark.end]) >= SHORTEST_UNATTRIBUTED:
            owner_of[mark] = len(owners)
            owners.append(by_name or Quotation(((mark.start, mark.end),), number))
    return [replace(q, parts=tuple(sorted(q.parts))) for q in owners]


def _goes_on(body: str, before: Quoted, mark: Quoted, *, owned: bool) -> bool:
    """Whether marks go on from those before them: over paragraphs, or in a list of somebody's."""
    listed = owned and _LISTED.fullmatch(body, before.end, mark.start) is not None
    return before.continues or listed


def _owners(marks: list[Quoted], found: list[Quotation]) -> dict[Quoted, int]:
    """The number of the quotation that each stretch in marks belongs to."""
    return {
        mark: number
        for number, q in enumerate(found)
        for part in q.parts
        for mark in overlapping(marks, *part)
    }


def _owner_before(marks: list[Quoted], i: int, owner_of: dict[Quoted, int]) -> int | None:
    """Whose words the marks at place i may go on from: those before, or of those that follow."""
    goes_over = marks[i].continues and i + 1 < len(marks) and marks[i + 1] in owner_of
    return owner_of.get(marks[i - 1]) if i and not goes_over else None


def _last_before(marks: list[Quoted], found: list[Quotation]) -> dict[Quoted, int]:
    """The quotation that, with its cue, ends just before each stretch in marks."""
    ends = sorted((max(q.end, q.cue[1]), n) for n, q in enumerate(found) if q.cue is not None)
    before = {}
    for mark in marks:
        i = bisect_left(ends, (mark.start + 1, 0)) - 1
        if i >= 0 and mark.start - ends[i][0] < CLOSE:
            before[mark] = ends[i][1]
    return before


def _is_said(body: str, mark: Quoted, paragraph: Span, *, is_resumed: bool) -> bool:
    """Whether words in marks are somebody's sentence rather than a term or a title."""
    inner = inner_text(body, mark)
    enough = n_words(inner) > 2 or (is_resumed and last_mark(body, mark) in ENDS)
    return enough and stands_alone(body, mark, paragraph) and not is_title(inner)
