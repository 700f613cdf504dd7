"""How many times faster `find_quotations` is than parsing every article whole, in the same run.

    python -m tests.benchmarks.bench_quotations [--articles 200] [--file ARTICLES.jsonl]

The other way is that of the Gender Gap Tracker: the full spaCy pipeline, one call per article, then
extraction from each sentence of that parse (with the workbook's own rules; who speaks is left out).
Run it on one core (on Linux: `taskset -c 0 env POLARS_MAX_THREADS=1 python ...`). Seconds are those
of the processor, the better of two runs of each way; the last has four times the articles. The
last line has all numbers as JSON.
"""

from __future__ import annotations

import json

import spacy
from spacy.language import Language

from tests.benchmarks.timing import as_articles, read_bodies, read_options, recombine, seconds
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
    asked = read_options(__doc__, 200).parse_args()
    bodies = read_bodies(asked.file)
    model = load_full_model()
    texts = recombine(bodies, asked.articles)
    many = recombine(bodies, TIMES * asked.articles, seed=1)
    find_quotations(as_articles(texts[:5]))
    taken = min(seconds(lambda: find_quotations(as_articles(texts))) for _ in range(2))
    whole = min(seconds(lambda: article_by_article(model, texts)) for _ in range(2))
    taken_many = seconds(lambda: find_quotations(as_articles(many)))
    words = n_words(texts)
    growth = (taken_many / n_words(many)) / (taken / words)
    print(f"{len(texts):,} articles, {words:,} words")
    print(f"workbook                     {taken:7.2f} s, {words / taken:,.0f} words a second")
    print(f"full pipeline, each article  {whole:7.2f} s, {words / whole:,.0f} words a second")
    print(f"the workbook is {whole / taken:.1f} times as fast")
    print(f"{TIMES} times the articles: {growth:.2f} times the seconds per word")
    found = {"words": words, "workbook": taken, "full pipeline": whole}
    print(json.dumps(found | {"times": whole / taken, "growth per word": growth}))


if __name__ == "__main__":
    main()
