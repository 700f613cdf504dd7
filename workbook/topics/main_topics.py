"""The main topics: found anew, continued from an earlier model, or guided by the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from workbook.errors import WorkbookError
from workbook.topics import clusters
from workbook.topics.clusters import Labels
from workbook.topics.placing import place_articles
from workbook.topics.shares import places_of
from workbook.topics.tokens import count_words
from workbook.topics.vectors import Rows

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from workbook.topics.model import TopicModel

Guide = Mapping[str, Sequence[str]]  # label -> words that mark its articles

ANCHOR = 0.5  # an article with so much of the best article's share of the words is held


@dataclass(frozen=True)
class MainTopics:
    """The main topics of some rows."""

    labels: Labels  # label `i` of a row means the topic `ids[i]`
    ids: list[int]
    next_id: int  # the first number that no topic has had yet
    names: Mapping[int, str] = field(default_factory=dict)
    old_leaves: Labels | None = None  # where the earlier model puts each row


def find_topics(rows: Rows, n_topics: int, seed: int) -> MainTopics:
    """So many topics found anew, the largest first."""
    if not len(rows):
        return MainTopics(np.zeros(0, dtype=np.int64), [], 1)
    n_groups = clusters.count_distinct(rows, n_topics)
    if len(rows) <= clusters.FEW:
        merged = clusters.cut(clusters.ward(rows, np.ones(len(rows))), n_groups)
        labels = clusters.settle(rows, merged)
    else:
        labels = clusters.k_means(rows, n_groups, seed=seed)
    labels = _largest_first(labels)
    return MainTopics(labels, list(range(n_groups)), n_groups)


def continue_topics(rows: Rows, articles: pl.DataFrame, start: TopicModel) -> MainTopics:
    """The topics of an earlier model, settled on these articles; they keep their numbers."""
    old_leaves = place_articles(start, articles).leaves
    stored = dict(zip(start.article_ids, start.leaves.tolist(), strict=True))
    ids = articles["article_id"].to_list()
    old_leaves = np.array(
        [stored.get(article, leaf) for article, leaf in zip(ids, old_leaves.tolist(), strict=True)]
    )
    main = start.tree.cut(start.n_topics)
    used, labels = np.unique(places_of(start.tree, old_leaves, main), return_inverse=True)
    labels = clusters.settle(rows, labels.astype(np.int64))
    kept = [main[place] for place in used.tolist()]
    return MainTopics(labels, kept, start.next_id, start.names, old_leaves)


def guide_topics(
    rows: Rows, anchors: Labels, guide: Guide, *, n_topics: int, seed: int
) -> MainTopics:
    """One topic per entry of the guide, in its order, and others beside them, `n_topics` in all."""
    held = anchors >= 0
    labels = np.where(held, anchors, 0)
    if n_topics > len(guide) and not held.all():
        others = find_topics(rows[~held], n_topics - len(guide), seed)
        labels[~held] = len(guide) + others.labels
    labels = clusters.settle(rows, labels, held)
    n_groups = int(labels.max()) + 1
    return MainTopics(labels, list(range(n_groups)), n_groups, dict(enumerate(guide)))


def find_anchors(counts: csr_matrix, words: pl.Series, ids: pl.Series, *, guide: Guide) -> Labels:
    """The guided topic that each article is held in, or -1.

    An article is held by its id, else by the words of the guide that it uses.
    """
    scores = np.zeros((counts.shape[0], len(guide)))
    length = np.asarray(counts.sum(axis=1)).ravel()
    named = np.zeros(scores.shape, dtype=bool)
    for place, seeds in enumerate(guide.values()):
        named[:, place] = ids.is_in(list(seeds)).to_numpy()
        marks = _columns([seed for seed in seeds if seed not in set(ids)], words)
        found = np.asarray((counts[:, marks] > 0).sum(axis=1)).ravel().astype(float)
        scores[:, place] = found / np.sqrt(np.maximum(length, 1))
    best = scores.argmax(axis=1)
    least = ANCHOR * scores.max(axis=0)[best]
    anchors = np.where((scores.max(axis=1) >= least) & (least > 0), best, -1)
    anchors = np.where(named.any(axis=1), named.argmax(axis=1), anchors).astype(np.int64)
    for place, (label, seeds) in enumerate(guide.items()):
        if place not in anchors:
            raise WorkbookError(
                f"no article is marked by the words of the guided topic '{label}': "
                f"{', '.join(seeds)}. Choose words that its articles print and others do not, "
                "or ids of articles."
            )
    return anchors


def _columns(seeds: Sequence[str], words: pl.Series) -> list[int]:
    """Where the words of the seeds stand among those of the space."""
    found = count_words(pl.Series([" ".join(seeds)], dtype=pl.String)).words
    return words.is_in(found.implode()).arg_true().to_list()


def _largest_first(labels: Labels) -> Labels:
    """The same groups, numbered by size; of equal ones the first to appear comes first."""
    _, first, inverse, sizes = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -sizes))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[inverse].astype(np.int64)
