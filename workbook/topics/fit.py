"""Articles -> a topic model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.progress import progress
from workbook.schema import require_columns
from workbook.topics.clusters import Labels, count_distinct, propose_number
from workbook.topics.contrast import contrast_topics, sum_use
from workbook.topics.labels import LEDE, N_TYPICAL, Phrase, find_phrases, propose_label
from workbook.topics.large import add_articles, choose_sample
from workbook.topics.main_topics import (
    Guide,
    MainTopics,
    continue_topics,
    find_anchors,
    find_topics,
    guide_topics,
)
from workbook.topics.model import TopicModel
from workbook.topics.placing import share_words
from workbook.topics.shares import middles
from workbook.topics.tokens import read_words, topic_texts
from workbook.topics.tree import Tree, grow_tree, match_nodes, number_nodes
from workbook.topics.vectors import Fitted, Rows, fit_space

STEPS = 6  # of a fit, which its bar counts


def fit_topics(
    articles: pl.DataFrame,
    seed: int = 0,
    n_topics: int | None = None,
    *,
    guide: Mapping[str, Sequence[str]] | None = None,
    start: TopicModel | None = None,
    most_fitted: int = 100_000,
) -> TopicModel:
    """Find what the articles are about: a model that can be cut into any number of topics.

    The same articles give the same model, whatever their order, on every run. Every article has a
    topic; how well it fits is its `strength`.

    Parameters
    ----------
    articles
        Any frame with `article_id` and `body`; `title` is used when it is there.
    seed
        Where k-means starts; matters from 151 articles on.
    n_topics
        How many topics; if not given, where merging two more suddenly adds much more scatter
        than the merge before: at least two articles a topic on average, at most twenty topics.
    guide
        Topics that there shall be: their labels, each with words that mark its articles, or with
        ids of articles. Articles with most of those words, or with those ids, stay in the topic;
        others join it when they are near. Other topics are found beside them, up to `n_topics`.
    start
        A model to begin from: its topics keep their numbers and the reader's names.
    most_fitted
        Of more articles than this, so many, chosen by the hash of their ids, make the topics, and
        the others are placed among them, which keeps memory flat.

    Returns
    -------
    TopicModel
        Frozen, with `topics()`, `shares()`, `terms()` at any number of topics.

    Raises
    ------
    WorkbookError
        If the articles differ too little for `n_topics`, if no article has a word of a guided
        topic, or if both `guide` and `start` are given.
    """
    require_columns(articles, "article_id", "body")
    if guide and start:
        raise WorkbookError(
            "guide and start cannot be used together; fit with guide first, then use start alone"
        )
    order = articles["article_id"].cast(pl.String).arg_sort()
    ordered = articles[order].with_columns(pl.col("article_id").cast(pl.String))
    with threadpool_limits(1):
        sample = choose_sample(ordered["article_id"], most_fitted)
        model = _fit(ordered[sample], seed, n_topics, guide=guide, start=start)
        if len(sample) < ordered.height:
            model = add_articles(model, ordered, sample)
    return replace(model, order=np.argsort(order.to_numpy(), kind="stable"))


def _fit(
    articles: pl.DataFrame,
    seed: int,
    n_topics: int | None,
    *,
    guide: Guide | None,
    start: TopicModel | None,
) -> TopicModel:
    """The model of articles that stand in the order of their ids."""
    with progress(STEPS, "topics", unit="steps") as count:
        worded = read_words(articles)
        count(1)
        found = fit_space(worded.by_article, seed)
        count(1)
        known = np.flatnonzero(found.rows.any(axis=1))  # other articles have no word of their own
        _check_number(n_topics, found.rows[known], guide or {})
        main = _choose_topics(
            found, articles, known, n_topics=n_topics, seed=seed, guide=guide, start=start
        )
        count(1)
        model = _grow_model(articles, found, known, main, seed=seed, n_topics=n_topics, start=start)
        count(1)
        labels = _propose_labels(model, topic_texts(articles))
        count(1)
        return replace(model, leaf_shares=share_words(model, worded), proposed=labels)


def _grow_model(
    articles: pl.DataFrame,
    found: Fitted,
    known: NDArray[np.intp],
    main: MainTopics,
    *,
    seed: int,
    n_topics: int | None,
    start: TopicModel | None,
) -> TopicModel:
    """The model with its tree, yet without shares and labels."""
    tree, known_leaves = _grow(found.rows[known], main, start, seed=seed)
    leaves = _place_others(tree, known_leaves, known=known, n_articles=articles.height)
    return TopicModel(
        n_topics=min(n_topics or max(len(main.ids), 1), tree.n_leaves, articles.height),
        seed=seed,
        tree=tree,
        space=found.space,
        article_ids=articles["article_id"],
        order=np.arange(articles.height),
        rows=found.rows,
        told=found.told,
        leaves=leaves,
        leaf_shares=np.zeros((articles.height, tree.n_leaves), dtype=np.float32),
        word_use=sum_use(found.counts, leaves, sorted(tree.cut(tree.n_leaves))),
        next_id=max(main.next_id, max(tree.nodes) + 1),
        names=main.names,
        merged={} if start is None else _keep_merged(tree, start),
    )


def _choose_topics(
    found: Fitted,
    articles: pl.DataFrame,
    known: NDArray[np.intp],
    *,
    n_topics: int | None,
    seed: int,
    guide: Guide | None,
    start: TopicModel | None,
) -> MainTopics:
    """The main topics of the articles that have words, in the way that was asked for."""
    rows = found.rows[known]
    if start is not None and start.rows.any() and len(known):
        return continue_topics(rows, articles[known], start)
    number = n_topics or propose_number(found.sketch[known], seed)
    if guide and len(known):
        ids = articles["article_id"][known]
        marks = find_anchors(found.counts[known], found.space.words, ids, guide=guide)
        return guide_topics(rows, marks, guide, n_topics=number, seed=seed)
    return find_topics(rows, number, seed)


def _keep_merged(tree: Tree, start: TopicModel) -> dict[int, tuple[int, ...]]:
    """The merges of an earlier model whose topics are all still there."""
    nodes = set(tree.nodes)
    return {node: parts for node, parts in start.merged.items() if nodes >= {node, *parts}}


def _check_number(n_topics: int | None, rows: Rows, guide: Guide) -> None:
    """Raise if the articles cannot make as many topics as asked for."""
    if n_topics is None and not guide:
        return
    enough = len(guide) if n_topics is None else n_topics
    most = max(count_distinct(rows, enough if enough > 0 else len(rows)), 1)
    if n_topics is not None and not 1 <= n_topics <= most:
        raise WorkbookError(
            f"n_topics is {n_topics}; choose a number from 1 to {most}, "
            "as many as these articles can be told apart"
        )
    if len(guide) > (most if n_topics is None else n_topics):
        raise WorkbookError(
            f"{len(guide)} guided topics are more than n_topics, {n_topics or most}"
        )


def _grow(
    rows: Rows, main: MainTopics, start: TopicModel | None, *, seed: int
) -> tuple[Tree, Labels]:
    """The numbered tree, and the leaf of each row."""
    if not len(rows):
        return Tree(0, ()), np.zeros(0, dtype=np.int64)
    tree, leaves = grow_tree(rows, main.labels, main.ids, seed=seed)
    same = {}
    if start is not None and main.old_leaves is not None:
        same = match_nodes(tree, leaves, old=start.tree, old_leaves=main.old_leaves)
    numbers = number_nodes(tree, same, main.next_id)
    return tree.renumber(numbers), np.array([numbers[leaf] for leaf in leaves.tolist()])


def _place_others(
    tree: Tree, known_leaves: Labels, *, known: NDArray[np.intp], n_articles: int
) -> Labels:
    """The leaf of every article: the largest leaf where it has no word of its own."""
    sizes = np.bincount(known_leaves, minlength=1)
    leaves = np.full(n_articles, sizes.argmax() if len(known) else tree.root, dtype=np.int64)
    leaves[known] = known_leaves
    return leaves


def _propose_labels(model: TopicModel, texts: pl.Series) -> dict[int, str]:
    """A label for every topic of the tree, from the phrases of its most typical articles."""
    nodes, words = model.tree.nodes, model.space.words.to_list()
    contrast = contrast_topics(model, nodes)
    centres = middles(model.tree, nodes, rows=model.rows, leaves=model.leaves)
    phrases: dict[int, list[Phrase]] = {}
    same: dict[Phrase, Phrase] = {}  # so that a phrase of many articles is held once
    labels = {}
    for node, weights, centre in zip(nodes, contrast, centres, strict=True):
        inside = np.flatnonzero(model.tree.holds(node, model.leaves))
        nearness = model.rows[inside] @ centre
        typical = inside[np.argsort(-nearness.round(9), kind="stable")][:N_TYPICAL].tolist()
        for article in typical:
            if article not in phrases:
                found = find_phrases(texts[article][:LEDE])
                phrases[article] = [same.setdefault(phrase, phrase) for phrase in found]
        above = np.flatnonzero(weights > 0)
        contrasts = {words[at]: weights[at] for at in above.tolist()}
        labels[node] = propose_label([phrases[article] for article in typical], contrasts)
    return labels
