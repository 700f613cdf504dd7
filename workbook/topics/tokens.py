"""One token pass: articles -> how often each article uses each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Runs of letters with inner apostrophes ("O'Brien"); figures say nothing of a subject.
TOPIC_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_POSSESSIVE = r"'s?$"
_CONTRACTED = r"'(?:t|re|ve|ll|d|m)$"


@dataclass(frozen=True)
class WordCounts:
    """How often each article (row) uses each word (column, in alphabetical order)."""

    words: pl.Series
    counts: csr_matrix


@cache
def stop_words() -> frozenset[str]:
    """Words without a subject: scikit-learn's English list and the boilerplate of news."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    lines = files("workbook").joinpath("topics", "boilerplate.txt").read_text("utf-8").splitlines()
    return ENGLISH_STOP_WORDS | {line for line in lines if line and not line.startswith("#")}


def topic_texts(articles: pl.DataFrame) -> pl.Series:
    """Headline and body of each article, as one text."""
    body = pl.col("body").fill_null("")
    if "title" not in articles.columns:
        return articles.select(text=body)["text"]
    title = pl.col("title").cast(pl.String).fill_null("")
    return articles.select(text=title + ".\n\n" + body)["text"]


def count_words(texts: pl.Series, words: pl.Series | None = None) -> WordCounts:
    """Count the words of each text: all that may tell a subject, or only those given."""
    from scipy.sparse import csr_matrix

    tokens = _tokens(texts)
    if words is None:
        words = tokens["word"].unique().sort()
    columns = pl.DataFrame({"word": words, "column": pl.Series(range(len(words)), dtype=pl.Int32)})
    cells = (
        tokens.join(columns, on="word")
        .group_by("article", "column")
        .agg(n=pl.len())
        .sort("article", "column")
    )
    place = (cells["article"].to_numpy(), cells["column"].to_numpy())
    shape = (len(texts), len(words))
    return WordCounts(words, csr_matrix((cells["n"].to_numpy().astype(np.float64), place), shape))


def _tokens(texts: pl.Series) -> pl.DataFrame:
    """One row per word that may tell a subject: the row number of its text, the word."""
    word = pl.col("word")
    straight = texts.str.to_lowercase().str.replace_all("’", "'", literal=True)
    return (
        pl.DataFrame({"word": straight.str.extract_all(TOPIC_WORD)})
        .with_row_index("article")
        .explode("word")
        .filter(word.is_not_null() & ~word.str.contains(_CONTRACTED))
        .with_columns(word.str.replace(_POSSESSIVE, ""))
        .filter((word.str.len_chars() > 1) & ~word.is_in(list(stop_words())))
    )
