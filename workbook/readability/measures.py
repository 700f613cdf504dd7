"""What the formulas measure in a text, over the columns of `COUNTS`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import polars as pl


@dataclass(frozen=True)
class Measure:
    """A quantity that a formula is made of, and the count of the words that raise it."""

    expression: pl.Expr
    name: str
    hard_words: str | None = None  # None where it measures sentences


@dataclass(frozen=True)
class Formula:
    """A readability formula: how it is reckoned and how to read it.

    Attributes
    ----------
    score
        The formula as a function of its measures.
    measures
        Of sentences first, then of words; or one alone, or none.
    unit
        Of the score.
    higher
        What a higher value means to a reader.
    low, high
        The range that the authors' own scale covers; None where it is open.
    source
        The paper.
    """

    score: Callable[..., pl.Expr]
    measures: tuple[Measure, ...]
    unit: str
    higher: Literal["easier", "harder", "longer"]
    low: float | None
    high: float | None
    source: str

    @property
    def expression(self) -> pl.Expr:
        """The score over the columns of `COUNTS`."""
        return self.score(*(measure.expression for measure in self.measures))

    @property
    def hard_words(self) -> str:
        """The count of the words that the formula takes for hard."""
        named = (measure.hard_words for measure in self.measures)
        return next(filter(None, named), "n_complex_words")


WORDS, SENTENCES = pl.col("n_words"), pl.col("n_sentences")
HAS_WORDS = (WORDS > 0) & (SENTENCES > 0)

SENTENCE_LENGTH = Measure(WORDS / SENTENCES, "words per sentence")
SENTENCE_COUNT = Measure(SENTENCES / WORDS * 100, "sentences per 100 words")
OPENING_SENTENCES = Measure(pl.col("n_opening_sentences"), "sentences in the first 100 words")

SYLLABLES = Measure(pl.col("n_syllables") / WORDS, "syllables per word", "n_complex_words")
COMPLEX_SHARE = Measure(
    pl.col("n_complex_words") / WORDS, "words of 3 or more syllables, share", "n_complex_words"
)
FOG_PERCENT = Measure(
    100 * pl.col("n_fog_words") / WORDS, "unfamiliar words of 3 or more syllables, %", "n_fog_words"
)
CHARACTERS = Measure(
    pl.col("n_characters") / pl.col("n_tokens"), "characters per word", "n_long_words"
)
LETTERS = Measure(pl.col("n_letters") / WORDS * 100, "letters per 100 words", "n_long_words")
LONG_PERCENT = Measure(
    100 * pl.col("n_long_words") / WORDS, "words over 6 letters, %", "n_long_words"
)
LONG_SHARE = Measure(pl.col("n_long_words") / WORDS, "words over 6 letters, share", "n_long_words")
SHORT_SHARE = Measure(
    pl.col("n_short_words") / WORDS, "words of at most 3 letters, share", "n_short_words"
)
UNFAMILIAR_PERCENT = Measure(
    100 * pl.col("n_unfamiliar_words") / WORDS, "unfamiliar words, %", "n_unfamiliar_words"
)
DIFFICULT_PERCENT = Measure(
    100 * pl.col("n_difficult_words") / WORDS,
    "unfamiliar words of 2 or more syllables, %",
    "n_difficult_words",
)
OPENING_POINTS = Measure(
    pl.col("n_opening_points"), "points for words in the first 100", "n_complex_words"
)
DIFFICULT_TYPES = Measure(
    pl.col("n_difficult_types").cast(pl.Float64), "distinct words", "n_difficult_words"
)
# By a factor: Polars divides a column by a number otherwise than a single value, by a last digit.
READING_SECONDS = Measure(0.01469 * pl.col("n_characters"), "seconds")
