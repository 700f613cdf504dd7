"""All analyses of an archive of any size, partition by partition, on one machine or many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl

from workbook.cache.keys import hash_bytes
from workbook.cache.models import model_key, pack_model
from workbook.errors import WorkbookError
from workbook.loading.annotated import MARK, PARTITIONS
from workbook.progress import progress
from workbook.scale.cluster import connect, require_dask, run_all
from workbook.scale.partitions import (
    File,
    Partition,
    check_ids,
    cut,
    find_source,
    look,
    one_line,
    pick,
    remove_loaded,
    sample_ids,
)
from workbook.scale.storage import (
    Folder,
    folder_at,
    parquet_bytes,
    read_json,
    write_json,
)
from workbook.scale.task import (
    MANIFEST,
    MODEL,
    PRODUCTS,
    Order,
    Outcome,
    annotate_partition,
    complete,
)
from workbook.topics import fit_topics

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["annotate"]

SAMPLE = 20_000  # articles that topics are fitted on

OUTCOMES = {
    "partition": pl.String,
    "source": pl.String,
    "n_articles": pl.Int32,
    "status": pl.String,
    "problem": pl.String,
}


def annotate(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    scheduler: str | None = None,
) -> pl.DataFrame:
    """Annotate an archive of any size and write all frames as partitioned Parquet.

    Needs the extra `cluster`. Give the same call again after a stop, or when articles have been
    added: what is done is left as it is. The rows do not depend on how the source is cut
    into files, or on the workers.

    Parameters
    ----------
    source
        A folder of Parquet files whose rows have `article_id` and `body` (and `title`, `outlet`,
        `published`, `language` where known), or any other folder or file that `load_corpus` reads.
        An address that fsspec knows (`s3://`, `gs://`, `hdfs://`) will do for Parquet.
    target
        A folder, made if it is not there: `articles/`, `quotations/`, `figures/`,
        `readability/` and `shares/` with a Parquet file per partition, `topics.parquet`,
        `terms.parquet`, `topics.model` and `manifest/`. `load_corpus(target)` reads the articles.
    scheduler
        The address of a Dask cluster that can reach both folders and has this package; without
        one, every core of this machine works.

    Returns
    -------
    pl.DataFrame
        One row per partition: `partition` (the name of its files), `source`, `n_articles`,
        `status` (`made`, `kept` from an earlier run, `failed`), `problem` (null unless failed).

    Raises
    ------
    WorkbookError
        If there is nothing to annotate, two articles have the same id, the target holds
        something else, or no scheduler answers.
    """
    require_dask()
    there = folder_at(os.fspath(target))
    _claim(there)
    there.remove(PARTITIONS)  # until this run has come to its end
    with _source(os.fspath(source), there) as folder:
        in_process = "memory" in (folder.protocol, there.protocol)
        with connect(scheduler, in_process=in_process) as client:
            files = _look_at_all(client, folder)
            check_ids(files)
            model_key = _fit(client, folder, files, there)
            order = Order(there, model_key, keeps=scheduler is None)
            partitions = cut(folder, files)
            outcomes = _annotate_all(client, partitions, order)
    _remove_others(there, partitions, files)
    failed = [Outcome("", file.source, 0, "failed", file.problem) for file in files if file.problem]
    rows = [list(vars(outcome).values()) for outcome in [*outcomes, *failed]]
    done = pl.DataFrame(rows, schema=OUTCOMES, orient="row")
    there.write(PARTITIONS, parquet_bytes(done))
    return done


def _claim(target: Folder) -> None:
    """Mark the target, unless it holds something that was not written here."""
    if read_json(target, MARK):
        return
    if names := target.names():
        raise WorkbookError(
            f"{target.address} holds other files, such as {names[0] or target.address}; "
            "name a new folder."
        )
    write_json(target, MARK, {"format": 1, "products": PRODUCTS})


@contextmanager
def _source(source: str, target: Folder) -> Iterator[Folder]:
    try:
        yield find_source(source, target)
    finally:
        remove_loaded(target)


def _look_at_all(client: Client, folder: Folder) -> list[File]:
    """Every file of the source, in the order of their names."""
    names = folder.names()
    files = [File(name, problem="not looked at") for name in names]
    for place, found in run_all(client, look, [(folder, name) for name in names]):
        if isinstance(found, BaseException):
            found = File(names[place], problem=one_line(found))
        files[place] = found
    return files


def _fit(client: Client, folder: Folder, files: list[File], target: Folder) -> str:
    """Fit topics on a sample, unless that was done, and write them; the key of the model."""
    ids, key = sample_ids(files, SAMPLE)
    noted = read_json(target, f"{MANIFEST}/topics.json")
    about = {"key": key, "hash": hash_bytes(target.read(MODEL) or b"")}
    if about.items() <= noted.items():
        return key
    tasks = [(folder, file.source, ids) for file in files if ids.intersection(file.ids)]
    picked: dict[int, pl.DataFrame] = {}
    for place, found in run_all(client, pick, tasks):
        if isinstance(found, BaseException):
            raise WorkbookError(f"{tasks[place][1]} could not be read again: {one_line(found)}")
        picked[place] = found
    frames = [picked[place] for place in sorted(picked)]
    sample = complete(pl.concat(frames, how="diagonal_relaxed") if frames else _no_articles())
    model = fit_topics(sample)
    packed = pack_model(model)
    target.write(MODEL, packed)
    target.write("topics.parquet", parquet_bytes(model.topics()))
    target.write("terms.parquet", parquet_bytes(model.terms()))
    about = {"key": key, "hash": hash_bytes(packed), "model": model_key(sample).hex()}
    write_json(target, f"{MANIFEST}/topics.json", about)
    return key


def _no_articles() -> pl.DataFrame:
    return pl.DataFrame(schema={"article_id": pl.String, "body": pl.String})


def _annotate_all(client: Client, partitions: list[Partition], order: Order) -> list[Outcome]:
    """What became of each partition, in order."""
    outcomes: dict[int, Outcome] = {}
    tasks = [(partition, order) for partition in partitions]
    with progress(len(tasks), "annotate", unit="partitions") as count:
        for place, found in run_all(client, annotate_partition, tasks):
            if isinstance(found, BaseException):
                part = partitions[place]
                found = Outcome(part.name, part.source, 0, "failed", one_line(found))
            outcomes[place] = found
            count(1)
    return [outcomes[place] for place in sorted(outcomes)]


def _remove_others(target: Folder, partitions: list[Partition], files: list[File]) -> None:
    """Remove what earlier runs wrote for articles that are gone; unreadable files keep theirs."""
    names = {partition.name for partition in partitions}
    unread = {file.source for file in files if file.problem}
    for record in [name for name in target.names() if name.startswith(f"{MANIFEST}/")]:
        name = record.removeprefix(f"{MANIFEST}/").removesuffix(".json")
        source = read_json(target, record).get("source")
        if source is None or source in unread or name in names:
            continue
        for product in PRODUCTS:
            target.remove(f"{product}/{name}")
        target.remove(record)
