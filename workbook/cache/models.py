"""Fitted topic models, kept by what they were fitted on."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import polars as pl

from workbook.cache.annotated import read_annotated_model
from workbook.cache.keys import KEY_BYTES, TOPICS, content_keys
from workbook.cache.store import LARGEST, read_batches, write_batch
from workbook.errors import WorkbookError
from workbook.schema import require_columns
from workbook.topics import TopicModel, load_topics

PLAIN = (0, None, (), 100_000)  # what fit_topics is asked for by its articles alone


def keep_model(
    fit: Callable[[pl.DataFrame], TopicModel], articles: pl.DataFrame, options: Sequence[object]
) -> TopicModel:
    """The model of these articles, from the kept ones if it is there, else fitted and kept."""
    require_columns(articles, "article_id", "body")
    key = model_key(articles, options)
    for data in _read_models(key):
        with suppress(WorkbookError):  # of an older form of the file
            return unpack_model(data)
    model = fit(articles)
    data = pack_model(model)
    if len(data) <= LARGEST:
        write_batch(pl.DataFrame({"key": [key], "model": [data]}), "topics")
    return model


def _read_models(key: bytes) -> Iterator[bytes]:
    """What is kept under the key, in an annotated folder or in the cache."""
    if data := read_annotated_model(key):
        yield data
    for batch in read_batches([key]):
        yield batch.row(0, named=True)["model"]


def model_key(articles: pl.DataFrame, options: Sequence[object] = PLAIN) -> bytes:
    """The hash of the articles in their order and of what was asked for."""
    ids = articles["article_id"].cast(pl.String)
    digest = hashlib.blake2b(
        json.dumps([options, ids.to_list()], default=str).encode(), digest_size=KEY_BYTES
    )
    for content in content_keys(articles, TOPICS, "topics"):
        digest.update(content)
    return digest.digest()


def pack_model(model: TopicModel) -> bytes:
    """The model as the bytes of its file."""
    with tempfile.TemporaryDirectory() as folder:
        return model.save(Path(folder) / "model.topics").read_bytes()


def unpack_model(data: bytes) -> TopicModel:
    """The model of such bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.topics"
        path.write_bytes(data)
        return load_topics(path)
