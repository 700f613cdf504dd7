"""How cost grows: warm against cold, four times the articles, two processes against one, memory.

    python -m tests.benchmarks.bench_scale --articles 400
    python -m tests.benchmarks.bench_scale --articles 700 --processes
    python -m tests.benchmarks.bench_scale --memory 250 500 1000
    python -m tests.benchmarks.bench_scale --archive 50000 100000 200000

Articles are recombined from the paragraphs of the sample, or of the articles at `--file`. Times of
one process are processor time, so that what else the machine does matters little; two processes
are timed by the clock, which wants a quiet machine. Memory is the most that a fresh process held.
Each command ends with all numbers as one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

import workbook as wb
from tests.benchmarks.archive import STEPS, take_step, write_archive
from tests.benchmarks.timing import DATA, as_articles, peak_megabytes, recombine, seconds

ANALYSES: dict[str, Callable] = {
    "quotations": wb.find_quotations,
    "figures": wb.find_figures,
    "readability": wb.score_readability,
    "topics": wb.fit_topics,
}
PARSED = ("quotations", "figures")


def use_new_cache() -> None:
    """Keep results in an empty folder."""
    os.environ["WORKBOOK_CACHE"] = tempfile.mkdtemp()


def measure(name: str, articles: pl.DataFrame) -> dict[str, float]:
    """Cold and warm seconds of one analysis, and of a quarter of the articles."""
    find = ANALYSES[name]
    one = {"processes": 1} if name in PARSED else {}
    use_new_cache()
    find(articles.head(40), **one)  # loads the model
    use_new_cache()
    quarter = seconds(lambda: find(articles.head(articles.height // 4), **one))
    use_new_cache()
    cold = seconds(lambda: find(articles, **one))
    warm = min(seconds(lambda: find(articles, **one)) for _ in range(3))
    return {"seconds": cold, "cold_by_warm": cold / warm, "times_4": cold / quarter}


def open_all(path: Path) -> None:
    """What the notebooks do first: load a folder and run every analysis on it."""
    articles = wb.load_corpus(path).articles
    for name, find in ANALYSES.items():
        find(articles, **({"processes": 1} if name in PARSED else {}))


def measure_opening(articles: pl.DataFrame) -> float:
    """How many times faster all of that is at the second time; models are loaded before both."""
    with tempfile.TemporaryDirectory() as folder:
        articles.write_ndjson(Path(folder) / "articles.jsonl")
        use_new_cache()
        cold = seconds(lambda: open_all(Path(folder)))
        return cold / min(seconds(lambda: open_all(Path(folder))) for _ in range(3))


def measure_processes(articles: pl.DataFrame) -> float:
    """How many times faster two processes are than one, by the clock, once both are ready."""
    os.environ["WORKBOOK_CACHE"] = "off"
    wb.find_quotations(articles.head(130), processes=2)
    one = seconds(lambda: wb.find_quotations(articles, processes=1), time.perf_counter)
    return one / seconds(lambda: wb.find_quotations(articles, processes=2), time.perf_counter)


def in_fresh_process(*arguments: str | int | Path) -> dict[str, float]:
    """What this program prints last when it is called so."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_scale", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def report_analysis(name: str, articles: pl.DataFrame) -> None:
    """The most memory of this process after one analysis; what the frame of articles takes."""
    os.environ["WORKBOOK_CACHE"] = "off"
    ANALYSES[name](articles, **({"processes": 1} if name in PARSED else {}))
    print(json.dumps({"peak": peak_megabytes(), "articles": articles.estimated_size() / 1e6}))


def measure_memory(sizes: Sequence[int], file: Path) -> dict[str, object]:
    """Kilobytes an article beside its own text, from one size to the next, for each analysis."""
    results: dict[str, object] = {}
    for name in ANALYSES:
        peaks = []
        for size in sizes:
            found = in_fresh_process("--analysis", name, "--articles", size, "--file", file)
            peaks.append(found["peak"] - found["articles"])
        grown = [
            (after - before) * 1000 / (larger - smaller)
            for before, after, smaller, larger in zip(
                peaks, peaks[1:], sizes, sizes[1:], strict=False
            )
        ]
        results[name] = {"megabytes": peaks, "kilobytes_an_article": grown}
        shown = ", ".join(
            f"{size:,}: {peak:,.0f} MB" for size, peak in zip(sizes, peaks, strict=True)
        )
        print(f"{name:<12} {shown}; more per article: {[round(kb, 1) for kb in grown]} KB")
    return results


def measure_archive(sizes: Sequence[int], bodies: list[str]) -> dict[str, object]:
    """Seconds and memory of each step of a large archive, and how memory grows."""
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as place:
        os.environ["WORKBOOK_CACHE"] = str(Path(place) / "cache")
        for size in sizes:
            folder = Path(place) / str(size)
            write_archive(folder, bodies, size)
            for step in STEPS:
                found = in_fresh_process("--step", step, folder)
                results[f"{step} {size}"] = found
                shown = ", ".join(f"{name} {value:,.1f}" for name, value in found.items())
                print(f"{size:>9,} {step:<9} {shown}", flush=True)
    for step in STEPS:
        first, last = (results[f"{step} {size}"] for size in (sizes[0], sizes[-1]))
        for name in ("client MB", "worker MB"):
            grown = (last[name] - first[name]) * 1000 / max(1, sizes[-1] - sizes[0])
            results[f"{step} {name} slope"] = grown
            print(f"{step}, {name}: {grown:.2f} KB more an article")
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--file", type=Path, default=DATA, help="articles to recombine")
    parser.add_argument("--processes", action="store_true", help="two processes against one")
    parser.add_argument("--memory", type=int, nargs="+", help="of each analysis, at these sizes")
    parser.add_argument("--archive", type=int, nargs="+", help="of annotate, at these sizes")
    parser.add_argument("--analysis", choices=ANALYSES, help=argparse.SUPPRESS)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(take_step(asked.step[0], Path(asked.step[1]))))
        return
    bodies = wb.load_corpus(asked.file).articles["body"].to_list()
    if asked.memory:
        print(json.dumps(measure_memory(asked.memory, asked.file)))
    elif asked.archive:
        print(json.dumps(measure_archive(asked.archive, bodies)))
    elif asked.analysis:
        report_analysis(asked.analysis, as_articles(recombine(bodies, asked.articles)))
    elif asked.processes:
        times = measure_processes(as_articles(recombine(bodies, asked.articles)))
        print(f"two processes {times:.2f} times faster than one")
        print(json.dumps({"two_processes": times}))
    else:
        print(json.dumps(measure_times(bodies, asked)))


def measure_times(bodies: list[str], asked: argparse.Namespace) -> dict[str, object]:
    """The ratios of time, printed as they come."""
    articles = as_articles(recombine(bodies, asked.articles))
    print(f"{articles.height:,} articles, {articles['body'].str.len_chars().sum():,} characters")
    results: dict[str, object] = {}
    for name in ANALYSES:
        found = results[name] = measure(name, articles)
        rate = articles.height / found["seconds"]
        print(
            f"{name:<12} {rate:8.1f} articles/s, warm {found['cold_by_warm']:6.0f} times faster, "
            f"4 times the articles cost {found['times_4']:.2f} times",
            flush=True,
        )
    results["opening"] = measure_opening(articles)
    print(f"a second opening is {results['opening']:.0f} times faster than the first")
    return results


if __name__ == "__main__":
    main()
