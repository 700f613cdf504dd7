"""Charts: what they count, how their axes read, what their captions say."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.charts.captions import caption
from workbook.charts.parts import PALETTE, for_last_frame
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


def test_articles_are_counted_by_month_and_outlet_with_gaps_and_the_undated_apart():
    chart = charts.chart_articles(ARTICLES)
    assert rows(chart) == [
        {"published": "2025-01", "outlet": "Courier", "articles": 1},
        {"published": "2025-02", "outlet": "Courier", "articles": 0},
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


def colours(chart):
    scale = chart.to_dict()["encoding"]["color"]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


def test_outlets_have_the_colours_of_the_palette_and_the_unknown_is_grey():
    assert colours(charts.chart_articles(ARTICLES)) == {
        "Courier": PALETTE["blue"],
        "Wire": PALETTE["orange"],
        "unknown": PALETTE["grey"],
    }


# Nine outlets: the fewer an outlet's articles, the later its letter.
MANY = pl.DataFrame(
    {"outlet": [letter for n, letter in enumerate("ABCDEFGHI") for _ in range(9 - n)]}
).with_columns(
    article_id=pl.int_range(pl.len()).cast(pl.String),
    label=pl.lit("Rain"),
    published=date(2025, 1, 5),
    n_words=pl.int_range(pl.len()),
)


def test_of_many_outlets_the_commonest_seven_have_a_colour_and_the_others_are_together():
    chart = charts.chart_articles(MANY)
    assert [(row["outlet"], row["articles"]) for row in rows(chart)][-2:] == [
        ("G", 3),
        ("other", 3),
    ]
    assert colours(chart)["other"] == PALETTE["dark grey"]
    assert len(set(colours(chart).values())) == 8
    assert {row["outlet"] for row in rows(charts.chart_lengths(MANY))} == {*"ABCDEFG", "other"}


def test_an_outlet_keeps_its_colour_among_all_articles_whatever_is_shown():
    two = MANY.filter(pl.col("outlet").is_in(["B", "I"]))
    chart = charts.chart_articles(two, among=MANY)
    assert colours(chart) == colours(charts.chart_articles(MANY))
    assert [row["outlet"] for row in rows(chart)] == ["B", "other"]


def test_articles_without_outlets_are_divided_by_file_and_the_caption_says_so():
    unnamed = ARTICLES.with_columns(
        outlet=pl.lit(None, pl.String), source=pl.Series(["a.txt", "a.txt", "b.txt"])
    )
    chart = charts.chart_articles(unnamed)
    assert [(row["published"], row["source"], row["articles"]) for row in rows(chart)] == [
        ("2025-01", "a.txt", 1),
        ("2025-02", "a.txt", 0),
        ("2025-03", "a.txt", 1),
        ("undated", "b.txt", 1),
    ]
    assert chart.to_dict()["encoding"]["color"]["title"] == "File"
    assert chart.to_dict()["title"]["subtitle"].endswith("; no outlet named, so by file")


def test_articles_of_one_file_without_outlets_have_one_colour_and_no_legend():
    one = ARTICLES.with_columns(outlet=pl.lit(None, pl.String), source=pl.lit("a.txt"))
    chart = charts.chart_articles(one)
    assert colours(chart) == {"unknown": PALETTE["blue"]}
    assert chart.to_dict()["encoding"]["color"]["legend"] is None
    assert chart.to_dict()["title"]["subtitle"].endswith("; no outlet named")


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
        "n = 3 articles; 2025-01-05 to 2025-03-01 (1 undated); Courier, Wire (1 unnamed)"
    )


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (ARTICLES[:1], "n = 1 figure in 1 article; 2025-01-05; Courier"),
        (ARTICLES[2:], "n = 1 figure in 1 article; undated; no outlet named"),
        (ARTICLES[:0], "n = 0 figures: nothing to show"),
    ],
)
def test_captions_of_one_undated_unnamed_and_none(frame, words):
    assert caption(frame, "figures") == words


def test_a_frame_is_looked_through_once_while_it_is_the_one_asked_about():
    looked = []

    @for_last_frame
    def count(frame, name):
        looked.append(name)
        return frame[name].n_unique()

    one, other = pl.DataFrame({"a": [1, 1], "b": [1, 2]}), pl.DataFrame({"a": [1, 2], "b": [3, 3]})
    assert [count(one, "a"), count(one, "a"), count(one, "b"), count(other, "b")] == [1, 1, 2, 1]
    assert looked == ["a", "b", "b"]
