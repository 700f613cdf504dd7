"""More articles than are fitted at once: a model of a sample, then the others in batches."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.progress import counted
from workbook.topics.contrast import sum_use
from workbook.topics.model import TopicModel
from workbook.topics.placing import Placed, place_words
from workbook.topics.tokens import BATCH, read_words


def choose_sample(ids: pl.Series, size: int) -> NDArray[np.intp]:
    """So many rows, chosen by the hash of the id: the same article is in or out of any corpus."""
    hashes = [hashlib.blake2b(name.encode(), digest_size=8).digest() for name in ids]
    return np.sort(np.argsort(np.array(hashes), kind="stable")[:size])


def add_articles(model: TopicModel, articles: pl.DataFrame, sample: NDArray[np.intp]) -> TopicModel:
    """The model of all articles, of which it holds the sample."""
    placed, word_use = _empty(model, articles.height), model.word_use.copy()
    _put(placed, sample, Placed(model.rows, model.told, model.leaves, model.leaf_shares))
    others = np.setdiff1d(np.arange(articles.height), sample)
    for start in counted(range(0, len(others), BATCH), "topics", "batches"):
        at = others[start : start + BATCH]
        worded = read_words(articles[at])
        found = place_words(model, worded)
        _put(placed, at, found)
        counts = model.space.count(worded.by_article)
        word_use += sum_use(counts, found.leaves, sorted(model.tree.leaves[model.tree.root]))
    ids = articles["article_id"]
    return replace(model, **placed._asdict(), article_ids=ids, word_use=word_use)


def _empty(model: TopicModel, n_articles: int) -> Placed:
    """Room for so many articles."""
    return Placed(
        rows=np.empty((n_articles, model.rows.shape[1])),
        told=np.empty(n_articles),
        leaves=np.empty(n_articles, dtype=np.int64),
        leaf_shares=np.empty((n_articles, model.tree.n_leaves), dtype=np.float32),
    )


def _put(into: Placed, at: NDArray[np.intp], found: Placed) -> None:
    into.rows[at], into.told[at] = found.rows, found.told
    into.leaves[at], into.leaf_shares[at] = found.leaves, found.leaf_shares
