"""What there is to annotate: partitions of so many articles, each a stretch of a Parquet file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from workbook.cache.keys import TOPICS, content_keys
from workbook.errors import WorkbookError
from workbook.loading import load_corpus
from workbook.scale.storage import (
    PARQUET,
    Folder,
    folder_at,
    hash_bytes,
    parquet_bytes,
    read_parquet,
)
from workbook.schema import require_columns

ROWS = 1_000  # articles in a partition at most: minutes of work, and what a kill costs
LOADED = "loaded"  # where articles stand that did not come as Parquet


@dataclass(frozen=True)
class File:
    """A Parquet file of the source: the ids of its articles and a key of what each says."""

    source: str
    ids: tuple[str, ...] = ()
    keys: tuple[bytes, ...] = ()
    problem: str | None = None


@dataclass(frozen=True)
class Partition:
    """So many articles of a file, from `start` on."""

    name: str
    folder: Folder
    source: str
    start: int
    n_articles: int


def find_source(source: str, target: Folder) -> Folder:
    """The folder of Parquet files with the articles; others are loaded and written there first."""
    folder = folder_at(source)
    names = folder.names()
    if not names:
        raise WorkbookError(f"no files in {source}; name a folder of articles.")
    if all((name or source).lower().endswith(PARQUET) for name in names):
        return folder
    if not folder.is_local:
        raise WorkbookError(
            f"{source} holds other files than Parquet, such as {names[0]}; load them with "
            "load_corpus on a disk of this machine, or write their articles as Parquet."
        )
    return _write_loaded(load_corpus(folder.root).articles, target)


def _write_loaded(articles: pl.DataFrame, target: Folder) -> Folder:
    loaded = Folder(f"{target.address.rstrip('/')}/{LOADED}")
    remove_loaded(target)
    for number, part in enumerate(articles.iter_slices(ROWS)):
        loaded.write(f"part-{number:06}.parquet", parquet_bytes(part))
    return loaded


def remove_loaded(target: Folder) -> None:
    """Remove the articles that were written for the workers to read."""
    for name in target.names():
        if name.startswith(f"{LOADED}/"):
            target.remove(name)


def look(folder: Folder, source: str) -> File:
    """Read the ids and content of one file; a file that cannot be read says why."""
    try:
        frame = read_parquet(folder, source)
        require_columns(frame, "article_id", "body")
        if frame["article_id"].null_count():
            return File(source, problem="article_id is null in some rows; give each article one")
        ids = frame["article_id"].cast(pl.String).to_list()
        return File(source, tuple(ids), tuple(content_keys(frame, TOPICS, "topics")))
    except BaseException as error:  # Polars panics, which is no Exception, over damaged files
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return File(source, problem=one_line(error))


def one_line(error: BaseException) -> str:
    """What went wrong, by kind and first line."""
    text = (str(error).strip().splitlines() or [""])[0]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def check_ids(files: Sequence[File]) -> None:
    """Raise if an article_id stands twice: the rows of both would be taken for one article's."""
    home: dict[str, str] = {}
    for file in files:
        for article_id in file.ids:
            if article_id in home:
                raise WorkbookError(
                    f"article_id '{article_id}' stands in {home[article_id]} and again in "
                    f"{file.source}; give each article an id of its own."
                )
            home[article_id] = file.source


def cut(folder: Folder, files: Sequence[File]) -> list[Partition]:
    """The partitions of all files that can be read, in their order."""
    return [
        Partition(_name(file.source, start), folder, file.source, start, n_articles=ROWS)
        for file in files
        for start in range(0, len(file.ids), ROWS)
    ]


def _name(source: str, start: int) -> str:
    """A file name that says where the articles come from; its hash keeps like names apart."""
    plain = re.sub(r"[^\w.]+", "-", source.rpartition(".")[0])[-80:] or "part"
    return f"{plain}-{hash_bytes(source.encode())[:6]}-{start:09}.parquet"


def sample_ids(files: Sequence[File], size: int) -> tuple[frozenset[str], str]:
    """Up to `size` articles, the same however they are cut into files, and a key for them all."""
    every = [pair for file in files for pair in zip(file.ids, file.keys, strict=True)]
    chosen = sorted(every, key=lambda pair: hash_bytes(pair[0].encode()))[:size]
    ids = frozenset(article_id for article_id, _ in chosen)
    return ids, hash_bytes(*(part for i, key in chosen for part in (i.encode(), key)))


def pick(folder: Folder, source: str, ids: frozenset[str]) -> pl.DataFrame:
    """Those articles of a file that are in the sample, with what topics are made of."""
    frame = read_parquet(folder, source).with_columns(pl.col("article_id").cast(pl.String))
    names = [name for name in ("article_id", *TOPICS.reads) if name in frame.columns]
    return frame.filter(pl.col("article_id").is_in(sorted(ids))).select(names)
