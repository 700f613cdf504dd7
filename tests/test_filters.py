"""Filters and text queries."""

from datetime import date

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_articles
from workbook.search import search_expression

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "title": ["Port strike ends", "Drought deepens", None, "Strikers score late"],
        "body": ["The dockers’ union agreed.", "No rain fell.", "A strike $5 <b>.", "Two goals."],
        "outlet": ["Courier", "Wire", None, "Courier"],
        "published": [date(2025, 1, 5), date(2025, 2, 1), None, date(2025, 3, 9)],
        "n_words": [100, 200, 300, 400],
        "duplicate_of": [None, None, "a", None],
    }
)


def kept(**fields):
    return filter_articles(ARTICLES, Filter(**fields))["article_id"].to_list()


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({}, ["a", "b", "c", "d"]),
        ({"outlet": ("Courier",)}, ["a", "d"]),
        ({"outlet": ("Wire", None)}, ["b", "c"]),
        ({"published": ("2025-02-01", None)}, ["b", "d"]),
        ({"published": (date(2025, 1, 1), date(2025, 2, 1))}, ["a", "b"]),
        ({"n_words": (200, 300)}, ["b", "c"]),
        ({"hide_duplicates": True}, ["a", "b", "d"]),
        ({"outlet": ("Courier",), "text": "strike"}, ["a"]),
    ],
)
def test_filter_keeps_the_rows_asked_for(fields, ids):
    assert kept(**fields) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("strike", ["a", "c"]),
        ("strike*", ["a", "c", "d"]),
        ("STRIKE AND port", ["a"]),
        ("strike port", ["a"]),
        ("rain OR goals", ["b", "d"]),
        ("NOT strike", ["b", "d"]),
        ("strike* NOT (port OR goals)", ["c"]),
        ('"strike ends"', ["a"]),
        ("dockers' union", ["a"]),
        ("title:strike", ["a"]),
        ("outlet:courier score", ["d"]),
        ("$5", ["c"]),
        ("<b>", ["c"]),
        ("order", []),
        ("", ["a", "b", "c", "d"]),
    ],
)
def test_query_finds_whole_words(query, ids):
    assert kept(text=query) == ids


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("port AND", "at its end: a word is missing"),
        ("(port", "a closing bracket is missing"),
        ("port)", "never opened"),
        ('"port', "quotation mark that is not closed"),
        ("headline:port", "unknown field 'headline'; known: article_id, body"),
    ],
)
def test_query_error_says_what_is_missing(query, message):
    with pytest.raises(WorkbookError, match=message):
        search_expression(query, ARTICLES.schema)


def test_filter_prints_as_the_code_that_makes_it():
    chosen = Filter(outlet=("Courier",), published=("2025-01-01", None), text='"port strike"')
    assert repr(chosen) == (
        "wb.Filter(outlet=('Courier',), published=('2025-01-01', None), text='\"port strike\"')"
    )


def test_filter_names_a_missing_column():
    with pytest.raises(WorkbookError, match="no column 'topic' in this frame; found: article_id"):
        filter_articles(ARTICLES, Filter(topic=("Ports",)))


def test_filter_refuses_one_text_for_a_tuple():
    with pytest.raises(WorkbookError, match=r"Write outlet=\('Courier',\)"):
        Filter(outlet="Courier")


def test_filter_refuses_a_day_that_is_none():
    with pytest.raises(WorkbookError, match="'spring' is no day"):
        Filter(published=("spring", None))


def test_filter_of_an_empty_frame_is_empty():
    assert filter_articles(ARTICLES.clear(), Filter(text="strike")).rows() == []
