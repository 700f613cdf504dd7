"""How much of each article belongs to each topic of a cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from workbook.schema import SHARES, check_frame
from workbook.topics.clusters import Labels
from workbook.topics.tree import Tree
from workbook.topics.vectors import Rows, unit_rows

TEMPERATURE = 0.1  # the smaller, the more of an article goes to its nearest topic


def middles(tree: Tree, nodes: Sequence[int], *, rows: Rows, leaves: Labels) -> Rows:
    """The unit vector in the middle of the articles of each node."""
    sums = [rows[tree.holds(node, leaves)].sum(axis=0) for node in nodes]
    return unit_rows(np.array(sums).reshape(len(nodes), rows.shape[1]))


def places_of(tree: Tree, leaves: Labels, nodes: Sequence[int]) -> Labels:
    """The place in `nodes` of the topic that each article belongs to."""
    place = {leaf: at for at, node in enumerate(nodes) for leaf in tree.leaves[node]}
    return np.array([place[leaf] for leaf in leaves.tolist()], dtype=np.int64)


def descend(tree: Tree, rows: Rows, *, main: Sequence[int], centres: Mapping[int, Rows]) -> Labels:
    """The leaf for each row: down from the nearest main topic, each time to the nearer child."""
    children = {split.parent: split[1:] for split in tree.splits}
    strengths = {node: rows @ centre for node, centre in centres.items()}
    best = np.argmax(np.array([strengths[node] for node in main]), axis=0)
    leaves = np.array(main, dtype=np.int64)[best]
    for at in range(len(rows)):
        node = int(leaves[at])
        while node in children:
            left, right = children[node]
            node = left if strengths[left][at] >= strengths[right][at] else right
        leaves[at] = node
    return leaves


def share_out(
    ids: pl.Series, strengths: Rows, *, own: Labels, topics: Sequence[int]
) -> pl.DataFrame:
    """One row per article and topic: `share` and `strength`, from cosines (articles x topics).

    The topic that an article belongs to never has a smaller share than another, so that the
    largest shares of all cuts are nested as the topics are.
    """
    n_articles, n_topics = strengths.shape
    pull = strengths.copy()
    at = np.arange(n_articles)
    if n_topics:
        pull[at, own] = np.maximum(pull[at, own], pull.max(axis=1) + 1e-9)
        pull = np.exp((pull - pull[at, own][:, None]) / TEMPERATURE)
        pull /= pull.sum(axis=1, keepdims=True)
    frame = pl.DataFrame(
        {
            "article_id": ids.cast(pl.String).gather(np.repeat(at, n_topics)),
            "topic": pl.Series(np.tile(np.array(topics, dtype=np.int32), n_articles)),
            "share": pull.ravel(),
            "strength": np.clip(strengths, 0, 1).ravel(),
        }
    )
    return check_frame(frame, SHARES)
