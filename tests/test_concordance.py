"""Concordances: every place of a word, with what stands left and right."""

import polars as pl
import pytest

from workbook import find_keyword
from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_articles
from workbook.schema import CONCORDANCE

BODY = "Night buses stop.\n\nThe night  bus, drivers’ pride, isn't late: «Bus» №5 costs €5."
ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "body": [BODY, None, "🚌 Bus 🚌"],
        "title": ["Bus", "Bus", None],
    }
)


def places(query, articles=ARTICLES):
    return find_keyword(articles, query).select("article_id", "keyword").rows()


@pytest.mark.parametrize(
    ("query", "keywords"),
    [
        ("bus", ["bus", "Bus"]),
        ("BUS*", ["buses", "bus", "Bus"]),
        ('"night bus"', ["night  bus"]),
        ("“night bus*”", ["Night buses", "night  bus"]),
        ("night late", ["Night", "night", "late"]),
        ("drivers' isn’t", ["drivers’", "isn't"]),
        ("€5 5", ["5", "€5"]),
        ('bus "night bus"', ["night  bus", "Bus"]),
        ("n*t", ["Night", "night"]),
        ("coach", []),
        (".* a|b [x] \\d (y", []),
    ],
)
def test_words_phrases_and_prefixes(query, keywords):
    found = find_keyword(ARTICLES.head(1), query)
    assert found["keyword"].to_list() == keywords


@pytest.mark.parametrize(
    ("query", "keywords"),
    [
        ("(stop AND late) OR pride", ["stop", "pride", "late"]),
        ("stop NOT late", ["stop"]),
        ('stop NOT (late OR "night bus")', ["stop"]),
        ("title:late body:stop", ["stop"]),
        ('"NOT late" stop', ["stop"]),
    ],
)
def test_the_query_of_a_filter_finds_what_it_asks_for(query, keywords):
    assert find_keyword(ARTICLES.head(1), query)["keyword"].to_list() == keywords


def test_an_article_that_a_filter_keeps_for_a_word_has_a_place_of_it():
    kept = filter_articles(ARTICLES.drop("title"), Filter(text="bus"))
    assert find_keyword(kept, "bus")["article_id"].unique().sort().to_list() == ["a", "c"]


def test_rows_follow_the_articles_and_point_into_their_bodies():
    found = find_keyword(ARTICLES, "bus", width=12)
    assert found.schema == CONCORDANCE
    assert found.rows() == [
        ("a", 30, 33, "The night", "bus", ", drivers’"),
        ("a", 64, 67, "late: «", "Bus", "» №5 costs"),
        ("c", 2, 5, "🚌", "Bus", "🚌"),
    ]
    bodies = dict(ARTICLES.select("article_id", "body").iter_rows())
    assert [bodies[row[0]][row[1] : row[2]] for row in found.rows()] == ["bus", "Bus", "Bus"]


@pytest.mark.parametrize(
    ("width", "left", "right"), [(0, "", ""), (1, "", ""), (99, "one two", "six")]
)
def test_context_is_cut_at_words(width, left, right):
    articles = pl.DataFrame({"article_id": ["a"], "body": ["one two\nfive six"]})
    row = find_keyword(articles, "five", width=width).row(0, named=True)
    assert (row["left"], row["right"]) == (left, right)


def test_nothing_to_search_gives_an_empty_frame():
    assert find_keyword(ARTICLES.clear(), "bus").schema == CONCORDANCE
    assert places("coach") == []


@pytest.mark.parametrize("query", ["", "  ", "NOT bus", "title:bus", "AND", '"', "*", "..."])
def test_a_query_without_a_word_is_told(query):
    with pytest.raises(WorkbookError, match=r"has no word to look for. Write a word, "):
        find_keyword(ARTICLES, query)


def test_a_width_below_zero_and_a_frame_without_bodies_are_told():
    with pytest.raises(WorkbookError, match="width=-1 is below 0"):
        find_keyword(ARTICLES, "bus", width=-1)
    with pytest.raises(WorkbookError, match="no column 'body'"):
        find_keyword(ARTICLES.drop("body"), "bus")
