"""How much of each article belongs to each topic of a cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.schema import SHARES, check_frame
from workbook.topics.clusters import Labels, sum_by
from workbook.topics.tokens import BATCH, Worded
from workbook.topics.tree import Tree
from workbook.topics.vectors import Rows, Space, unit_rows

TEMPERATURE = 0.05  # the smaller, the more of a paragraph goes to its nearest topic

LeafShares = NDArray[np.float32]


def middles(tree: Tree, nodes: Sequence[int], *, rows: Rows, leaves: Labels) -> Rows:
    """The unit vector in the middle of the articles of each node."""
    order = sorted(tree.leaves[tree.root])
    sums = sum_by(rows, np.searchsorted(order, leaves), len(order))
    return unit_rows(below(tree, nodes) @ sums)


def below(tree: Tree, nodes: Sequence[int]) -> Rows:
    """Which leaves, in the order of their numbers, are below each node (nodes x leaves)."""
    order = sorted(tree.leaves[tree.root])
    inside = [[float(leaf in tree.leaves[node]) for leaf in order] for node in nodes]
    return np.array(inside).reshape(len(nodes), len(order))


def places_of(tree: Tree, leaves: Labels, nodes: Sequence[int]) -> Labels:
    """The place in `nodes` of the topic that each article belongs to."""
    place = {leaf: at for at, node in enumerate(nodes) for leaf in tree.leaves[node]}
    return np.array([place[leaf] for leaf in leaves.tolist()], dtype=np.int64)


def descend(tree: Tree, rows: Rows, *, main: Sequence[int], centres: Mapping[int, Rows]) -> Labels:
    """The leaf for each row: down from the nearest main topic, each time to the nearer child."""
    best = np.argmax(rows @ np.array([centres[node] for node in main]).T, axis=1)
    leaves = np.array(main, dtype=np.int64)[best]
    for parent, left, right in tree.splits:
        at = np.flatnonzero(leaves == parent)
        is_left = rows[at] @ centres[left] >= rows[at] @ centres[right]
        leaves[at] = np.where(is_left, left, right)
    return leaves


def share_leaves(
    worded: Worded,
    space: Space,
    tree: Tree,
    *,
    main: Sequence[int],
    centres: Mapping[int, Rows],
) -> LeafShares:
    """How much of each article belongs to each leaf, from the words of its paragraphs.

    A paragraph is shared out among the main topics, then the share of a topic among its leaves:
    each time by the softmax of its cosines. An article is the mean of its paragraphs, a long one
    counting more.
    """
    n_articles = worded.by_article.counts.shape[0]
    found = np.zeros((n_articles, len(tree.leaves[tree.root])))
    for start in range(0, len(worded.article), BATCH):
        part = slice(start, start + BATCH)
        counts = worded.by_part.counts[part]
        rows, _ = space.project(worded.by_part.with_counts(counts))
        words = np.asarray(counts.sum(axis=1)).ravel() + 1e-9
        shares = _share_rows(rows, tree, main=main, centres=centres) * words[:, None]
        found += sum_by(shares, worded.article[part], n_articles)
    return (found / np.maximum(found.sum(axis=1, keepdims=True), 1e-30)).astype(np.float32)


def _share_rows(
    rows: Rows, tree: Tree, *, main: Sequence[int], centres: Mapping[int, Rows]
) -> Rows:
    """Each row's share of each leaf, in the order of their numbers."""
    order = {leaf: at for at, leaf in enumerate(sorted(tree.leaves[tree.root]))}
    shares = np.zeros((len(rows), len(order)))
    of_main = _softmax(rows @ np.array([centres[node] for node in main]).T)
    for at, node in enumerate(main):
        leaves = sorted(tree.leaves[node])
        inside = _softmax(rows @ np.array([centres[leaf] for leaf in leaves]).T)
        shares[:, [order[leaf] for leaf in leaves]] = of_main[:, [at]] * inside
    return shares


def _softmax(cosines: Rows) -> Rows:
    pull = np.exp((cosines - cosines.max(axis=1, keepdims=True)) / TEMPERATURE)
    return pull / pull.sum(axis=1, keepdims=True)


def share_out(
    ids: pl.Series, shares: Rows, strengths: Rows, *, own: Labels, topics: Sequence[int]
) -> pl.DataFrame:
    """One row per article and topic: `share` and `strength` (both articles x topics).

    The topic that an article belongs to never has a smaller share than another, so that the
    largest shares of all cuts are nested as the topics are.
    """
    n_articles, n_topics = shares.shape
    shares = shares.astype(np.float64)
    at = np.arange(n_articles)
    if n_topics:
        shares[at, own] = np.maximum(shares[at, own], shares.max(axis=1) + 1e-9)
        shares /= shares.sum(axis=1, keepdims=True)
    frame = pl.DataFrame(
        {
            "article_id": ids.cast(pl.String).gather(np.repeat(at, n_topics)),
            "topic": pl.Series(np.tile(np.array(topics, dtype=np.int32), n_articles)),
            "share": shares.ravel(),
            "strength": np.clip(strengths, 0, 1).ravel(),
        }
    )
    return check_frame(frame, SHARES)
