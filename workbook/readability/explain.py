"""Why a text scores as it does: the part of its sentences and the part of its words."""

from __future__ import annotations

import polars as pl

from workbook.errors import require_known
from workbook.readability.formulas import FORMULAS
from workbook.readability.measures import HAS_WORDS, Formula

TWO_TERMS = tuple(name for name, formula in FORMULAS.items() if len(formula.measures) == 2)


def explain_scores(
    scores: pl.DataFrame,
    formula: str = "flesch_kincaid_grade",
    *,
    against: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Divide the distance of each score from a middling text between sentences and words.

    The middling text has the median sentence length and the median word length of
    `against`. The two parts add up to the distance: each is what the score changes by when
    that one measure changes, averaged over which of the two changes first (the Shapley
    value; for a sum, simply its terms).

    Parameters
    ----------
    scores
        Scores of `score_readability`, with any other columns.
    formula
        A formula of two terms.
    against
        The scores that set the medians; by default `scores` itself.

    Returns
    -------
    pl.DataFrame
        The rows of `scores` with, in the formula's unit, Float64 `from_sentences` and
        `from_words`; with Float64 `sentence_length` and `word_length` as the formula
        measures them; and with String `driver`, the larger part in words: `long sentences`,
        `short sentences`, `hard words` or `easy words`. Null for a text without words.

    Raises
    ------
    WorkbookError
        If the formula is unknown or has not two terms.

    Examples
    --------
    >>> from workbook.readability import score_readability
    >>> articles = pl.DataFrame({"article_id": ["a", "b"], "body": ["It rained today.",
    ...     "It rained, and then it rained again, and then it rained once more."]})
    >>> explain_scores(score_readability(articles), "lix").select(
    ...     "lix", "from_sentences", "from_words", "driver").rows()
    [(3.0, -5.0, 0.0, 'short sentences'), (13.0, 5.0, 0.0, 'long sentences')]
    """
    require_known("formula of two terms", [formula], TWO_TERMS)
    chosen = FORMULAS[formula]
    measured = {"sentence_length": chosen.measures[0], "word_length": chosen.measures[1]}
    values = [
        pl.when(HAS_WORDS).then(measure.expression).cast(pl.Float64).alias(name)
        for name, measure in measured.items()
    ]
    middle = (scores if against is None else against).select(*values).median().row(0)
    parts = scores.with_columns(*values).with_columns(**_parts(chosen, *middle))
    return parts.with_columns(driver=_driver(chosen))


def _parts(formula: Formula, sentences: float | None, words: float | None) -> dict[str, pl.Expr]:
    """What sentences and words add to the score of a text with the given measures."""
    score = formula.score
    long, hard = pl.col("sentence_length"), pl.col("word_length")
    usual, easy = pl.lit(sentences, pl.Float64), pl.lit(words, pl.Float64)
    base, both = score(usual, easy), score(long, hard)
    sentences_alone, words_alone = score(long, easy), score(usual, hard)
    known = long.is_not_null()
    return {
        "from_sentences": pl.when(known).then((sentences_alone - base + both - words_alone) / 2),
        "from_words": pl.when(known).then((words_alone - base + both - sentences_alone) / 2),
    }


def _driver(formula: Formula) -> pl.Expr:
    """The larger part in words; null where the text is the middling one."""
    sentences, words = pl.col("from_sentences"), pl.col("from_words")
    harder = -1 if formula.higher == "easier" else 1
    by_sentences = sentences.abs() >= words.abs()
    larger = harder * pl.when(by_sentences).then(sentences).otherwise(words)
    return (
        pl.when(by_sentences & (larger > 0))
        .then(pl.lit("long sentences"))
        .when(by_sentences & (larger < 0))
        .then(pl.lit("short sentences"))
        .when(larger > 0)
        .then(pl.lit("hard words"))
        .when(larger < 0)
        .then(pl.lit("easy words"))
    )
