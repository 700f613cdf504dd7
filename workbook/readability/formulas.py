"""The readability formulas, each stated once as a function of what it measures.

Names and constants are those of textstat; terms stand in its order, so that sums round alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from workbook.errors import require_known
from workbook.readability.consensus import consensus
from workbook.readability.measures import (
    CHARACTERS,
    COMPLEX_SHARE,
    DIFFICULT_PERCENT,
    DIFFICULT_TYPES,
    FOG_PERCENT,
    HAS_WORDS,
    LETTERS,
    LONG_PERCENT,
    LONG_SHARE,
    OPENING_POINTS,
    OPENING_SENTENCES,
    READING_SECONDS,
    SENTENCE_COUNT,
    SENTENCE_LENGTH,
    SHORT_SHARE,
    SYLLABLES,
    UNFAMILIAR_PERCENT,
    Formula,
)


def _if_syllables(syllables: pl.Expr, score: pl.Expr) -> pl.Expr:
    """Zero, as in textstat, where the words have no syllable ("'s")."""
    return pl.when(syllables > 0).then(score).otherwise(0.0)


def _linsear(sentences: pl.Expr, points: pl.Expr) -> pl.Expr:
    rate = points / sentences
    return pl.when(rate <= 20).then(rate - 2).otherwise(rate) / 2


def _dale_chall(sentences: pl.Expr, percent: pl.Expr) -> pl.Expr:
    raw = 0.1579 * percent + 0.0496 * sentences
    return pl.when(percent > 5).then(raw + 3.6365).otherwise(raw)


def _new_dale_chall(sentences: pl.Expr, percent: pl.Expr) -> pl.Expr:
    raw = 0.1579 * percent + 0.0496 * sentences
    return pl.when(raw > 0.05).then(raw + 3.6365).otherwise(raw)


FORMULAS = {
    "flesch_reading_ease": Formula(
        lambda sentences, words: _if_syllables(words, 206.835 - 1.015 * sentences - 84.6 * words),
        (SENTENCE_LENGTH, SYLLABLES),
        unit="points",
        higher="easier",
        low=0,
        high=100,
        source="Flesch 1948, A new readability yardstick",
    ),
    "flesch_kincaid_grade": Formula(
        lambda sentences, words: _if_syllables(words, 0.39 * sentences + 11.8 * words - 15.59),
        (SENTENCE_LENGTH, SYLLABLES),
        unit="US school grade",
        higher="harder",
        low=0,
        high=18,
        source="Kincaid, Fishburne, Rogers and Chissom 1975, Derivation of readability formulas",
    ),
    "gunning_fog": Formula(
        lambda sentences, fog: 0.4 * (sentences + fog),
        (SENTENCE_LENGTH, FOG_PERCENT),
        unit="years of schooling",
        higher="harder",
        low=6,
        high=17,
        source="Gunning 1952, The technique of clear writing",
    ),
    "smog_index": Formula(
        lambda sentences, complex_words: 1.043 * (30 * (sentences * complex_words)).sqrt() + 3.1291,
        (SENTENCE_LENGTH, COMPLEX_SHARE),
        unit="US school grade",
        higher="harder",
        low=5,
        high=18,
        source="McLaughlin 1969, SMOG grading: a new readability formula",
    ),
    "automated_readability_index": Formula(
        lambda sentences, characters: 4.71 * characters + 0.5 * sentences - 21.43,
        (SENTENCE_LENGTH, CHARACTERS),
        unit="US school grade",
        higher="harder",
        low=1,
        high=14,
        source="Senter and Smith 1967, Automated readability index",
    ),
    "coleman_liau_index": Formula(
        lambda sentences, letters: 0.058 * letters - 0.296 * sentences - 15.8,
        (SENTENCE_COUNT, LETTERS),
        unit="US school grade",
        higher="harder",
        low=1,
        high=16,
        source="Coleman and Liau 1975, A computer readability formula designed for machine scoring",
    ),
    "linsear_write_formula": Formula(
        _linsear,
        (OPENING_SENTENCES, OPENING_POINTS),
        unit="US school grade",
        higher="harder",
        low=0,
        high=18,
        source="O'Hayre 1966, Gobbledygook has gotta go; the first 100 words",
    ),
    "dale_chall_readability_score": Formula(
        _dale_chall,
        (SENTENCE_LENGTH, UNFAMILIAR_PERCENT),
        unit="points",
        higher="harder",
        low=0,
        high=10,
        source="Dale and Chall 1948, A formula for predicting readability",
    ),
    "dale_chall_readability_score_v2": Formula(
        _new_dale_chall,
        (SENTENCE_LENGTH, DIFFICULT_PERCENT),
        unit="points",
        higher="harder",
        low=0,
        high=10,
        source="textstat, after Chall and Dale 1995; unfamiliar words of 2 or more syllables",
    ),
    "spache_readability": Formula(
        lambda sentences, difficult: 0.141 * sentences + 0.086 * difficult + 0.839,
        (SENTENCE_LENGTH, DIFFICULT_PERCENT),
        unit="US school grade",
        higher="harder",
        low=1,
        high=4,
        source="Spache 1953, A new readability formula for primary-grade reading materials",
    ),
    "lix": Formula(
        lambda sentences, long_words: sentences + long_words,
        (SENTENCE_LENGTH, LONG_PERCENT),
        unit="points",
        higher="harder",
        low=20,
        high=60,
        source="Björnsson 1968, Läsbarhet",
    ),
    "rix": Formula(
        lambda sentences, long_words: sentences * long_words,
        (SENTENCE_LENGTH, LONG_SHARE),
        unit="long words per sentence",
        higher="harder",
        low=0,
        high=7.2,
        source="Anderson 1983, Lix and Rix: variations on a little-known readability index",
    ),
    "mcalpine_eflaw": Formula(
        lambda sentences, short_words: sentences * (1 + short_words),
        (SENTENCE_LENGTH, SHORT_SHARE),
        unit="points",
        higher="harder",
        low=1,
        high=30,
        source="McAlpine 1997, Global English for global business",
    ),
    "difficult_words": Formula(
        lambda measured: measured,
        (DIFFICULT_TYPES,),
        unit="distinct words",
        higher="harder",
        low=0,
        high=None,
        source="textstat: 2 or more syllables and not on Dale and Chall's list of easy words",
    ),
    "words_per_sentence": Formula(
        lambda measured: measured,
        (SENTENCE_LENGTH,),
        unit="words",
        higher="harder",
        low=0,
        high=None,
        source="textstat; the first term of most formulas",
    ),
    "avg_syllables_per_word": Formula(
        lambda measured: measured,
        (SYLLABLES,),
        unit="syllables",
        higher="harder",
        low=0,
        high=None,
        source="textstat; the second term of Flesch's and Kincaid's formulas",
    ),
    "reading_time": Formula(
        lambda measured: measured,
        (READING_SECONDS,),
        unit="seconds",
        higher="longer",
        low=0,
        high=None,
        source="Demberg and Keller 2008, Data from eye-tracking corpora: 14.69 ms per character",
    ),
}

FORMULAS["text_standard"] = Formula(
    lambda: consensus(FORMULAS),
    (),
    unit="US school grade",
    higher="harder",
    low=1,
    high=18,
    source="textstat: the grade that most of eight formulas name when rounded",
)


def apply_formulas(counts: pl.DataFrame, formulas: Sequence[str] = tuple(FORMULAS)) -> pl.DataFrame:
    """Score each text with the named readability formulas.

    Parameters
    ----------
    counts
        One row per text, with the columns of `COUNTS` that the formulas need.
    formulas
        Keys of `FORMULAS`, which gives each one's unit, direction, range and source.

    Returns
    -------
    pl.DataFrame
        The columns of `counts`, then one Float64 column per formula. A text without words
        scores null.

    Raises
    ------
    WorkbookError
        If a formula is not in `FORMULAS`.
    """
    require_known("formula", formulas, FORMULAS)
    return counts.with_columns(
        pl.when(HAS_WORDS).then(FORMULAS[name].expression).alias(name) for name in formulas
    )
