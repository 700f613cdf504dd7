from datetime import date

import polars as pl

import workbook as wb
from workbook.loading.duplicates import find_duplicates

STORM = (
    "The harbour of Port Elm closed on Monday after waves broke the north wall, the port said. "
    "Waves of six metres went over the wall before dawn and filled the fish market with sand."
)
BREAD = (
    "Bakers raised the price of bread by a tenth on Tuesday, the third rise in a year. "
    "Flour costs twice what it did, and the ovens of the bakers burn gas, their guild said."
)


def duplicates(*rows):
    """`duplicate_of` for (id, body, date of issue) rows."""
    schema = {"article_id": pl.String, "body": pl.String, "published_from": pl.Date}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return find_duplicates(frame)["duplicate_of"].to_list()


def test_a_cut_copy_is_a_duplicate_of_the_whole():
    cut = f"{STORM} It may open on Friday."
    assert duplicates(("whole", f"{STORM} {BREAD}", None), ("cut", cut, None)) == [None, "whole"]


def test_other_articles_are_none():
    assert duplicates(("storm", STORM, None), ("bread", BREAD, None)) == [None, None]


def test_the_earliest_is_the_original_and_the_undated_are_last():
    rows = [
        ("undated", STORM, None),
        ("late", STORM, date(2025, 3, 2)),
        ("early", STORM, date(2025, 3, 1)),
    ]
    assert duplicates(*rows) == ["early", "early", None]


def test_short_texts_are_duplicates_only_when_equal():
    rows = [
        ("a", "Rain is expected.", None),
        ("b", "Rain is expected.", None),
        ("c", "Rain.", None),
    ]
    assert duplicates(*rows) == [None, "a", None]


def test_empty_bodies_are_no_duplicates():
    assert duplicates(("a", "", None), ("b", "", None)) == [None, None]


def test_an_empty_frame_stays_empty():
    assert duplicates() == []


def test_copies_keep_their_rows_and_point_to_the_first(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(STORM)
    articles = wb.load_corpus(tmp_path).articles
    first = articles["article_id"][0]
    assert articles["article_id"].to_list() == [first, f"{first}-2", f"{first}-3"]
    assert articles["duplicate_of"].to_list() == [None, first, first]


def test_a_few_words_of_a_long_article_are_no_duplicate_of_it():
    five = " ".join(STORM.split()[:5])
    assert duplicates(("storm", STORM, None), ("five", five, None)) == [None, None]


def test_a_corpus_gone_through_in_rounds_has_the_same_duplicates(monkeypatch):
    rows = [("whole", f"{STORM} {BREAD}", None), ("cut", STORM, None), ("bread", BREAD, None)]
    monkeypatch.setattr("workbook.loading.duplicates.AT_ONCE", 20)
    assert duplicates(*rows) == [None, "whole", "whole"]
