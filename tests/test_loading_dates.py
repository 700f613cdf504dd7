from datetime import date

import pytest

from workbook.loading.dates import (
    date_in_name,
    date_in_url,
    parse_date,
    parse_interval,
    read_dateline,
)
from workbook.loading.header import read_header
from workbook.loading.slashed import is_day_first, settle, settle_records


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-12",
        "2025-03-12T06:30:00Z",
        "2025-03-12 06:30:00+01:00",
        "20250312",
        "20250312T063000Z",
        "12 March 2025",
        "12th March, 2025",
        "Wednesday, 12 March 2025",
        "March 12, 2025",
        "Wednesday, March 12, 2025",
        "Mar. 12, 2025 04:59 PM",
        "March 12, 2025 Wednesday",
        "Wed, 12 Mar 2025 06:30:00 +0100",
        " 12  March\t2025 ",
    ],
)
def test_a_full_date_is_read(text):
    assert parse_date(text, "field").first == date(2025, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["12/03/2025", "2025-13-40", "30 February 2025", "March 12", "Monday", "2025", "", "12.3.25",
     "on 12 March 2025 the port closed", "1741761000", "12 Mars 2025"],
)  # fmt: skip
def test_what_is_not_surely_a_date_is_none(text):
    assert parse_date(text, "field") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-07-14", date(2025, 7, 14), date(2025, 7, 14)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("July 2025", date(2025, 7, 1), date(2025, 7, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_an_interval_spans_its_days(text, first, last):
    interval = parse_interval(text, "stated")
    assert (interval.first, interval.last) == (first, last)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025-06-14_storm.txt", date(2025, 6, 14)),
        ("storm-20250614.txt", date(2025, 6, 14)),
        ("2025-06-14_to_2025-06-20.txt", None),
        ("2025-16-14.txt", None),
        ("120250614999.txt", None),
    ],
)
def test_a_date_in_a_file_name(name, expected):
    found = date_in_name(name)
    assert (found and found.first) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://post.example/2025/06/14/storm", date(2025, 6, 14)),
        ("https://post.example/news/2025-06-14-storm", date(2025, 6, 14)),
        ("https://post.example/news/2025-06-14/storm", date(2025, 6, 14)),
        ("https://post.example/news/20250614", None),
        (None, None),
    ],
)
def test_a_date_in_an_address(url, expected):
    found = date_in_url(url)
    assert (found and found.first) == expected


@pytest.mark.parametrize(
    ("paragraph", "place", "day"),
    [
        ("GENEVA, July 7, 2025 (Wire) - Talks went on.", "GENEVA", date(2025, 7, 7)),
        ("GENEVA, July 7 (Wire) - Talks went on.", "GENEVA", None),
        ("PORT ELM (Wire) — The harbour closed.", "PORT ELM", None),
        ("PORT ELM -- The harbour closed.", "PORT ELM", None),
        ("The harbour - all of it - closed.", None, None),
        ("NATO-led troops left.", None, None),
    ],
)
def test_a_dateline_gives_the_place_and_a_full_date(paragraph, place, day):
    found, published = read_dateline(paragraph)
    assert (found, published and published.first) == (place, day)


@pytest.mark.parametrize(
    ("lines", "n_lines", "values", "day"),
    [
        (["By Ana Ruiz", "12 March 2025", "The port closed."], 2, {"byline": "By Ana Ruiz"}, 12),
        (["By ANA RUIZ and LI WEN"], 1, {"byline": "By ANA RUIZ and LI WEN"}, None),
        (["Source: Elm Post  |  12 March 2025"], 1, {"outlet": "Elm Post"}, 12),
        (["Published: Mar 12, 2025 04:59 PM"], 1, {}, 12),
        (["Elm Post | 12 March 2025"], 1, {"outlet": "Elm Post"}, 12),
        (["By noon the harbour had closed."], 0, {}, None),
        (["By the harbour, a wall fell on Monday"], 0, {}, None),
        (["Elm Post"], 0, {}, None),
        (["Storm | Harbour"], 0, {}, None),
        ([], 0, {}, None),
    ],
)
def test_header_lines_are_read_whole_or_not_at_all(lines, n_lines, values, day):
    header = read_header(lines)
    assert (header.n_lines, header.values) == (n_lines, values)
    assert (header.published and header.published.first.day) == day


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("28/04/2025", None, "2025-04-28"),
        ("4/28/2025", None, "2025-04-28"),
        ("04.04.2025", None, "2025-04-04"),
        ("03.04.2025", None, "2025-04-03"),
        ("04.28.2025", None, "2025-04-28"),
        ("03/04/2025", None, None),
        ("03/04/2025", True, "2025-04-03"),
        ("03/04/2025", False, "2025-03-04"),
        ("31/31/2025", None, None),
    ],
)
def test_slashed_dates_are_read_only_where_one_reading_is_left(text, day_first, expected):
    found = parse_date(settle(text, day_first), "field")
    assert (found and str(found.first)) == expected


def test_the_clear_dates_of_a_file_settle_the_others():
    assert is_day_first(["03/04/2025", "28/04/2025"]) is True
    assert is_day_first(["03/04/2025", "4/28/2025"]) is False
    assert is_day_first(["28/04/2025", "4/28/2025", "none"]) is None


def test_a_table_settles_its_own_dates():
    records = [{"date": "03/04/2025"}, {"date": "28/04/2025"}, {"date": None}]
    assert settle_records(records, "date") == [
        {"date": "2025-04-03"},
        {"date": "2025-04-28"},
        {"date": None},
    ]
    assert settle_records(records[:1], "date") == records[:1]
