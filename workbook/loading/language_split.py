"""Articles told apart by their language alone, where no layout and no headlines show them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from workbook.loading.cohesion import (
    Segments,
    find_segments,
    recurring,
    split_gains,
    start_gains,
)
from workbook.loading.cues import closing_lines, score_starts
from workbook.loading.vocabulary import content_words

# What beginning a further article costs, in nats of likelihood, before the language has its say,
# and what a point of the cues is worth. High enough that a single article stays whole.
COST, POINT, LAYOUT_POINT = 30.0, 5.0, 8.0
# In a file of more paragraphs, only those begin an article that the cues do not speak against.
MANY = 5000
# A line that was printed at most this many lines before begins none.
JUST_BEFORE = 3


def split_by_language(texts: Sequence[str]) -> Segments:
    """Starts of the articles of a text without marks; one if it reads like one article."""
    words, costs = _evidence(texts, POINT)
    return find_segments(words, costs, possible_starts(texts, costs))


def possible_starts(texts: Sequence[str], costs: Sequence[float]) -> list[int]:
    """Where an article may begin: not with a line that was printed just before."""
    return [
        i
        for i, text in enumerate(texts)
        if text not in texts[max(0, i - JUST_BEFORE) : i]
        and (len(texts) <= MANY or costs[i] <= COST)
    ]


def unused_gains(texts: Sequence[str], starts: Sequence[int]) -> dict[int, float]:
    """What one more start would gain at each other paragraph; very long articles are left out."""
    words, costs = _evidence(texts, POINT)
    gains: dict[int, float] = {}
    for start, end in pairwise([*starts, len(texts)]):
        if end - start <= MANY:
            here = recurring(words[start:end])
            firsts = {0, *possible_starts(texts[start:end], costs[start:end])}
            inner = split_gains(here, costs[start:end], sorted(firsts))
            gains |= {start + i: gain for i, gain in inner if i}
    return gains


def layout_gain(texts: Sequence[str], starts: Sequence[int]) -> float:
    """How far the language supports starts that a layout gives; above 0 it finds them itself.

    Where they are is known, so that what the cues say of them counts for more.
    """
    words, costs = _evidence(texts, LAYOUT_POINT)
    gains = start_gains(words, starts)
    return fmean(gain - costs[i] for i, gain in zip(starts[1:], gains, strict=True))


def _evidence(texts: Sequence[str], point: float) -> tuple[list[list[str]], list[float]]:
    """The words of each paragraph and what a start costs there; credits and notes have no say."""
    costs = [COST - point * score for score in score_starts(texts)]
    closing = closing_lines(texts)
    words = [
        [] if at_end else content_words(text) for text, at_end in zip(texts, closing, strict=True)
    ]
    return words, costs
