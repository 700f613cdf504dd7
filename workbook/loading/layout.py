"""Articles told apart by separator lines, or by blank lines that are more than the usual."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from workbook.loading.lines import Line, ends_sentence
from workbook.loading.shapes import begins_header, is_headline_shaped, is_symbols

# Between two boundaries lies an article rather than a section or a caption from about here on.
LEAST_WORDS, LEAST_LINES = 40, 2.5
# Of the articles, at least this share must follow on a finished sentence.
LEAST_FINISHED = 0.7

_ITEM = r"(?:article|document|doc|item|story|text|record|report|news|no\.?|nr\.?|number|#)"
_COUNTED = re.compile(
    rf"\W*(?:{_ITEM}\W*)?(\d{{1,6}})(?:\s*(?:/|of|von|de|di)\s*\d+)?(?:\s*{_ITEM}s?)?\W*",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d+[.)]?")
_DIGITS = re.compile(r"\d+")
# Signs that also part the sections of one article, where they are few.
_WEAK_SIGNS = set("*•·.…~-–—")
STRONG_LENGTH = 5


def separator_sets(lines: Sequence[Line]) -> Iterator[tuple[list[int], bool]]:
    """Places of lines that may separate the articles, kind by kind, and whether they surely do.

    Sure ones come first; the others also part the sections of an article and need more evidence.
    """
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if kind := separator_kind(line.text):
            kinds[kind].append(i)
    for wanted in (True, False):
        for kind, places in kinds.items():
            if "0" in kind and not _counts_up(lines, places):
                continue
            if _is_strong(lines[places[0]].text) is wanted and _makes_articles(lines, places):
                yield places, wanted


def separator_kind(text: str) -> str | None:
    """What makes a line the same separator as another: its signs, or the words around a number.

    >>> separator_kind("* * *"), separator_kind("[12]"), separator_kind("No deal")
    ('***', '[0]', None)
    """
    if is_symbols(text):
        signs = text.replace(" ", "")
        return signs[0] * 3 if len(set(signs)) == 1 else "".join(sorted(set(signs)))
    if len(text) <= 40 and _COUNTED.fullmatch(text):
        return _DIGITS.sub("0", text).lower()
    return None


def separated_starts(places: Sequence[int], n_lines: int) -> list[int]:
    """First lines of the articles that these separators leave; the first holds what is above."""
    edges = set(places)
    first = next((i for i in range(n_lines) if i not in edges), 0)
    later = (place + 1 for place in places if place > first)
    return [0, *(start for start in later if start < n_lines and start not in edges)]


def gap_sets(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Starts after blank lines, for each number of blank lines that is more than the fewest."""
    for least in sorted({line.gap for line in lines[1:]})[1:]:
        starts = [0, *(i for i, line in enumerate(lines) if i and line.gap >= least)]
        starts = _join_lone_titles(lines, starts)
        if _is_plausible(lines, starts):
            yield starts


def _join_lone_titles(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Drop the start after a piece that is only a headline, with or without lines under it."""
    joined: list[int] = []
    lone = False
    for start, end in pairwise([*starts, len(lines)]):
        if not lone:
            joined.append(start)
        head = is_headline_shaped(lines[start].text) or begins_header(lines[start].text)
        lone = head and all(begins_header(lines[i].text) for i in range(start + 1, end))
    return joined


def _makes_articles(lines: Sequence[Line], places: Sequence[int]) -> bool:
    return _is_plausible(lines, separated_starts(places, len(lines)), set(places))


def _is_plausible(
    lines: Sequence[Line], starts: Sequence[int], separators: set[int] | None = None
) -> bool:
    """Whether the pieces are as long as articles and begin where sentences have ended."""
    pieces = [
        [line for i, line in enumerate(lines[start:end], start) if i not in (separators or ())]
        for start, end in pairwise([*starts, len(lines)])
    ]
    if len(pieces) < 2:
        return False
    words = [sum(line.n_words for line in piece) for piece in pieces]
    finished = sum(bool(piece) and ends_sentence(piece[-1].text) for piece in pieces)
    return (
        median(words) >= LEAST_WORDS
        and sum(map(len, pieces)) >= LEAST_LINES * len(pieces)
        and finished >= LEAST_FINISHED * len(pieces)
    )


def _is_strong(text: str) -> bool:
    """Whether a separator of this look parts articles rather than sections."""
    if _DIGITS.search(text):
        return _BARE_NUMBER.fullmatch(text) is None
    return text[0] not in _WEAK_SIGNS or (text[0] in "-–—~" and len(text) >= STRONG_LENGTH)


def _counts_up(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether the numbers in these lines are 0 or 1 and so on, one by one."""
    numbers = [int(found[1]) for i in places if (found := _COUNTED.fullmatch(lines[i].text))]
    return (
        len(numbers) > 1 and numbers[0] in (0, 1) and all(b - a == 1 for a, b in pairwise(numbers))
    )
