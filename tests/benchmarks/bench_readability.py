"""How many times faster `score_readability` is than textstat, on the same articles in the same run.

    python tests/benchmarks/bench_readability.py [--articles 2000] [--file ARTICLES.jsonl]

    python tests/benchmarks/bench_readability.py --alone --articles 100000

Run it on one core (on Linux: `taskset -c 0 env POLARS_MAX_THREADS=1 python ...`). Seconds are those
of the processor. The workbook goes first, with nothing memoised but the loaded dictionaries.
With `--alone` only the workbook runs, and the most memory that the process held is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import textstat

import workbook as wb
from workbook.readability import FORMULAS
from workbook.readability.pronunciation import load_backend

DATA = Path(__file__).parents[2] / "data"


def recombine(bodies: list[str], n_articles: int, seed: int = 0) -> list[str]:
    """Articles as long as the given ones, of their paragraphs in other company."""
    dice = random.Random(seed)  # noqa: S311 - a fixed seed, not a secret
    paragraphs = [paragraph for body in bodies for paragraph in body.split("\n\n")]
    lengths = [body.count("\n\n") + 1 for body in bodies]
    return ["\n\n".join(dice.sample(paragraphs, dice.choice(lengths))) for _ in range(n_articles)]


def textstat_value(name: str, text: str) -> float:
    """The same formula, asked of textstat."""
    if name == "text_standard":
        return textstat.text_standard(text, float_output=True)
    return getattr(textstat, name)(text)


def article_by_article(texts: list[str]) -> dict[str, list[float]]:
    rows = [[textstat_value(name, text) for name in FORMULAS] for text in texts]
    return {name: [row[i] for row in rows] for i, name in enumerate(FORMULAS)}


def formula_by_formula(texts: list[str]) -> dict[str, list[float]]:
    return {name: [textstat_value(name, text) for text in texts] for name in FORMULAS}


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time of a piece of work, and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def as_articles(texts: list[str]) -> pl.DataFrame:
    return pl.DataFrame({"article_id": [str(i) for i in range(len(texts))], "body": texts})


def run_alone(bodies: list[str], n_articles: int) -> None:
    """Score so many articles in one go; print seconds and memory."""
    slices = [recombine(bodies, 1_000, seed) for seed in range(n_articles // 1_000)]
    articles = pl.concat(as_articles(texts) for texts in slices)
    del slices
    before = peak_memory()
    taken, scores = seconds(lambda: wb.score_readability(articles))
    held = articles.estimated_size("mb"), scores.estimated_size("mb")
    print(f"{scores.height:,} articles, {scores['n_words'].sum():,} words: {taken:.1f} s")
    print(f"articles {held[0]:,.0f} MB, scores {held[1]:,.0f} MB")
    print(f"most memory held: {before:,.0f} MB before, {peak_memory():,.0f} MB after")


def peak_memory() -> float:
    """The most memory this process has held, in MB, as Linux counts it."""
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(texts: list[str]) -> dict[str, float]:
    """Seconds of each way, and the largest difference of any score."""
    load_backend().counts.count_syllables("ready", "en_US")
    workbook, scores = seconds(lambda: wb.score_readability(as_articles(texts)))
    by_article, expected = seconds(lambda: article_by_article(texts))
    by_formula, again = seconds(lambda: formula_by_formula(texts))
    assert expected == again
    differences = [
        abs(ours - theirs)
        for name, column in expected.items()
        for ours, theirs in zip(scores[name], column, strict=True)
    ]
    return {
        "workbook": workbook,
        "article by article": by_article,
        "formula by formula": by_formula,
        "largest difference": max(differences),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--file", type=Path, help="JSON Lines with a text each, instead of data/")
    parser.add_argument("--alone", action="store_true", help="without textstat, with memory")
    asked = parser.parse_args()
    if asked.file:
        bodies = [json.loads(line)["text"] for line in asked.file.read_text("utf-8").splitlines()]
    else:
        bodies = wb.load_corpus(DATA).articles["body"].to_list()
    if asked.alone:
        run_alone(bodies, asked.articles)
        return
    texts = recombine(bodies, asked.articles)
    result = compare(texts)
    n_words = sum(len(text.split()) for text in texts)
    print(f"{len(texts):,} articles, {n_words:,} words, {len(FORMULAS)} formulas")
    print(f"workbook            {result['workbook']:8.2f} s")
    for way in ("article by article", "formula by formula"):
        print(f"textstat {way} {result[way]:5.2f} s, {result[way] / result['workbook']:.1f} times")
    print(f"largest difference  {result['largest difference']:.1e}")


if __name__ == "__main__":
    main()
