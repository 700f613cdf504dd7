"""The sentences that state a finding."""

from datetime import date

import polars as pl

import workbook as wb
from workbook.findings.words import Finding
from workbook.loading import Corpus

CORPUS = Corpus(
    articles=pl.DataFrame(
        {
            "title": ["Rain", None, "Wind"],
            "published": [date(2025, 1, 5), None, date(2025, 3, 1)],
            "n_words": [100, 300, 1000],
            "outlet": ["Wire", None, "Courier"],
            "language": ["en", "fr", "en"],
            "duplicate_of": [None, None, "x"],
        }
    ),
    paragraphs=pl.DataFrame(),
    files=pl.DataFrame({"n_articles": [3, 0], "problem": [None, "empty"]}),
)


def test_the_corpus_in_sentences():
    assert wb.describe_corpus(CORPUS) == (
        "3 articles with 1,400 words came from 1 file; the median article has 300. "
        "A headline stands in 2 of them, a date in 2, from 2025-01-05 to 2025-03-01. "
        "They come from 2 outlets; 1 article names none. Languages: en 2 and fr 1. "
        "1 is a near-duplicate of an earlier article. The table of files has remarks on 1 file."
    )


def corpus_of(articles):
    return Corpus(articles, CORPUS.paragraphs, pl.DataFrame({"n_articles": [1], "problem": [None]}))


def test_one_article_and_none_in_sentences():
    one = CORPUS.articles[1:2].with_columns(n_words=1)
    assert wb.describe_corpus(corpus_of(one)) == (
        "1 article with 1 word came from 1 file. It has no headline and no date."
    )
    assert wb.describe_corpus(corpus_of(one.clear())) == (
        "No article was loaded; the table of files says why."
    )


def test_articles_without_dates_headlines_and_outlets_in_sentences():
    bare = pl.concat([CORPUS.articles[1:2]] * 2)
    assert wb.describe_corpus(corpus_of(bare)) == (
        "2 articles with 600 words came from 1 file; the median article has 300. "
        "A headline stands in none of them, a date in none. No article names its outlet."
    )


def test_topics_in_sentences():
    bodies = ["Rain fell on the harbour and on the boats of the harbour."]
    bodies += ["The tram strike went on: no tram, no driver, no talks."]
    articles = pl.DataFrame({"article_id": ["a", "b"], "body": bodies})
    two = wb.describe_topics(wb.fit_topics(articles, n_topics=2))
    assert two.startswith("2 articles fall into 2 topics. The largest: “")
    assert two.count("(1 of 2)") == 2
    one = wb.describe_topics(wb.fit_topics(articles[:1]))
    assert one.startswith("1 article makes one topic: “")
    none = wb.describe_topics(wb.fit_topics(articles.clear()))
    assert none == "There is no article to sort into topics."


def test_scores_in_sentences():
    scores = pl.DataFrame(
        {
            "label": ["Rain", "Wind", "Snow", "Nothing"],
            "outlet": ["Wire", "Courier", "Wire", "Wire"],
            "lix": [30.0, 50.0, 40.0, None],
        }
    )
    assert wb.describe_scores(scores, "lix") == (
        "The median LIX of 3 articles is 40.0 (higher is harder); the scores run from 30.0 "
        "(“Rain”) to 50.0 (“Wind”). "
        "Medians by outlet: Wire 35.0 (n = 2) and Courier 50.0 (n = 1)."
    )
    assert wb.describe_scores(scores.clear(), "lix") == "No article has words to score."


def test_of_many_outlets_the_lowest_and_highest_are_said():
    scores = pl.DataFrame({"label": ["Rain"] * 7, "outlet": [*"GABCDEF"]})
    scores = scores.with_columns(lix=pl.int_range(7).cast(pl.Float64))
    assert wb.describe_scores(scores, "lix").endswith(
        "Medians by outlet run from G 0.0 (n = 1) to F 6.0 (n = 1)."
    )


