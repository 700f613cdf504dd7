"""Attributions by layout instead of grammar: labelled turns of a transcript, names behind a dash."""

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
    """The turns of a transcript: paragraphs that open with a speaker's label.

    A label in capitals, or one that opens at least two paragraphs, is a speaker's; "Note: ..." is none.

    >>> [(turn.mention, turn.parts) for turn in find_turns("RUIZ: We are late.")]
    [((0, 4), ((6, 18),))]
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
        if not (name.isupper() or often[name] > 1) or (len(name) == 1 and name not in "QA"):
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
