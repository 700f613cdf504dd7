"""Groups of rows: Ward's merging for few, k-means for many, and how many groups there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbook.topics.vectors import Rows

Labels = NDArray[np.int64]

ALIKE = 1e-6  # groups that merge at such a height do not differ
FEW = 150  # up to so many articles Ward's merging beats k-means
N_MICRO = 50  # groups that stand for the articles when their number is large
N_STARTS = 6
HANDFUL = 30
STANDS_OUT = 2.0  # a merge so many times as high as the one before it
MOST_TOPICS = 20  # what is proposed; a reader may ask for more


class Merge(NamedTuple):
    """Two groups become one: items by their number, earlier merges counted on from the items."""

    left: int
    right: int
    height: float


@dataclass(frozen=True)
class Micro:
    """Small groups that stand for the rows: the group of each row, their centres and sizes."""

    labels: Labels
    centres: Rows
    sizes: Rows


def summarise_groups(rows: Rows, labels: Labels) -> Micro:
    """Centres and sizes of the groups 0, 1, ... that the labels name."""
    sizes = np.bincount(labels).astype(np.float64)
    return Micro(labels, sum_by(rows, labels, len(sizes)) / np.maximum(sizes, 1)[:, None], sizes)


def sum_by(rows: Rows, labels: Labels, n_groups: int) -> Rows:
    """The sum of the rows of each group."""
    from scipy.sparse import csr_matrix

    place = (labels, np.arange(len(labels)))
    members = csr_matrix((np.ones(len(labels)), place), shape=(n_groups, len(labels)))
    return np.asarray(members @ rows)


def find_micro(rows: Rows, n_groups: int, seed: int) -> Micro:
    """At most so many small groups: single rows where they are few, else by k-means."""
    if len(rows) <= max(n_groups, FEW):
        return summarise_groups(rows, np.arange(len(rows)))
    return summarise_groups(rows, k_means(rows, n_groups, seed=seed, n_starts=1))


def ward(centres: Rows, sizes: Rows) -> list[Merge]:
    """Merge groups step by step, each time the two whose union spreads least (Ward 1963)."""
    centres, sizes = centres.copy(), sizes.copy()
    names = list(range(len(sizes)))
    cost = _costs(centres, sizes)
    merges: list[Merge] = []
    for _ in range(len(sizes) - 1):
        i, j = sorted(int(at) for at in np.unravel_index(np.argmin(cost), cost.shape))
        merges.append(Merge(names[i], names[j], float(np.sqrt(max(cost[i, j], 0.0)))))
        centres[i] = (sizes[i] * centres[i] + sizes[j] * centres[j]) / (sizes[i] + sizes[j])
        sizes[i] += sizes[j]
        names[i] = len(sizes) - 1 + len(merges)
        cost[j, :] = cost[:, j] = np.inf
        alive = np.flatnonzero(np.isfinite(cost[i]) & (np.arange(len(sizes)) != i))
        gap = ((centres[alive] - centres[i]) ** 2).sum(axis=1)
        cost[i, alive] = cost[alive, i] = gap * sizes[alive] * sizes[i] / (sizes[alive] + sizes[i])
    return merges


def _costs(centres: Rows, sizes: Rows) -> Rows:
    """How much each two groups would spread if merged; infinite for a group and itself."""
    squares = (centres**2).sum(axis=1)
    gap = np.maximum(squares[:, None] + squares[None, :] - 2 * centres @ centres.T, 0.0)
    cost = gap * sizes[:, None] * sizes[None, :] / (sizes[:, None] + sizes[None, :])
    np.fill_diagonal(cost, np.inf)
    return cost


def cut(merges: list[Merge], n_groups: int) -> Labels:
    """The group of each item when only `n_groups` are left, numbered by first appearance."""
    n_items = len(merges) + 1
    group = list(range(n_items))
    members = {item: [item] for item in range(n_items)}
    for step, merge in enumerate(merges[: n_items - n_groups]):
        members[n_items + step] = members.pop(merge.left) + members.pop(merge.right)
    for number, items in enumerate(sorted(members.values(), key=min)):
        for item in items:
            group[item] = number
    return np.array(group, dtype=np.int64)


def propose_number(rows: Rows, seed: int) -> int:
    """How many groups the rows fall into."""
    micro = find_micro(rows, N_MICRO, seed)
    return find_jump(ward(micro.centres, micro.sizes), len(rows))


def find_jump(merges: list[Merge], n_articles: int) -> int:
    """The number of groups that merge at a far greater height than those before them.

    At least two articles a group, on average, and at most twenty groups. Where a handful of
    articles falls into no groups that stand out, the square root of their number.
    """
    heights = np.array([merge.height for merge in reversed(merges)])
    most = min(MOST_TOPICS, n_articles // 2, len(heights))
    if most < 2 or heights[0] <= ALIKE:
        return 1
    heights = np.maximum(heights, ALIKE)
    jumps = heights[: most - 1] / heights[1:most]
    if n_articles < HANDFUL and jumps.max() < STANDS_OUT:
        return min(round(n_articles**0.5), most)
    return int(np.argmax(jumps)) + 2


def k_means(rows: Rows, n_groups: int, *, seed: int, n_starts: int = N_STARTS) -> Labels:
    """The best of several k-means runs, each to the very end."""
    from sklearn.cluster import KMeans

    n_groups = count_distinct(rows, n_groups)
    means = KMeans(n_groups, n_init=n_starts, random_state=seed, tol=0, max_iter=1_000)
    return np.asarray(means.fit_predict(rows), dtype=np.int64)


def settle(rows: Rows, labels: Labels, held: NDArray[np.bool_] | None = None) -> Labels:
    """K-means from given groups to the very end; held rows stay in theirs, no group dies."""
    held = np.zeros(len(rows), dtype=bool) if held is None else held
    for _ in range(1_000):
        centres = summarise_groups(rows, labels).centres
        nearest = np.argmax(rows @ centres.T - (centres**2).sum(axis=1) / 2, axis=1)
        nearest = np.where(held, labels, nearest)
        if np.array_equal(nearest, labels) or len(np.unique(nearest)) < len(centres):
            break
        labels = nearest
    return labels


def count_distinct(rows: Rows, enough: int | None = None) -> int:
    """How many rows differ; the count ends where there are enough."""
    enough = len(rows) if enough is None else enough
    seen: set[bytes] = set()
    for row in rows:
        if len(seen) >= enough:
            break
        seen.add((row.round(6) + 0.0).tobytes())  # no negative zeros
    return len(seen)
