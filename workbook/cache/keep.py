"""Run an analysis on the articles whose results are not kept yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import polars as pl

from workbook.cache.annotated import read_annotated
from workbook.cache.keys import Code, content_keys, seen
from workbook.cache.store import read_batches, write_batch
from workbook.progress import progress
from workbook.schema import require_columns

Analysis = Callable[[pl.DataFrame], pl.DataFrame]

ALONE = 300  # up to so many articles to parse, one process is done before others are ready
IDLE_SECONDS = 60  # how long another process waits for more work with the model loaded


@dataclass(frozen=True)
class Work:
    """An analysis that reads each article by itself, and how to go about it."""

    run: Analysis
    code: Code
    name: str
    parses: bool  # with spaCy, which is slow enough for small batches and several processes

    @property
    def batch_size(self) -> int:
        """Articles whose work is lost at most when a cell is interrupted."""
        return 64 if self.parses else 2_000


def keep(work: Work, articles: pl.DataFrame, processes: int | None = None) -> pl.DataFrame:
    """The result of an analysis, from the kept ones as far as they go."""
    require_columns(articles, "article_id", "body")
    empty = work.run(articles.clear())
    if articles.is_empty():
        return empty
    keys = content_keys(articles, work.code, work.name)
    ids = articles.select(pl.col("article_id").cast(empty.schema["article_id"]), keys)
    wanted = dict.fromkeys(keys)
    rows = [_take(*part, wanted) for part in read_annotated(work.name, ids)]
    rows += [_take(*_flat(batch), wanted) for batch in read_batches(list(wanted))]
    asked = seen(articles, work.code).insert_column(0, keys).unique("key", maintain_order=True)
    new = asked.filter([key in wanted for key in asked["key"]])
    rows += [_take(*_flat(batch), wanted) for batch in _make(work, new, processes)]
    return _collect(ids, rows, empty)


def _flat(batch: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """The keys of a batch, and its rows as a frame."""
    filled = batch.filter(pl.col("rows").list.len() > 0)
    return batch["key"], filled.explode("rows").unnest("rows")


def _take(keys: pl.Series, rows: pl.DataFrame, wanted: dict[bytes, None]) -> pl.DataFrame:
    """The rows of articles that were still wanted, and now are no more."""
    fresh = keys.filter([key in wanted for key in keys])
    for key in fresh:
        del wanted[key]
    if fresh.len() == keys.len():
        return rows
    return rows.join(fresh.to_frame(), on="key", how="semi", maintain_order="left")


def _make(work: Work, new: pl.DataFrame, processes: int | None) -> Iterator[pl.DataFrame]:
    """The results of new articles, each batch kept as soon as it is there."""
    batches = [batch for batch in new.iter_slices(work.batch_size) if batch.height]
    is_kept = True
    with progress(new.height, work.name) as count:
        for batch in _run_all(work, batches, processes):
            is_kept = is_kept and write_batch(batch, work.name)
            count(batch.height)
            yield batch


def _run_all(
    work: Work, batches: list[pl.DataFrame], processes: int | None
) -> Iterator[pl.DataFrame]:
    """The results in order, by several processes if that is asked for or pays.

    These are new interpreters that import this package alone: nothing of the caller's script or
    notebook runs in them.
    """
    n_articles = sum(batch.height for batch in batches)
    if processes is None:
        processes = -1 if work.parses and n_articles > ALONE else 1
    n_done = 0
    if processes != 1 and len(batches) > 1:
        for batch in _run_in_pool(work, batches, processes):
            n_done += 1
            yield batch
    yield from (run_batch(work.run, batch) for batch in batches[n_done:])


def _run_in_pool(work: Work, batches: list[pl.DataFrame], processes: int) -> Iterator[pl.DataFrame]:
    """The results in order, up to the batch at which another process was killed."""
    from concurrent.futures.process import BrokenProcessPool

    from joblib import Parallel, delayed

    pool = Parallel(processes, return_as="generator", idle_worker_timeout=IDLE_SECONDS)
    with suppress(BrokenProcessPool):
        yield from pool(delayed(run_batch)(work.run, batch) for batch in batches)


def run_batch(run: Analysis, batch: pl.DataFrame) -> pl.DataFrame:
    """The results of a batch: one row per article, its `key` and its `rows` as a list."""
    number = pl.col("article_id").cast(pl.Int64)
    found = run(batch.drop("key").with_row_index("article_id").with_columns(_as_text))
    columns = found.select(pl.exclude("article_id")).columns
    lists = found.group_by(number, maintain_order=True).agg(rows=pl.struct(columns))
    numbered = batch.select("key").with_row_index("article_id").with_columns(number)
    joined = numbered.join(lists, on="article_id", how="left", maintain_order="left")
    return joined.select("key", pl.col("rows").fill_null([]))


_as_text = pl.col("article_id").cast(pl.String)


def _collect(ids: pl.DataFrame, parts: list[pl.DataFrame], empty: pl.DataFrame) -> pl.DataFrame:
    """The rows of all articles in their order, each under its own id."""
    columns = [name for name in empty.columns if name != "article_id"]
    rows = pl.concat(part.select("key", *columns) for part in parts)
    found = ids.join(rows, on="key", how="inner", maintain_order="left_right")
    return found.select(empty.columns).match_to_schema(empty.schema)
