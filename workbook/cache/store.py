"""Batches of results, written to the database and read back."""

from __future__ import annotations

import hashlib
import io
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

import polars as pl

from workbook.cache.database import open_database, say_once, transaction

MOST_BYTES = 4 * 1024**3
LEFT = 0.9  # the share of that which stays when the least recently used goes
LARGEST = 200_000_000  # bytes of one result, such as a topic model; a larger one is made again
ASKED = 500  # keys in one question

INSERT = (
    "INSERT INTO batches (analysis, n_results, used, size, checksum, value) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)


def read_batches(keys: Sequence[bytes]) -> Iterator[pl.DataFrame]:
    """The kept batches that have any of the keys; what is damaged is dropped and left out."""
    with open_database() as database:
        if database is not None:
            batches = sorted(_find_batches(database, keys))
            for batch in batches:
                yield from _read_batch(database, batch)
            _note_use(database, batches)


def _find_batches(database: sqlite3.Connection, keys: Sequence[bytes]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(keys), ASKED):
        asked = keys[start : start + ASKED]
        marks = ", ".join("?" * len(asked))
        question = f"SELECT DISTINCT batch FROM articles WHERE key IN ({marks})"  # noqa: S608  marks alone
        found.update(batch for (batch,) in database.execute(question, asked))
    return found


def _read_batch(database: sqlite3.Connection, batch: int) -> Iterator[pl.DataFrame]:
    """One batch; none if its checksum is wrong, or if another kernel has just removed it."""
    question = "SELECT checksum, value FROM batches WHERE batch = ?"
    for checksum, value in database.execute(question, (batch,)).fetchall():
        if checksum == _checksum(value):
            yield pl.read_ipc_stream(io.BytesIO(value))
        else:
            say_once("a kept result was damaged; it is computed again")
            database.execute("DELETE FROM batches WHERE batch = ?", (batch,))


def _checksum(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16).digest()


def _note_use(database: sqlite3.Connection, batches: Sequence[int]) -> None:
    """Mark batches as used now; no loss where that cannot be written."""
    now = time.time()
    with suppress(sqlite3.OperationalError), transaction(database):
        database.executemany(
            "UPDATE batches SET used = ? WHERE batch = ?", [(now, batch) for batch in batches]
        )


def write_batch(batch: pl.DataFrame, analysis: str) -> bool:
    """Keep a batch of results, a `key` and what belongs to it; whether that went well."""
    buffer = io.BytesIO()
    batch.write_ipc_stream(buffer, compression="zstd")
    value = buffer.getvalue()
    row = (analysis, batch.height, time.time(), len(value), _checksum(value), value)
    is_kept = False
    with open_database() as database:
        if database is not None:
            with transaction(database):
                number = database.execute(INSERT, row).lastrowid
                pairs = [(key, number) for key in batch["key"]]
                database.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?)", pairs)
                _make_room(database)
            is_kept = True
    return is_kept


def _make_room(database: sqlite3.Connection) -> None:
    """Remove the least recently used batches once there is too much."""
    total = database.execute("SELECT sum(size) FROM batches").fetchone()[0]
    if total <= MOST_BYTES:
        return
    oldest = "SELECT batch, size FROM batches ORDER BY used, batch"
    for batch, size in database.execute(oldest).fetchall():
        if total <= LEFT * MOST_BYTES:
            break
        database.execute("DELETE FROM batches WHERE batch = ?", (batch,))
        total -= size
    database.execute("PRAGMA incremental_vacuum")


def describe_store() -> pl.DataFrame:
    """What is kept, one row per analysis: `analysis`, `n_results`, `size` in bytes."""
    schema = {"analysis": pl.String, "n_results": pl.Int64, "size": pl.Int64}
    rows: list[tuple[str, int, int]] = []
    with open_database() as database:
        if database is not None:
            rows = database.execute(
                "SELECT analysis, sum(n_results), sum(size) FROM batches "
                "GROUP BY analysis ORDER BY analysis"
            ).fetchall()
    return pl.DataFrame(rows, schema=schema, orient="row")


def clear_store() -> None:
    """Remove all kept results."""
    with open_database() as database:
        if database is not None:
            with transaction(database):
                database.execute("DELETE FROM articles")
                database.execute("DELETE FROM batches")
            database.execute("VACUUM")
