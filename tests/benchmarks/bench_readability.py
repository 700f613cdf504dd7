"""How many times faster `score_readability` is than textstat, on the same articles in the same run.

    python -m tests.benchmarks.bench_readability [--articles 2000] [--file ARTICLES.jsonl]
    python -m tests.benchmarks.bench_readability --alone --articles 100000

Run it on one core (on Linux: `taskset -c 0 env POLARS_MAX_THREADS=1 python ...`). Seconds are those
of the processor. The workbook goes first, with nothing memoised but the loaded dictionaries.
With `--alone` only the workbook runs, and the most memory that the process held is printed. The
last line of a comparison has all numbers as JSON.
"""

from __future__ import annotations

import json

import polars as pl
import textstat

import workbook as wb
from tests.benchmarks.timing import (
    as_articles,
    peak_megabytes,
    read_bodies,
    read_options,
    recombine,
    seconds,
)
from workbook.readability import FORMULAS
from workbook.readability.pronunciation import load_backend

Scores = dict[str, list[float]]


def textstat_value(name: str, text: str) -> float:
    """The same formula, asked of textstat."""
    if name == "text_standard":
        return textstat.text_standard(text, float_output=True)
    return getattr(textstat, name)(text)


def article_by_article(texts: list[str]) -> Scores:
    rows = [[textstat_value(name, text) for name in FORMULAS] for text in texts]
    return {name: [row[i] for row in rows] for i, name in enumerate(FORMULAS)}


def formula_by_formula(texts: list[str]) -> Scores:
    return {name: [textstat_value(name, text) for text in texts] for name in FORMULAS}


def run_alone(bodies: list[str], n_articles: int) -> None:
    """Score so many articles in one go; print seconds and memory."""
    slices = [recombine(bodies, 1_000, seed) for seed in range(n_articles // 1_000)]
    articles = pl.concat(as_articles(texts) for texts in slices)
    del slices
    before = peak_megabytes()
    frames: list[pl.DataFrame] = []
    taken = seconds(lambda: frames.append(wb.score_readability(articles)))
    scores = frames[0]
    held = articles.estimated_size("mb"), scores.estimated_size("mb")
    print(f"{scores.height:,} articles, {scores['n_words'].sum():,} words: {taken:.1f} s")
    print(f"articles {held[0]:,.0f} MB, scores {held[1]:,.0f} MB")
    print(f"most memory held: {before:,.0f} MB before, {peak_megabytes():,.0f} MB after")


def compare(texts: list[str]) -> dict[str, float]:
    """Seconds of each way, and the largest difference of any score."""
    load_backend().counts.count_syllables("ready", "en_US")
    found: dict[str, Scores] = {}
    ways = {
        "workbook": lambda: wb.score_readability(as_articles(texts)).to_dict(as_series=False),
        "article by article": lambda: article_by_article(texts),
        "formula by formula": lambda: formula_by_formula(texts),
    }
    taken = {name: seconds(lambda: found.update({name: way()})) for name, way in ways.items()}  # noqa: B023
    assert found["article by article"] == found["formula by formula"]
    differences = [
        abs(ours - theirs)
        for name, column in found["article by article"].items()
        for ours, theirs in zip(found["workbook"][name], column, strict=True)
    ]
    return taken | {"largest difference": max(differences)}


def main() -> None:
    parser = read_options(__doc__, 2_000)
    parser.add_argument("--alone", action="store_true", help="without textstat, with memory")
    asked = parser.parse_args()
    bodies = read_bodies(asked.file)
    if asked.alone:
        run_alone(bodies, asked.articles)
        return
    texts = recombine(bodies, asked.articles)
    result = compare(texts)
    n_words = sum(len(text.split()) for text in texts)
    print(f"{len(texts):,} articles, {n_words:,} words, {len(FORMULAS)} formulas")
    print(f"workbook            {result['workbook']:8.2f} s")
    for way in ("article by article", "formula by formula"):
        result[f"{way}: times"] = result[way] / result["workbook"]
        print(f"textstat {way} {result[way]:5.2f} s, {result[f'{way}: times']:.1f} times")
    print(f"largest difference  {result['largest difference']:.1e}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
