"""One tree of topics, so that every number of topics is a cut through it and cuts are nested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbook.topics.clusters import (
    Labels,
    Merge,
    count_distinct,
    cut,
    find_micro,
    summarise_groups,
    ward,
)
from workbook.topics.vectors import Rows

MOST_LEAVES = 60
KEPT_OVERLAP = 0.5  # articles that two nodes must share, of all of both, to be the same node


class Split(NamedTuple):
    """A topic falls into two."""

    parent: int
    left: int
    right: int


@dataclass(frozen=True)
class Tree:
    """A root, and its splits in the order in which more topics are asked for."""

    root: int
    splits: tuple[Split, ...]

    @property
    def n_leaves(self) -> int:
        """The largest number of topics that the tree can be cut into."""
        return len(self.splits) + 1

    def cut(self, n: int) -> list[int]:
        """The `n` topics that the first splits leave."""
        parents = {split.parent for split in self.splits[: n - 1]}
        seen = [self.root, *(child for split in self.splits[: n - 1] for child in split[1:])]
        return [node for node in seen if node not in parents]

    @cached_property
    def nodes(self) -> list[int]:
        """Every topic of every cut, coarse ones first."""
        return [self.root, *(child for split in self.splits for child in split[1:])]

    @cached_property
    def leaves(self) -> dict[int, frozenset[int]]:
        """The leaves below each node."""
        below = {leaf: frozenset([leaf]) for leaf in self.cut(self.n_leaves)}
        for split in reversed(self.splits):
            below[split.parent] = below[split.left] | below[split.right]
        return below

    def holds(self, node: int, leaves: Labels) -> NDArray[np.bool_]:
        """Which of the articles in these leaves belong to a node."""
        return np.isin(leaves, list(self.leaves[node]))

    def renumber(self, numbers: Mapping[int, int]) -> Tree:
        """The same tree under other numbers."""
        splits = (Split(*(numbers[node] for node in split)) for split in self.splits)
        return Tree(numbers[self.root], tuple(splits))


def grow_tree(rows: Rows, labels: Labels, ids: Sequence[int], *, seed: int) -> tuple[Tree, Labels]:
    """The tree around the main topics, and the leaf of each row.

    Label `i` of a row means the main topic `ids[i]`; every other node gets a negative number.
    """
    fresh = iter(range(-1, -10_000, -1))
    root, upper = join_topics(rows, labels, ids, fresh=fresh)
    leaves = np.array(ids, dtype=np.int64)[labels]
    lower: list[tuple[float, Split]] = []
    for number, node in enumerate(ids):
        inside = np.flatnonzero(labels == number)
        n_parts = round(MOST_LEAVES * len(inside) / len(rows))
        merges, parts = _divide(rows[inside], max(n_parts, 1), seed)
        splits, names = _name_splits(merges, node, fresh)
        lower += splits
        leaves[inside] = np.array(names)[parts]
    lower.sort(key=lambda split: -split[0])  # a parent's height is never below its children's
    return Tree(root, (*upper, *(split for _, split in lower))), leaves


def join_topics(
    rows: Rows, labels: Labels, ids: Sequence[int], *, fresh: Iterator[int]
) -> tuple[int, list[Split]]:
    """Merge the main topics up to one root: the root and its splits, the root's first."""
    groups = summarise_groups(rows, labels)
    names, splits = list(ids), []
    for merge in ward(groups.centres, groups.sizes):
        names.append(next(fresh))
        splits.append(Split(names[-1], names[merge.left], names[merge.right]))
    return names[-1], splits[::-1]


def _divide(rows: Rows, n_parts: int, seed: int) -> tuple[list[Merge], Labels]:
    """Parts of one topic: the part of each row, and the merges that make the topic of them."""
    n_parts = count_distinct(rows, n_parts)
    micro = find_micro(rows, n_parts, seed)
    parts = cut(ward(micro.centres, micro.sizes), n_parts)[micro.labels]
    groups = summarise_groups(rows, parts)
    return ward(groups.centres, groups.sizes), parts


def _name_splits(
    merges: list[Merge], root: int, fresh: Iterator[int]
) -> tuple[list[tuple[float, Split]], list[int]]:
    """The splits of one topic from the top, with their heights; the names of its parts."""
    n_parts = len(merges) + 1
    names = [next(fresh) for _ in range(n_parts + len(merges))] if merges else [0]
    names[-1] = root
    splits = [
        (merge.height, Split(names[n_parts + step], names[merge.left], names[merge.right]))
        for step, merge in enumerate(merges)
    ]
    return splits[::-1], names[:n_parts]


def match_nodes(
    tree: Tree, leaves: Labels, *, old: Tree, old_leaves: Labels, least: float = KEPT_OVERLAP
) -> dict[int, int]:
    """Nodes without a number that hold (nearly) the same articles as an old one: node -> old."""
    inside, old_inside = _membership(tree, leaves), _membership(old, old_leaves)
    shared = inside @ old_inside.T
    joined = inside.sum(axis=1)[:, None] + old_inside.sum(axis=1)[None, :] - shared
    overlaps = shared / np.maximum(joined, 1)
    found: dict[int, int] = {}
    taken = set(tree.nodes)
    for place in np.argsort(-overlaps, axis=None, kind="stable"):
        row, column = (int(at) for at in np.unravel_index(place, overlaps.shape))
        node, old_node = tree.nodes[row], old.nodes[column]
        if overlaps[row, column] < least:
            break
        if node < 0 and node not in found and old_node not in taken:
            found[node] = old_node
            taken.add(old_node)
    return found


def _membership(tree: Tree, leaves: Labels) -> Rows:
    """Which articles each node holds (nodes x articles)."""
    return np.array([tree.holds(node, leaves) for node in tree.nodes], dtype=float)


def merge_topics(
    tree: Tree, rows: Rows, labels: Labels, *, main: Sequence[int], merged: Sequence[int]
) -> Tree:
    """The tree with some of the main topics joined; every new node gets a negative number.

    Label `i` of a row means the main topic `main[i]`.
    """
    fresh = iter(range(-1, -10_000, -1))
    is_merged = np.isin(main, merged)[labels]
    numbers = np.cumsum(np.isin(main, merged)) - 1
    union, pairs = join_topics(rows[is_merged], numbers[labels[is_merged]], merged, fresh=fresh)
    kept = [node for node in main if node not in merged]
    place = {node: at for at, node in enumerate(kept)}
    together = np.array([place.get(node, len(kept)) for node in main], dtype=np.int64)[labels]
    root, upper = join_topics(rows, together, [*kept, union], fresh=fresh)
    return Tree(root, (*upper, *pairs, *tree.splits[len(main) - 1 :]))


def number_nodes(tree: Tree, found: Mapping[int, int], next_id: int) -> dict[int, int]:
    """The number of every node: its own if it has one, a matched node's, else a new one."""
    numbers = {node: found.get(node, node) for node in tree.nodes}
    for node in sorted(numbers, reverse=True):
        if numbers[node] < 0:
            numbers[node] = next_id
            next_id += 1
    return numbers
