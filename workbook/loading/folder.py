"""The files below a path, and what reading each gave."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbook.errors import WorkbookError
from workbook.loading.archives import read_members, unpacks_to_too_much, zip_kind
from workbook.loading.drafts import Columns, Reading
from workbook.loading.formats import NOT_ARTICLES, Format, find_format, known_endings
from workbook.loading.limits import Limits
from workbook.loading.sheet_check import unsafe_sheets

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_READ = "not read: a file of this name describes the folder; rename it if it is an article"


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
        else:
            yield inner


def read_files(source: str, path: Path, columns: Columns, limits: Limits) -> Iterator[FileReading]:
    """Read one file, or all files of an archive; whatever is wrong becomes a problem."""
    if path.stem.lower() in NOT_ARTICLES:
        yield _skip(source, NOT_READ)
        return
    if not path.is_file() and not path.is_dir():
        yield _skip(source, "a link that leads nowhere, or no file at all; it was not opened")
        return
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            yield _skip(source, f"{limits.over('file_bytes', f'{size:,} bytes')}, or split it")
            return
        data = path.read_bytes()
    except OSError as error:
        yield _skip(source, f"could not be opened: {error.strerror}; check its permissions")
        return
    if zip_kind(data) == "zip":
        yield from _read_archive(source, data, columns, limits)
    else:
        yield read_bytes(source, data, columns, limits)


def _read_archive(
    source: str, data: bytes, columns: Columns, limits: Limits
) -> Iterator[FileReading]:
    """A row for each file of an archive, and one for the archive where something stopped."""
    is_empty = True
    for member in read_members(data, limits):
        is_empty = False
        name = f"{source}/{member.name}" if member.name else source
        if member.problem:
            yield _skip(name, member.problem)
        elif PurePath(member.name).stem.lower() in NOT_ARTICLES:
            yield _skip(name, NOT_READ)
        elif zip_kind(member.data) == "zip":
            yield _skip(name, "an archive inside an archive is not opened; unpack the outer one")
        else:
            yield read_bytes(name, member.data, columns, limits)
    if is_empty:
        yield _skip(source, "no files in this archive")


def read_bytes(source: str, data: bytes, columns: Columns, limits: Limits) -> FileReading:
    """Read the content of one file in the format that it shows."""
    known = find_format(PurePath(source), data)
    if known is None:
        kind = "an old Office document" if data.startswith(OLD_OFFICE) else "unknown format"
        return _skip(source, f"{kind}; save it as one of: {known_endings()}")
    if problem := refusal(known, data, limits):
        return FileReading(source, known.name, Reading().failed(problem))
    reading = _read(known, data, columns)
    if not reading.drafts and not reading.problems:
        reading = reading.failed("no text in it")
    return FileReading(source, known.name, reading)


def _read(known: Format, data: bytes, columns: Columns) -> Reading:
    """Read; where the parser is another project's, whatever it raises is a problem of the file."""
    if not known.needs:
        return known.read(data, columns)
    try:
        return known.read(data, columns)
    except Exception as error:  # noqa: BLE001  damaged files make parsers raise anything
        reason = str(error).split("\n", 1)[0][:200]
        return Reading().failed(
            f"not readable as {known.name} ({type(error).__name__}: {reason}); "
            "open it in its program and save it again, or as text"
        )


def refusal(known: Format, data: bytes, limits: Limits) -> str | None:
    """Why a file of a known format is not read: a package is missing, or it is too large."""
    if missing := known.missing():
        return (
            f"{known.name} needs the package {missing}, which is not installed; "
            'install it with: pip install -e ".[formats]"'
        )
    if known.is_slow and len(data) > limits.slow_bytes:
        return f"{limits.over('slow_bytes', f'{len(data):,} bytes')}, or split it"
    kind = zip_kind(data)
    if kind and (problem := unpacks_to_too_much(data, limits)):
        return problem
    return unsafe_sheets(data, limits) if kind in ("xlsx", "ods") else None


def _skip(source: str, problem: str) -> FileReading:
    return FileReading(source, None, Reading().failed(problem))
