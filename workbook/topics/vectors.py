"""Word counts -> one unit vector per article, in a space that later articles can be put into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.topics.tokens import BATCH, WordCounts
from workbook.topics.word_vectors import WIDTH

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Rows = NDArray[np.float64]
Blocks = NDArray[np.float32]
Places = NDArray[np.intp]
AnyRows = TypeVar("AnyRows", Rows, Blocks)

COMMON = 0.5  # a word in more than half of the articles tells none of them apart
N_DIMENSIONS = 100
# Which words go together in these articles is known better the more articles there are and the
# longer they are; so many articles, or words an article, and it counts half.
HALF_ARTICLES = 75
HALF_WORDS = 20
# What all articles have in common, beside what sets them apart: two that differ in nothing are
# alike, two that share nothing are not opposites.
ALIKE = 0.5
TINY = 1e-6


@dataclass(frozen=True)
class Space:
    """What turns a text into a vector.

    An article is described twice: by the words it shares with the other articles (latent semantic
    analysis, Deerwester et al. 1990), and by what its words mean (the sum of their vectors). Both
    are centred, scaled to the same spread and mixed; then the directions in which the articles
    differ most are kept, and stand out the more, the less the articles tell.
    """

    words: pl.Series  # neither too rare nor too common
    idf: Rows
    rare: float  # the idf of all other words
    common: pl.Series  # but not of these, which are left out
    components: Rows  # words x dimensions, weighed: how the words go together
    mean: Rows
    scale: Rows
    rotation: Rows

    def project(self, counted: WordCounts) -> tuple[Rows, Rows]:
        """A unit row for each text, and how much of the text it tells (from 0 to 1).

        A text without words that tell anything has a row of zeros.
        """
        return self.rotate(self.describe(counted))

    def describe(self, counted: WordCounts) -> Blocks:
        """Each text by the words it shares with others, and by what its words mean."""
        shared = weigh(self.count(counted), self.idf) @ self.components
        blocks = (unit_rows(shared).astype(np.float32), unit_rows(self._mean(counted)))
        return np.concatenate(blocks, axis=1)

    def rotate(self, blocks: Blocks) -> tuple[Rows, Rows]:
        """Unit rows from such descriptions, and how much of each description they tell."""
        parts = range(0, len(blocks), BATCH)
        rotated = [self._rotate(blocks[start : start + BATCH]) for start in parts]
        none = (np.zeros((0, self.rotation.shape[1] + 1)), np.zeros(0))
        rows, told = zip(none, *rotated, strict=True)
        return np.concatenate(rows), np.concatenate(told)

    def _rotate(self, blocks: Blocks) -> tuple[Rows, Rows]:
        level = (blocks - self.mean) * self.scale
        turned = level @ self.rotation
        rows = _stand(turned)
        rows[~blocks.any(axis=1)] = 0
        whole = np.linalg.norm(level, axis=1)
        length = np.maximum(np.linalg.norm(self.rotation, axis=0), 1e-30)
        kept = np.linalg.norm(turned / length, axis=1)
        told = np.divide(kept, whole, out=np.ones(len(rows)), where=whole > TINY)
        return rows.round(9), told.round(9)  # the last digits depend on the size of the batch

    def _mean(self, counted: WordCounts) -> Blocks:
        known = pl.DataFrame({"word": self.words, "idf": self.idf})
        words = counted.words.to_frame("word")
        idf = words.join(known, on="word", how="left", maintain_order="left")
        rarity = idf["idf"].fill_null(self.rare).to_numpy().copy()
        rarity[counted.words.is_in(self.common.implode()).to_numpy()] = 0
        weights = damp(counted.counts)
        weights.data *= rarity[weights.indices]
        return weights.astype(np.float32) @ counted.vectors

    def count(self, counted: WordCounts) -> csr_matrix:
        """The counts of the words of the space alone (texts x words)."""
        from scipy.sparse import csr_matrix

        at = pl.DataFrame({"word": self.words}).with_row_index("column")
        found = counted.words.to_frame("word").with_row_index("old").join(at, on="word")
        cells = (np.ones(found.height), (found["old"].to_numpy(), found["column"].to_numpy()))
        shape = (len(counted.words), len(self.words))
        counts = (counted.counts @ csr_matrix(cells, shape=shape)).tocsr()
        counts.sort_indices()
        return counts


class Fitted(NamedTuple):
    """What is learnt from some articles."""

    space: Space
    counts: csr_matrix  # of the words of the space
    rows: Rows  # a unit vector for each article
    told: Rows  # how much of each article its row tells, from 0 to 1
    sketch: Rows  # rows to count topics by


def fit_space(counted: WordCounts, seed: int) -> Fitted:
    """The space in which these articles differ most.

    The sketch has the foremost directions alone, as they are: about the square root of the number
    of articles, since few articles support few topics.
    """
    space = _learn_words(counted, seed)
    blocks = space.describe(counted)
    counts = space.count(counted)
    trust = _trust_words(counts)
    mean, scale = _level(blocks, space.components.shape[1], trust)
    strengths, directions = _find_spread(blocks, mean, scale)
    foremost = directions[:, : max(round(len(blocks) ** 0.5), 2)]
    parts = (blocks[start : start + BATCH] for start in range(0, len(blocks), BATCH))
    sketch = [np.zeros((0, foremost.shape[1] + 1))]
    sketch += [_stand((part - mean) * scale @ foremost) for part in parts]
    rotation = directions * strengths ** (1 - trust)
    space = replace(space, mean=mean, scale=scale, rotation=rotation)
    return Fitted(space, counts, *space.rotate(blocks), np.concatenate(sketch))


def unit_rows(rows: AnyRows, least: float = 1e-12) -> AnyRows:
    """Rows of length one; rows of zeros, or of next to nothing, become zeros."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, length, out=np.zeros_like(rows), where=length > least)


