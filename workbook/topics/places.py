"""Where each article stands on a map on which articles about the same things lie together."""

from __future__ import annotations

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from workbook.schema import MAP, check_frame
from workbook.topics.model import TopicModel
from workbook.topics.vectors import Rows

FEW = 30  # below this, neighbourhoods are too small for t-SNE
MOST_LAID_OUT = 2_000  # beyond this, the others are put among their nearest
PERPLEXITY = 30  # neighbours that an article is drawn to, in effect
N_NEAREST = 5


def map_articles(model: TopicModel) -> pl.DataFrame:
    """Lay out a model's articles in the plane, alike beside alike.

    The places depend on the articles alone, not on the number of topics, so that
    a map keeps still while topics are cut, renamed or merged.

    Parameters
    ----------
    model
        A fitted model.

    Returns
    -------
    pl.DataFrame
        `article_id`, `x`, `y`, one row per article in the order given to `fit_topics`. Places have
        no unit: nearness means likeness, while the axes and large distances mean nothing.

    Notes
    -----
    t-SNE of cosine distances (van der Maaten and Hinton 2008); principal components below 30
    articles. Above 2,000 articles, 2,000 of them are laid out and each of the others is put
    among the five of these that are most like it.
    """
    with threadpool_limits(1):
        places = _lay_out(model.rows, model.seed)[model.order]
    found = {"article_id": model.article_ids.gather(model.order), "x": places[:, 0]}
    return check_frame(pl.DataFrame({**found, "y": places[:, 1]}, schema=MAP), MAP)


def _lay_out(rows: Rows, seed: int) -> Rows:
    """Two coordinates for each row."""
    distinct, which = np.unique(rows.round(9), axis=0, return_inverse=True)
    if len(distinct) < 3:  # side by side
        return np.column_stack([which.ravel(), np.zeros(len(rows))]).astype(float)
    chosen = np.unique(np.linspace(0, len(rows) - 1, min(len(rows), MOST_LAID_OUT)).astype(int))
    laid_out = _embed(rows[chosen], seed).astype(float)
    if len(chosen) == len(rows):
        return laid_out
    places = np.empty((len(rows), 2))
    for batch in np.array_split(np.arange(len(rows)), len(rows) // MOST_LAID_OUT + 1):
        places[batch] = _among_nearest(rows[batch] @ rows[chosen].T, laid_out)
    places[chosen] = laid_out
    return places


def _embed(rows: Rows, seed: int) -> Rows:
    """The layout itself."""
    if len(rows) < FEW:
        from sklearn.decomposition import PCA

        return PCA(n_components=2, svd_solver="full").fit_transform(rows)
    from sklearn.manifold import TSNE

    perplexity = min(PERPLEXITY, (len(rows) - 1) / 3)
    layout = TSNE(perplexity=perplexity, metric="cosine", init="pca", random_state=seed)
    return layout.fit_transform(rows)


def _among_nearest(likeness: Rows, laid_out: Rows) -> Rows:
    """The middle of the places most like each row, the likest counting most."""
    nearest = np.argpartition(-likeness, N_NEAREST, axis=1)[:, :N_NEAREST]
    weights = np.clip(np.take_along_axis(likeness, nearest, axis=1), 1e-6, None) ** 2
    return np.einsum("an,anc->ac", weights / weights.sum(axis=1, keepdims=True), laid_out[nearest])
