"""Attributions by layout: turns of a transcript, blocks, a headline's label, a signature."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from workbook.language import paragraph_spans, trim
from workbook.quotations.lexicon import is_reporting_form
from workbook.quotations.marks import Quoted, overlapping
from workbook.quotations.quotation import Quotation

LONGEST_CUE = 40  # characters of the word before a colon
_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|van|von|de|da|del|la|al|bin)){0,5}"
# "WALLACE: ...", "Q: ...", "Ana Ruiz: ..."; a quotation mark may open the turn.
_LABEL = re.compile(rf"[\"“‘«]?\s*(?P<name>{_NAME}):\s+(?=\S)")
_ANNOUNCES = re.compile(r"(?P<cue>[^\W\d_]+):\Z")
_HEADLINE = re.compile(rf"(?!The\s)(?P<name>{_NAME})(?:\s+on\s[^:]+)?:\s+(?=\S)")
_STUDIES = {"analysis", "poll", "report", "study", "survey"}
# '"..." — Ana Ruiz', on the same line or the next.
_BEHIND_DASH = re.compile(
    rf"\s*(?P<cue>―|—|–|--?)\s*(?P<name>{_NAME})(?=\s*(?:$|\n|,))", re.MULTILINE
)


def find_turns(body: str) -> list[Quotation]:
    r"""The turns of a transcript: paragraphs that open with a speaker's label.

    A transcript has two such paragraphs or more: "NOTE: ..." alone is none.

    >>> [(turn.mention, turn.parts) for turn in find_turns("Q: Late?\n\nA: Not yet.")]
    [((0, 1), ((3, 8),)), ((10, 11), ((13, 21),))]
    """
    opened = []
    for number, (start, end) in enumerate(paragraph_spans(body)):
        label = _LABEL.match(body, start, end)
        if label is not None:
            opened.append((number, label, end))
    often = Counter(label["name"] for _, label, _ in opened)
    turns = []
    for number, label, end in opened:
        name = label["name"]
        if len(opened) < 2 or not (name.isupper() or often[name] > 1):
            continue
        first, last = trim(body, label.end(), end)
        mention = label.span("name")
        turns.append(
            Quotation(
                ((first, last),),
                number,
                cue=(mention[1], mention[1] + 1),
                mention=mention,
                is_turn=True,
            )
        )
    return turns


def with_blocks(body: str, marks: list[Quoted]) -> list[Quoted]:
    r"""The stretches in marks, and the paragraphs without marks that "she said:" announces.

    >>> body = "Ruiz added:\n\nIt was late. We left."
    >>> [body[block.start : block.end] for block in with_blocks(body, [])]
    ['It was late. We left.']
    """
    blocks = []
    for above, (start, end) in pairwise(paragraph_spans(body)):
        announced = _ANNOUNCES.search(body[max(above[0], above[1] - LONGEST_CUE) : above[1]])
        is_marked = bool(overlapping(marks, start, start + 1))
        if announced is not None and is_reporting_form(announced["cue"]) and not is_marked:
            blocks.append(Quoted(start, end))
    outside = [m for m in marks if not overlapping(blocks, m.start, m.end)]
    return sorted([*outside, *blocks], key=lambda mark: mark.start)


def find_label(body: str) -> list[Quotation]:
    """The headline "Ruiz: The Bridge Is Safe", if the body goes on to name who that is."""
    paragraphs = paragraph_spans(body)
    label = _HEADLINE.match(body, *paragraphs[0]) if paragraphs else None
    if label is None or not paragraphs[1:]:
        return []
    name, rest = label["name"], paragraphs[1][0]
    if name.lower() not in _STUDIES and re.search(rf"\b{re.escape(name)}\b", body[rest:]) is None:
        return []
    start, end = trim(body, label.end(), paragraphs[0][1])
    end -= body[end - 1] == "."
    mention = label.span("name")
    return [Quotation(((start, end),), 0, cue=(mention[1], mention[1] + 1), mention=mention)]


def signed(body: str, mark: Quoted, paragraph: int) -> Quotation | None:
    """The quotation of a mark that is followed by a dash and a name; null if it is not."""
    match = _BEHIND_DASH.match(body, mark.end)
    if match is None or body[mark.end : match.start("cue")].count("\n") > 1:
        return None
    return Quotation(
        ((mark.start, mark.end),), paragraph, cue=match.span("cue"), mention=match.span("name")
    )
