"""Attributions by layout: the labelled turns of a transcript, a name behind a dash."""

from __future__ import annotations

import re
from collections import Counter

from workbook.language import paragraph_spans, trim
from workbook.quotations.marks import Quoted
from workbook.quotations.quotation import Quotation

_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|van|von|de|da|del|la|al|bin)){0,5}"
# "WALLACE: ...", "Q: ...", "Ana Ruiz: ..."; a quotation mark may open the turn.
_LABEL = re.compile(rf"[\"“‘«]?\s*(?P<name>{_NAME}):\s+(?=\S)")
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


def signed(body: str, mark: Quoted, paragraph: int) -> Quotation | None:
    """The quotation of a mark that is followed by a dash and a name; null if it is not."""
    match = _BEHIND_DASH.match(body, mark.end)
    if match is None or body[mark.end : match.start("cue")].count("\n") > 1:
        return None
    return Quotation(
        ((mark.start, mark.end),), paragraph, cue=match.span("cue"), mention=match.span("name")
    )
