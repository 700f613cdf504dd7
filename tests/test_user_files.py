"""The two files this workbook was asked for, where they are at hand: titles, starts, every line."""

import json
from pathlib import Path

import pytest

import workbook as wb

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "articles").is_dir(), reason="../shared/articles is not here"
)


@pytest.fixture(scope="module")
def corpus():
    return wb.load_corpus(SHARED / "articles")


def rows_of(corpus, start):
    return [row for row in corpus.articles.to_dicts() if row["source"].startswith(start)]


def test_the_file_with_headlines_gives_ten_articles_with_the_annotated_titles(corpus):
    rows = rows_of(corpus, "000")
    assert len(rows) == 10
    assert all(row["title"] for row in rows)
    gold = json.loads((SHARED / "gold" / "articles.json").read_text("utf-8"))["files"][0]
    annotated = [(a["n"], a["title"], len(a["paragraph_spans"])) for a in gold["articles"]]
    read = [(row["position"] + 1, row["title"], row["n_paragraphs"]) for row in rows]
    assert read[: len(annotated)] == annotated


def test_the_file_without_headlines_parts_where_its_articles_begin(corpus):
    rows = rows_of(corpus, "003")
    assert [row["title"] for row in rows] == [None] * len(rows)
    openings = [row["body"][:24] for row in rows]
    assert openings[-2:] == ["How does development pro", "The Global Times Annual "]
    assert len(rows) in (3, 4)  # a further boundary inside the first is right too


def test_every_line_is_in_a_title_or_a_paragraph(corpus):
    kept = {*corpus.articles["title"].drop_nulls(), *corpus.paragraphs["text"]}
    for path in sorted((SHARED / "articles").iterdir()):
        lines = path.read_text("utf-8").splitlines()
        assert [line for line in lines if line.strip() and " ".join(line.split()) not in kept] == []
