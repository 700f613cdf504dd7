"""What a zip holds, read in memory and within limits; nothing is ever written to disk."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from workbook.loading.decoding import clean
from workbook.loading.limits import Limits

# Below this size nothing is a bomb, however well it was packed.
HARMLESS_BYTES = 10_000_000
CHUNK = 1 << 20
MAGIC, ENTRY = (b"PK\x03\x04", b"PK\x05\x06"), b"PK\x01\x02"

# What damaged or unusual members raise: wrong checksums, encryption, unknown packing.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)


@dataclass(frozen=True)
class Member:
    """One file of an archive, or why it was not read."""

    name: str
    data: bytes = b""
    problem: str | None = None


class _TooMuchError(Exception):
    """The archive is beyond a limit; the message says which."""


def zip_kind(data: bytes) -> str | None:
    """What a file that is packed as zip really is: xlsx, docx, ods, other, or just a zip."""
    if not data.startswith(MAGIC):
        return None
    if data.count(ENTRY) > 10 * Limits().members:  # counted before its directory takes memory
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except _BROKEN:
        return "zip"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if b"opendocument.spreadsheet" in mime:
        return "ods"
    return "other" if mime or "[Content_Types].xml" in names else "zip"


def read_members(data: bytes, limits: Limits) -> Iterator[Member]:
    """The files in a zip, hidden ones left out; what stops the reading has an empty name."""
    try:
        yield from _members(data, limits)
    except _TooMuchError as error:
        yield Member("", problem=f"reading stopped here: {error}")
    except _BROKEN as error:
        yield Member("", problem=f"not readable as zip: {error}; pack it again")


def unpacks_to_too_much(data: bytes, limits: Limits) -> str | None:
    """Why an Office document is not opened: its parts are counted as they really unpack."""
    budget = _Budget(limits, "file_bytes", len(data))
    try:
        _check_count(data, limits)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                for _ in _chunks(archive, info, budget):
                    pass
    except _TooMuchError as error:
        return str(error)
    except _BROKEN as error:
        return f"damaged: {error}; open it in its program and save it again"
    return None


@dataclass
class _Budget:
    limits: Limits
    name: str
    packed: int
    spent: int = 0

    def spend(self, size: int) -> None:
        self.spent += size
        if self.spent > getattr(self.limits, self.name):
            raise _TooMuchError(
                self.limits.over(self.name, f"over {self.spent - 1:,} bytes unpacked")
            )
        if self.spent > HARMLESS_BYTES and self.spent > self.limits.ratio * self.packed:
            times = self.spent // max(self.packed, 1)
            raise _TooMuchError(self.limits.over("ratio", f"unpacks to {times:,} times its size"))


def _check_count(data: bytes, limits: Limits) -> None:
    if data.count(ENTRY) > 10 * limits.members:
        raise _TooMuchError(limits.over("members", f"over {10 * limits.members:,} files"))


def _members(data: bytes, limits: Limits) -> Iterator[Member]:
    _check_count(data, limits)
    budget = _Budget(limits, "archive_bytes", len(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > limits.members:
            raise _TooMuchError(limits.over("members", f"{len(infos):,} files"))
        for info in infos:
            if name := _visible_name(info.filename):
                yield _member(archive, info, name, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget) -> Member:
    if info.flag_bits & 1:
        return Member(name, problem="encrypted; unpack the archive with its password")
    largest, parts, size = budget.limits.file_bytes, [], 0
    try:
        for chunk in _chunks(archive, info, budget):
            size += len(chunk)
            if size > largest:
                over = budget.limits.over("file_bytes", f"over {largest:,} bytes")
                return Member(name, problem=over)
            parts.append(chunk)
    except _BROKEN as error:
        return Member(name, problem=f"damaged in the archive: {error}")
    return Member(name, b"".join(parts))


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """The real content of a member: the size in its header may lie, so reading goes to the end."""
    info.file_size = budget.limits.archive_bytes + 1
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            budget.spend(len(chunk))
            yield chunk


def _visible_name(name: str) -> str | None:
    """A member's name without any way out of the archive; None for hidden files.

    >>> _visible_name("../../news/a.txt"), _visible_name("__MACOSX/a.txt"), _visible_name("b/.x")
    ('news/a.txt', None, None)
    """
    parts = PurePosixPath(clean(name).replace("\\", "/")).parts
    parts = tuple(part for part in parts if part not in ("..", "/", "//", "."))
    if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return None
    return "/".join(parts)
