"""Charts of figures: which they count and show, how their axes read, what their captions say."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.errors import WorkbookError
from workbook.figures.compare import COMPARISONS

FIGURES = pl.DataFrame(
    {
        "article_id": ["a", "a", "b", "b"],
        "start": [0, 20, 5, 40],
        "end": [8, 30, 12, 52],
        "text": ["3 ships", "12 per cent", "minus 4", "1991"],
        "value": [3.0, 12.0, -4.0, 1991.0],
        "unit": ["ship", "percent", "degree", "year"],
        "kind": ["count", "percent", "measure", "year"],
        "subject": ["Ships", None, "air", None],
        "change": [None, "down", None, None],
        "as_of": ["2025-03", None, "2025-Q2", None],
        "date": pl.Series([None] * 4, dtype=pl.Date),
        "outlet": ["Wire", "Wire", None, None],
        "published": [date(2025, 1, 5), date(2025, 1, 5), date(2025, 3, 1), date(2025, 3, 1)],
    }
)


def rows(chart):
    return next(iter(chart.to_dict()["datasets"].values()))


def axis_title(chart, channel):
    return chart.to_dict()["encoding"][channel]["title"]


def test_figures_keep_the_place_of_their_passage_and_leave_out_what_a_log_scale_cannot_show():
    chart = charts.chart_figures(FIGURES)
    assert [(row["text"], row["start"], row["end"]) for row in rows(chart)] == [
        ("12 per cent", 20, 30),
        ("3 ships", 0, 8),
    ]
    # 3 and 12 lie between the powers of ten 1 and 100
    assert chart.to_dict()["encoding"]["x"]["scale"] == {"type": "log", "domain": [1.0, 100.0]}


def test_values_keep_their_places_when_some_figures_are_filtered_away():
    one = FIGURES.head(1)
    drawn = charts.chart_figures(one), charts.chart_figures(one, among=FIGURES)
    domains = [chart.to_dict()["encoding"]["x"]["scale"]["domain"] for chart in drawn]
    assert domains == [[1.0, 10.0], [1.0, 100.0]]


def test_many_dots_become_counts_that_add_up():
    many = pl.concat([FIGURES.head(1)] * 3_000).with_columns(value=pl.int_range(1.0, 3_001.0))
    counted = rows(charts.chart_figures(many))
    assert sum(row["n"] for row in counted) == 3_000
    assert len(counted) <= 61


def test_a_kind_has_its_colour_whatever_else_is_there():
    colours = [
        charts.chart_figures(frame).to_dict()["encoding"]["color"]["scale"]
        for frame in (FIGURES, FIGURES.head(1))
    ]
    assert colours[0] == colours[1]


def test_subjects_are_counted_whatever_their_capitals_and_the_unknown_in_the_caption():
    forms = pl.concat([FIGURES, FIGURES[:1].with_columns(subject=pl.lit("ships")), FIGURES[:1]])
    drawn = rows(charts.chart_figure_counts(forms, by="subject"))
    assert [(row["subject"], row["n"]) for row in drawn] == [("Ships", 3), ("air", 1)]
    chart = charts.chart_figure_counts(FIGURES, by="subject")
    assert chart.to_dict()["title"]["subtitle"].endswith("; 2 without a subject")


def test_figures_are_counted_by_kind_and_outlet():
    counted = rows(charts.chart_figure_counts(FIGURES.head(2)))
    assert [(row["kind"], row["outlet"], row["n"]) for row in counted] == [
        ("count", "Wire", 1),
        ("percent", "Wire", 1),
    ]


def test_figures_are_grouped_by_known_columns_only():
    with pytest.raises(WorkbookError, match="Did you mean 'unit'"):
        charts.chart_figure_counts(FIGURES, by="units")


def test_the_largest_values_are_named_with_their_subject_unless_the_words_have_it():
    chart = charts.chart_largest_figures(pl.concat([FIGURES, FIGURES]), n_figures=1)
    assert [(row["name"], row["value"]) for row in rows(chart)] == [
        ("12 per cent", 12.0),
        ("3 ships", 3.0),
    ]
    cargo = charts.chart_largest_figures(FIGURES[:1].with_columns(subject=pl.lit("the cargo")))
    assert [row["name"] for row in rows(cargo)] == ["3 ships: the cargo"]


def test_percent_are_counted_in_steps_of_ten():
    chart = charts.chart_figure_values(FIGURES, "percent")
    assert rows(chart) == [{"low": 10.0, "high": 20.0, "unit": "percent", "figures": 1}]


def test_counts_are_counted_in_thirds_of_a_power_of_ten():
    # log10(3) = 0.477 lies between 1/3 and 2/3
    (step,) = rows(charts.chart_figure_values(FIGURES, "count"))
    assert (step["low"], step["high"]) == (
        pytest.approx(10 ** (1 / 3)),
        pytest.approx(10 ** (2 / 3)),
    )


def test_values_of_an_unknown_kind_name_the_known_ones():
    with pytest.raises(WorkbookError, match="Did you mean 'money'"):
        charts.chart_figure_values(FIGURES, "mony")


def test_times_are_the_first_day_of_what_is_told():
    chart = charts.chart_figure_dates(FIGURES)
    assert [(row["text"], row["day"][:10], row["outlet"]) for row in rows(chart)] == [
        ("3 ships", "2025-03-01", "Wire"),
        ("minus 4", "2025-04-01", "unknown"),
        ("1991", "1991-01-01", "unknown"),
    ]


def test_times_far_from_the_articles_are_counted_in_the_caption():
    chart = charts.chart_figure_dates(FIGURES, years=1)
    assert [row["text"] for row in rows(chart)] == ["3 ships", "minus 4"]
    assert chart.to_dict()["title"]["subtitle"].endswith("; 1 of other years")


def test_very_many_times_become_counts_by_month():
    chart = charts.chart_figure_dates(pl.concat([FIGURES.head(1)] * 3_000))
    assert [(row["day"][:10], row["figures"]) for row in rows(chart)] == [("2025-03-01", 3_000)]


def test_falls_lie_left_of_nothing():
    chart = charts.chart_figure_changes(FIGURES)
    assert [(row["text"], row["by"]) for row in rows(chart)] == [("12 per cent", -12.0)]
    assert axis_title(chart, "x") == "Change in percent (symmetric log scale)"


def test_differing_reports_are_multiples_of_the_least():
    names = (
        "group",
        "kind",
        "label",
        "low",
        "spread",
        "article_id",
        "start",
        "end",
        "text",
        "value",
    )
    compared = pl.DataFrame(
        [
            (0, "same thing", "boats", 60.0, 1.5, "a", 0, 8, "60 boats", 60.0),
            (0, "same thing", "boats", 60.0, 1.5, "b", 5, 13, "90 boats", 90.0),
            (1, "agreement", "ships", 3.0, 1.0, "b", 20, 27, "3 ships", 3.0),
        ],
        schema={name: COMPARISONS[name] for name in names},
        orient="row",
    ).with_columns(outlet=pl.Series(["Wire", None, None]))
    chart = charts.chart_comparisons(compared)
    assert [(row["name"], row["times"], row["outlet"]) for row in rows(chart)] == [
        ("0. boats", 1.0, "Wire"),
        ("0. boats", 1.5, "unknown"),
    ]
    assert chart.to_dict()["description"].startswith("The same thing, reported differently. n = 2")
    assert rows(charts.chart_comparisons(compared.clear())) == []


@pytest.mark.parametrize(
    "draw",
    [
        charts.chart_figures,
        charts.chart_figure_counts,
        charts.chart_figure_values,
        charts.chart_largest_figures,
        charts.chart_figure_changes,
        charts.chart_figure_dates,
    ],
)
def test_no_figures_make_a_chart_without_marks_that_says_so(draw):
    chart = draw(FIGURES.clear())
    assert rows(chart) == []
    assert "n = 0 figures" in chart.to_dict()["description"]


def test_a_missing_column_is_named():
    with pytest.raises(WorkbookError, match="no column 'as_of' in this frame"):
        charts.chart_figure_dates(FIGURES.drop("as_of"))
