"""Time what looks through all words: key terms, a concordance, and a table of many rows.

`python -m tests.benchmarks.bench_terms [articles]` (10,000 unless told) prints the seconds of each
on articles shuffled together from the sentences of the sample corpus.
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import polars as pl

import workbook as wb
from workbook.language import sentence_spans
from workbook.topics import compare_terms  # without the cache of results

N_SENTENCES = 28  # in an article: about 460 words


def make_articles(number: int) -> pl.DataFrame:
    """So many articles of the sample's sentences, the same on every run."""
    chance = random.Random(0)  # noqa: S311 - nothing is secret here
    bodies = wb.load_corpus(Path(__file__).parents[2] / "data").articles["body"]
    sentences = [body[start:end] for body in bodies for start, end in sentence_spans(body)]
    made = [" ".join(chance.choices(sentences, k=N_SENTENCES)) for _ in range(number)]
    return pl.DataFrame({"article_id": [str(i) for i in range(number)], "body": made})


def time(name: str, act: Callable[[], object]) -> None:
    """Print how long something takes."""
    start = perf_counter()
    act()
    print(f"{name}: {perf_counter() - start:.2f} s")


def main() -> None:
    """Print the seconds of each."""
    articles = make_articles(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    half = articles.height // 2
    compare_terms(articles.head(2), articles.tail(2))  # loads what is loaded once
    time("compare_terms", lambda: compare_terms(articles.head(half), articles.tail(half)))
    time("find_keyword", lambda: wb.find_keyword(articles, 'harbour "water auth*"'))
    shown = wb.table(articles.with_columns(pl.col("body").str.head(60)))
    time("table, sorted", lambda: setattr(shown, "order", ["body", True]))
    time("table, searched", lambda: setattr(shown, "query", "harb"))


if __name__ == "__main__":
    main()
