"""One token pass: articles -> how often each article uses each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.topics.word_vectors import Vectors, embed_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Runs of letters with inner apostrophes ("O'Brien"); figures say nothing of a subject.
TOPIC_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
BATCH = 2_000  # texts at a time, to keep memory flat
_POSSESSIVE = r"'s?$"
_CONTRACTED = r"'(?:t|re|ve|ll|d|m)$"


@dataclass(frozen=True)
class WordCounts:
    """How often each article (row) uses each word (column, in alphabetical order)."""

    words: pl.Series
    counts: csr_matrix

    @cached_property
    def vectors(self) -> Vectors:
        """What each word means (words x 256)."""
        return embed_words(self.words)

    def with_counts(self, counts: csr_matrix) -> WordCounts:
        """Other counts of the same words, whose vectors are not computed again."""
        other = WordCounts(self.words, counts)
        other.__dict__["vectors"] = self.vectors
        return other

    def sum_rows(self, groups: NDArray[np.integer], n_groups: int) -> WordCounts:
        """The counts of groups of rows: row `i` belongs to the group `groups[i]`."""
        from scipy.sparse import csr_matrix

        place = (groups, np.arange(len(groups)))
        members = csr_matrix((np.ones(len(groups)), place), shape=(n_groups, len(groups)))
        summed = (members @ self.counts).tocsr()
        summed.sort_indices()
        return self.with_counts(summed)


@dataclass(frozen=True)
class Worded:
    """The words of some articles, counted by paragraph and by article."""

    by_part: WordCounts
    article: NDArray[np.intp]  # the row number of the article of each paragraph
    by_article: WordCounts


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
    headline = (pl.col("title").cast(pl.String) + ". ").fill_null("")
    return articles.select(text=headline + body)["text"]


def split_parts(texts: pl.Series) -> pl.DataFrame:
    """The paragraphs of each text, the headline with the first: `article` (row number), `text`."""
    parts = pl.DataFrame({"text": texts}).with_row_index("article")
    return parts.with_columns(pl.col("text").str.split("\n\n")).explode("text")


def read_words(articles: pl.DataFrame) -> Worded:
    """The words of articles, in one pass."""
    parts = split_parts(topic_texts(articles))
    by_part = count_words(parts["text"])
    article = parts["article"].to_numpy().astype(np.intp)
    return Worded(by_part, article, by_part.sum_rows(article, articles.height))


def count_words(texts: pl.Series) -> WordCounts:
    """Count the words of each text that may tell a subject."""
    batches = [
        _count_batch(texts[start : start + BATCH], start) for start in range(0, len(texts), BATCH)
    ]
    cells = pl.concat([_count_batch(texts.clear(), 0), *batches])
    words = cells["word"].unique().sort()
    columns = pl.DataFrame({"word": words, "column": pl.Series(range(len(words)), dtype=pl.Int32)})
    cells = cells.join(columns, on="word").select("article", "column", "n")
    return WordCounts(words, _fill(cells, len(texts), len(words)))


def _count_batch(texts: pl.Series, first: int) -> pl.DataFrame:
    """One row per text and word of it: `article` (row number), `word`, `n`."""
    cells = _tokens(texts).group_by("article", "word").agg(n=pl.len())
    return cells.with_columns(pl.col("article") + first)


def _fill(cells: pl.DataFrame, n_rows: int, n_columns: int) -> csr_matrix:
    """The cells as a matrix, in order."""
    from scipy.sparse import csr_matrix

    cells = cells.sort("article", "column")
    counts = cells["n"].to_numpy().astype(np.float64)
    place = (cells["article"].to_numpy().astype(np.int32), cells["column"].to_numpy())
    return csr_matrix((counts, place), shape=(n_rows, n_columns))


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
