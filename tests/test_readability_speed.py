"""The benchmark of readability, run small."""

from pathlib import Path

import workbook as wb
from tests.benchmarks.bench_readability import compare, recombine

DATA = Path(__file__).parents[1] / "data"


def test_textstat_says_the_same_and_takes_longer_both_ways():
    texts = recombine(wb.load_corpus(DATA).articles["body"].to_list(), 200)
    result = compare(texts)
    print(result)
    assert result["largest difference"] < 1e-9
    assert result["article by article"] > 3 * result["workbook"]
    assert result["formula by formula"] > 6 * result["workbook"]


def test_recombined_articles_are_the_same_on_every_run_and_of_the_given_paragraphs():
    bodies = ["One.\n\nTwo.", "Three."]
    first, second = recombine(bodies, 5), recombine(bodies, 5)
    assert first == second
    assert {part for text in first for part in text.split("\n\n")} <= {"One.", "Two.", "Three."}
    assert {text.count("\n\n") for text in first} <= {0, 1}
