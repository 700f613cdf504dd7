"""The number grammar by itself: tokens, numbers, units, figures of a sentence."""

import time

import pytest

from workbook.figures.grammar import read_figures
from workbook.figures.numbers import read_number
from workbook.figures.tokens import tokenise
from workbook.figures.units import read_currency_before, read_per, read_unit, singular


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3000", 3000),
        ("3,000", 3000),
        ("1,307,000", 1_307_000),
        ("12,34,567", 1_234_567),
        ("8.5", 8.5),
        (".534", 0.534),
        ("4.2 million", 4_200_000),
        ("4.2bn", 4_200_000_000),
        ("4 hundred million", 400_000_000),
        ("35m", 35_000_000),
        ("25k", 25_000),
        ("7 crore", 70_000_000),
        ("1/2", 0.5),
        ("1 1/2", 1.5),
        ("2½", 2.5),
        ("seventeen", 17),
        ("thirty-one thousand four hundred fifty-six", 31_456),
        ("two hundred and five", 205),
        ("nine million two hundred thousand", 9_200_000),
        ("a dozen", 12),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("three-and-a-half", 3.5),
        ("two-thirds", 2 / 3),
        ("three quarters", 0.75),
        ("one point five million", 1_500_000),
        ("sixfold", 6),
    ],
)
def test_a_number_in_any_style_reads_back_to_its_value(text, value):
    tokens = tokenise(text)
    number = read_number(tokens, 0)
    assert (number.end, number.value) == (len(tokens), pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("tens of thousands", 1e4, 1e5), ("hundreds", 100, 1000), ("dozens", 12, 120)],
)
def test_a_vague_plural_is_a_range_of_one_power_of_ten(text, low, high):
    number = read_number(tokenise(text), 0)
    assert (number.value, number.high) == (low, high)


@pytest.mark.parametrize("text", ["1.2.3", "1,2,3", "1" * 40, "a bridge", "tens", "m"])
def test_what_is_no_number_is_not_read_as_one(text):
    assert read_number(tokenise(text), 0) is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("percent", "percent", "percent"),
        ("per cent", "percent", "percent"),
        ("percentage points", "percentage point", "percent"),
        ("kilometres", "kilometre", "measure"),
        ("km", "kilometre", "measure"),
        ("sq ft", "square foot", "measure"),
        ("km²", "square kilometre", "measure"),
        ("km/h", "kilometre per hour", "rate"),
        ("-year-old", "year", "age"),
        ("US dollars", "US dollar", "money"),
        ("-US dollar", "US dollar", "money"),
        ("Chinese yuan", "yuan", "money"),
        ("Kuwaiti dinars", "Kuwaiti dinar", "money"),
        ("degrees Fahrenheit", "degree Fahrenheit", "measure"),
        ("tonnes", "tonne", "measure"),
    ],
)
def test_a_unit_has_one_name_however_it_is_printed(text, name, kind):
    tokens = tokenise("5" + text if text[0] == "-" else "5 " + text)
    unit, end = read_unit(tokens, 1)
    assert (unit.name, unit.kind, end) == (name, kind, len(tokens))


@pytest.mark.parametrize("text", ["in the", "a house", "at dawn", "light rain"])
def test_an_everyday_word_is_no_unit(text):
    assert read_unit(tokenise("5 " + text), 1) == (None, 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("$", "US dollar"),
        ("HK $", "Hong Kong dollar"),
        ("A$", "Australian dollar"),
        ("£", "British pound"),
        ("RM", "ringgit"),
        ("EUR", "euro"),
        ("Rs.", "Indian rupee"),
    ],
)
def test_a_currency_before_the_number_is_read(text, name):
    tokens = tokenise(text + "5")
    unit, start = read_currency_before(tokens, len(tokens) - 1)
    assert (unit.name, start) == (name, 0)


@pytest.mark.parametrize(
    ("text", "per"),
    [("a month", "month"), ("per barrel", "barrel"), ("an hour", "hour"), ("a bridge", None)],
)
def test_a_rate_names_what_it_is_counted_by(text, per):
    assert read_per(tokenise(text), 0)[0] == per