def test_scores_with_a_caution_are_counted():
    scores = pl.DataFrame(
        {"label": ["Rain"], "outlet": ["Wire"], "lix": [70.0], "caution": ["above the scale"]}
    )
    assert wb.describe_scores(scores, "lix") == (
        "The LIX of “Rain” is 70.0 (higher is harder). 1 score carries a caution."
    )


def test_drivers_in_sentences():
    explained = pl.DataFrame(
        {
            "from_sentences": [-2.0, 0.5, 3.0, None],
            "from_words": [0.5, -1.5, 0.0, None],
            "driver": ["short sentences", "easy words", "long sentences", None],
        }
    )
    assert wb.describe_drivers(explained) == (
        "Sentences make the larger difference: against a middling text, sentences move the score "
        "of the median article by 2.0 up or down, words by 0.5. "
        "What weighs most: easy words in 1, long sentences in 1 and short sentences in 1."
    )
    assert wb.describe_drivers(explained[:1]) == (
        "One article alone has no other to be compared with."
    )
    assert wb.describe_drivers(explained.clear()) == "No article has words to score."


def test_parts_in_sentences():
    parts = pl.DataFrame(
        {
            "article_id": ["a", "a", "a", "a", "b", "b", "c"],
            "part": ["headline", "body", "own words", "quotations", "headline", "body", "body"],
            "lix": [30.0, 40.0, 42.0, 35.0, 45.0, 40.0, 40.0],
        }
    )
    assert wb.describe_parts(parts, "lix") == (
        "In 1 of 2 articles the headline scores above the body (median difference −2.5). "
        "In 0 of 1 article the quotations score above the reporter's own words "
        "(median difference −7.0). Higher is harder."
    )
    assert wb.describe_parts(parts.clear(), "lix") == "No article has two parts to compare."


def test_quotations_in_sentences():
    quotations = pl.DataFrame(
        {
            "article_id": ["a", "a", "b"],
            "kind": ["direct", "indirect", "direct"],
            "speaker": ["Ana Ruiz", "Ana Ruiz", None],
        }
    )
    assert wb.describe_quotations(quotations) == (
        "3 quotations in 2 articles: 2 direct and 1 indirect. Quoted most: Ana Ruiz (2). "
        "For 1 of them the article does not settle who speaks."
    )
    assert wb.describe_quotations(quotations.clear()) == "No quotation was found."


def test_who_is_quoted_together_more_than_once_is_said():
    quotations = pl.DataFrame(
        {"article_id": ["a", "a", "b", "b"], "kind": "direct", "speaker": ["Bos", "Li"] * 2}
    )
    assert wb.describe_quotations(quotations).endswith(
        "Quoted most: Bos (2) and Li (2). Most often together: Bos and Li, in 2 articles."
    )


def test_cue_words_in_sentences():
    quotations = pl.DataFrame({"cue": ["said", "says", "claimed", None]})
    assert wb.describe_cues(quotations) == (
        "3 quotations have a cue word: 2 different ones, most often “say” (2) and “claim” (1). "
        "By tone: neutral 67% and doubting 33%."
    )
    assert wb.describe_cues(quotations[:1]) == (
        "1 quotation has a cue word: “say” (1). By tone: neutral 100%."
    )
    assert wb.describe_cues(quotations.clear()) == "No quotation has a cue word."


def test_the_quoted_share_in_sentences():
    quoted = pl.DataFrame(
        {
            "article_id": ["a", "a", "b", "b"],
            "label": ["Rain", "Rain", "Wind", "Wind"],
            "kind": ["direct", "own words"] * 2,
            "n_characters": [30, 70, 10, 90],
            "share": [0.3, 0.7, 0.1, 0.9],
        }
    )
    assert wb.describe_quoted(quoted) == (
        "Of the text of 2 articles, 20% is what others are reported to say, 20% in direct "
        "quotations. Quoted the most: “Rain” (30%)."
    )
    assert wb.describe_quoted(quoted.clear()) == "No article has text."


def test_what_articles_say_stays_text_on_the_page():
    assert Finding("<img onerror=alert(1)> $5 and $6")._repr_html_() == (
        '<p class="tex2jax_ignore mathjax_ignore">&lt;img onerror=alert(1)&gt; $5 and $6</p>'
    )
