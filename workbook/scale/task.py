"""One partition: what is not there yet is made, and written down once it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from workbook import cache, figures, quotations, readability
from workbook.cache.keys import (
    FIGURES,
    QUOTATIONS,
    READABILITY,
    TOPICS,
    Code,
    content_keys,
    hash_bytes,
)
from workbook.cache.models import unpack_model
from workbook.language import WORD
from workbook.loading.frames import label
from workbook.scale.partitions import Partition, one_line, read_partition
from workbook.scale.storage import Folder, parquet_bytes, read_json, write_json
from workbook.schema import ARTICLES, check_frame
from workbook.topics import TopicModel

MANIFEST = "manifest"
MODEL = "topics.model"
BLOCK = 256  # articles shared out at a time; see _shares

# The kept functions where workers share this machine's cache, else the plain ones.
ANALYSES: dict[str, tuple[Code, Callable, Callable]] = {
    "quotations": (QUOTATIONS, cache.find_quotations, quotations.find_quotations),
    "figures": (FIGURES, cache.find_figures, figures.find_figures),
    "readability": (READABILITY, cache.score_readability, readability.score_readability),
}
KEYS = "keys"  # what each article's results are made of, by which they are found again
PRODUCTS = ("articles", *ANALYSES, "shares", KEYS)  # in the order of their making


@dataclass(frozen=True)
class Order:
    """What the workers need to know besides their partition."""

    target: Folder
    model_key: str
    keeps: bool  # whether single results go into the cache of this machine too


@dataclass(frozen=True)
class Outcome:
    """What became of a partition: `made`, `kept` from an earlier run, or `failed`."""

    partition: str
    source: str
    n_articles: int
    status: str
    problem: str | None = None


def annotate_partition(partition: Partition, order: Order) -> Outcome:
    """Write all results of a partition that are not there; whatever goes wrong is its problem."""
    try:
        return _annotate(partition, order)
    except BaseException as error:  # Polars panics, which is no Exception, over damaged files
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return Outcome(partition.name, partition.source, 0, "failed", one_line(error))


def _annotate(partition: Partition, order: Order) -> Outcome:
    articles = complete(read_partition(partition))
    record = f"{MANIFEST}/{partition.name}.json"
    written = read_json(order.target, record).get("products", {})
    keys = _keys(articles)
    made_of = _made_of(articles, keys, order)
    files = {name: f"{name}/{partition.name}" for name in PRODUCTS}
    missing = [
        name
        for name, file in files.items()
        if written.get(name) != {"key": made_of[name], "hash": _hash(order.target, file)}
    ]
    if KEYS in missing:  # so that nobody finds new results under the keys of the old ones
        order.target.remove(files[KEYS])
    for name in missing:
        data = parquet_bytes(keys if name == KEYS else _make(name, articles, order))
        order.target.write(files[name], data)
        written = {**written, name: {"key": made_of[name], "hash": hash_bytes(data)}}
    if missing:
        about = {"source": partition.source, "start": partition.start}
        write_json(order.target, record, {**about, "products": written})
    status = "made" if missing else "kept"
    return Outcome(partition.name, partition.source, articles.height, status)


def _keys(articles: pl.DataFrame) -> pl.DataFrame:
    """The key of each article for each analysis, as the cache has it too."""
    return articles.select(
        "article_id",
        *(content_keys(articles, code, name).alias(name) for name, (code, *_) in ANALYSES.items()),
    )


def _made_of(articles: pl.DataFrame, keys: pl.DataFrame, order: Order) -> dict[str, str]:
    """What each product of the partition is made of: the articles with their ids, and the code."""
    every = Code("scale", tuple(articles.columns), ())
    contents = {name: keys[name] for name in ANALYSES}
    contents["articles"] = content_keys(articles, every, "articles")
    contents["shares"] = content_keys(articles, TOPICS, f"shares {order.model_key}")
    contents[KEYS] = pl.concat([keys[name] for name in ANALYSES])
    ids = hash_bytes(*(article_id.encode() for article_id in articles["article_id"]))
    return {name: hash_bytes(ids.encode(), *content) for name, content in contents.items()}


def _hash(target: Folder, file: str) -> str | None:
    """The hash of what was written; None if it is not there."""
    data = target.read(file)
    return None if data is None else hash_bytes(data)


def _make(name: str, articles: pl.DataFrame, order: Order) -> pl.DataFrame:
    if name == "articles":
        return articles
    if name == "shares":
        return _shares(_model(order.target, order.model_key), articles)
    _, kept, plain = ANALYSES[name]
    if not order.keeps:
        return plain(articles)
    return kept(articles) if name == "readability" else kept(articles, processes=1)


def complete(articles: pl.DataFrame) -> pl.DataFrame:
    """The articles with all columns of the articles frame; null where the source has none."""
    columns = articles.columns
    names = {name: pl.lit(None, dtype) for name, dtype in ARTICLES.items() if name not in columns}
    full = articles.with_columns(**names).select(
        pl.col(name).cast(dtype) for name, dtype in ARTICLES.items()
    )
    labels = [
        title or label(body or "") for title, body in full.select("title", "body").iter_rows()
    ]
    words = pl.col("body").str.count_matches(WORD).cast(pl.Int32)
    filled = full.with_columns(
        pl.col("label").fill_null(pl.Series(labels, dtype=pl.String)),
        pl.col("n_words").fill_null(words),
    )
    return check_frame(filled, ARTICLES)


@lru_cache(maxsize=1)
def _model(target: Folder, key: str) -> TopicModel:  # noqa: ARG001  another key, another model
    return unpack_model(target.read(MODEL) or b"")


def _shares(model: TopicModel, articles: pl.DataFrame) -> pl.DataFrame:
    """Topic shares, always of so many articles at once.

    The last digits of a matrix product depend on how many rows it has; filled up with articles
    that say nothing, it has the same number wherever an article stands.
    """
    names = [name for name in ("article_id", *TOPICS.reads) if name in articles.columns]
    read = articles.select(names)
    filler = read.clear(BLOCK).with_columns(pl.lit("").alias("article_id"))
    parts = [model.assign(pl.concat([part, filler])[:BLOCK]) for part in read.iter_slices(BLOCK)]
    shared = pl.concat(parts or [model.assign(read)])
    return shared.head(articles.height * model.topics().height)
