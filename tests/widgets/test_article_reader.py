"""The reader: segments of text with the layers that mark them."""

from datetime import date

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.widgets import ArticleReader

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a"],
        "title": ["Strike <b>ends</b>"],
        "body": ['"We won," Ana Ruiz said.\n\nSome 300 men cheered.'],
        "outlet": ["Courier"],
        "published": [date(2025, 3, 1)],
    }
)
QUOTATIONS = pl.DataFrame(
    {
        "article_id": ["a"],
        "parts": [[{"start": 1, "end": 8}]],
        "cue_start": [19],
        "cue_end": [23],
        "mention_start": [10],
        "mention_end": [18],
    }
)
FIGURES = pl.DataFrame({"article_id": ["a"], "start": [26], "end": [38]})


def test_an_article_opens_with_its_layers_and_the_passage_of_the_row():
    reader = ArticleReader(ARTICLES, quotations=QUOTATIONS, figures=FIGURES)
    reader.read({"article_id": "a", "start": 31, "end": 34})
    assert reader.article["heading"] == "Strike <b>ends</b>"
    assert reader.article["details"] == "Courier · 2025-03-01"
    assert reader.article["layers"] == [
        ["passage", 1],
        ["quotation", 1],
        ["cue", 1],
        ["speaker", 1],
        ["figure", 1],
    ]
    assert reader.article["paragraphs"] == [
        [
            ['"', [], []],
            ["We won,", ["quotation"], ["quotation"]],
            ['" ', [], []],
            ["Ana Ruiz", ["speaker"], ["speaker"]],
            [" ", [], []],
            ["said", ["cue"], ["cue"]],
            [".", [], []],
        ],
        [
            ["Some ", ["figure"], ["figure"]],
            ["300", ["figure", "passage"], ["passage"]],
            [" men", ["figure"], []],
            [" cheered.", [], []],
        ],
    ]


def test_a_mark_over_two_paragraphs_begins_once():
    reader = ArticleReader(ARTICLES)
    reader.read({"article_id": "a", "start": 19, "end": 31})
    first, second = reader.article["paragraphs"]
    assert first[1:] == [["said.", ["passage"], ["passage"]]]
    assert second == [["Some ", ["passage"], []], ["300 men cheered.", [], []]]


def test_marks_of_the_readers_own_are_layers_and_shades_stay_out_of_the_static_form():
    def marks(_article):
        spans = {"start": [27, 32], "end": [43, 35], "layer": ["harder-than-half", "hard-word"]}
        return pl.DataFrame(spans)

    reader = ArticleReader(ARTICLES, marks=marks)
    reader.read({"article_id": "a"})
    assert reader.article["layers"] == [["hard-word", 1], ["harder-than-half", 1]]
    assert [segment[:2] for segment in reader.article["paragraphs"][1]] == [
        ["S", []],
        ["ome 3", ["harder-than-half"]],
        ["00 ", ["hard-word", "harder-than-half"]],
        ["men chee", ["harder-than-half"]],
        ["red.", []],
    ]
    assert '<p>Some 3<mark title="hard-word">00 </mark>men cheered.</p>' in reader.static_html()


def marked(reader, layer):
    """The text that carries a layer."""
    segments = (segment for paragraph in reader.article["paragraphs"] for segment in paragraph)
    return [text for text, layers, _ in segments if layer in layers]


def test_the_terms_of_the_articles_own_topic_are_marked():
    topics = pl.DataFrame({"label": ["Strikes", "Bread"], "terms": [["won", "men"], ["said"]]})
    reader = ArticleReader(ARTICLES.with_columns(topic=pl.lit("Strikes")), topics=topics)
    reader.read({"article_id": "a"})
    assert marked(reader, "topic-term") == ["won", "men"]
    reader = ArticleReader(ARTICLES.with_columns(topic=pl.lit(None, pl.String)), topics=topics)
    reader.read({"article_id": "a"})
    assert reader.article["layers"] == []


def test_a_search_marks_its_hits_in_every_article_opened():
    reader = ArticleReader(ARTICLES)
    reader.query = 'WON OR "ana ruiz" OR ch*'
    assert reader.article == {}
    reader.read({"article_id": "a"})
    assert marked(reader, "search") == ["won", "Ana Ruiz", "cheered"]
    assert reader.opened == 1
    reader.query = "men"
    assert (marked(reader, "search"), reader.opened) == (["men"], 1)
    reader.query = ""
    assert reader.article["layers"] == []


def test_a_search_without_a_word_is_told_beside_the_article():
    reader = ArticleReader(ARTICLES)
    reader.read({"article_id": "a"})
    reader.query = '"'
    assert "has no word to look for" in reader.problem
    assert reader.article["layers"] == []
    reader.query = "men"
    assert reader.problem == ""


@pytest.mark.parametrize(
    "place", [{"start": 3.0, "end": 6.0}, {"start": None, "end": None}, {"start": "a", "end": 2}]
)
def test_places_come_as_charts_and_tables_send_them(place):
    reader = ArticleReader(ARTICLES)
    reader.read({"article_id": "a", **place})
    assert marked(reader, "passage") == ([" wo"] if place["start"] == 3.0 else [])


@pytest.mark.parametrize("place", [(40, 99), (-3, 2), (5, 5), (9, 3)])
def test_a_place_outside_of_the_body_marks_nothing(place):
    reader = ArticleReader(ARTICLES)
    reader.read({"article_id": "a", "start": place[0], "end": place[1]})
    assert reader.article["layers"] == []


def test_the_same_row_read_again_is_opened_again():
    reader = ArticleReader(ARTICLES)
    for _ in range(2):
        reader.read({"article_id": "a", "start": 31, "end": 34})
    assert reader.opened == 2


def test_a_reader_without_an_article_has_nothing_to_mark_anew():
    reader = ArticleReader(ARTICLES)
    reader.refresh()
    assert reader.article == {}


def test_a_mark_that_stands_for_many_articles_opens_none():
    reader = ArticleReader(ARTICLES)
    reader.read({"outlet": "Courier", "articles": 3})
    reader.read({"article_id": "gone"})
    assert reader.article == {}


def test_the_static_form_is_escaped():
    reader = ArticleReader(ARTICLES)
    reader.read({"article_id": "a"})
    assert "<b>" not in reader.static_html()
    assert "Strike &lt;b&gt;ends&lt;/b&gt;" in reader.static_html()


def test_a_frame_without_what_is_needed_is_refused():
    with pytest.raises(WorkbookError, match="no column 'body' in this frame"):
        ArticleReader(ARTICLES.drop("body"))
    with pytest.raises(WorkbookError, match="no column 'topic' in this frame"):
        ArticleReader(ARTICLES, topics=pl.DataFrame({"label": [], "terms": []}))
