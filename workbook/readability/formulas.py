"""The readability formulas, each stated once over the columns of `COUNTS`.

Names and constants are those of textstat; terms stand in its order, so that sums round alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from workbook.errors import require_known

WORDS, SENTENCES = pl.col("n_words"), pl.col("n_sentences")
WORDS_PER_SENTENCE = WORDS / SENTENCES
SYLLABLES_PER_WORD = pl.col("n_syllables") / WORDS
LONG_WORDS = pl.col("n_long_words")
DIFFICULT_PERCENT = 100 * pl.col("n_difficult_words") / WORDS
UNFAMILIAR_PERCENT = 100 * pl.col("n_unfamiliar_words") / WORDS
DALE_CHALL = 0.1579 * UNFAMILIAR_PERCENT + 0.0496 * WORDS_PER_SENTENCE
NEW_DALE_CHALL = 0.1579 * DIFFICULT_PERCENT + 0.0496 * WORDS_PER_SENTENCE
LINSEAR = pl.col("n_opening_points") / pl.col("n_opening_sentences")


@dataclass(frozen=True)
class Formula:
    """A readability formula: how it is reckoned and how to read it."""

    expression: pl.Expr
    unit: str
    higher: Literal["easier", "harder", "longer"]  # what a higher value means to a reader
    low: float | None  # the range that the authors' own scale covers; null where it is open
    high: float | None
    source: str


def _if_syllables(expression: pl.Expr) -> pl.Expr:
    """Zero, as in textstat, where the words have no syllable ("'s")."""
    return pl.when(pl.col("n_syllables") > 0).then(expression).otherwise(0.0)


FORMULAS = {
    "flesch_reading_ease": Formula(
        _if_syllables(206.835 - 1.015 * WORDS_PER_SENTENCE - 84.6 * SYLLABLES_PER_WORD),
        unit="points",
        higher="easier",
        low=0,
        high=100,
        source="Flesch 1948, A new readability yardstick",
    ),
    "flesch_kincaid_grade": Formula(
        _if_syllables(0.39 * WORDS_PER_SENTENCE + 11.8 * SYLLABLES_PER_WORD - 15.59),
        unit="US school grade",
        higher="harder",
        low=0,
        high=18,
        source="Kincaid, Fishburne, Rogers and Chissom 1975, Derivation of readability formulas",
    ),
    "gunning_fog": Formula(
        0.4 * (WORDS_PER_SENTENCE + 100 * pl.col("n_fog_words") / WORDS),
        unit="years of schooling",
        higher="harder",
        low=6,
        high=17,
        source="Gunning 1952, The technique of clear writing",
    ),
    "smog_index": Formula(
        1.043 * (30 * (pl.col("n_complex_words") / SENTENCES)).sqrt() + 3.1291,
        unit="US school grade",
        higher="harder",
        low=5,
        high=18,
        source="McLaughlin 1969, SMOG grading: a new readability formula",
    ),
    "automated_readability_index": Formula(
        4.71 * (pl.col("n_characters") / pl.col("n_tokens")) + 0.5 * WORDS_PER_SENTENCE - 21.43,
        unit="US school grade",
        higher="harder",
        low=1,
        high=14,
        source="Senter and Smith 1967, Automated readability index",
    ),
    "coleman_liau_index": Formula(
        0.058 * (pl.col("n_letters") / WORDS * 100) - 0.296 * (SENTENCES / WORDS * 100) - 15.8,
        unit="US school grade",
        higher="harder",
        low=1,
        high=16,
        source="Coleman and Liau 1975, A computer readability formula designed for machine scoring",
    ),
    "linsear_write_formula": Formula(
        pl.when(LINSEAR <= 20).then(LINSEAR - 2).otherwise(LINSEAR) / 2,
        unit="US school grade",
        higher="harder",
        low=0,
        high=18,
        source="O'Hayre 1966, Gobbledygook has gotta go; the first 100 words",
    ),
    "dale_chall_readability_score": Formula(
        pl.when(UNFAMILIAR_PERCENT > 5).then(DALE_CHALL + 3.6365).otherwise(DALE_CHALL),
        unit="points",
        higher="harder",
        low=0,
        high=10,
        source="Dale and Chall 1948, A formula for predicting readability",
    ),
    "dale_chall_readability_score_v2": Formula(
        pl.when(NEW_DALE_CHALL > 0.05).then(NEW_DALE_CHALL + 3.6365).otherwise(NEW_DALE_CHALL),
        unit="points",
        higher="harder",
        low=0,
        high=10,
        source="textstat, after Chall and Dale 1995; unfamiliar words of 2 or more syllables",
    ),
    "spache_readability": Formula(
        0.141 * WORDS_PER_SENTENCE + 0.086 * DIFFICULT_PERCENT + 0.839,
        unit="US school grade",
        higher="harder",
        low=1,
        high=4,
        source="Spache 1953, A new readability formula for primary-grade reading materials",
    ),
    "lix": Formula(
        WORDS_PER_SENTENCE + 100 * LONG_WORDS / WORDS,
        unit="points",
        higher="harder",
        low=20,
        high=60,
        source="Björnsson 1968, Läsbarhet",
    ),
    "rix": Formula(
        LONG_WORDS / SENTENCES,
        unit="long words per sentence",
        higher="harder",
        low=0,
        high=7.2,
        source="Anderson 1983, Lix and Rix: variations on a little-known readability index",
    ),
    "mcalpine_eflaw": Formula(
        (WORDS + pl.col("n_short_words")) / SENTENCES,
        unit="points",
        higher="harder",
        low=1,
        high=30,
        source="McAlpine 1997, Global English for global business",
    ),
    "difficult_words": Formula(
        pl.col("n_difficult_types").cast(pl.Float64),
        unit="distinct words",
        higher="harder",
        low=0,
        high=None,
        source="textstat: 2 or more syllables and not on Dale and Chall's list of easy words",
    ),
    "words_per_sentence": Formula(
        WORDS_PER_SENTENCE,
        unit="words",
        higher="harder",
        low=0,
        high=None,
        source="textstat; the first term of most formulas",
    ),
    "avg_syllables_per_word": Formula(
        SYLLABLES_PER_WORD,
        unit="syllables",
        higher="harder",
        low=0,
        high=None,
        source="textstat; the second term of Flesch's and Kincaid's formulas",
    ),
    "reading_time": Formula(
        14.69 * pl.col("n_characters") / 1000,
        unit="seconds",
        higher="longer",
        low=0,
        high=None,
        source="Demberg and Keller 2008, Data from eye-tracking corpora: 14.69 ms per character",
    ),
}


def _grades_of_ease(ease: pl.Expr) -> list[pl.Expr]:
    """The grade, or the two grades, that textstat reads from the Flesch reading ease."""
    # From 90 to 100 points it is grade 5, from 80 grade 6, ...; everywhere else grade 13.
    bands = ((90, 5), (80, 6), (70, 7), (60, 8), (60, 9), (50, 10), (40, 11), (30, 12))
    inside = [
        pl.when((ease >= floor) & (ease < floor + 10)).then(float(grade)) for floor, grade in bands
    ]
    return [*inside, pl.when((ease >= 100) | (ease < 30)).then(13.0)]


def _consensus() -> pl.Expr:
    """The grade named most often, the first named of several; each formula names three."""
    grades: list[pl.Expr] = []
    for name in (
        "flesch_kincaid_grade",
        "flesch_reading_ease",
        "smog_index",
        "coleman_liau_index",
        "automated_readability_index",
        "dale_chall_readability_score",
        "linsear_write_formula",
        "gunning_fog",
    ):
        score = FORMULAS[name].expression
        if name == "flesch_reading_ease":
            grades += _grades_of_ease(score)
        else:
            grades += [score.floor(), score.ceil(), score.round(mode="half_to_even")]
    first_of_most = pl.element().mode(maintain_order=True).first()
    voted = pl.concat_list(grades).list.drop_nulls().list.eval(first_of_most)
    return voted.list.first().clip(1, 18)


FORMULAS["text_standard"] = Formula(
    _consensus(),
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
        pl.when((WORDS > 0) & (SENTENCES > 0)).then(FORMULAS[name].expression).alias(name)
        for name in formulas
    )
