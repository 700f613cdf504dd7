"""The SQLite database of kept results: several kernels share it, and a kill leaves it whole."""

from __future__ import annotations

import os
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

FILE = "results.sqlite"
FORMAT = 1
LOCK_SECONDS = 10

TABLES = (
    "DROP TABLE IF EXISTS articles",
    "DROP TABLE IF EXISTS batches",
    """CREATE TABLE batches (
        batch INTEGER PRIMARY KEY AUTOINCREMENT, analysis TEXT NOT NULL, n_results INTEGER NOT NULL,
        used REAL NOT NULL, size INTEGER NOT NULL, checksum BLOB NOT NULL, value BLOB NOT NULL
    )""",
    """CREATE TABLE articles (
        key BLOB PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE
    ) WITHOUT ROWID""",
    "CREATE INDEX articles_of_batch ON articles (batch)",
    f"PRAGMA user_version = {FORMAT}",
)


class CacheWarning(UserWarning):
    """Results are not kept, or a kept one was damaged; the analyses go on all the same."""


@cache
def say_once(message: str) -> None:
    """Warn, but not again in this process."""
    warnings.warn(message, CacheWarning, stacklevel=2)


def cache_folder() -> Path | None:
    """Where results are kept: `WORKBOOK_CACHE`, else the user's cache folder; None for "off"."""
    named = os.environ.get("WORKBOOK_CACHE")
    if named:
        return None if named.lower() == "off" else Path(named).expanduser()
    return user_cache_path("news-workbook", appauthor=False)


@contextmanager
def open_database() -> Iterator[sqlite3.Connection | None]:
    """The database, made if it is not there; None where there can be none.

    Whatever goes wrong with it while it is open ends the block, is said once, and no more: a
    damaged file is removed, so that the next use begins an empty one.
    """
    folder = cache_folder()
    if folder is None:
        yield None
        return
    path = folder / FILE
    database = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = _open(path)
    except (OSError, sqlite3.DatabaseError) as error:
        _give_up(path, error)
    try:
        yield database
    except sqlite3.DatabaseError as error:
        _give_up(path, error)
    finally:
        if database is not None:
            database.close()


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    try:
        if _format(database) != FORMAT:
            _create(database)
        database.execute("PRAGMA synchronous = NORMAL")  # whole after a kill, with the WAL
        database.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        database.close()
        raise
    return database


def _format(database: sqlite3.Connection) -> int:
    return database.execute("PRAGMA user_version").fetchone()[0]


def _create(database: sqlite3.Connection) -> None:
    """Make the tables, unless another kernel did in this moment; an older format goes."""
    database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    database.execute("PRAGMA journal_mode = WAL")
    with transaction(database):
        if _format(database) != FORMAT:
            for statement in TABLES:
                database.execute(statement)


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All of what is written within, or nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _give_up(path: Path, error: OSError | sqlite3.DatabaseError) -> None:
    """Say why results are not kept; remove the database if it is no database any more."""
    if isinstance(error, OSError | sqlite3.OperationalError):
        reason = error.strerror if isinstance(error, OSError) else error
        say_once(f"results are computed, but not kept: {path} cannot be used ({reason})")
        return
    say_once(f"the kept results in {path} were damaged ({error}); they are computed again")
    with suppress(OSError):
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
