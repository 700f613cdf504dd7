"""What tells the articles of one topic from the others, in article counts of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbook.topics.clusters import Labels
from workbook.topics.vectors import Rows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def count_articles(counts: csr_matrix, leaves: Labels, order: Sequence[int]) -> Rows:
    """In how many articles of each leaf each word stands (leaves x words)."""
    from scipy.sparse import csr_matrix as sparse

    row = np.searchsorted(np.array(order), leaves)
    ones = np.ones(len(leaves))
    membership = sparse((ones, (row, np.arange(len(leaves)))), shape=(len(order), len(leaves)))
    return np.asarray((membership @ (counts > 0).astype(np.float64)).todense())


def contrast_words(inside: Rows, sizes: Rows, total: Rows, n_articles: int) -> Rows:
    """How far a word's share of a topic's articles lies above its share of all (topics x words).

    In standard deviations of one article: `(p - b) / sqrt(b (1 - b))`; where a topic holds all
    articles, the share itself.
    """
    share = inside / np.maximum(sizes, 1)[:, None]
    edge = 0.5 / (n_articles + 1)
    base = np.clip(total / max(n_articles, 1), edge, 1 - edge)
    contrast = (share - base) / np.sqrt(base * (1 - base))
    return np.where((sizes == n_articles)[:, None], share, contrast)
