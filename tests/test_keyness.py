"""Keyness: what one selection says more than another, by hand arithmetic and with its places."""

from math import log, sqrt

import polars as pl
import pytest

from workbook import ArticleReader, compare_terms
from workbook.errors import WorkbookError
from workbook.schema import KEY_TERMS


def articles(*bodies, first=0):
    ids = [f"id{number}" for number in range(first, first + len(bodies))]
    return pl.DataFrame(
        {"article_id": ids, "body": bodies}, schema={"article_id": pl.String, "body": pl.String}
    )


TRAMS = articles(
    "The tram strike at the depot goes on. Yesterday Gideon Pask spoke of the tram strike.",
    "A tram, late again. PORT AVERLY: the council of Port Averly met Gideon Pask’s men.",
)
BREAD = articles(
    "The price of bread rose. Bread is dear in Port Averly, and so is a tram ticket.",
    "Bakers' bread isn't 2025 cheap; bakers strike. Gideon Pask eats bread.",
    first=2,
)


def terms(frame):
    return dict(zip(frame["term"], frame.to_dicts(), strict=True))


def test_counts_rates_and_scores_match_hand_arithmetic():
    found = terms(compare_terms(TRAMS, BREAD, fewest_uses=1))
    tram = found["tram"]
    # A has 31 words, three of them "tram", in two articles; B has 28, one of them.
    assert {
        name: tram[name] for name in ("kind", "n_a", "n_b", "n_articles_a", "n_articles_b")
    } == {
        "kind": "word",
        "n_a": 3,
        "n_b": 1,
        "n_articles_a": 2,
        "n_articles_b": 1,
    }
    assert tram["per_1000_words_a"] == pytest.approx(3 * 1000 / 31)
    assert tram["per_1000_words_b"] == pytest.approx(1000 / 28)
    # The prior adds the 59 words of both sides, four of them "tram", to each side.
    log_odds = log(7 / (31 + 59 - 7)) - log(5 / (28 + 59 - 5))
    assert tram["log_odds"] == pytest.approx(log_odds)
    assert tram["z"] == pytest.approx(log_odds / sqrt(1 / 7 + 1 / 5))
    cells = [(3, 4 * 31 / 59), (1, 4 * 28 / 59), (28, 55 * 31 / 59), (27, 55 * 28 / 59)]
    assert tram["g2"] == pytest.approx(2 * sum(seen * log(seen / due) for seen, due in cells))


def test_words_phrases_and_names_are_told_apart():
    found = compare_terms(TRAMS, BREAD, fewest_uses=2)
    assert dict(found.select("term", "kind").rows()) == {
        "tram": "word",
        "strike": "word",
        "tram strike": "phrase",
        "Gideon": "name",
        "Pask": "name",
        "Gideon Pask": "name",
        "Port": "name",
        "Averly": "name",
        "Port Averly": "name",
        "bread": "word",
        "bakers": "word",
    }


@pytest.mark.parametrize("term", ["the", "of", "isn't", "2025", "strike yesterday", "tram late"])
def test_stop_words_numbers_and_runs_over_a_stop_are_no_terms(term):
    assert term not in compare_terms(TRAMS, BREAD, fewest_uses=1)["term"]


def test_a_run_of_two_that_stands_only_in_one_of_three_is_left_out():
    found = compare_terms(articles("The city water works.", "Our city water works!"), BREAD)
    assert found.filter(pl.col("n_a") > 0)["term"].to_list() == []
    found = compare_terms(articles(*["The city water board."] * 3), BREAD)
    assert set(found.filter(pl.col("n_a") > 0)["term"]) == {
        "city",
        "water",
        "board",
        "city water board",
    }


def test_what_tells_a_comes_first_and_ties_are_in_alphabetical_order():
    found = compare_terms(TRAMS, BREAD, fewest_uses=2)
    assert found["term"][0] == "tram strike"
    assert found["term"][-1] == "bread"
    assert found["z"].is_sorted(descending=True)
    same = compare_terms(TRAMS, TRAMS, fewest_uses=2)
    assert same["z"].abs().max() < 1e-9
    assert same["term"].to_list() == sorted(same["term"])


def test_the_sides_mirror_each_other():
    there = terms(compare_terms(TRAMS, BREAD, fewest_uses=1))
    back = terms(compare_terms(BREAD, TRAMS, fewest_uses=1))
    for term, row in there.items():
        assert back[term]["z"] == pytest.approx(-row["z"])
        assert back[term]["g2"] == pytest.approx(row["g2"])


def test_each_term_leads_to_a_place_of_it():
    bodies = dict(pl.concat([TRAMS, BREAD]).iter_rows())
    found = compare_terms(TRAMS, BREAD, fewest_uses=1)
    for row in found.to_dicts():
        printed = bodies[row["article_id"]][row["start"] : row["end"]]
        assert row["term"] in (printed, printed.lower().replace("’", "'"))
    rows = terms(found)
    assert (rows["tram"]["article_id"], rows["tram"]["start"]) == ("id0", 4)
    assert (rows["bread"]["article_id"], rows["bread"]["start"]) == ("id2", 13)
    assert (rows["Port Averly"]["article_id"], rows["Port Averly"]["start"]) == ("id1", 48)
    reader = ArticleReader(TRAMS)
    reader.read(rows["tram strike"])
    assert reader.article["paragraphs"][0][1] == ["tram strike", ["passage"], ["passage"]]


def test_places_are_offsets_of_python_text():
    found = compare_terms(articles("🚋 ‘Ça’ — naïve ’tis. Trams."), BREAD, fewest_uses=1)
    row = terms(found)["trams"]
    assert (row["start"], row["end"]) == (21, 26)


def test_the_order_of_articles_and_a_second_run_change_no_score():
    one = compare_terms(TRAMS, BREAD, fewest_uses=1)
    assert compare_terms(TRAMS, BREAD, fewest_uses=1).equals(one)
    turned = compare_terms(TRAMS.reverse(), BREAD.reverse(), fewest_uses=1)
    assert turned.select(KEY_TERMS.names()[:11]).equals(one.select(KEY_TERMS.names()[:11]))


def test_chunks_change_nothing(monkeypatch):
    whole = compare_terms(TRAMS, BREAD, fewest_uses=1)
    monkeypatch.setattr("workbook.topics.term_counts.CHUNK", 1)
    assert compare_terms(TRAMS, BREAD, fewest_uses=1).equals(whole)


def test_a_side_without_words_has_no_rate():
    found = compare_terms(articles(None), BREAD, fewest_uses=3)
    assert found.select("term", "n_a", "per_1000_words_a", "n_b").rows() == [("bread", 0, None, 4)]
    assert found["article_id"].to_list() == ["id2"]


def test_one_word_alone_has_finite_scores():
    found = compare_terms(articles("tram tram"), articles("tram"), fewest_uses=1)
    assert found.select(pl.col("log_odds", "z", "g2").is_finite().all()).row(0) == (True,) * 3


@pytest.mark.parametrize("empty", [TRAMS.clear(), pl.DataFrame({"article_id": [], "body": []})])
def test_nothing_compared_with_nothing_is_an_empty_frame(empty):
    assert compare_terms(empty, empty).schema == KEY_TERMS
    assert compare_terms(empty, empty).height == 0


def test_what_cannot_be_compared_is_told():
    with pytest.raises(WorkbookError, match="fewest_uses=0 is below 1"):
        compare_terms(TRAMS, BREAD, fewest_uses=0)
    with pytest.raises(WorkbookError, match="no column 'body'"):
        compare_terms(TRAMS, BREAD.drop("body"))
