"""Page furniture told by repetition: running headers, footers, page numbers, closing lines."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from workbook.loading.lines import Line, ends_sentence
from workbook.loading.shapes import begins_header

# A line is furniture when so many pages or articles have it at the same edge.
LEAST = 3
# How far from the edge it may stand, and how long it may be.
TOP, BOTTOM, LONGEST = 2, 3, 200

_DIGITS = re.compile(r"\d+")


def take_furniture(text: str, lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without and with the headers and footers of pages that form feeds end.

    A sentence that a page broke is put together.
    """
    feeds = [found.start() for found in re.finditer("\f", text)]
    if len(feeds) < LEAST - 1:
        return list(lines), []
    pages = [list(page) for _, page in groupby(lines, lambda line: bisect(feeds, line.start))]
    repeated = _repeated([[_key(line) for line in page] for page in pages], TOP, TOP)
    kept: list[Line] = []
    taken: list[Line] = []
    for page in pages:
        edge = set(range(TOP)) | set(range(len(page) - TOP, len(page)))
        for i, line in enumerate(page):
            if i in edge and _key(line) in repeated:
                taken.append(line)
            elif kept and i < TOP and _goes_on(kept[-1], line):
                whole = f"{kept[-1].text} {line.text}"
                kept[-1] = replace(kept[-1], text=whole, end=line.end)
            else:
                kept.append(line)
    return (kept, taken) if kept else (taken, [])


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a page's end broke a sentence."""
    return line.text[0].islower() and not ends_sentence(before.text)


def repeated_lines(
    lines: Sequence[Line], starts: Sequence[int], separators: Collection[int]
) -> frozenset[int]:
    """Places of lines that open or close three articles or more, other than bylines and dates.

    Copies of one article count once; what opens articles must open half of them.
    """
    pieces = [
        [i for i in range(start, end) if i not in separators]
        for start, end in pairwise([*starts, len(lines)])
    ]
    if len(pieces) < LEAST:
        return frozenset()
    keys = {tuple(_key(lines[i]) for i in piece): None for piece in pieces}
    tops = _repeated(keys, 1, 0, max(LEAST, len(pieces) / 2))
    bottoms = _repeated(keys, 0, BOTTOM)
    edges = [(i, tops) for piece in pieces if len(piece) > 1 for i in piece[:1]]
    edges += [(i, bottoms) for piece in pieces for i in piece[1:][-BOTTOM:]]
    return frozenset(
        i for i, known in edges if _key(lines[i]) in known and not begins_header(lines[i].text)
    )


def _repeated(
    groups: Collection[Sequence[Hashable]], top: int, bottom: int, least: float = LEAST
) -> set[Hashable]:
    """What stands at the edge of at least so many groups."""
    found: defaultdict[Hashable, int] = defaultdict(int)
    for group in groups:
        for key in {*group[:top], *group[max(0, len(group) - bottom) :]} - {""}:
            found[key] += 1
    return {key for key, n in found.items() if n >= least}


def _key(line: Line) -> str:
    """A line with its numbers alike, so that page 3 is as page 4; nothing for a long line."""
    return _DIGITS.sub("0", line.text) if len(line.text) <= LONGEST else ""
