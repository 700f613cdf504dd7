"""Measure topics: quality on samples, CPU seconds and memory by size.

    python -m tests.benchmarks.bench_topics teasers 100000  (invented ones: seconds and memory)
    python -m tests.benchmarks.bench_topics development     (labelled articles: the same)
    python -m tests.benchmarks.bench_topics samples         (agreement with the labels by size)

The teasers are put together at random from the sample corpus. The labelled articles are other
people's texts and no part of the project; without them this says so and ends.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl

import workbook as wb
from workbook.topics import fit_topics

PROJECT = Path(__file__).parents[2]
LABELLED = PROJECT.parent / "shared" / "bench" / "topics" / "dev.jsonl"


def make_teasers(n: int) -> pl.DataFrame:
    """Teasers of 33 words: 28 of one article of the sample, four of any, and a rare name."""
    dice = random.Random(1)  # noqa: S311 - a fixed seed, not a secret
    articles = wb.load_corpus(PROJECT / "data").articles
    bodies = [body.split() for body in articles["body"]]
    vocabulary = sorted({word for body in bodies for word in body})
    texts = []
    for number in range(n):
        body = dice.choice(bodies)
        start = dice.randrange(max(len(body) - 20, 1))
        drawn = dice.sample(body, min(len(body), 8)) + dice.sample(vocabulary, 4)
        name = f"Name{number % 30_000:05}".translate(LETTERS)
        texts.append(" ".join([*body[start : start + 20], *drawn, name]))
    return pl.DataFrame({"article_id": [f"t{n:07}" for n in range(n)], "body": texts})


LETTERS = str.maketrans("0123456789", "abcdefghij")  # a long tail of rare names


def load_labelled() -> pl.DataFrame:
    """The development set: `article_id`, `title`, `body`, `section` (its label)."""
    if not LABELLED.is_file():
        sys.exit("the labelled articles are not here")
    rows = [json.loads(line) for line in LABELLED.read_text("utf-8").splitlines()]
    return pl.DataFrame(
        {
            "article_id": [row["id"] for row in rows],
            "title": [row["title"] for row in rows],
            "body": [row["text"] for row in rows],
            "section": [row["label"] for row in rows],
        }
    )


def measure(articles: pl.DataFrame) -> None:
    """Print what one fit takes."""
    before = memory()
    fit_topics(articles.head(20))  # what is loaded once
    begin, wall = time.process_time(), time.perf_counter()
    model = fit_topics(articles)
    seconds, wall = time.process_time() - begin, time.perf_counter() - wall
    print(
        f"{articles.height:,} articles: {seconds:.1f} CPU s ({wall:.1f} s), "
        f"peak {memory():,.0f} MB (before {before:,.0f}), {model.n_topics} topics"
    )


def memory() -> float:
    """The most memory that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def score_samples(articles: pl.DataFrame) -> None:
    """Print the agreement with the labels at the known number, and the standard error, by size."""
    from sklearn.metrics import normalized_mutual_info_score as agreement

    teasers = articles.with_columns(pl.col("body").str.split("\n\n").list.first())
    for name, texts, size, n_samples in (
        ("articles", articles, 13, 100),
        ("articles", articles, 50, 40),
        ("articles", articles, 150, 15),
        ("articles", articles, 300, 10),
        ("teasers", teasers, 150, 15),
        ("teasers", teasers, 300, 10),
    ):
        scores = []
        for seed in range(n_samples):
            chosen = np.random.default_rng(1000 + seed).choice(texts.height, size, replace=False)
            sample = texts[np.sort(chosen)]
            own = fit_topics(sample, n_topics=5).main_topics()["topic"]
            scores.append(agreement(sample["section"].to_list(), own.to_list()))
        error = np.std(scores) / n_samples**0.5
        print(
            f"{name:8} {size:4}: NMI {np.mean(scores):.3f} ({error:.3f}) over {n_samples} samples"
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["teasers", n]:
            measure(make_teasers(int(n)))
        case ["development"]:
            measure(load_labelled())
        case ["samples"]:
            score_samples(load_labelled())
        case _:
            sys.exit(__doc__)
