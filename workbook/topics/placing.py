"""Where articles, known or new, belong in the tree of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from workbook.topics.clusters import Labels
from workbook.topics.shares import (
    LeafShares,
    below,
    descend,
    middles,
    places_of,
    share_leaves,
    share_out,
)
from workbook.topics.tokens import Worded, read_words
from workbook.topics.vectors import Rows

if TYPE_CHECKING:
    from workbook.topics.model import TopicModel


WEAK = 0.6  # of the strength of the median article


class Placed(NamedTuple):
    """Where articles belong, as the fields of the model of the same names."""

    rows: Rows
    told: Rows
    leaves: Labels
    leaf_shares: LeafShares


def place_articles(model: TopicModel, articles: pl.DataFrame) -> Placed:
    """Where these articles belong, whether the model was fitted on them or not."""
    with threadpool_limits(1):
        return place_words(model, read_words(articles))


def place_words(model: TopicModel, worded: Worded) -> Placed:
    """The same from the words of the articles."""
    rows, told = model.space.project(worded.by_article)
    leaves = descend(model.tree, rows, main=model.cut(), centres=model.centres)
    sizes = model.leaf_sizes
    largest = max(sizes, key=lambda leaf: (sizes[leaf], -leaf))
    leaves = np.where(rows.any(axis=1), leaves, largest)  # as fit_topics places them
    return Placed(rows, told, leaves, share_words(model, worded))


def share_words(model: TopicModel, worded: Worded) -> LeafShares:
    """How much of each article belongs to each leaf."""
    main = model.cut()
    if not main:
        return np.zeros((0, model.tree.n_leaves), dtype=np.float32)
    return share_leaves(worded, model.space, model.tree, main=main, centres=model.centres)


def share_placed(
    model: TopicModel,
    ids: pl.Series,
    placed: Placed,
    *,
    n: int | None,
    order: NDArray[np.intp],
) -> pl.DataFrame:
    """The frame of shares, in this order, of articles that stand where `placed` says."""
    nodes = model.cut(n)
    with threadpool_limits(1):
        centres = middles(model.tree, nodes, rows=model.rows, leaves=model.leaves)
        strengths = placed.rows @ centres.T * placed.told[:, None]
        shares = placed.leaf_shares @ below(model.tree, nodes).T
    own = places_of(model.tree, placed.leaves, nodes)
    ids = ids.gather(order)
    return share_out(ids, shares[order], strengths[order], own=own[order], topics=nodes)


def list_main_topics(model: TopicModel, n: int | None) -> pl.DataFrame:
    """The row of `TopicModel.shares` of the topic that each article belongs to most."""
    nodes = model.cut(n)
    own = places_of(model.tree, model.leaves, nodes)[model.order]
    rows = np.arange(len(own)) * len(nodes) + own
    labels = pl.Series([model.label(node) for node in nodes], dtype=pl.String)
    strength = pl.col("strength")
    return model.shares(n)[rows].with_columns(
        topic=labels.gather(own), weak=strength < WEAK * strength.median()
    )
