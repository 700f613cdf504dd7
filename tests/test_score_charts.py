"""Charts of readability scores: what they show and what they say."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.errors import WorkbookError
from workbook.readability import explain_scores

SCORES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "label": ["Strike ends", "Drought <b>", "Two goals", "Nothing"],
        "outlet": ["Courier", "Wire", None, "Wire"],
        "published": [date(2025, 1, 5), date(2025, 3, 1), None, None],
        "n_words": [200, 200, 30, 0],
        "n_sentences": [20, 10, 2, 0],
        "n_long_words": [20, 40, 6, 0],
        "lix": [20.0, 40.0, 35.0, None],
    }
)


def rows(chart):
    return next(iter(chart.to_dict()["datasets"].values()))


def test_scores_have_a_dot_for_each_scored_article_and_an_axis_with_unit_and_direction():
    chart = charts.chart_scores(SCORES, "lix")
    assert [(row["article_id"], row["lix"], row["caution"]) for row in rows(chart)] == [
        ("a", 20.0, None),
        ("b", 40.0, None),
        ("c", 35.0, "under 100 words"),
    ]
    assert chart.to_dict()["encoding"]["x"]["title"] == "LIX (points; higher is harder)"
    assert chart.to_dict()["title"]["subtitle"].endswith("; 1 with a caution")


def test_dots_with_a_caution_are_paler_and_have_a_ring():
    encoding = charts.chart_scores(SCORES, "lix").to_dict()["encoding"]
    doubted = encoding["fillOpacity"]["condition"]
    assert doubted["test"] == encoding["stroke"]["condition"]["test"] == "isValid(datum.caution)"
    assert doubted["value"] < encoding["fillOpacity"]["value"]


def test_scores_of_an_unknown_formula_name_the_known_ones():
    with pytest.raises(WorkbookError, match="Did you mean 'lix'"):
        charts.chart_scores(SCORES, "lixx")


def test_groups_show_their_spread_and_how_many_they_are():
    chart = charts.chart_score_groups(SCORES, "lix")
    assert [(row["group"], row["median"], row["n"]) for row in rows(chart)] == [
        ("Courier", 20.0, "n = 1"),
        ("unknown", 35.0, "n = 1"),
        ("Wire", 40.0, "n = 1"),
    ]
    spec = chart.to_dict()
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rule", "bar", "tick", "text"]
    assert spec["layer"][0]["encoding"]["x"]["title"] == "Points; higher is harder"


def test_months_run_along_the_chart():
    chart = charts.chart_score_groups(SCORES, "lix", by="month")
    assert [row["group"] for row in rows(chart)] == ["2025-01", "2025-03", "undated"]
    assert chart.to_dict()["encoding"]["x"]["field"] == "group"


def test_drivers_have_a_dot_for_each_scored_article():
    # middling: 15 words per sentence and 20 % long words
    chart = charts.chart_score_drivers(explain_scores(SCORES, "lix"), "lix")
    dots = [set_ for set_ in chart.to_dict()["datasets"].values() if len(set_) > 1]
    assert [
        (row["article_id"], row["from_sentences"], row["from_words"], row["driver"])
        for row in dots[0]
    ] == [
        ("a", -5.0, -10.0, "easy words"),
        ("b", 5.0, 0.0, "long sentences"),
    ]


def test_very_many_drivers_become_counts_that_add_up():
    many = pl.concat([explain_scores(SCORES, "lix").head(2)] * 3_000)
    chart = charts.chart_score_drivers(many, "lix")
    sets = chart.to_dict()["datasets"].values()
    assert [row["n"] for each in sets for row in each if "n" in row] == [3_000, 3_000]


@pytest.mark.parametrize("by", ["outlet", "month"])
def test_no_scores_make_charts_without_marks(by):
    assert charts.chart_scores(SCORES.clear(), "lix").to_dict()
    none = charts.chart_score_groups(SCORES.clear(), "lix", by=by)
    assert all(not set_ for set_ in none.to_dict()["datasets"].values())


def test_a_missing_column_is_named():
    with pytest.raises(WorkbookError, match="no column 'from_sentences' in this frame"):
        charts.chart_score_drivers(SCORES, "lix")
