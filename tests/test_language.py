"""Sentences, paragraphs, words and the model."""

import polars as pl
import pytest
import spacy

from workbook import language
from workbook.language import (
    BY_WORD,
    MODELS,
    WORD,
    english_bodies,
    load_model,
    paragraph_spans,
    parse,
    parse_sentences,
    sentence_spans,
)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rain fell. It stopped.", ["Rain fell.", "It stopped."]),
        ("Dr. Li met Sen. Ruiz in St. Ives.", ["Dr. Li met Sen. Ruiz in St. Ives."]),
        (
            "The U.S. Navy sailed. J. K. Moss did not.",
            ["The U.S. Navy sailed.", "J. K. Moss did not."],
        ),
        ('"Go!" she said. "Now."', ['"Go!" she said.', '"Now."']),
        ("It rose 3.5 per cent. No. 7 fell.", ["It rose 3.5 per cent.", "No. 7 fell."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("Why?! Nobody knows... Perhaps.", ["Why?!", "Nobody knows...", "Perhaps."]),
        ("He left at 5 p.m. on Friday.", ["He left at 5 p.m. on Friday."]),
        ("He waited… Élodie came.", ["He waited…", "Élodie came."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, sentences):
    assert [text[start:end] for start, end in sentence_spans(text)] == sentences


def test_paragraphs_are_the_lines_with_words():
    body = "One.\n\n  Two. \n\n\nThree."
    assert [body[s:e] for s, e in paragraph_spans(body)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "n"),
    [("3,000 people's well-being", 3), ("— … !", 0), ("U.S. don’t", 2), ("naïve café", 2)],
)
def test_words_are_counted_alike_by_polars_and_python(text, n):
    import re

    assert len(re.findall(WORD, text)) == n
    assert pl.Series([text]).str.count_matches(WORD).item() == n


def test_parsed_sentences_keep_order_and_offsets_and_stay_one():
    texts = ["The mayor said that rain fell.", "", "It stopped. Then."]
    docs = list(parse_sentences(texts))
    assert [doc.text for doc in docs] == texts
    assert [(token.text, token.pos_, token.dep_, token.lemma_) for token in docs[0]][:3] == [
        ("The", "DET", "det", "the"),
        ("mayor", "NOUN", "nsubj", "mayor"),
        ("said", "VERB", "ROOT", "say"),
    ]
    assert len(list(docs[2].sents)) == 1


def test_the_quicker_pipeline_parses_like_the_published_one():
    texts = ["The ferry, which was full, sank.", "Rents rose 4% and 4%.", "No.", "", "It isn't so."]
    published = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    plain = published.pipe(texts, disable=[*BY_WORD, "ner"])
    for doc, expected in zip(parse(texts), plain, strict=True):
        parsed = [(token.text, token.tag_, token.dep_, token.head.i) for token in doc]
        assert parsed == [(token.text, token.tag_, token.dep_, token.head.i) for token in expected]


def test_the_model_is_loaded_once():
    assert load_model() is load_model()


def test_after_very_many_words_the_model_is_loaded_anew_and_reads_the_same(monkeypatch):
    before, text = load_model(), "The mayor said that Quorvex fell."
    first = list(parse_sentences([text]))
    monkeypatch.setattr(language, "STRINGS_KEPT", len(before.vocab.strings) - 1)
    second = list(parse_sentences([text]))
    assert load_model() is not before
    lemmas = [[token.lemma_ for token in doc] for doc in (*first, *second)]
    assert lemmas == [["the", "mayor", "say", "that", "Quorvex", "fall", "."]] * 2


def test_the_english_analyses_read_english_and_unknown_languages():
    articles = pl.DataFrame(
        {"body": ["Rain.", "Pluie.", "Hm.", None], "language": ["en", "fr", None, "en"]}
    )
    assert english_bodies(articles).to_list() == ["Rain.", "", "Hm.", ""]
    assert english_bodies(articles.drop("language")).to_list() == ["Rain.", "Pluie.", "Hm.", ""]
