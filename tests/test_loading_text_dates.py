"""Dates of issue solved from an article's own words, and the ones that are left alone."""

from datetime import date

import pytest

import workbook as wb
from workbook.loading.text_dates import date_in_text, events


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        # 1989-11-09 + 35 years is a Saturday
        (
            "They met Saturday, which marks the 35th anniversary of the fall of the Berlin Wall.",
            date(2024, 11, 9),
            "Saturday, which marks the 35th anniversary of the fall of the Berlin Wall",
        ),
        (
            "She spoke of the 80th anniversary of D-Day and the eightieth anniversary of VE Day. "
            "The hall reopened on Thursday, May 8.",
            None,  # 1944 + 80 and 1945 + 80 are two years
            None,
        ),
        (
            "She kept the eightieth anniversary of VE Day. The hall reopened on Thursday, May 8.",
            date(2025, 5, 8),
            "Thursday, May 8",
        ),
    ],
)
def test_weekday_month_day_and_anniversary_give_one_day_or_none(text, day, words):
    found = date_in_text(text)
    assert (found and found.first, found and found.last) == (day, day)
    assert found is None or found.basis == f"text: {words}"


@pytest.mark.parametrize(
    "text",
    [
        "The town will keep the 80th anniversary of VE Day.",
        # 8 May 2025 is a Thursday: a weekday that does not agree leaves the year
        "She spoke on Monday ahead of the 80th anniversary of VE Day.",
    ],
)
def test_an_anniversary_alone_gives_its_year(text):
    found = date_in_text(text)
    assert (found.first, found.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert found.basis == "text: 80th anniversary of VE Day"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The port closed on Monday, July 7.",
        "The firm kept the 80th anniversary of its first ferry on Monday.",
        "In 2015 the town kept the 70th anniversary of VE Day.",
        "Plans for next year include the 80th anniversary of VE Day.",
        "The town kept the 70th anniversary of VE Day. The hall burned on 3 March 2016.",
        "It was the 900th anniversary of VE Day and the 80th anniversary of VE Day.",
    ],
)
def test_what_does_not_date_an_article(text):
    assert date_in_text(text) is None


def test_the_day_of_an_event_is_kept_by_an_observance_that_is_named():
    assert 20 <= len(events()) <= 60
    assert all(event.day is None or event.day.year == event.year for event in events())


def test_what_the_reader_states_stays(tmp_path):
    (tmp_path / "a.txt").write_text("They met on Thursday, the 80th anniversary of VE Day.")
    columns = ["published", "published_from", "published_to", "published_basis"]
    assert wb.load_corpus(tmp_path).articles.select(columns).rows() == [
        (*[date(2025, 5, 8)] * 3, "text: Thursday, the 80th anniversary of VE Day")
    ]
    assert wb.load_corpus(tmp_path, published="2025-07").articles.select(columns).rows() == [
        (None, date(2025, 7, 1), date(2025, 7, 31), "stated")
    ]
