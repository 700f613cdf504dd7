"""Files of a folder that may lie on this disk, in memory or in an object store."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

PARQUET = (".parquet", ".pq")


@dataclass(frozen=True)
class Folder:
    """A folder by its address, such as `annotated`, `s3://bucket/annotated` or `memory://a`."""

    address: str

    @property
    def files(self) -> AbstractFileSystem:
        """Its file system; fsspec keeps one of each kind."""
        from fsspec.core import url_to_fs

        return url_to_fs(self.address)[0]

    @property
    def root(self) -> str:
        """Its path within that file system."""
        from fsspec.core import url_to_fs

        return str(url_to_fs(self.address)[1]).rstrip("/")

    @property
    def protocol(self) -> str:
        """What kind of file system it is: `file`, `memory`, `s3`."""
        known = self.files.protocol
        return known if isinstance(known, str) else known[0]

    @property
    def is_local(self) -> bool:
        """Whether it lies on a disk of this machine."""
        return self.protocol == "file"

    def path(self, name: str) -> str:
        """The path of a file in it within its file system."""
        return f"{self.root}/{name}"

    def names(self) -> list[str]:
        """Every file below it by its name from here, sorted; hidden ones are left out."""
        if not self.files.exists(self.root):
            return []
        if self.files.isfile(self.root):
            return [""]
        below = (path[len(self.root) + 1 :] for path in self.files.find(self.root))
        return sorted(name for name in below if not any(p[:1] == "." for p in name.split("/")))

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is none."""
        try:
            return self.files.cat_file(self.path(name))
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole: by renaming on a disk; object stores do so by themselves."""
        path = self.path(name)
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        if not self.is_local:
            self.files.pipe_file(path, data)
            return
        part = Path(path).with_name(f".{Path(path).name}-{os.getpid()}")
        part.write_bytes(data)
        part.replace(path)

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        if self.files.exists(self.path(name)):
            self.files.rm_file(self.path(name))

    def remove_all(self) -> None:
        """Remove the folder with all that is in it, if it is there."""
        if self.files.exists(self.root):
            self.files.rm(self.root, recursive=True)


def folder_at(address: str) -> Folder:
    """The folder at an address; on a disk by its whole path, whatever folder a worker runs in."""
    folder = Folder(address)
    return Folder(folder.root) if folder.is_local else folder


def scan_parquet(folder: Folder, name: str) -> pl.LazyFrame:
    """A Parquet file, of which only what is asked for becomes a frame."""
    path = folder.path(name) if name else folder.root
    where = path if folder.is_local else io.BytesIO(folder.files.cat_file(path))
    return pl.scan_parquet(where, glob=False)


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """A frame as the content of a Parquet file."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def read_json(folder: Folder, name: str) -> dict:
    """What a JSON file holds; nothing if it is missing or damaged."""
    try:
        found = json.loads(folder.read(name) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def write_json(folder: Folder, name: str, content: Mapping[str, object]) -> None:
    """Write a JSON file whole."""
    folder.write(name, json.dumps(content, ensure_ascii=False, indent=1).encode())
