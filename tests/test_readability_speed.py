"""The benchmark of readability, run small."""

from tests.benchmarks.bench_readability import compare
from tests.benchmarks.timing import read_bodies, recombine


def test_textstat_says_the_same_and_takes_longer_both_ways():
    texts = recombine(read_bodies(None), 200)
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
