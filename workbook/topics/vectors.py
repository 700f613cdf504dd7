"""Word counts -> one unit vector per article, in a space that later articles can be put into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.topics.tokens import WordCounts, count_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Rows = NDArray[np.float64]

COMMON = 0.5  # a word in more than half of the articles tells none of them apart
N_DIMENSIONS = 100
# Each direction weighs by this power of its singular value, so that what a few articles share
# by chance counts little, and still tells them apart within a topic.
EMPHASIS = 2


@dataclass(frozen=True)
class Space:
    """What turns a text into a vector: words, their rarity, and the directions of the space."""

    words: pl.Series
    idf: Rows
    components: Rows  # words x dimensions, weighed

    def place(self, texts: pl.Series) -> Rows:
        """One unit row per text; a row of zeros where the text has none of the words."""
        return self.project(count_words(texts, self.words).counts)

    def project(self, counts: csr_matrix) -> Rows:
        """The same from the counts of the words of the space."""
        return unit_rows(_weigh(counts, self.idf) @ self.components)


class Fitted(NamedTuple):
    """The space of some articles, their counts of its words, and rows to count topics by."""

    space: Space
    counts: csr_matrix
    sketch: Rows


def fit_space(counted: WordCounts, seed: int) -> Fitted:
    """The space in which these articles differ most.

    The sketch has the foremost directions alone, unweighed: about the square root of the number
    of articles, since few articles support few topics.
    """
    used, counts = _choose_words(counted)
    n_articles = counts.shape[0]
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1 + n_articles) / (1 + frequency)) + 1
    weights = _weigh(counts, idf)
    directions, strengths = _find_directions(weights, seed)
    sketch = unit_rows(weights @ directions[:, : max(round(n_articles**0.5), 2)])
    space = Space(counted.words.gather(used), idf, directions * strengths**EMPHASIS)
    return Fitted(space, counts, sketch)


def unit_rows(rows: Rows) -> Rows:
    """Rows of length one; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-12)


def damp(counts: csr_matrix) -> csr_matrix:
    """Counts in which a repeated word weighs less each time: 1 + ln n."""
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    return damped


def _choose_words(counted: WordCounts) -> tuple[NDArray[np.int64], csr_matrix]:
    """Columns of words neither too rare nor too common, and their counts."""
    n_articles = counted.counts.shape[0]
    frequency = np.bincount(counted.counts.indices, minlength=counted.counts.shape[1])
    least = 1 if n_articles < 20 else 2 if n_articles < 2_000 else 5
    most = max(COMMON * n_articles, 2)
    used = np.flatnonzero((frequency >= least) & (frequency <= most))
    if not len(used):
        used = np.flatnonzero(frequency > 0)
    return used, counted.counts[:, used]


def _weigh(counts: csr_matrix, idf: Rows) -> csr_matrix:
    """TF-IDF with damped counts, rows of length one."""
    weights = damp(counts)
    weights.data *= idf[weights.indices]
    row = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    length = np.sqrt(np.bincount(row, weights.data**2, minlength=weights.shape[0]))
    weights.data /= length[row]
    return weights


def _find_directions(weights: csr_matrix, seed: int) -> tuple[Rows, Rows]:
    """The directions along which the articles differ most (words x dimensions), and how much."""
    from sklearn.utils.extmath import randomized_svd

    n_dimensions = min(N_DIMENSIONS, *weights.shape)
    if n_dimensions == 0:
        return np.zeros((weights.shape[1], 0)), np.zeros(0)
    _, strengths, directions = randomized_svd(
        weights, n_dimensions, n_iter=7, random_state=seed, flip_sign=True
    )
    return np.ascontiguousarray(directions.T), strengths / strengths[0]
