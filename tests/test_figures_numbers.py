"""The number grammar by itself: tokens, numbers, units, figures of a sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.figures.grammar import read_figures
from workbook.figures.numbers import read_number
from workbook.figures.plurals import singular
from workbook.figures.tokens import tokenise
from workbook.figures.units import read_currency_before, read_per, read_unit


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
        ("⅓", 1 / 3),
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
        ("1 234 567", 1_234_567),
        ("12 500.5", 12_500.5),
        ("5-1/2", 5.5),
        ("twice", 2),
        ("5 lakh", 500_000),
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


@pytest.mark.parametrize(
    "text", ["1.2.3", "1,2,3", "0800", "1" * 40, "a bridge", "tens", "m", "a double"]
)
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
        ("-square-foot", "square foot", "measure"),
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
        ("one in five flats", [(0.2, None, None, "=")]),
        ("3 out of 4 ferries", [(0.75, None, None, "=")]),
        ("one in two days", [(1, None, None, "="), (2, None, "day", "=")]),
        ("the late 90s", [(1990, 1999, "year", "=")]),
        ("in her 60s", [(60, 69, "year", "=")]),
        ("the over-60s", [(60, None, "year", ">")]),
        ("double the rate", [(2, None, "time", "=")]),
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
        ("ran the 100m in heats", 100, "metre"),
        ("the plan (Rs 2 crore)", 2e7, "Indian rupee"),
        ("sub-$500 phones", 500, "US dollar"),
        ("an 886 million-US dollar budget", 886e6, "US dollar"),
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
        "at 9.15 in the morning",
        "at 17.30 on Friday",
        "Airbus 320-200s",
        "Unit 12 and Division 4",
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
    [
        *("1," * 50_000, "1" * 100_000, ",1" * 50_000, "1,111," * 16_000, "-" * 100_000),
        *("1, " * 33_333, " ".join(map(str, range(17_000))), "1 234 " * 16_000),
    ],
    ids=["1,", "1", ",1", "1,111,", "-", "1, ", "1 2 3", "1 234 "],
)
def test_a_hundred_thousand_digits_and_commas_take_about_a_second_at_most(text):
    begin = time.process_time()
    read_figures(tokenise(text))
    assert time.process_time() - begin < 2  # half of that on an idle machine


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
]
ONES += ["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number):
    """A whole number below a million in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    unit, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % unit
    joint = " and " if rest and unit == 100 else " "
    return f"{spell(number // unit)} {name}" + (joint + spell(rest) if rest else "")


def indian(number):
    head, tail = divmod(number, 1000)
    groups = []
    while head >= 100:
        head, low = divmod(head, 100)
        groups.insert(0, f"{low:02}")
    return ",".join([str(head), *groups, f"{tail:03}"]) if number >= 1000 else str(number)


# Way of printing a whole number n -> the text, and what n stands for there.
STYLES = {
    "plain": lambda n: (str(n), n),
    "commas": lambda n: (f"{n:,}", n),
    "blanks": lambda n: (f"{n:,}".replace(",", " "), n),
    "no-break blanks": lambda n: (f"{n:,}".replace(",", "\u00a0"), n),
    "thin blanks": lambda n: (f"{n:,}".replace(",", "\u2009"), n),
    "Indian groups": lambda n: (indian(n), n),
    "words": lambda n: (spell(n), n),
    "capital": lambda n: (spell(n).capitalize(), n),
    "decimals": lambda n: (f"{n:,}.25", n + 0.25),
    "hundred": lambda n: (f"{n % 99 + 1} hundred", 100 * (n % 99 + 1)),
    "thousand": lambda n: (f"{n:,} thousand", n * 1e3),
    "million": lambda n: (f"{n:,} million", n * 1e6),
    "tenths of a million": lambda n: (f"{n}.5 million", (n + 0.5) * 1e6),
    "bn": lambda n: (f"{n}bn", n * 1e9),
    "m": lambda n: (f"{n}m", n * 1e6),
    "k": lambda n: (f"{n}k", n * 1e3),
    "trillion": lambda n: (f"{n} trillion", n * 1e12),
    "lakh": lambda n: (f"{n} lakh", n * 1e5),
    "crore": lambda n: (f"{n} crore", n * 1e7),
    "dozen": lambda n: (f"{spell(n % 90 + 2)} dozen", 12 * (n % 90 + 2)),
    "and a half": lambda n: (f"{spell(n)} and a half", n + 0.5),
    "half sign": lambda n: (f"{n}½", n + 0.5),
    "half": lambda n: (f"{n} 1/2", n + 0.5),
}


@pytest.mark.parametrize("style", STYLES)
@given(number=st.integers(1, 999_999))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_a_number_printed_in_any_style_reads_back_to_its_value(style, number):
    text, value = STYLES[style](number)
    tokens = tokenise(text)
    read = read_number(tokens, 0)
    assert (read.end, read.high) == (len(tokens), None)
    assert read.value == pytest.approx(value)


@given(text=st.text(alphabet="0123456789,.-/%$() ainofhundred\u00a0½", max_size=80))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_is_read_without_an_error_in_order_and_without_overlap(text):
    tokens = tokenise(text)
    places = [place for figure in read_figures(tokens) for place in (figure.start, figure.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(tokens) for place in places)
