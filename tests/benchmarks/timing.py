"""Articles to measure with, and the clocks."""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

import workbook as wb

DATA = Path(__file__).parents[2] / "data"


def read_options(about: str, n_articles: int) -> argparse.ArgumentParser:
    """The options that comparisons share."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--articles", type=int, default=n_articles)
    parser.add_argument("--file", type=Path, help="JSON Lines with a text each, instead of data/")
    return parser


def read_bodies(file: Path | None) -> list[str]:
    """The `text` of every line of a file, else the bodies of the sample."""
    if file is None:
        return wb.load_corpus(DATA).articles["body"].to_list()
    return [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]


def recombine(bodies: list[str], n_articles: int, seed: int = 0) -> list[str]:
    """Articles as long as the given ones, of their paragraphs in other company."""
    dice = random.Random(seed)  # noqa: S311 - a fixed seed, not a secret
    paragraphs = [paragraph for body in bodies for paragraph in body.split("\n\n")]
    lengths = [body.count("\n\n") + 1 for body in bodies]
    return ["\n\n".join(dice.sample(paragraphs, dice.choice(lengths))) for _ in range(n_articles)]


def as_articles(texts: list[str]) -> pl.DataFrame:
    return pl.DataFrame({"article_id": [str(i) for i in range(len(texts))], "body": texts})


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How long a piece of work takes, of processor time unless another clock is given."""
    start = clock()
    work()
    return clock() - start


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
