"""Quotations as charts."""

from datetime import date

import polars as pl
import pytest

from workbook import charts
from workbook.charts.quotations import TONE_COLOURS, UNLISTED
from workbook.errors import WorkbookError
from workbook.quotations import count_quoted
from workbook.quotations.lexicon import TONES

QUOTATIONS = pl.DataFrame(
    {
        "article_id": ["a", "a", "b", "b"],
        "outlet": ["Wire", "Wire", None, None],
        "published": [date(2025, 1, 5), date(2025, 1, 5), None, None],
        "speaker": ["Ana Ruiz", "Jan Bos", "Ana Ruiz", None],
        "kind": ["direct", "mixed", "indirect", "direct"],
        "cue": ["said", "claimed", "said", None],
        "parts": [[{"start": 0, "end": 5}], [{"start": 6, "end": 8}], [{"start": 0, "end": 2}], []],
    }
)
ARTICLES = pl.DataFrame(
    {"article_id": ["a", "b"], "body": ["x" * 10, "y" * 4], "outlet": ["Wire", None]}
)
QUOTED = count_quoted(ARTICLES, QUOTATIONS).join(
    ARTICLES.select("article_id", "outlet"), on="article_id"
)


def rows(chart) -> list[dict]:
    return next(iter(chart.to_dict()["datasets"].values()), [])


def test_speakers_by_kind_with_the_unattributed_in_the_caption():
    chart = charts.chart_speakers(QUOTATIONS, n_speakers=1)
    assert rows(chart) == [
        {"speaker": "Ana Ruiz", "kind": "direct", "n": 1, "total": 2},
        {"speaker": "Ana Ruiz", "kind": "indirect", "n": 1, "total": 2},
    ]
    assert chart.to_dict()["title"]["subtitle"] == (
        "n = 4 quotations in 2 articles; 2025-01-05 (1 undated); Wire (1 unnamed); 1 unattributed"
    )


def test_speakers_by_outlet():
    chart = charts.chart_speakers(QUOTATIONS, by="outlet")
    assert [(row["speaker"], row["outlet"], row["n"]) for row in rows(chart)] == [
        ("Ana Ruiz", "Wire", 1),
        ("Ana Ruiz", "unknown", 1),
        ("Jan Bos", "Wire", 1),
    ]


def test_cue_words_have_the_colour_of_their_tone():
    chart = charts.chart_cues(QUOTATIONS)
    assert [(row["verb"], row["tone"], row["n"]) for row in rows(chart)] == [
        ("say", "neutral", 2),
        ("claim", "doubting", 1),
    ]
    assert chart.to_dict()["encoding"]["color"]["scale"]["domain"] == ["neutral", "doubting"]
    assert set(TONE_COLOURS) == TONES | {UNLISTED}


def test_speakers_over_time():
    assert rows(charts.chart_speaker_periods(QUOTATIONS)) == [
        {"speaker": "Ana Ruiz", "published": "2025-01-05", "n": 1},
        {"speaker": "Jan Bos", "published": "2025-01-05", "n": 1},
        {"speaker": "Ana Ruiz", "published": "undated", "n": 1},
    ]


def test_pairs_of_speakers():
    assert rows(charts.chart_speaker_pairs(QUOTATIONS)) == [
        {"speaker": "Ana Ruiz", "other": "Jan Bos", "n_articles": 1}
    ]


def test_kinds_are_shares_of_the_quotations():
    chart = charts.chart_kinds(QUOTATIONS)
    assert [(row["outlet"], row["kind"], row["share"]) for row in rows(chart)] == [
        ("Wire", "direct", 0.5),
        ("Wire", "mixed", 0.5),
        ("unknown", "direct", 0.5),
        ("unknown", "indirect", 0.5),
    ]


def test_quoted_and_own_words_are_shares_of_the_text():
    chart = charts.chart_quoted(QUOTED)
    assert [(row["outlet"], row["kind"], row["share"]) for row in rows(chart)] == [
        ("Wire", "direct", 0.5),
        ("Wire", "mixed", 0.2),
        ("Wire", "indirect", 0.0),
        ("Wire", "own words", pytest.approx(0.3)),
        ("unknown", "direct", 0.0),
        ("unknown", "mixed", 0.0),
        ("unknown", "indirect", 0.5),
        ("unknown", "own words", 0.5),
    ]
    assert chart.to_dict()["encoding"]["x"]["scale"]["domain"] == [0, 1]


ALL = [
    (charts.chart_speakers, QUOTATIONS),
    (charts.chart_cues, QUOTATIONS),
    (charts.chart_speaker_periods, QUOTATIONS),
    (charts.chart_speaker_pairs, QUOTATIONS),
    (charts.chart_kinds, QUOTATIONS),
    (charts.chart_quoted, QUOTED),
]


@pytest.mark.parametrize(("draw", "frame"), ALL)
def test_title_and_caption_are_told_to_those_who_do_not_see_the_chart(draw, frame):
    spec = draw(frame).to_dict()
    told = f"{spec['title']['text']}. {spec['title']['subtitle']}"
    assert spec["description"].startswith(told)
    assert spec["title"]["subtitle"].startswith("n = ")


@pytest.mark.parametrize(("draw", "frame"), ALL)
def test_an_empty_frame_draws_no_rows(draw, frame):
    assert rows(draw(frame.clear())) == []


@pytest.mark.parametrize(("draw", "frame"), ALL)
def test_a_missing_column_is_named(draw, frame):
    with pytest.raises(WorkbookError, match="no column 'article_id'"):
        draw(frame.drop("article_id"))
