"""Where articles begin in a text that holds several: the style of the file is decided once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.loading.headlines import find_headlines
from workbook.loading.lines import Line


@dataclass(frozen=True)
class Split:
    """The first line of each article, what showed it, how surely, and the separator lines."""

    starts: tuple[int, ...]
    basis: str
    confidence: tuple[float, ...]
    separators: frozenset[int] = frozenset()


def split_articles(lines: Sequence[Line]) -> Split:
    """Split by the strongest evidence that the file shows."""
    starts = find_headlines(lines)
    if starts:
        return Split(tuple(starts), "headline", tuple(0.9 for _ in starts))
    return Split((0,), "whole", (1.0,))