def _stand(rows: Rows) -> Rows:
    """Unit rows with what all have in common as one more column."""
    apart = unit_rows(rows, least=TINY)
    return unit_rows(np.column_stack([apart, np.full(len(rows), ALIKE)]))


def damp(counts: csr_matrix) -> csr_matrix:
    """Counts in which a repeated word weighs less each time: 1 + ln n."""
    damped = counts.copy()
    damped.data = 1 + np.log(damped.data)
    return damped


def weigh(counts: csr_matrix, idf: Rows) -> csr_matrix:
    """TF-IDF with damped counts, rows of length one."""
    weights = damp(counts)
    weights.data *= idf[weights.indices]
    row = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    length = np.sqrt(np.bincount(row, weights.data**2, minlength=weights.shape[0]))
    weights.data /= length[row]
    return weights


def _learn_words(counted: WordCounts, seed: int) -> Space:
    """A space that knows the words and how they go together, and nothing yet of the rest."""
    n_articles = counted.counts.shape[0]
    frequency = np.bincount(counted.counts.indices, minlength=counted.counts.shape[1])
    used, common = _choose_words(frequency, n_articles)
    idf = np.log((1 + n_articles) / (1 + frequency[used])) + 1
    components = _find_directions(weigh(counted.counts[:, used], idf), seed)
    width = components.shape[1] + WIDTH
    return Space(
        words=counted.words.gather(used),
        idf=idf,
        rare=float(np.log((1 + n_articles) / 2) + 1),
        common=counted.words.gather(common),
        components=components,
        mean=np.zeros(width),
        scale=np.zeros(width),
        rotation=np.zeros((width, 0)),
    )


def _choose_words(frequency: NDArray[np.int64], n_articles: int) -> tuple[Places, Places]:
    """Which words are neither too rare nor too common, and which are too common."""
    least = 1 if n_articles < 20 else 2 if n_articles < 2_000 else 5
    most = max(COMMON * n_articles, 2)
    used = np.flatnonzero((frequency >= least) & (frequency <= most))
    if not len(used):
        return np.flatnonzero(frequency > 0), np.flatnonzero(frequency < 0)
    return used, np.flatnonzero(frequency > most)


def _find_directions(weights: csr_matrix, seed: int) -> Rows:
    """The directions along which the articles differ most (words x dimensions), weighed."""
    from sklearn.utils.extmath import randomized_svd

    n_dimensions = min(N_DIMENSIONS, *weights.shape)
    if n_dimensions == 0:
        return np.zeros((weights.shape[1], 0))
    _, strengths, directions = randomized_svd(
        weights, n_dimensions, n_iter=7, random_state=seed, flip_sign=True
    )
    return np.ascontiguousarray(directions.T) * (strengths / strengths[0])


def _trust_words(counts: csr_matrix) -> float:
    """How far these articles themselves show which words go together: from 0 to 1."""
    n_articles = counts.shape[0]
    n_words = counts.nnz / max(n_articles, 1)
    return n_articles / (n_articles + HALF_ARTICLES) * n_words / (n_words + HALF_WORDS)


def _level(blocks: Blocks, width: int, trust: float) -> tuple[Rows, Rows]:
    """The mean of the columns, and what gives the first `width` of them `trust` of the spread."""
    told = blocks[blocks.any(axis=1)]
    if not len(told):
        return np.zeros(blocks.shape[1]), np.zeros(blocks.shape[1])
    mean, spread = told.mean(axis=0, dtype=np.float64), told.var(axis=0, dtype=np.float64)
    scale = np.zeros(len(mean))
    for part, share in ((slice(None, width), trust), (slice(width, None), 1 - trust)):
        total = spread[part].sum()
        scale[part] = np.sqrt(share / total) if total > TINY**2 else 0.0
    return mean, scale


def _find_spread(blocks: Blocks, mean: Rows, scale: Rows) -> tuple[Rows, Rows]:
    """How much the articles differ along each direction, the foremost first, and these."""
    spread = np.zeros((len(mean), len(mean)))
    for start in range(0, len(blocks), BATCH):
        part = blocks[start : start + BATCH]
        level = (part - mean)[part.any(axis=1)] * scale
        spread += level.T @ level
    values, vectors = np.linalg.eigh(spread)
    strengths = np.sqrt(np.maximum(values[::-1][:N_DIMENSIONS], 0.0))
    kept = int((strengths > TINY * max(strengths[0], TINY)).sum())
    return strengths[:kept] / strengths[:1], vectors[:, ::-1][:, :kept]
