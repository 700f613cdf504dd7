"""Filters and text queries."""

from datetime import date

import polars as pl
import pytest

import workbook as wb
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
        "value": [-1.0, 2.5, None, None],
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
        ({"value": (None, 2.5)}, ["a", "b"]),
        ({"value": (2.5, None)}, ["b"]),
        ({"article_id": ("d", "a", "z")}, ["a", "d"]),
        ({"published": (None, None)}, ["a", "b", "c", "d"]),
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
        ("NOT " * 2000 + "strike", ["a", "c"]),
        ("goals OR " * 2000 + "goals", ["d"]),
        ("title:strike", ["a"]),
        ("outlet:courier score", ["d"]),
        ("$5", ["c"]),
        ("<b>", ["c"]),
        ("order", []),
        ("19:30", []),
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
        ("(" * 2000 + "port" + ")" * 2000, "brackets stand more than 50 deep"),
        ("OR", "at 'OR': a word is missing"),
        ("port AND *", r"at '\*': a word is missing"),
        ('""', "a word is missing"),
        ("(" * 90, r"the query '\({80}…' cannot be read"),
        ("port" * 300, "a word or phrase of the query has more than 1,000 characters"),
        ("\ud800", "no text"),
    ],
)
def test_query_error_says_what_is_missing(query, message):
    with pytest.raises(WorkbookError, match=message):
        search_expression(query, ARTICLES.schema)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("罢工", ["zh"]),  # stands between other words without a space
        ("罢工*", ["zh"]),
        ("إضراب", ["ar"]),
        ("ضراب", []),
        ("🚢", ["en"]),
        ("strike罢工", []),
        ("“port strike”", ["en"]),
    ],
)
def test_query_finds_words_of_other_scripts(query, found):
    bodies = {"zh": "码头工人罢工了。", "ar": "بدأ إضراب عمال الميناء", "en": "🚢 Port strike!"}
    articles = pl.DataFrame({"article_id": list(bodies), "body": list(bodies.values())})
    assert filter_articles(articles, Filter(text=query))["article_id"].to_list() == found


def test_filter_prints_as_the_code_that_makes_it():
    chosen = Filter(outlet=("Courier",), published=("2025-01-01", None), text='"port strike"')
    assert repr(chosen) == (
        "wb.Filter(outlet=('Courier',), published=('2025-01-01', None), text='\"port strike\"')"
    )


FULL = Filter(
    outlet=("Courier", None),
    published=("2025-01-01", None),
    n_words=(None, 300),
    value=(0.5, None),
    article_id=("a",),
    text='"port strike"',
    hide_duplicates=True,
)


def test_filter_is_read_back_from_json_and_from_its_own_code():
    assert Filter.from_json(FULL.to_json()) == FULL
    assert Filter.from_json(Filter().to_json()) == Filter()
    assert eval(repr(FULL), {"wb": wb}) == FULL  # noqa: S307 - that it is code is the point


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no filter as JSON: Expecting"),
        ("[1]", "no filter as JSON: it is"),
        ('{"outle": ["Wire"]}', "unknown field of a filter 'outle'; .*Did you mean 'outlet'"),
        ('{"outlet": "Wire"}', r"Write outlet=\('Wire',\)"),
        ('{"outlet": 3}', "a tuple of values is meant"),
        ('{"published": ["spring", null]}', "'spring' is no day"),
        ('{"published": ["2025-01-01"]}', "a tuple of two ends is meant"),
        ('{"n_words": ["many", null]}', "'many' is no number"),
        ('{"value": [true, null]}', "True is no number"),
        ('{"value": [NaN, null]}', "nan is no number"),
        ('{"n_words": [1e999, null]}', "inf is no number"),
        (f'{{"n_words": [{"9" * 40}, null]}}', "999 is no number below 1e\\+30"),
        ('{"text": 3}', r"Filter\(text=3\): no str"),
    ],
)
def test_json_that_is_no_filter_says_what_is_wrong(text, message):
    with pytest.raises(WorkbookError, match=message):
        Filter.from_json(text)


def test_filter_refuses_values_that_the_column_cannot_hold():
    for odd in (3, 10**40, "\ud800"):
        with pytest.raises(WorkbookError, match="the column 'outlet' holds String"):
            filter_articles(ARTICLES, Filter(outlet=(odd,)))


def test_a_search_where_there_is_nothing_to_search_says_so():
    with pytest.raises(WorkbookError, match=r"no title, body, text to search here.* outlet:port"):
        filter_articles(ARTICLES.select("outlet"), Filter(text="port"))


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
