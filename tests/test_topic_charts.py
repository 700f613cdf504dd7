"""Topic charts: what they count, what a mark stands for."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.errors import WorkbookError

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "label": ["Strike ends", "Drought <b>", "Two goals", "Ferry late"],
        "outlet": ["Courier", "Wire", None, "Courier"],
        "published": [date(2025, 1, 5), date(2025, 3, 1), None, date(2025, 3, 9)],
        "topic": ["Harbour", "Water", "Harbour", "Harbour"],
        "x": [0.0, 4.0, 0.5, 0.0],
        "y": [0.0, 4.0, 0.0, 0.5],
    }
)


def rows(chart):
    return next(iter(chart.to_dict()["datasets"].values()))


def shares(by):
    return [
        (row["topic"], row["group"], row["articles"], row["share"])
        for row in rows(charts.chart_topic_groups(ARTICLES, by))
    ]


def test_topics_are_ranked_by_size():
    assert rows(charts.chart_topics(ARTICLES)) == [
        {"topic": "Harbour", "outlet": "Courier", "n": 2, "total": 3},
        {"topic": "Harbour", "outlet": "unknown", "n": 1, "total": 3},
        {"topic": "Water", "outlet": "Wire", "n": 1, "total": 1},
    ]


def test_shares_of_outlets_come_with_counts_and_the_size_of_the_outlet():
    assert shares("outlet") == [
        ("Harbour", "Courier (2)", 2, 1.0),
        ("Water", "Courier (2)", 0, 0.0),
        ("Harbour", "Wire (1)", 0, 0.0),
        ("Water", "Wire (1)", 1, 1.0),
        ("Harbour", "unknown (1)", 1, 1.0),
        ("Water", "unknown (1)", 0, 0.0),
    ]


def test_shares_over_time_keep_the_undated_and_the_months_without_articles():
    assert shares("published") == [
        ("Harbour", "2025-01 (1)", 1, 1.0),
        ("Water", "2025-01 (1)", 0, 0.0),
        ("Harbour", "2025-02 (0)", 0, 0.0),
        ("Water", "2025-02 (0)", 0, 0.0),
        ("Harbour", "2025-03 (2)", 1, 0.5),
        ("Water", "2025-03 (2)", 1, 0.5),
        ("Harbour", "undated (1)", 1, 1.0),
        ("Water", "undated (1)", 0, 0.0),
    ]


def test_other_groups_are_refused_by_name():
    with pytest.raises(WorkbookError, match="known: language, outlet, published, section"):
        charts.chart_topic_groups(ARTICLES, "colour")


def test_the_map_has_a_mark_for_each_article():
    assert rows(charts.chart_topic_map(ARTICLES))[1] == {
        "article_id": "b",
        "x": 4.0,
        "y": 4.0,
        "label": "Drought <b>",
        "topic": "Water",
        "outlet": "Wire",
        "published": "2025-03-01T00:00:00",
    }


def test_a_crowded_map_counts_articles_in_squares_by_their_commonest_topic(monkeypatch):
    monkeypatch.setattr("workbook.charts.topics.MOST_DOTS", 3)
    monkeypatch.setattr("workbook.charts.topics.GRID", 1)
    assert rows(charts.chart_topic_map(ARTICLES)) == [
        {"x": 0.0, "y": 0.0, "topic": "Harbour", "articles": 3},
        {"x": 1.0, "y": 1.0, "topic": "Water", "articles": 1},
    ]


def test_a_topic_keeps_its_colour_when_others_are_filtered_away():
    encoding = charts.chart_topic_map(ARTICLES[1:2], ["Harbour", "Water"]).to_dict()
    assert encoding["encoding"]["color"]["scale"]["domain"] == ["Harbour", "Water"]


def test_key_terms_stand_on_the_side_of_the_selection_that_says_them_more():
    terms = pl.DataFrame(
        {
            "term": ["tram", "strike", "price", "bread"],
            "z": [2.5, 1.0, -1.0, -3.0],
            "per_1000_words_a": [9.0, 4.0, 0.0, 0.0],
            "per_1000_words_b": [0.0, 1.0, 4.0, 8.0],
            "article_id": ["a", "a", "b", "b"],
            "start": [2, 7, 4, 13],
            "end": [6, 13, 9, 18],
        }
    )
    drawn = rows(charts.chart_key_terms(terms, n_terms=1))
    assert [(row["term"], row["selection"]) for row in drawn] == [
        ("tram", "first"),
        ("bread", "second"),
    ]
    assert rows(charts.chart_key_terms(terms.clear())) == []


@pytest.mark.parametrize(
    "draw",
    [charts.chart_topics, charts.chart_topic_map, charts.chart_topic_groups],
)
def test_no_articles_make_a_chart_without_marks(draw):
    assert rows(draw(ARTICLES.clear())) == []


def test_a_missing_column_is_named():
    with pytest.raises(WorkbookError, match="no column 'x' in this frame"):
        charts.chart_topic_map(ARTICLES.drop("x"))
