"""What there is to annotate: partitions of so many articles, each a stretch of a Parquet file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from workbook.cache.keys import TOPICS, content_keys, hash_bytes
from workbook.errors import WorkbookError
from workbook.loading import load_corpus
from workbook.scale.storage import PARQUET, Folder, folder_at, parquet_bytes, scan_parquet
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
    loaded = _loaded(target)
    loaded.remove_all()
    for number, part in enumerate(articles.iter_slices(ROWS)):
        loaded.write(f"part-{number:06}.parquet", parquet_bytes(part))
    return loaded


def remove_loaded(target: Folder) -> None:
    """Remove the articles that were written for the workers to read."""
    _loaded(target).remove_all()


def _loaded(target: Folder) -> Folder:
    return Folder(f"{target.address.rstrip('/')}/{LOADED}")


def look(folder: Folder, source: str) -> File:
    """Read the ids and content of one file; a file that cannot be read says why."""
    try:
        return _look(source, scan_parquet(folder, source))
    except BaseException as error:  # Polars panics, which is no Exception, over damaged files
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return File(source, problem=one_line(error))


def _look(source: str, scan: pl.LazyFrame) -> File:
    """One stretch after the other, so that a file may be larger than memory."""
    schema = scan.collect_schema()
    require_columns(schema.to_frame(), "article_id", "body")
    shown = scan.select(name for name in ("article_id", *TOPICS.reads) if name in schema)
    ids: list[str] = []
    keys: list[bytes] = []
    while (part := shown.slice(len(ids), ROWS).collect()).height:
        if part["article_id"].null_count():
            return File(source, problem="article_id is null in some rows; give each article one")
        ids.extend(part["article_id"].cast(pl.String))
        keys.extend(content_keys(part, TOPICS, "topics"))
    return File(source, tuple(ids), tuple(keys))


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
    articles = scan_parquet(folder, source).with_columns(pl.col("article_id").cast(pl.String))
    names = [name for name in ("article_id", *TOPICS.reads) if name in articles.collect_schema()]
    return articles.select(names).filter(pl.col("article_id").is_in(sorted(ids))).collect()


def read_partition(partition: Partition) -> pl.DataFrame:
    """The articles of a partition; the others of its file stay where they are."""
    scan = scan_parquet(partition.folder, partition.source)
    articles = scan.slice(partition.start, partition.n_articles).collect()
    return articles.with_columns(pl.col("article_id").cast(pl.String))
