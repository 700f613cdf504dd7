"""Whether the articles of a file open with headlines, and which line each one's is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from workbook.loading.lines import Line
from workbook.loading.shapes import begins_header, is_headline_shaped, is_question

# A file has headlines when at least this share of its articles opens with a headline-shaped line.
TITLED_SHARE = 0.6


def titled_share(
    lines: Sequence[Line], starts: Sequence[int], separators: Collection[int]
) -> float:
    """The share of articles whose first line reads like a headline over the next."""
    pieces = list(pairwise([*starts, len(lines)]))
    heads = [opening(lines, range(start, end), separators) for start, end in pieces]
    return sum(can_be_title([lines[i].text for i in head]) for head in heads) / len(pieces)


def opening(lines: Sequence[Line], piece: range, separators: Collection[int]) -> list[int]:
    """The first two lines of an article that are no separators, furniture or byline and date."""
    is_text = (i for i in piece if i not in separators and not begins_header(lines[i].text))
    return [i for _, i in zip(range(2), is_text, strict=False)]


def can_be_title(head: Sequence[str]) -> bool:
    """Whether the first of two lines reads like a headline over the other.

    >>> can_be_title(["Harbour closes after storm", "The harbour closed on Monday."])
    True
    """
    if len(head) < 2 or not is_headline_shaped(head[0]):
        return False
    return not is_question(head[0]) or len(head[1]) > len(head[0])
