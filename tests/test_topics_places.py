"""The map of articles."""

from __future__ import annotations

from itertools import combinations

import polars as pl
import pytest

import workbook as wb
from workbook.schema import MAP

HARBOUR = ["ferry harbour pier storm", "harbour storm pier gale", "ferry pier harbour tide"]
SCHOOL = ["teacher pupils classroom exam", "pupils exam school teacher", "school classroom exam"]


def articles(*bodies: str) -> pl.DataFrame:
    ids = [f"{n:03}" for n in range(len(bodies))]
    return pl.DataFrame(
        {"article_id": ids, "body": bodies}, schema={"article_id": pl.String, "body": pl.String}
    )


def distance(places: pl.DataFrame, one: int, other: int) -> float:
    (x, y), (u, v) = (places.row(n)[1:] for n in (one, other))
    return ((x - u) ** 2 + (y - v) ** 2) ** 0.5


def test_articles_about_the_same_lie_nearer_than_others():
    places = wb.map_articles(wb.fit_topics(articles(*HARBOUR, *SCHOOL)))
    assert distance(places, 0, 1) < distance(places, 0, 3)
    assert distance(places, 3, 4) < distance(places, 1, 4)


def test_each_of_seventy_articles_lies_next_to_one_about_the_same():
    subjects = [
        "ferry harbour pier storm gale tide boat",
        "pupils exam school teacher class desk bell",
    ]
    bodies = [" ".join(four) for words in subjects for four in combinations(words.split(), 4)]
    places = wb.map_articles(wb.fit_topics(articles(*bodies)))
    for one in range(70):
        nearest = min(set(range(70)) - {one}, key=lambda other: distance(places, one, other))
        assert (one < 35) == (nearest < 35)


def test_places_keep_the_order_of_the_articles_and_do_not_depend_on_it():
    frame = articles(*HARBOUR, *SCHOOL)
    places = wb.map_articles(wb.fit_topics(frame))
    turned = wb.map_articles(wb.fit_topics(frame.reverse()))
    assert places["article_id"].to_list() == ["000", "001", "002", "003", "004", "005"]
    assert turned.reverse().equals(places)


def test_places_do_not_depend_on_the_number_of_topics():
    frame = articles(*HARBOUR, *SCHOOL)
    two, three = (wb.fit_topics(frame, n_topics=n) for n in (2, 3))
    assert wb.map_articles(two).equals(wb.map_articles(three))


@pytest.mark.parametrize(
    "bodies",
    [[], ["ferry"], ["ferry", "ferry"], ["ferry", "school"], ["ferry storm"] * 5, ["the of"] * 5],
    ids=["none", "one", "two alike", "two", "five alike", "stop words"],
)
def test_a_place_for_every_article_however_few(bodies):
    places = wb.map_articles(wb.fit_topics(articles(*bodies)))
    assert places.schema == MAP
    assert places.height == len(bodies)
    assert places.select(pl.col("x", "y").is_finite().all()).row(0) == (True, True)


def test_beyond_those_laid_out_articles_stand_among_their_like(monkeypatch):
    monkeypatch.setattr("workbook.topics.places.MOST_LAID_OUT", 40)
    places = wb.map_articles(wb.fit_topics(articles(*(HARBOUR + SCHOOL) * 20)))
    assert places.height == 120
    assert distance(places, 1, 61) < distance(places, 1, 64)
