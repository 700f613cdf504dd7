"""The files below a path, and what reading each gave."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.loading.drafts import Columns, Reading
from workbook.loading.formats import NOT_ARTICLES, find_format, known_endings

# Larger files are skipped with a row that says so.
MAX_BYTES = 200_000_000


@dataclass(frozen=True)
class FileReading:
    """One file looked at: its path below what was loaded, its format and what it gave."""

    source: str
    format: str | None
    reading: Reading


def list_files(path: Path) -> list[tuple[str, Path]]:
    """Every file below a path with its name from there, sorted; hidden ones are left out."""
    if not path.exists():
        raise WorkbookError(
            f"nothing at {path}; the path of a file or folder of articles is needed. "
            f"Working folder: {Path.cwd()}"
        )
    if path.is_file():
        return [(_printable(Path(path.name)), path)]
    return sorted((_printable(found.relative_to(path)), found) for found in _walk(path, set()))


def _printable(path: Path) -> str:
    """A path with slashes, and with signs for bytes that are no UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="replace")


def _walk(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Files below a folder; a folder reached again through a link is not entered again."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        found = sorted(inner for inner in folder.iterdir() if not inner.name.startswith("."))
    except OSError:  # a locked folder: reading it as a file says why
        yield folder
        return
    for inner in found:
        if inner.is_dir():
            yield from _walk(inner, seen)
        elif inner.is_file():
            yield inner


def read_file(source: str, path: Path, columns: Columns) -> FileReading:
    """Read one file; whatever is wrong with it becomes a problem, never an exception."""
    if path.stem.lower() in NOT_ARTICLES:
        return _skip(
            source,
            "not read: a file of this name describes the folder; rename it if it is an article",
        )
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _skip(source, f"{size:,} bytes, over the limit of {MAX_BYTES:,}; split the file")
        data = path.read_bytes()
    except OSError as error:
        return _skip(source, f"could not be opened: {error.strerror}; check its permissions")
    known = find_format(path, data[:4096])
    if known is None:
        return _skip(source, f"unknown format; save it as one of: {known_endings()}")
    reading = known.read(data, columns)
    if not reading.drafts and not reading.problems:
        reading = reading.failed("no text in it")
    return FileReading(source, known.name, reading)


def _skip(source: str, problem: str) -> FileReading:
    return FileReading(source, None, Reading().failed(problem))
