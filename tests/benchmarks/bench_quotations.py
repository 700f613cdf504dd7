"""How many times faster `find_quotations` is than parsing every article whole, in the same run.

    python tests/benchmarks/bench_quotations.py [--articles 200] [--file ARTICLES.jsonl]

The other way is that of the Gender Gap Tracker: the full spaCy pipeline, one call per article, then
extraction from each sentence of that parse (with the workbook's own rules; who speaks is left out).
Run it on one core (on Linux: `taskset -c 0 env POLARS_MAX_THREADS=1 python ...`). Seconds are those
of the processor, the better of two runs of each way; the last has four times the articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy
from bench_readability import DATA, as_articles, recombine, seconds
from spacy.language import Language

import workbook as wb
from workbook.language import MODELS
from workbook.quotations import find_quotations  # without the cache of results
from workbook.quotations.cues import find_attributions

TIMES = 4


def load_full_model() -> Language:
    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))


def article_by_article(model: Language, texts: list[str]) -> int:
    """The attributions in all articles, each parsed whole by the full pipeline."""
    sentences = (sentence.as_doc() for text in texts for sentence in model(text).sents)
    return sum(len(find_attributions(sentence, [])) for sentence in sentences)


def n_words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--file", type=Path, help="JSON Lines with a text each, instead of data/")
    asked = parser.parse_args()
    if asked.file:
        bodies = [json.loads(line)["text"] for line in asked.file.read_text("utf-8").splitlines()]
    else:
        bodies = wb.load_corpus(DATA).articles["body"].to_list()
    model = load_full_model()
    texts = recombine(bodies, asked.articles)
    many = recombine(bodies, TIMES * asked.articles, seed=1)
    find_quotations(as_articles(texts[:5]))
    taken = min(seconds(lambda: find_quotations(as_articles(texts)))[0] for _ in range(2))
    whole = min(seconds(lambda: article_by_article(model, texts))[0] for _ in range(2))
    taken_many, _ = seconds(lambda: find_quotations(as_articles(many)))
    found, words = find_quotations(as_articles(texts)), n_words(texts)
    print(f"{len(texts):,} articles, {words:,} words, {found.height:,} quotations")
    print(f"workbook                     {taken:7.2f} s, {words / taken:,.0f} words a second")
    print(f"full pipeline, each article  {whole:7.2f} s, {words / whole:,.0f} words a second")
    print(f"the workbook is {whole / taken:.1f} times as fast")
    growth = (taken_many / n_words(many)) / (taken / words)
    print(f"{TIMES} times the articles: {growth:.2f} times the seconds per word")


if __name__ == "__main__":
    main()
