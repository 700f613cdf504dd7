"""The registry of formats: a new format is a reader in its own module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from workbook.loading.drafts import Columns, Reading
from workbook.loading.json_records import read_json, read_json_lines
from workbook.loading.tables import read_delimited, read_parquet
from workbook.loading.text import read_text


@dataclass(frozen=True)
class Format:
    """A format: its name, the endings of its files, the bytes that give it away, its reader."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[bytes, Columns], Reading]
    magic: bytes | None = None


FORMATS = (
    Format("text", (".txt", ".text"), read_text),
    Format("CSV", (".csv", ".tsv", ".tab"), read_delimited),
    Format("JSON", (".json",), read_json),
    Format("JSON Lines", (".jsonl", ".ndjson"), read_json_lines),
    Format("Parquet", (".parquet", ".pq"), read_parquet, magic=b"PAR1"),
)

# Page furniture of a folder rather than articles; matched without the ending, in any case.
NOT_ARTICLES = ("readme", "license", "licence", "changelog", "codebook")


def find_format(path: PurePath, head: bytes) -> Format | None:
    """The format of a file by its first bytes, else by the ending of its name."""
    for known in FORMATS:
        if known.magic and head.startswith(known.magic):
            return known
    ending = path.suffix.lower()
    return next((known for known in FORMATS if ending in known.endings), None)


def known_endings() -> str:
    """The endings that can be read, for messages."""
    return ", ".join(ending for known in FORMATS for ending in known.endings)
