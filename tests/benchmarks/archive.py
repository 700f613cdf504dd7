"""A large archive to measure with: many articles of 500 words, of few bodies that need a parse.

Results are kept by content, so that everything but the parse has as much to do as with articles
that all differ: reading, partitions, the cache, shares and writing. What the parse itself holds is
measured apart, on articles that differ (`bench_scale --memory`).
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl
import psutil

import workbook as wb
from tests.benchmarks.timing import peak_megabytes

WORDS = 500
BODIES = 64
IN_A_FILE = 50_000
DAY = 86_400_000  # milliseconds


def write_archive(folder: Path, bodies: list[str], n_articles: int) -> None:
    """So many articles as Parquet, each under an id of its own."""
    paragraphs = [text for body in bodies for text in body.split("\n\n")]
    dice = random.Random(0)  # noqa: S311  a fixed seed, not a secret
    texts = pl.Series("body", [_text(paragraphs, dice) for _ in range(BODIES)])
    (folder / "source").mkdir(parents=True)
    for start in range(0, n_articles, IN_A_FILE):
        numbers = pl.int_range(start, min(start + IN_A_FILE, n_articles), eager=True)
        articles = pl.DataFrame({"article_id": numbers.cast(pl.String).str.zfill(8)})
        which = numbers % BODIES  # the rest depends on it too: another day is another content
        articles = articles.with_columns(
            texts.gather(which),
            title=pl.lit("A day in the harbour"),
            outlet="Outlet " + (which % 20).cast(pl.String),
            published=pl.lit(date(2025, 1, 1)) + which.cast(pl.Duration("ms")) * DAY,
        )
        articles.write_parquet(folder / "source" / f"{start:08}.parquet")


def _text(paragraphs: list[str], dice: random.Random) -> str:
    """Paragraphs of about five hundred words in all."""
    taken: list[str] = []
    while sum(len(text.split()) for text in taken) < WORDS:
        taken.append(dice.choice(paragraphs))
    return "\n\n".join(taken)


@contextmanager
def watch_workers() -> Iterator[dict[int, int]]:
    """The most bytes that each process below this one held, looked at twice a second."""
    peaks: dict[int, int] = {}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.5):
            for child in psutil.Process().children(recursive=True):
                try:
                    peaks[child.pid] = max(peaks.get(child.pid, 0), child.memory_info().rss)
                except psutil.NoSuchProcess:
                    continue

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


def annotate(folder: Path) -> None:
    """Everything, by the cores of this machine."""
    wb.annotate(folder / "source", folder / "target")


def open_target(folder: Path) -> None:
    """What notebooks do first with an annotated folder."""
    articles = wb.load_corpus(folder / "target").articles
    wb.find_quotations(articles)
    wb.find_figures(articles)
    wb.score_readability(articles)


def load_target(folder: Path) -> None:
    """The articles of an annotated folder."""
    wb.load_corpus(folder / "target")


def load_a_week(folder: Path) -> None:
    """One week of it, and its quotations."""
    week = wb.Filter(published=("2025-01-01", "2025-01-07"))
    wb.find_quotations(wb.load_corpus(folder / "target", filter=week).articles)


STEPS: dict[str, Callable[[Path], None]] = {
    "annotate": annotate,
    "load": load_target,
    "open": open_target,
    "week": load_a_week,
}


def take_step(name: str, folder: Path) -> dict[str, float]:
    """Do one step; its seconds by the clock, the most memory of this process and of a worker."""
    start = time.perf_counter()
    with watch_workers() as peaks:
        STEPS[name](folder)
    return {
        "seconds": time.perf_counter() - start,
        "client MB": peak_megabytes(),
        "worker MB": max(peaks.values(), default=0) / 1e6,
    }
