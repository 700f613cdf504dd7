"""Articles told apart by their language alone, where no layout and no headlines show them."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.loading.cohesion import Segments, find_segments, gain_of
from workbook.loading.cues import score_starts
from workbook.loading.vocabulary import content_words

# What beginning a further article costs, in nats of likelihood, before the language has its say,
# and what a point of the cues is worth. High enough that a single article stays whole.
COST, POINT = 30.0, 5.0


def split_by_language(texts: Sequence[str]) -> Segments:
    """Starts of the articles of a text without marks; one if it reads like one article."""
    return find_segments(*_evidence(texts))


def language_gain(texts: Sequence[str], starts: Sequence[int]) -> float:
    """How far the language supports these starts, on average; above 0 it finds them itself."""
    return gain_of(*_evidence(texts), starts)


def _evidence(texts: Sequence[str]) -> tuple[list[list[str]], list[float]]:
    costs = [COST - POINT * score for score in score_starts(texts)]
    return [content_words(text) for text in texts], costs
