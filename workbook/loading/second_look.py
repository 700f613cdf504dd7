"""Doubtful headlines looked at again: what they gain once the sure ones are in place.

A sub-heading goes on with its article, so that the words hardly change at it; between two
articles they do. Only with the sure starts in place are the pieces long enough to tell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from workbook.loading.cohesion import gain_between, recurring, segment_rows

if TYPE_CHECKING:
    import numpy as np

# Lines of so many points need no second look, lines below the other figure get none.
SURE, HOPELESS = 1.5, -1.0
# What a start must gain, in nats: for each recurring word of the shorter side, and at most. Each
# so many nats more or less are a point, within bounds.
PER_WORD, AT_MOST, NATS = 0.15, 25.0, 10.0
MOST_FOR, MOST_AGAINST = 0.5, -1.5


@dataclass(frozen=True)
class _Evidence:
    """Likelihoods of segments by first line, and how many recurring words stand before each."""

    rows: Mapping[int, np.ndarray]
    words_before: Sequence[int]

    def points(self, first: int, middle: int, end: int) -> tuple[float, float]:
        """Points for a start at the middle line, and what it gains in nats."""
        gain = gain_between(self.rows, (first, middle, end))
        before = self.words_before
        shorter = min(before[middle] - before[first], before[end] - before[middle])
        points = (gain - min(AT_MOST, PER_WORD * shorter)) / NATS
        return max(MOST_AGAINST, min(MOST_FOR, points)), gain


def look_again(words: Sequence[Sequence[str]], scores: Mapping[int, float]) -> dict[int, float]:
    """The scores of possible starts, with the doubtful ones weighed between the sure ones."""
    sure = sorted({0, *(i for i, score in scores.items() if score >= SURE)})
    doubtful = sorted(i for i, score in scores.items() if i and HOPELESS <= score < SURE)
    kept = recurring(words)
    evidence = _Evidence(
        dict(segment_rows(kept, sorted({*sure, *doubtful}))), [0, *accumulate(map(len, kept))]
    )
    weighed = dict(scores)
    pieces = list(pairwise([*sure, len(words)]))
    while pieces:
        first, end = pieces.pop()
        inner = doubtful[bisect_right(doubtful, first) : bisect_left(doubtful, end)]
        found = {i: evidence.points(first, i, end) for i in inner}
        weighed |= {i: scores[i] + points for i, (points, _) in found.items()}
        accepted = [i for i in inner if weighed[i] >= 0]
        if accepted:
            best = max(accepted, key=lambda i: found[i][1])
            pieces += [(first, best), (best, end)]
    return weighed