@pytest.mark.parametrize(
    ("plural", "one"),
    [("bridges", "bridge"), ("countries", "country"), ("women", "woman"), ("buses", "bus")],
)
def test_a_plural_has_its_singular(plural, one):
    assert singular(plural) == one


def rows(text):
    """Value, upper value, unit and bound of the figures that the grammar finds."""
    return [(f.value, f.high, f.unit, f.bound) for f in read_figures(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("400 to 600 tonnes", [(400, 600, "tonne", "=")]),
        ("between $3 million and $5 million", [(3e6, 5e6, "US dollar", "=")]),
        ("$10 to $15 billion", [(10e9, 15e9, "US dollar", "=")]),
        ("from $200 to $4 million", [(200, 4e6, "US dollar", "=")]),
        ("1 to 2 thousand km", [(1000, 2000, "kilometre", "=")]),
        ("5-7%", [(5, 7, "percent", "=")]),
        ("a 7- or 8-inch pipe", [(7, None, None, "="), (8, None, "inch", "=")]),
        ("rose 18 sen to RM2.70", [(18, None, "sen", "="), (2.7, None, "ringgit", "=")]),
        ("rose 5 km to 8 km", [(5, None, "kilometre", "="), (8, None, "kilometre", "=")]),
        ("the 2014-15 term", [(2014, 2015, "year", "=")]),
        ("between 1951 and 1958", [(1951, 1958, "year", "=")]),
    ],
)
def test_two_numbers_are_one_range_or_two_figures(text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 5 km", ">"),
        ("at least 5 km", ">="),
        ("5 km or more", ">="),
        ("nearly 5 km", "<"),
        ("fewer than 5 km", "<"),
        ("sub-5 km", "<"),
        ("up to 5 km", "<="),
        ("about 5 km", "~"),
        ("~5 km", "~"),
        ("5 km", "="),
    ],
)
def test_words_around_a_number_bound_it(text, bound):
    assert rows(text) == [(5, None, "kilometre", bound)]


def test_a_bound_between_two_figures_belongs_to_one():
    figures = read_figures(tokenise("5 km or more than 6 km"))
    assert [(f.start, f.end, f.bound) for f in figures] == [(0, 2, "="), (3, 7, ">")]


def test_a_bracketed_conversion_takes_the_bound_before_it():
    assert rows("about 8 miles (13 km)") == [(8, None, "mile", "~"), (13, None, "kilometre", "~")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a fall to $-20.5bn", -20.5e9, "US dollar"),
        ("minus-40 degrees Celsius", -40, "degree Celsius"),
        ("it was -1.3%", -1.3, "percent"),
        ("the plan ($1.4 trillion)", 1.4e12, "US dollar"),
        ("the 100m sprint", 100, "metre"),
        ("a €50m fund", 50e6, "euro"),
    ],
)
def test_signs_brackets_and_suffixes_keep_the_value(text, value, unit):
    figure, *_ = read_figures(tokenise(text))
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Unit 12 of the plant",
        "under Article 7",
        "the Covid-19 wave",
        "the G20 summit",
        "a new Harbour Watch 5 to try",
        "at 9:01 p.m.",
        "by 5 pm",
        "version 3.0.1",
        "open 24/7",
        'the "3+3" talks',
        "the May 4 Movement",
        "the 14th People's Congress",
        "on 22nd Street",
        "First, the port",
        "for the second time",
    ],
)
def test_numbers_in_names_and_clock_times_are_no_figures(text):
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    ["1," * 50_000, "1" * 100_000, ",1" * 50_000, "1,111," * 16_000, "-" * 100_000],
    ids=["1,", "1", ",1", "1,111,", "-"],
)
def test_a_hundred_thousand_digits_and_commas_take_under_a_second(text):
    begin = time.process_time()
    read_figures(tokenise(text))
    assert time.process_time() - begin < 1
