"""What the articles of one topic say more than the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from workbook.schema import TERMS, check_frame
from workbook.topics.clusters import Labels
from workbook.topics.shares import below
from workbook.topics.vectors import Rows, Space, damp, unit_rows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from workbook.topics.model import TopicModel

N_TERMS = 20
N_CANDIDATES = 30  # words with most contrast, of which terms are chosen


def sum_use(counts: csr_matrix, leaves: Labels, order: Sequence[int]) -> Rows:
    """How much the articles of each leaf use each word, repeats damped (leaves x words)."""
    from scipy.sparse import csr_matrix as sparse

    row = np.searchsorted(np.array(order), leaves)
    ones = np.ones(len(leaves))
    membership = sparse((ones, (row, np.arange(len(leaves)))), shape=(len(order), len(leaves)))
    return np.asarray((membership @ damp(counts)).todense())


def contrast_topics(model: TopicModel, topics: Sequence[int]) -> Rows:
    """How far each word sets each topic, of any cut, off from the others (topics x words)."""
    with threadpool_limits(1):
        inside = below(model.tree, topics) @ model.word_use
    sizes = np.array([model.size_of(topic) for topic in topics], dtype=float)
    total = model.word_use.sum(axis=0)
    return contrast_words(inside, sizes, total=total, n_articles=len(model.leaves))


def contrast_words(inside: Rows, sizes: Rows, *, total: Rows, n_articles: int) -> Rows:
    """How much more the articles of a topic use each word than all articles do (topics x words).

    With the mean use `u` by an article of the topic and `b` by any article: `(u - b) / sqrt(b)`;
    where a topic holds all articles, `u`.
    """
    use = inside / np.maximum(sizes, 1)[:, None]
    base = np.maximum(total / max(n_articles, 1), 1e-9)
    return np.where((sizes == n_articles)[:, None], use, (use - base) / np.sqrt(base))


def list_terms(contrast: Rows, space: Space, topics: Sequence[int]) -> pl.DataFrame:
    """The words of most weight under each topic, each under the one where its contrast is highest.

    Of the words with most contrast, those weigh more that stand in the same articles.
    """
    best = contrast.argmax(axis=0) if topics else np.empty(0)
    rows: list[tuple[int, str, float]] = []
    for at, topic in enumerate(topics):
        own = np.flatnonzero((best == at) & (contrast[at] > 0))
        first = own[np.argsort(-contrast[at, own].round(12), kind="stable")][:N_CANDIDATES]
        with threadpool_limits(1):
            together = _togetherness(space.components[first], contrast[at, first])
        weights = contrast[at, first] * together
        order = np.argsort(-weights.round(12), kind="stable")[:N_TERMS].tolist()
        rows += [(topic, space.words[int(first[place])], float(weights[place])) for place in order]
    return check_frame(pl.DataFrame(rows, schema=TERMS, orient="row"), TERMS)


def _togetherness(components: Rows, contrast: Rows) -> Rows:
    """How alike the use of each word is to that of the others, from 0.01 to 1."""
    directions = unit_rows(components)
    likeness = directions @ directions.T
    np.fill_diagonal(likeness, 0)
    others = np.maximum(contrast.sum() - contrast, 1e-12)
    return np.clip(likeness @ contrast / others, 0.01, 1)
