"""Charts: what they count, how their axes read, what their captions say."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.charts.parts import PALETTE, caption
from workbook.errors import WorkbookError

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "label": ["Strike ends", "Drought <b>", "Two goals"],
        "outlet": ["Courier", "Wire", None],
        "published": [date(2025, 1, 5), date(2025, 3, 1), None],
        "topic": ["Harbour", "Water", "Harbour"],
    }
)


def rows(chart):
    return next(iter(chart.to_dict()["datasets"].values()))


def axis_title(chart, channel):
    return chart.to_dict()["encoding"][channel]["title"]


def test_articles_are_counted_by_month_and_outlet_with_the_undated_apart():
    chart = charts.chart_articles(ARTICLES)
    assert rows(chart) == [
        {"published": "2025-01", "outlet": "Courier", "articles": 1},
        {"published": "2025-03", "outlet": "Wire", "articles": 1},
        {"published": "undated", "outlet": "unknown", "articles": 1},
    ]
    assert axis_title(chart, "x") == "Published (month)"


@pytest.mark.parametrize(
    ("last", "step"),
    [(date(2025, 1, 20), "day"), (date(2025, 12, 31), "month"), (date(2035, 1, 1), "year")],
)
def test_the_step_of_time_suits_the_period(last, step):
    two = ARTICLES.head(2).with_columns(published=pl.Series([date(2025, 1, 1), last]))
    assert axis_title(charts.chart_articles(two), "x") == f"Published ({step})"


def test_colours_are_those_of_the_palette():
    colour = charts.chart_articles(ARTICLES).to_dict()["encoding"]["color"]
    assert colour["scale"]["range"] == list(PALETTE.values())


def test_lengths_have_a_dot_for_each_article():
    lengths = ARTICLES.with_columns(n_words=pl.Series([120, 80, 300]))
    dots = rows(charts.chart_lengths(lengths))
    assert [(dot["label"], dot["outlet"], dot["n_words"]) for dot in dots] == [
        ("Strike ends", "Courier", 120),
        ("Drought <b>", "Wire", 80),
        ("Two goals", "unknown", 300),
    ]
    assert axis_title(charts.chart_lengths(lengths), "x") == "Length (words)"


def test_no_articles_make_a_chart_without_marks():
    assert rows(charts.chart_articles(ARTICLES.clear())) == []


def test_a_missing_column_is_named():
    with pytest.raises(WorkbookError, match="no column 'outlet' in this frame"):
        charts.chart_articles(ARTICLES.drop("outlet"))


def test_caption_says_n_period_and_outlets():
    assert caption(ARTICLES, "articles") == (
        "n = 3 articles; 2025-01-05 to 2025-03-01; Courier, Wire"
    )
