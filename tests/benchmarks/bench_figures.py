"""How many times faster figures are read than by quantulum3, on the same text in the same run.

    pip install quantulum3
    python -m tests.benchmarks.bench_figures [--articles 40] [--file ARTICLES.jsonl]

Run it on one core (on Linux: `taskset -c 0 env OMP_NUM_THREADS=1 python ...`). Twice: for whole
articles, which is what a reader has, and for their sentences with a figure alone, which all take
the parse. Seconds are those of the processor, after one article to load what is loaded once, the
best of several rounds in which each way has its turn; quantulum3 runs without its classifier,
which is its faster way. Then how the time grows with four times the articles, and what a paragraph
of 100,000 digits and commas takes. The last line has all numbers as JSON.
"""

from __future__ import annotations

import json

from quantulum3 import classifier, parser

from tests.benchmarks.timing import as_articles, read_bodies, read_options, seconds
from workbook.figures import find_figures  # without the cache of results
from workbook.figures.grammar import read_figures
from workbook.figures.tokens import tokenise
from workbook.language import sentence_spans

ROUNDS = 3
HOSTILE = {"1,": "1," * 50_000, "1, ": "1, " * 33_333, "1 2 3": " ".join(map(str, range(17_000)))}


def sentences(bodies: list[str]) -> list[str]:
    return [body[start:end] for body in bodies for start, end in sentence_spans(body)]


def by_grammar(texts: list[str]) -> None:
    """The number grammar alone: value, unit, bound, dates."""
    for text in texts:
        read_figures(tokenise(text))


def by_quantulum(texts: list[str]) -> None:
    for text in texts:
        parser.parse(text)


def with_figures(bodies: list[str]) -> list[str]:
    """Of each body the sentences that hold a figure, one a line."""
    return ["\n".join(text for text in sentences([body]) if has_figure(text)) for body in bodies]


def has_figure(text: str) -> bool:
    return bool(read_figures(tokenise(text)))


def compare(label: str, bodies: list[str]) -> dict[str, float]:
    """Sentences per second of each way, and how many times quantulum3 each is; printed too."""
    texts, articles = sentences(bodies), as_articles(bodies)
    ways = {
        "quantulum3": lambda: by_quantulum(texts),
        "grammar, without the parse": lambda: by_grammar(texts),
        "find_figures, with subjects": lambda: find_figures(articles),
    }
    rounds = [{name: seconds(work) for name, work in ways.items()} for _ in range(ROUNDS)]
    taken = {name: min(times[name] for times in rounds) for name in ways}
    print(f"{label}: {len(bodies)} articles, {len(texts):,} sentences")
    for name, least in taken.items():
        times = taken["quantulum3"] / least
        print(f"  {name:28} {len(texts) / least:9,.0f} sentences/s  {times:6.1f} times")
    rates = {name: len(texts) / least for name, least in taken.items()}
    times = {f"{name}: times": rate / rates["quantulum3"] for name, rate in rates.items()}
    return {"sentences": len(texts), **rates, **times}


def growth(bodies: list[str]) -> float:
    """The time of four times the articles over that of one."""
    once, more = as_articles(bodies), as_articles(bodies * 4)
    rounds = range(ROUNDS)
    least = min(seconds(lambda: find_figures(once)) for _ in rounds)
    return min(seconds(lambda: find_figures(more)) for _ in rounds) / least


def main() -> None:
    asked = read_options(__doc__, 40).parse_args()
    bodies = read_bodies(asked.file)[: asked.articles]
    classifier.USE_CLF = False
    find_figures(as_articles(bodies[:1]))
    by_quantulum(sentences(bodies[:1]))
    results: dict[str, object] = {
        "whole articles": compare("whole articles", bodies),
        "sentences with a figure": compare("sentences with a figure", with_figures(bodies)),
        "four times the articles": growth(bodies),
    }
    print(f"four times the articles take {results['four times the articles']:.1f} times as long")
    for name, text in HOSTILE.items():
        results[f"hostile {name!r}"] = taken = seconds(lambda: by_grammar([text]))  # noqa: B023
        print(f"{len(text):,} characters of {name!r}: {taken:.2f} s")
    print(json.dumps(results))


if __name__ == "__main__":
    main()
