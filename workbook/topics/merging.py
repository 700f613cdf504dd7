"""Several topics of a model made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from workbook.errors import WorkbookError, require_known
from workbook.topics.shares import places_of
from workbook.topics.tree import Tree, match_nodes, merge_topics, number_nodes

if TYPE_CHECKING:
    from workbook.topics.model import TopicModel


def merge_in_model(model: TopicModel, topics: Sequence[int]) -> TopicModel:
    """The model with one topic, of a new number, in place of several of its `n_topics`."""
    main = model.cut()
    require_known("topic", map(str, topics), map(str, main))
    chosen = sorted(set(topics))
    if len(chosen) < 2:
        raise WorkbookError(f"merge takes two or more topics; found: {list(topics)}")
    tree, next_id = _merge(model, main, chosen)
    inside = frozenset[int]().union(*(model.tree.leaves[topic] for topic in chosen))
    union = next(node for node in tree.nodes if tree.leaves[node] == inside)
    return replace(
        model,
        n_topics=model.n_topics - len(chosen) + 1,
        tree=tree,
        merged={**model.merged, union: tuple(chosen)},
        next_id=next_id,
    )


def _merge(model: TopicModel, main: Sequence[int], chosen: Sequence[int]) -> tuple[Tree, int]:
    """The tree with the chosen topics below one node, and the next number that is free."""
    labels = places_of(model.tree, model.leaves, main)
    with threadpool_limits(1):
        tree = merge_topics(model.tree, model.rows, labels, main=main, merged=chosen)
        leaves = model.leaves
        same = match_nodes(tree, leaves, old=model.tree, old_leaves=leaves, least=1.0)
    numbers = number_nodes(tree, same, model.next_id)
    return tree.renumber(numbers), max(model.next_id, max(numbers.values()) + 1)
