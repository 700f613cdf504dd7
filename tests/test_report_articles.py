"""The page of articles in a report, where the links of its rows lead."""

import polars as pl

from workbook.report_articles import choose_articles, find_links, holds_all, lay_out_articles

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b-1"],
        "title": ["Trams", None],
        "label": ["Trams", "Rain fell"],
        "outlet": ["Wire", None],
        "body": ["🗞 Trams stop.", "Rain fell."],
    }
)


def test_links_are_read_by_the_names_of_their_places():
    page = '<a href="articles.html#b-1">x</a> <a href="articles.html#%3Ca%3E-2-7">y</a>'
    assert find_links(page) == {"b-1", "<a>-2-7"}
    assert find_links("articles.html#b-1") == set()


def test_passages_are_marked_where_they_overlap_and_begin_where_they_are_named():
    trams, rain = lay_out_articles(ARTICLES, {"a-2-7", "a-2-12", "a-8-12", "b-1"})
    assert trams == {
        "id": "a",
        "heading": "Trams",
        "details": "Wire",
        "segments": [
            ([], False, "🗞 "),
            (["a-2-12", "a-2-7"], True, "Trams"),
            ([], True, " "),
            (["a-8-12"], True, "stop"),
            ([], False, "."),
        ],
    }
    assert (rain["heading"], rain["details"]) == ("Rain fell", "")
    assert rain["segments"] == [([], False, "Rain fell.")]


def test_a_place_outside_of_the_article_or_in_another_corpus_marks_nothing():
    laid_out = lay_out_articles(ARTICLES, {"a-2-700", "a-7-2", "gone-1-2"})
    assert [marked for row in laid_out for _, marked, _ in row["segments"]] == [False, False]


def test_of_long_articles_those_stay_that_rows_lead_to_as_long_as_there_is_room():
    long = pl.DataFrame(
        {"article_id": list("abcd"), "body": ["x" * 500_000, "y" * 500_000, None, "z" * 300_000]}
    )
    assert not holds_all(long)
    chosen = choose_articles(long, {"b-1-2", "d", "c-1-2"})
    assert chosen["article_id"].to_list() == ["b", "d"]
    assert choose_articles(long.head(1), set())["article_id"].to_list() == ["a"]


def test_no_articles_make_an_empty_page():
    assert holds_all(ARTICLES.clear())
    assert lay_out_articles(choose_articles(ARTICLES.clear(), {"a-1-2"}), {"a-1-2"}) == []
