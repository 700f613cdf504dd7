"""Where a text is hard: its sentences by difficulty, and the words that the formula counts."""

from __future__ import annotations

import re

import polars as pl

from workbook.errors import require_known
from workbook.language import english_bodies
from workbook.readability.counts import count_forms, word_span
from workbook.readability.formulas import FORMULAS
from workbook.schema import require_columns

FEWEST_WORDS = 5  # in fewer, one word decides the score
LAYERS = ("harder-than-a-quarter", "harder-than-half", "harder-than-three-quarters")

_FORM = re.compile(r"\S+")


def find_hard_words(articles: pl.DataFrame, formula: str = "flesch_kincaid_grade") -> pl.DataFrame:
    """Find the words that a formula takes for hard.

    These are words of three or more syllables, words of over six letters, or words that are not on
    the list of easy ones, as the formula has it (for McAlpine's, the shortest words).

    Parameters
    ----------
    articles
        `article_id`, `body`.
    formula
        A key of `FORMULAS`.

    Returns
    -------
    pl.DataFrame
        One row per word in the order of the text: `article_id`, `start`, `end`, `text`,
        `n_syllables`.

    Examples
    --------
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": ['"A catastrophe," he said.']})
    >>> find_hard_words(articles).rows()
    [('a', 3, 14, 'catastrophe', 4)]
    """
    require_known("formula", [formula], FORMULAS)
    require_columns(articles, "article_id", "body")
    bodies = list(zip(articles["article_id"], english_bodies(articles), strict=True))
    hard = _hard_forms([body for _, body in bodies], FORMULAS[formula].hard_words)
    rows = [
        (article_id, *(span := word_span(body, *form.span())), body[slice(*span)], hard[form[0]])
        for article_id, body in bodies
        for form in _FORM.finditer(body)
        if form[0] in hard
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "article_id": articles.schema["article_id"],
        "start": pl.Int64,
        "end": pl.Int64,
        "text": pl.String,
        "n_syllables": pl.Int32,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _hard_forms(bodies: list[str], count: str) -> dict[str, int]:
    """The forms of which a count is 1, with their syllables."""
    forms = dict.fromkeys(form for body in bodies for form in _FORM.findall(body))
    counts = count_forms(pl.Series(list(forms), dtype=pl.String)).filter(pl.col(count) > 0)
    return dict(counts.select("form", "n_syllables").iter_rows())


def rank_sentences(
    sentences: pl.DataFrame, formula: str = "flesch_kincaid_grade", *, fewest_words: int = 12
) -> pl.DataFrame:
    """Put sentences in order, the hardest first.

    Parameters
    ----------
    sentences
        Scores of `score_readability(articles, by="sentence")`.
    formula
        A column of the scores.
    fewest_words
        Shorter sentences are left out: in them one word decides the score.

    Returns
    -------
    pl.DataFrame
        The rows in their new order; equally hard ones stand as they stood.
    """
    require_known("formula", [formula], FORMULAS)
    require_columns(sentences, "n_words", formula)
    rated = sentences.filter(pl.col("n_words") >= fewest_words).drop_nulls(formula)
    return rated.sort(_hardness(formula), descending=True, maintain_order=True)


def _hardness(formula: str) -> pl.Expr:
    """The score, turned where a higher one is easier."""
    return pl.col(formula) * (-1 if FORMULAS[formula].higher == "easier" else 1)


def mark_difficulty(
    articles: pl.DataFrame,
    sentences: pl.DataFrame,
    formula: str = "flesch_kincaid_grade",
    *,
    words: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Mark the sentences of articles by difficulty, and their hard words, for an `ArticleReader`.

    Parameters
    ----------
    articles
        The articles to mark: `article_id`, `body`.
    sentences
        The corpus by sentence, from `score_readability(articles, by="sentence")`: a sentence
        is hard or easy beside all the others. Those of under five words stay unmarked, since
        one word decides their score.
    formula
        A column of the scores.
    words
        What `find_hard_words` gives for these articles; found here if not given.

    Returns
    -------
    pl.DataFrame
        `article_id`, `start`, `end`, `layer`: `harder-than-a-quarter`, `harder-than-half`,
        `harder-than-three-quarters` (of the sentences) or `hard-word`; the easiest quarter has no
        row.
    """
    words = find_hard_words(articles, formula) if words is None else words
    words = words.with_columns(layer=pl.lit("hard-word"))
    require_columns(sentences, "article_id", "start", "end", "n_words", formula)
    hardness = _hardness(formula)
    rated = sentences.filter(pl.col("n_words") >= FEWEST_WORDS, hardness.is_not_null())
    layer = pl.lit(None, pl.String)
    for quarter, name in enumerate(LAYERS, start=1):
        limit = rated.select(hardness.quantile(quarter / 4, "linear")).item()
        layer = pl.when(hardness > pl.lit(limit, pl.Float64)).then(pl.lit(name)).otherwise(layer)
    mine = rated.join(articles, on="article_id", how="semi", maintain_order="left")
    shaded = mine.with_columns(layer=layer).drop_nulls("layer")
    return pl.concat(
        [frame.select("article_id", "start", "end", "layer") for frame in (shaded, words)]
    )
