"""A fitted topic model: frozen, and a look-up at every number of topics."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from workbook.errors import WorkbookError, require_known
from workbook.schema import SHARES, TOPICS, check_frame, require_columns
from workbook.topics.choices import apply_choices, write_choices
from workbook.topics.clusters import Labels
from workbook.topics.contrast import contrast_words, list_terms
from workbook.topics.labels import name_topics
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
from workbook.topics.tree import Tree, match_nodes, merge_topics, number_nodes
from workbook.topics.vectors import Rows, Space

N_SHOWN_TERMS = 10
WEAK = 0.6  # of the strength of the median article


class Placed(NamedTuple):
    """Where articles belong, as the fields of the model of the same names."""

    rows: Rows
    told: Rows
    leaves: Labels
    leaf_shares: LeafShares


@dataclass(frozen=True, eq=False)
class TopicModel:
    """Topics of a set of articles; made by `fit_topics`, never changed.

    A topic is a number that always means the same articles. `n` asks for another number of
    topics than the proposed one: cuts are nested, and a topic that is not touched by a
    cut keeps its number, label and articles.
    """

    n_topics: int  # how many are shown where no other number is asked for
    seed: int
    tree: Tree
    space: Space
    article_ids: pl.Series  # sorted, as rows and leaves are
    order: NDArray[np.intp]  # where in them the articles stand as they were given
    rows: Rows  # one unit vector per article
    told: Rows  # how much of the article its vector tells, from 0 to 1
    leaves: Labels  # the leaf of the tree that holds each article
    leaf_shares: LeafShares  # how much of each article belongs to each leaf
    word_use: Rows  # how much the articles of each leaf use each word
    next_id: int  # the first number that no topic has had yet
    proposed: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)  # what the reader calls a topic
    merged: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # by the reader, of these

    @property
    def most_topics(self) -> int:
        """The largest number of topics that the articles can be cut into."""
        return self.tree.n_leaves if len(self.leaves) else 0

    def topics(self, n: int | None = None) -> pl.DataFrame:
        """Describe each topic.

        Parameters
        ----------
        n
            How many topics; `n_topics` if not given.

        Returns
        -------
        pl.DataFrame
            Largest topic first: `topic`, `label` (the reader's name for it, else phrases of its
            most typical articles), `n_articles` (each article counts in the one topic that it
            belongs to most), `terms` (what sets it off from the others, best first).

        Raises
        ------
        WorkbookError
            If the articles cannot be cut into `n` topics.
        """
        nodes = self._cut(n)
        terms = self.terms(n).group_by("topic", maintain_order=True).head(N_SHOWN_TERMS)
        shown = dict(terms.group_by("topic").agg("term").iter_rows())
        rows = [(node, self.label(node), self._size(node), shown.get(node, [])) for node in nodes]
        return check_frame(pl.DataFrame(rows, schema=TOPICS, orient="row"), TOPICS)

    def shares(self, n: int | None = None) -> pl.DataFrame:
        """How much of each article belongs to each topic.

        Returns
        -------
        pl.DataFrame
            One row per article (in the order given to `fit_topics`) and topic: `article_id`,
            `topic`, `share` (sums to 1 per article; each paragraph is shared out, and a long one
            counts more), `strength` (how near the article is to the middle of the topic: their
            cosine, times how much of the article the space of the topics tells, from 0 to 1).
        """
        nodes = self._cut(n)
        with threadpool_limits(1):
            strengths = self.rows @ self._middles(nodes).T * self.told[:, None]
            shares = self.leaf_shares @ below(self.tree, nodes).T
        own = places_of(self.tree, self.leaves, nodes)
        at = self.order
        ids = self.article_ids.gather(at)
        return share_out(ids, shares[at], strengths[at], own=own[at], topics=nodes)

    def main_topics(self, n: int | None = None) -> pl.DataFrame:
        """The one topic that each article belongs to most.

        Returns
        -------
        pl.DataFrame
            One row per article, in the order given to `fit_topics`: `article_id`, `topic` (its
            label), `share` and `strength` as in `shares`, `weak` (true where the strength is below
            0.6 of that of the median article: the topic says little of what the article is about).
        """
        nodes = self._cut(n)
        own = places_of(self.tree, self.leaves, nodes)[self.order]
        rows = np.arange(len(own)) * len(nodes) + own
        labels = pl.Series([self.label(node) for node in nodes], dtype=pl.String)
        strength = pl.col("strength")
        return self.shares(n)[rows].with_columns(
            topic=labels.gather(own), weak=strength < WEAK * strength.median()
        )

    def terms(self, n: int | None = None) -> pl.DataFrame:
        """List the words that set each topic off from the others.

        Returns
        -------
        pl.DataFrame
            `topic`, `term`, `weight`, highest first: the contrast `(u - b) / sqrt(b)`, where `u` is
            the mean use of the word by an article of the topic and `b` by any article (an article
            that prints it `n` times uses it `1 + ln n`), times how much the word stands in the same
            articles as the topic's other terms (their mean cosine in the space of the articles). A
            word stands under the one topic where its contrast is highest.
        """
        nodes = self._cut(n)
        with threadpool_limits(1):
            return list_terms(self.contrast(nodes), self.space, nodes)

    def assign(self, articles: pl.DataFrame, n: int | None = None) -> pl.DataFrame:
        """Share out articles among the topics as they are, without fitting again.

        Parameters
        ----------
        articles
            Any frame with `article_id` and `body`; `title` is used when it is there.
        n
            How many topics; `n_topics` if not given.

        Returns
        -------
        pl.DataFrame
            As `shares`.
        """
        require_columns(articles, "article_id", "body")
        nodes = self._cut(n)
        if not nodes:  # fitted on nothing
            return SHARES.to_frame()
        placed = self.place(articles)
        with threadpool_limits(1):
            strengths = placed.rows @ self._middles(nodes).T * placed.told[:, None]
            shares = placed.leaf_shares @ below(self.tree, nodes).T
        own = places_of(self.tree, placed.leaves, nodes)
        return share_out(articles["article_id"], shares, strengths, own=own, topics=nodes)

    def rename(self, topic: int, label: str) -> TopicModel:
        """Give a topic of any cut a name that stays: a new model.

        Raises
        ------
        WorkbookError
            If there is no such topic, or the label is blank.
        """
        require_known("topic", [str(topic)], map(str, self.tree.nodes))
        if not label.strip():
            raise WorkbookError(f"the label of topic {topic} is blank; give it a name")
        return replace(self, names={**self.names, topic: label.strip()})

    def merge(self, topics: Sequence[int]) -> TopicModel:
        """Make one topic, with a new number, of several of the `n_topics`: a new model.

        The merged topics can still be seen apart in a cut with more topics.

        Raises
        ------
        WorkbookError
            If a topic is not one of the `n_topics`, or there are fewer than two.
        """
        main = self._cut(None)
        require_known("topic", map(str, topics), map(str, main))
        chosen = sorted(set(topics))
        if len(chosen) < 2:
            raise WorkbookError(f"merge takes two or more topics; found: {list(topics)}")
        labels = places_of(self.tree, self.leaves, main)
        with threadpool_limits(1):
            tree = merge_topics(self.tree, self.rows, labels, main=main, merged=chosen)
            same = match_nodes(tree, self.leaves, old=self.tree, old_leaves=self.leaves, least=1.0)
        numbers = number_nodes(tree, same, self.next_id)
        tree = tree.renumber(numbers)
        union = next(node for node in tree.nodes if tree.leaves[node] == self._leaves_of(chosen))
        return replace(
            self,
            n_topics=self.n_topics - len(chosen) + 1,
            tree=tree,
            merged={**self.merged, union: tuple(chosen)},
            next_id=max(self.next_id, max(numbers.values()) + 1),
        )

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the model into one file, for `load_topics`; the path is returned."""
        from workbook.topics.storage import write_model

        return write_model(self, Path(path))

    def save_choices(self, folder: str | os.PathLike[str]) -> Path:
        """Keep the reader's names and merges beside the articles.

        Parameters
        ----------
        folder
            The file or folder as given to `load_corpus`.

        Returns
        -------
        Path
            `.workbook/topics.json` in the folder, the only file that is written.

        Raises
        ------
        WorkbookError
            If the folder cannot be written.
        """
        return write_choices(self, folder)

    def apply_choices(self, folder: str | os.PathLike[str]) -> TopicModel:
        """Take up the names and merges that `save_choices` kept: a new model.

        A kept name goes to the topic that shares most with the articles it was given to, if at
        least half of the articles of both that are still there are the same; else it rests in the
        file. Without such a file the model stays as it is.

        Raises
        ------
        WorkbookError
            If the file is there and cannot be read.
        """
        return apply_choices(self, folder)

    def articles_of(self, topic: int) -> list[str]:
        """The ids of the articles that belong to a topic of any cut, in their order."""
        return self.article_ids.filter(pl.Series(self.tree.holds(topic, self.leaves))).to_list()

    def _leaves_of(self, topics: Sequence[int]) -> frozenset[int]:
        return frozenset[int]().union(*(self.tree.leaves[topic] for topic in topics))

    def label(self, topic: int) -> str:
        """The reader's name for a topic, else the proposed one; no two topics share it."""
        return self._labels[topic]

    def contrast(self, nodes: Sequence[int]) -> Rows:
        """How far each word sets each node off from the other articles (nodes x words)."""
        with threadpool_limits(1):
            inside = below(self.tree, nodes) @ self.word_use
        sizes = np.array([self._size(node) for node in nodes], dtype=float)
        total = self.word_use.sum(axis=0)
        return contrast_words(inside, sizes, total=total, n_articles=len(self.leaves))

    def place(self, articles: pl.DataFrame) -> Placed:
        """Where articles, known or new, belong in the tree."""
        with threadpool_limits(1):
            return self.place_words(read_words(articles))

    def place_words(self, worded: Worded) -> Placed:
        """The same from the words of the articles."""
        rows, told = self.space.project(worded.by_article)
        centres = self._centres
        leaves = descend(self.tree, rows, main=self._cut(None), centres=centres)
        largest = max(self._leaf_sizes, key=lambda leaf: (self._leaf_sizes[leaf], -leaf))
        leaves = np.where(rows.any(axis=1), leaves, largest)  # as fit_topics places them
        return Placed(rows, told, leaves, self.share_words(worded))

    def share_words(self, worded: Worded) -> LeafShares:
        """How much of each article belongs to each leaf."""
        main, centres = self._cut(None), self._centres
        if not main:
            return np.zeros((0, self.tree.n_leaves), dtype=np.float32)
        return share_leaves(worded, self.space, self.tree, main=main, centres=centres)

    @cached_property
    def _centres(self) -> dict[int, Rows]:
        nodes = self.tree.nodes
        return dict(zip(nodes, self._middles(nodes), strict=True))

    def _middles(self, nodes: Sequence[int]) -> Rows:
        """The unit vector in the middle of the articles of each node."""
        return middles(self.tree, nodes, rows=self.rows, leaves=self.leaves)

    def _cut(self, n: int | None) -> list[int]:
        """The topics of a cut, the one with most articles first."""
        wanted = self.n_topics if n is None else n
        if not len(self.leaves) and n is None:
            return []
        if not 1 <= wanted <= self.most_topics:
            raise WorkbookError(
                f"these articles cannot be cut into {wanted} topics; "
                f"choose a number from 1 to {self.most_topics}"
            )
        nodes = self.tree.cut(wanted)
        return sorted(nodes, key=lambda node: (-self._size(node), node))

    @cached_property
    def _labels(self) -> dict[int, str]:
        return name_topics(self.tree, names=self.names, proposed=self.proposed)

    def _size(self, node: int) -> int:
        return sum(self._leaf_sizes[leaf] for leaf in self.tree.leaves[node])

    @cached_property
    def _leaf_sizes(self) -> dict[int, int]:
        leaves, sizes = np.unique(self.leaves, return_counts=True)
        found = dict(zip(leaves.tolist(), sizes.tolist(), strict=True))
        return {leaf: found.get(leaf, 0) for leaf in self.tree.leaves}
