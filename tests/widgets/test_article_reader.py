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
    assert [paragraph["segments"] for paragraph in reader.article["paragraphs"]] == [
        [
            ['"', []],
            ["We won,", ["quotation"]],
            ['" ', []],
            ["Ana Ruiz", ["speaker"]],
            [" ", []],
            ["said", ["cue"]],
            [".", []],
        ],
        [
            ["Some ", ["figure"]],
            ["300", ["figure", "passage"]],
            [" men", ["figure"]],
            [" cheered.", []],
        ],
    ]


def test_marks_of_the_readers_own_are_layers_and_shades_stay_out_of_the_static_form():
    def marks(_article):
        spans = {"start": [27, 32], "end": [43, 35], "layer": ["harder-than-half", "hard-word"]}
        return pl.DataFrame(spans)

    reader = ArticleReader(ARTICLES, marks=marks)
    reader.read({"article_id": "a"})
    assert reader.article["layers"] == ["hard-word", "harder-than-half"]
    assert reader.article["paragraphs"][1]["segments"] == [
        ["S", []],
        ["ome 3", ["harder-than-half"]],
        ["00 ", ["hard-word", "harder-than-half"]],
        ["men chee", ["harder-than-half"]],
        ["red.", []],
    ]
    assert "<p>Some 3<mark>00 </mark>men cheered.</p>" in reader.static_html()


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


def test_a_frame_without_bodies_is_refused():
    with pytest.raises(WorkbookError, match="no column 'body' in this frame"):
        ArticleReader(ARTICLES.drop("body"))
