"""A fitted topic model: frozen, and a look-up at every number of topics."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.errors import WorkbookError, require_known
from workbook.schema import SHARES, TOPICS, check_frame, require_columns
from workbook.topics.choices import apply_choices, write_choices
from workbook.topics.clusters import Labels
from workbook.topics.contrast import contrast_topics, list_terms
from workbook.topics.labels import name_topics
from workbook.topics.merging import merge_in_model
from workbook.topics.placing import Placed, list_main_topics, place_articles, share_placed
from workbook.topics.shares import LeafShares, middles
from workbook.topics.tree import Tree
from workbook.topics.vectors import Rows, Space

N_SHOWN_TERMS = 10


@dataclass(frozen=True, eq=False, repr=False)
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

    def __repr__(self) -> str:
        counts = f"{len(self.leaves):,} articles, {self.n_topics} topics"
        return f"TopicModel({counts}, up to {self.most_topics} in .topics(n))"

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
        nodes = self.cut(n)
        terms = self.terms(n).group_by("topic", maintain_order=True).head(N_SHOWN_TERMS)
        shown = dict(terms.group_by("topic").agg("term").iter_rows())
        rows = [(node, self.label(node), self.size_of(node), shown.get(node, [])) for node in nodes]
        return check_frame(pl.DataFrame(rows, schema=TOPICS, orient="row"), TOPICS)

    def shares(self, n: int | None = None) -> pl.DataFrame:
        """How much of each article belongs to each topic.

        Returns
        -------
        pl.DataFrame
            One row per article (in the order given to `fit_topics`) and topic: `article_id`,
            `topic`, `share` (sums to 1 per article; each paragraph is shared out, and a long one
            counts more), `strength` (how near the article is to the middle of the topic: their
            cosine, times how much of the article the space of the topics tells, 0 to 1).
        """
        placed = Placed(self.rows, self.told, self.leaves, self.leaf_shares)
        return share_placed(self, self.article_ids, placed, n=n, order=self.order)

    def main_topics(self, n: int | None = None) -> pl.DataFrame:
        """The one topic that each article belongs to most.

        Returns
        -------
        pl.DataFrame
            One row per article, in the order given to `fit_topics`: `article_id`, `topic` (its
            label), `share` and `strength` as in `shares`, `weak` (true where the strength is below
            0.6 of that of the median article: the topic says little of what the article is about).
        """
        return list_main_topics(self, n)

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
        nodes = self.cut(n)
        return list_terms(contrast_topics(self, nodes), self.space, nodes)

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
        if not self.cut(n):  # fitted on nothing
            return SHARES.to_frame()
        placed, order = place_articles(self, articles), np.arange(articles.height)
        return share_placed(self, articles["article_id"], placed, n=n, order=order)

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
        return merge_in_model(self, topics)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the model into one file, for `load_topics`; the path is returned."""
        from workbook.topics.storage import write_model

        return write_model(self, Path(path))

    def save_choices(self, folder: str | os.PathLike[str]) -> Path:
        """Keep the reader's names and merges in `.workbook/topics.json` beside the articles.

        Parameters
        ----------
        folder
            The file or folder as given to `load_corpus`.

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

    def label(self, topic: int) -> str:
        """The reader's name for a topic, else the proposed one; no two topics share it."""
        return self._labels[topic]

    @cached_property
    def _labels(self) -> dict[int, str]:
        return name_topics(self.tree, names=self.names, proposed=self.proposed)

    @cached_property
    def centres(self) -> dict[int, Rows]:
        """The unit vector in the middle of the articles of each topic of any cut."""
        found = middles(self.tree, self.tree.nodes, rows=self.rows, leaves=self.leaves)
        return dict(zip(self.tree.nodes, found, strict=True))

    def cut(self, n: int | None = None) -> list[int]:
        """The topics of a cut, the one with most articles first."""
        wanted = self.n_topics if n is None else n
        if not len(self.leaves) and n is None:
            return []
        if not 1 <= wanted <= self.most_topics:
            raise WorkbookError(
                f"these articles cannot be cut into {wanted} topics; "
                f"choose a number from 1 to {self.most_topics}"
            )
        return sorted(self.tree.cut(wanted), key=lambda node: (-self.size_of(node), node))

    def size_of(self, node: int) -> int:
        """How many articles belong to a topic of any cut."""
        return sum(self.leaf_sizes[leaf] for leaf in self.tree.leaves[node])

    @cached_property
    def leaf_sizes(self) -> dict[int, int]:
        """How many articles belong to each leaf of the tree."""
        return {**dict.fromkeys(self.tree.leaves, 0), **Counter(self.leaves.tolist())}
