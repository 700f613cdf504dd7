"""Attributions by layout: turns of a transcript, blocks, a headline's label, a signature."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from workbook.language import paragraph_spans, trim
from workbook.quotations.extent import Span
from workbook.quotations.lexicon import is_reporting_form
from workbook.quotations.marks import Quoted, overlapping
from workbook.quotations.quotation import Quotation

LONGEST_NAME = 5  # words
LONGEST_CUE = 40  # characters of the word before a colon
_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|van|von|de|da|del|la|al|bin)){0,5}"
# "WALLACE: ...", "Q: ...", "Ana Ruiz: ..."; a quotation mark may open the turn.
_LABEL = re.compile(rf"[\"“‘«]?\s*(?P<name>{_NAME}):\s+(?=\S)")
_ANNOUNCES = re.compile(r"(?P<cue>[^\W\d_]+):\Z")
_HEADLINE = re.compile(rf"(?!The\s)(?P<name>{_NAME})(?:\s+on\s[^:]+)?:\s+(?=\S)")
_QUOTING = re.compile(r"(?P<before>[^:\n]{3,90}):\s+(?=[\"“‘'«])")
_CAPITAL = re.compile(r"[^\W\d_a-z][\w.'’-]*")
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
    """The headlines "Ruiz: The Bridge Is Safe" and "Ruiz Warns Board: 'Close It.'".

    The body must go on to name who that is.
    """
    paragraphs = paragraph_spans(body)
    if not paragraphs[1:]:
        return []
    (first, last), rest = paragraphs[0], body[paragraphs[1][0] :]
    label, quoting = _HEADLINE.match(body, first, last), _QUOTING.match(body, first, last)
    if label is not None and (label["name"].lower() in _STUDIES or _names(rest, label["name"])):
        mention, behind = label.span("name"), label.end()
    elif quoting is not None and (named := _named_again(body, quoting.span("before"), rest)):
        mention, behind = named, quoting.end()
    else:
        return []
    start, end = trim(body, behind, last)
    end -= body[end - 1] == "."
    colon = body.index(":", mention[1])
    return [Quotation(((start, end),), 0, cue=(colon, colon + 1), mention=mention)]


def _named_again(body: str, span: Span, rest: str) -> Span | None:
    """The first name of two words or more in a span that the rest of the body has, too."""
    words = list(_CAPITAL.finditer(body, *span))
    for i in range(len(words)):
        for last in reversed(words[i + 1 : i + LONGEST_NAME]):
            name = (words[i].start(), last.end())
            if _names(rest, body[slice(*name)]):
                return name
    return None


def _names(text: str, name: str) -> bool:
    """Whether a text has a name as whole words."""
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def signed(body: str, mark: Quoted, paragraph: int) -> Quotation | None:
    """The quotation of a mark that is followed by a dash and a name; null if it is not."""
    match = _BEHIND_DASH.match(body, mark.end)
    if match is None or body[mark.end : match.start("cue")].count("\n") > 1:
        return None
    return Quotation(
        ((mark.start, mark.end),), paragraph, cue=match.span("cue"), mention=match.span("name")
    )
