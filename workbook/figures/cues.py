"""Verbs and adverbs of movement: whether a number measures a rise or a fall."""

from __future__ import annotations

from functools import cache

from workbook.figures.tokens import data_rows


@cache
def movements() -> dict[str, str]:
    """Word of movement, every form -> up or down."""
    return {word: way for way, words in data_rows("movements.tsv") for word in words.split()}


def is_movement(word: str) -> bool:
    """Whether a small-letter word is a form of a verb or adverb of movement."""
    return word in movements()
