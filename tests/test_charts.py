"""Charts: what they count, how their axes read, what their captions say."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.chart_parts import PALETTE, caption
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
FIGURES = pl.DataFrame(
    {
        "article_id": ["a", "a", "b"],
        "start": [0, 20, 5],
        "end": [8, 30, 12],
        "text": ["3 ships", "12 per cent", "minus 4"],
        "value": [3.0, 12.0, -4.0],
        "unit": ["ship", "percent", "degree"],
        "kind": ["count", "percent", "measure"],
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


def test_figures_keep_the_place_of_their_passage_and_leave_out_what_a_log_scale_cannot_show():
    chart = charts.chart_figures(FIGURES)
    assert [(row["text"], row["start"], row["end"]) for row in rows(chart)] == [
        ("3 ships", 0, 8),
        ("12 per cent", 20, 30),
    ]
    assert chart.to_dict()["encoding"]["x"]["scale"] == {"type": "log"}


def test_many_dots_become_counts_that_add_up():
    many = pl.concat([FIGURES.head(1)] * 3_000).with_columns(value=pl.int_range(1.0, 3_001.0))
    counted = rows(charts.chart_figures(many))
    assert sum(row["n"] for row in counted) == 3_000
    assert len(counted) <= 61


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


def test_no_quotations_and_no_figures_make_charts_without_marks():
    assert rows(charts.chart_figures(FIGURES.clear())) == []


def test_a_missing_column_is_named():
    with pytest.raises(WorkbookError, match="no column 'outlet' in this frame"):
        charts.chart_articles(ARTICLES.drop("outlet"))


def test_caption_says_n_period_and_outlets():
    assert caption(ARTICLES, "articles") == (
        "n = 3 articles; 2025-01-05 to 2025-03-01; Courier, Wire"
    )
