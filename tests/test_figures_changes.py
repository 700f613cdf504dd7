"""Which way a figure moves: verbs, adverbs and nouns of movement, and what only looks like one."""

import polars as pl
import pytest

from workbook.figures import find_figures


def changes(body):
    """The directions of the figures of one sentence."""
    return find_figures(pl.DataFrame({"article_id": ["a"], "body": [body]}))["change"].to_list()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Grain prices climbed 7.5 percent.", ["up"]),
        ("Rents fell by 2 to 3 per cent.", ["down"]),
        ("Rents fell by a third.", ["down"]),
        ("Rents fell by more than half.", ["down"]),
        ("Rents rose by a quarter point.", ["up"]),
        ("The council saw its budget rise by $19 million.", ["up"]),
        ("Tariffs were brought down by 10 percent.", ["down"]),
        ("Shares were trading up 5 percent.", ["up"]),
        ("Acme edged up 0.2 percent.", ["up"]),
        ("The duty on tea was raised by 3 percent.", ["up"]),
        ("The minister cut the number of boats by 5 percent.", ["down"]),
        ("Catches grew at an annual rate of 2.4 percent.", ["up"]),
        ("The harbour is growing at about 5 percent.", ["up"]),
        ("More than $3 million was wiped off its value.", ["down"]),
        ("The storm knocked 2 percent off the harvest.", ["down"]),
        ("The harbour shed 300 jobs.", ["down"]),
        ("The bill will rise by an average of $40.", ["up"]),
    ],
)
def test_a_verb_says_which_way_an_amount_moved(body, expected):
    assert changes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A 7% increase in fares is planned.", ["up"]),
        ("A 12 percent ticket sales drop was reported.", ["down"]),
        ("It was an increase of 12 percent.", ["up"]),
        ("A drop in ticket sales of 12 percent was reported.", ["down"]),
        ("The ferries posted gains of 3 percent.", ["up"]),
        ("Shares ended 2 percent lower.", ["down"]),
        ("The index was 30.5 points higher.", ["up"]),
        ("Profit was 12 percent more than last year.", ["up"]),
        ("The index was at -1.3%.", ["down"]),
        ("Ferries (+3.2 percent) led the list.", ["up"]),
    ],
)
def test_a_noun_a_comparative_or_a_sign_says_which_way_an_amount_moved(body, expected):
    assert changes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Output was down 3.1 percent, steel by 4 percent.", ["down", "down"]),
        ("Shares in Acme fell 3 percent, Bell 4 percent and Corex 5 percent.", ["down"] * 3),
        ("Sales grew 4 percent in May, 3 percent in June and 2 percent in July.", ["up"] * 3),
        ("The index slipped 0.3 points, or 1.2 percent.", ["down", "down"]),
        ("The index slipped 0.3 points (1.2 percent).", ["down", "down"]),
    ],
)
def test_a_figure_without_a_verb_of_its_own_moves_as_the_one_before(body, expected):
    assert changes(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Exports rose 4 percent to 310 tonnes.", ["up", None]),
        ("The firm cut its forecast by $3 million to $10 million.", ["down", None]),
        ("The index lost 30.5 to 400.", ["down", None]),
        ("The bank lifted its main rates 0.5% to 4.5%.", ["up", None]),
        ("Sales had fallen from £30m to £20m.", [None]),
        ("Exports fell by a tenth to $5 million.", ["down", None]),
        ("The share of renters dropped to 38%.", [None]),
        ("The rate ticked up to 4.5 percent.", [None]),
        ("Prices could fall as low as 15 percent.", [None]),
        ("Rents rose above 40 percent.", [None]),
        ("Rents were higher than 30 percent.", [None]),
    ],
)
def test_the_level_reached_has_no_direction(body, expected):
    assert changes(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "The club raised $5 million.",
        "The band gave up 5 yards.",
        "She lost her £2m case.",
        "He lost three years of his life.",
        "They lost 10 games.",
        "He added a 30-degree bend to it.",
        "She won with a leap of 7.10 metres.",
        "She jumped 7.10 metres.",
        "Rates went up five times.",
    ],
)
def test_what_is_lost_raised_or_leapt_is_no_movement(body):
    assert changes(body) == [None]
