"""What the articles of one topic say more than the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from workbook.schema import TERMS, check_frame
from workbook.topics.clusters import Labels
from workbook.topics.vectors import Rows, damp

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

N_TERMS = 20


def sum_use(counts: csr_matrix, leaves: Labels, order: Sequence[int]) -> Rows:
    """How much the articles of each leaf use each word, repeats damped (leaves x words)."""
    from scipy.sparse import csr_matrix as sparse

    row = np.searchsorted(np.array(order), leaves)
    ones = np.ones(len(leaves))
    membership = sparse((ones, (row, np.arange(len(leaves)))), shape=(len(order), len(leaves)))
    return np.asarray((membership @ damp(counts)).todense())


def contrast_words(inside: Rows, sizes: Rows, *, total: Rows, n_articles: int) -> Rows:
    """How much more the articles of a topic use each word than all articles do (topics x words).

    With the mean use `u` by an article of the topic and `b` by any article: `(u - b) / sqrt(b)`;
    where a topic holds all articles, `u`.
    """
    use = inside / np.maximum(sizes, 1)[:, None]
    base = np.maximum(total / max(n_articles, 1), 1e-9)
    return np.where((sizes == n_articles)[:, None], use, (use - base) / np.sqrt(base))


def list_terms(weights: Rows, words: pl.Series, topics: Sequence[int]) -> pl.DataFrame:
    """The words of most weight under each topic, each under the one where it weighs most."""
    best = weights.argmax(axis=0) if topics else np.empty(0)
    rows: list[tuple[int, str, float]] = []
    for at, topic in enumerate(topics):
        own = np.flatnonzero((best == at) & (weights[at] > 0))
        order = own[np.argsort(-weights[at, own].round(12), kind="stable")][:N_TERMS]
        rows += [(topic, words[int(word)], float(weights[at, word])) for word in order]
    return check_frame(pl.DataFrame(rows, schema=TERMS, orient="row"), TERMS)
