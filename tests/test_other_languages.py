"""Articles in another language: loaded, marked, said so, and left out of the English analyses."""

import polars as pl
import pytest

import workbook as wb

FRENCH = (
    "Le maire a annoncé lundi que les travaux du port commenceront au printemps prochain. "
    "« Nous avons attendu trop longtemps », a-t-il déclaré devant 300 habitants de la ville. "
    "La ville compte dépenser 12 millions de couronnes pour la nouvelle digue."
)
ENGLISH = (
    "The mayor said on Monday that work on the harbour would begin next spring. "
    '"We have waited too long," he told 300 people who had come to the town hall.'
)


@pytest.fixture
def corpus(tmp_path):
    rows = pl.DataFrame({"title": ["Digue", "Dyke"], "body": [FRENCH, ENGLISH]})
    rows.write_csv(tmp_path / "two.csv")
    return wb.load_corpus(tmp_path)


def test_the_file_says_which_articles_are_left_out(corpus):
    assert corpus.articles["language"].to_list() == ["fr", "en"]
    assert corpus.files.select("n_articles", "status", "problem").rows() == [
        (
            2,
            "read",
            "articles in other languages (fr): 1; they have no quotations, figures or scores",
        )
    ]


def test_quotations_figures_and_scores_are_of_english_articles_alone(corpus):
    articles = corpus.articles
    english = articles["article_id"][1]
    assert wb.find_quotations(articles)["article_id"].unique().to_list() == [english]
    assert wb.find_figures(articles)["article_id"].unique().to_list() == [english]
    grades = wb.score_readability(articles)["flesch_kincaid_grade"].to_list()
    assert grades[0] is None
    assert grades[1] is not None
