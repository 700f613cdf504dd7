"""Scores by outlet, topic, month: the median, the spread, the number, and how far to trust them."""

from __future__ import annotations

import polars as pl

from workbook.errors import require_known
from workbook.readability.formulas import FORMULAS
from workbook.schema import require_columns

FEWEST_WORDS = 100  # the formulas were made for samples of at least this length


def add_caution(scores: pl.DataFrame, formula: str = "flesch_kincaid_grade") -> pl.DataFrame:
    """Say of each score what makes it doubtful.

    Parameters
    ----------
    scores
        Scores of `score_readability`, with any other columns.
    formula
        A column of the scores.

    Returns
    -------
    pl.DataFrame
        The rows in their order with a String column `caution`: the text has under 100 words,
        or the score is outside of the range that the formula's authors gave a meaning;
        null where neither is so.

    Examples
    --------
    >>> scores = pl.DataFrame({"n_words": [40, 300, 300], "smog_index": [4.0, 19.0, 9.0]})
    >>> add_caution(scores, "smog_index")["caution"].to_list()
    ['under 100 words; below the scale of 5 to 18', 'above the scale of 5 to 18', None]
    """
    require_known("formula", [formula], FORMULAS)
    require_columns(scores, "n_words", formula)
    chosen, score = FORMULAS[formula], pl.col(formula)
    # An empty text has nothing to be cautious about: it has no score.
    short = score.is_not_null() & (pl.col("n_words") < FEWEST_WORDS)
    said = [pl.when(short).then(pl.lit(f"under {FEWEST_WORDS} words"))]
    scale = f"the scale of {chosen.low} to {chosen.high}"
    if chosen.low is not None and chosen.high is not None:
        said.append(pl.when(score < chosen.low).then(pl.lit(f"below {scale}")))
        said.append(pl.when(score > chosen.high).then(pl.lit(f"above {scale}")))
    caution = pl.concat_str(said, separator="; ", ignore_nulls=True)
    return scores.with_columns(caution=pl.when(caution != "").then(caution))


def summarise_scores(
    scores: pl.DataFrame, formula: str = "flesch_kincaid_grade", by: str = "outlet"
) -> pl.DataFrame:
    """Sum up the scores of one formula by group.

    Parameters
    ----------
    scores
        Scores of `score_readability`, joined with what they are grouped by.
    formula
        A column of the scores.
    by
        A column (`outlet`, `section`, `topic`, `driver`, `part`, ...), or `month` for the
        month of `published`.

    Returns
    -------
    pl.DataFrame
        One row per group, months in their order, other groups from the lowest median to the
        highest: the group (null where unknown), `n_scores`, the Float64 `lowest`,
        `lower_quartile`, `median`, `upper_quartile`, `highest`, and `n_cautions`, the scores
        that `add_caution` doubts. A text without words is in no row.

    Examples
    --------
    >>> scores = pl.DataFrame({"outlet": ["A", "A", "A", "B"], "n_words": [200, 200, 200, 20],
    ...     "lix": [30.0, 34.0, 50.0, 25.0]})
    >>> summarise_scores(scores, "lix").select("outlet", "n_scores", "median", "n_cautions").rows()
    [('B', 1, 25.0, 1), ('A', 3, 34.0, 0)]
    """
    rows = add_caution(scores, formula).drop_nulls(formula)
    if by == "month" and "month" not in rows.columns:
        require_columns(rows, "published")
        rows = rows.with_columns(month=pl.col("published").dt.strftime("%Y-%m"))
    require_columns(rows, by)
    score = pl.col(formula)
    return (
        rows.group_by(by)
        .agg(
            n_scores=pl.len().cast(pl.Int32),
            lowest=score.min(),
            lower_quartile=score.quantile(0.25, "linear"),
            median=score.median(),
            upper_quartile=score.quantile(0.75, "linear"),
            highest=score.max(),
            n_cautions=pl.col("caution").count().cast(pl.Int32),
        )
        .sort(*(["month"] if by == "month" else ["median", by]), nulls_last=True)
    )
