"""How cost grows: warm against cold, four times the articles, two processes against one.

    python tests/benchmarks/bench_scale.py --articles 200
    python tests/benchmarks/bench_scale.py --memory quotations --articles 1000

Articles are recombined from the paragraphs of the sample. Times of one process are processor time,
so that what else the machine does matters little; two processes are timed by the clock, which wants
a quiet machine. The first command ends with all numbers as one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable

import polars as pl

import workbook as wb
from tests.benchmarks.bench_readability import DATA, as_articles, recombine

ANALYSES: dict[str, Callable] = {
    "quotations": wb.find_quotations,
    "figures": wb.find_figures,
    "readability": wb.score_readability,
}


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How long a piece of work takes by a clock."""
    start = clock()
    work()
    return clock() - start


def use_new_cache() -> None:
    """Keep results in an empty folder."""
    os.environ["WORKBOOK_CACHE"] = tempfile.mkdtemp()


def measure(name: str, articles: pl.DataFrame) -> dict[str, float]:
    """Cold and warm seconds of one analysis, and of a quarter of the articles."""
    find = ANALYSES[name]
    one = {} if name == "readability" else {"processes": 1}
    use_new_cache()
    find(articles.head(1), **one)  # loads the model
    quarter = seconds(lambda: find(articles[1 : articles.height // 4 + 1], **one))
    use_new_cache()
    cold = seconds(lambda: find(articles, **one))
    warm = min(seconds(lambda: find(articles, **one)) for _ in range(3))
    return {"seconds": cold, "cold_by_warm": cold / warm, "times_4": cold / quarter}


def measure_processes(articles: pl.DataFrame) -> float:
    """How many times faster two processes are than one, by the clock, once both are ready."""
    os.environ["WORKBOOK_CACHE"] = "off"
    wb.find_quotations(articles.head(130), processes=2)
    one = seconds(lambda: wb.find_quotations(articles, processes=1), time.perf_counter)
    return one / seconds(lambda: wb.find_quotations(articles, processes=2), time.perf_counter)


def measure_memory(name: str, articles: pl.DataFrame) -> None:
    """The most memory of this process, after one article and after all."""
    os.environ["WORKBOOK_CACHE"] = "off"
    ANALYSES[name](articles.head(1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = ANALYSES[name](articles)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kilobytes = (after - before) * 1024 / articles.height
    print(f"{name}: {articles.height:,} articles, {found.height:,} rows")
    print(f"{before:,.0f} MB before, {after:,.0f} MB after: {kilobytes:.1f} KB an article")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--memory", choices=ANALYSES, help="the memory of one analysis alone")
    parser.add_argument("--processes", action="store_true", help="two processes against one, too")
    asked = parser.parse_args()
    bodies = wb.load_corpus(DATA).articles["body"].to_list()
    articles = as_articles(recombine(bodies, asked.articles))
    if asked.memory:
        measure_memory(asked.memory, articles)
        return
    print(f"{articles.height:,} articles, {articles['body'].str.len_chars().sum():,} characters")
    results: dict[str, object] = {}
    for name in ANALYSES:
        found = results[name] = measure(name, articles)
        rate = articles.height / found["seconds"]
        print(
            f"{name:<12} {rate:8.1f} articles/s, warm {found['cold_by_warm']:6.0f} times faster, "
            f"4 times the articles cost {found['times_4']:.2f} times"
        )
    if asked.processes:
        results["two_processes"] = measure_processes(articles)
        print(f"two processes {results['two_processes']:.2f} times faster than one")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
