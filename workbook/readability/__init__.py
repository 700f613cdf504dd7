"""Readability: articles -> one row of counts and scores per article, paragraph or sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import polars as pl

from workbook.errors import require_known
from workbook.language import english_bodies, paragraph_spans, sentence_spans
from workbook.readability.counts import COUNTS, count_texts
from workbook.readability.difficulty import find_hard_words, mark_difficulty, rank_sentences
from workbook.readability.explain import explain_scores
from workbook.readability.formulas import FORMULAS, apply_formulas
from workbook.readability.measures import Formula
from workbook.readability.names import name_formula
from workbook.readability.parts import score_parts
from workbook.readability.scoring import count_and_score
from workbook.readability.summary import add_caution, summarise_scores
from workbook.schema import require_columns

__all__ = [
    "COUNTS",
    "FORMULAS",
    "Formula",
    "add_caution",
    "apply_formulas",
    "count_texts",
    "explain_scores",
    "find_hard_words",
    "mark_difficulty",
    "name_formula",
    "rank_sentences",
    "score_parts",
    "score_readability",
    "summarise_scores",
]

SPANS: dict[str, Callable[[str], list[tuple[int, int]]]] = {
    "paragraph": paragraph_spans,
    "sentence": sentence_spans,
}


def score_readability(
    articles: pl.DataFrame, by: Literal["article", "paragraph", "sentence"] = "article"
) -> pl.DataFrame:
    """Count and score each article, paragraph or sentence with every formula of `FORMULAS`.

    The counts and scores are textstat's (English), to within 1e-9; `n_words` is therefore
    textstat's count, which may differ by a little from that of `articles`.

    Parameters
    ----------
    articles
        Any frame with `article_id` and `body`. Articles whose `language` is another than
        English score null.
    by
        What one row is about. Short texts score wildly: read the scores of sentences as
        an order from easy to hard, not as school grades.

    Returns
    -------
    pl.DataFrame
        In the order of `articles`: `article_id`; by paragraph or sentence also its number
        and the offsets `start` and `end` into `body`; one Int32 column per count of `COUNTS`;
        one Float64 column per formula, whose unit, direction, range and source are in
        `FORMULAS`. A text without words scores null.

    Raises
    ------
    WorkbookError
        If `by` is something else, or `articles` lacks a column.

    Examples
    --------
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": ["The dog ran home. It was wet."]})
    >>> score_readability(articles).select("n_words", "n_sentences", "lix").row(0)
    (7, 2, 3.5)
    """
    require_known("value of by", [by], ["article", *SPANS])
    require_columns(articles, "article_id", "body")
    texts = articles.select("article_id", text=english_bodies(articles))
    return count_and_score(texts, lambda some: some if by == "article" else _split_texts(some, by))


def _split_texts(texts: pl.DataFrame, by: str) -> pl.DataFrame:
    """One row per paragraph or sentence: `article_id`, its number, `start`, `end`, `text`."""
    rows = [
        (article_id, number, start, end, text[start:end])
        for article_id, text in texts.iter_rows()
        for number, (start, end) in enumerate(SPANS[by](text))
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "article_id": texts.schema["article_id"],
        by: pl.Int32,
        "start": pl.Int64,
        "end": pl.Int64,
        "text": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
