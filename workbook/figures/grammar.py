"""Tokens of a sentence -> its figures: number, unit, per, bound, range, date, ordinal."""

from __future__ import annotations

import re
from functools import cache

from workbook.figures.bounds import bound_after, bound_before, bound_conversions
from workbook.figures.dates import is_clock_time, is_year, is_year_in_place, months, read_date
from workbook.figures.figure import Figure
from workbook.figures.names import is_in_name, is_tied
from workbook.figures.numbers import read_number, read_proportion
from workbook.figures.numerals import Number, number_words
from workbook.figures.ordinals import ordinal_words, read_ordinal
from workbook.figures.ranges import join_ranges
from workbook.figures.tokens import FRACTIONS, Token, word_list, words
from workbook.figures.units import Unit, read_currency_before, read_per, read_unit

_MINUS = frozenset("-−–‐")
_SIGNS = _MINUS | {"+"}
_AGE_CUES = frozenset({"aged", "age", "ages"})
# Beyond this a run of scale words is no number any more.
_GREATEST = 1e21
# Pounds by the million are money, not a weight.
_SUM_OF_MONEY = 1e6
# "PS5" is no sum of money; "PS50" is one whose sign was lost.
_FEWEST_POUNDS = 10
# A figure begins with one of these or with a word of a list.
_FIRST = frozenset("0123456789." + FRACTIONS)
_DIGIT = re.compile(f"[0-9{FRACTIONS}]")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _starters() -> frozenset[str]:
    """Words that a figure can begin with, beside digits."""
    return frozenset(
        {"a", "an", "q", "few", "several", "couple", *number_words(), *ordinal_words(), *months()}
    )


@cache
def _alone() -> frozenset[str]:
    """Those that need no other of them after, nor a digit."""
    return _starters() - {"a", "an", "q"}


def may_hold_figure(text: str) -> bool:
    """Whether a text has a digit or a number word, which a quick look tells; half have none.

    >>> may_hold_figure("A ship sank."), may_hold_figure("Two ships sank.")
    (False, True)
    """
    return bool(_DIGIT.search(text)) or not _alone().isdisjoint(_WORD.findall(text.lower()))


def read_figures(tokens: list[Token]) -> list[Figure]:
    """Figures of a sentence by the number grammar alone, in order, not overlapping.

    >>> from workbook.figures.tokens import tokenise
    >>> figures = read_figures(tokenise("about $3 to $5 million"))
    >>> [(figure.value, figure.high, figure.unit, figure.bound) for figure in figures]
    [(3000000.0, 5000000.0, 'US dollar', '~')]
    """
    figures: list[Figure] = []
    after, starters = 0, _starters()
    for place, token in enumerate(tokens):
        if place < after or not (token.text[0] in _FIRST or token.lower in starters):
            continue
        figure, after = _read_one(tokens, place)
        if figure is not None and (not figures or figure.start >= figures[-1].end):
            figures.append(figure)
    begun = [bound_before(tokens, figure) for figure in join_ranges(tokens, figures)]
    limits = [*(figure.start for figure in begun[1:]), len(tokens)]
    bounded = [
        bound_after(tokens, figure, limit) for figure, limit in zip(begun, limits, strict=False)
    ]
    return bound_conversions(tokens, bounded)


def _read_one(tokens: list[Token], place: int) -> tuple[Figure | None, int]:
    """The figure at a token, if any, and where to go on reading."""
    token = tokens[place]
    dated = read_date(tokens, place)
    if dated is not None:
        value = None
        return Figure(place, dated.end, place, dated.end, value, "date", dated=dated), dated.end
    if token.is_number and is_clock_time(tokens, place):
        return None, place + 1
    ordinal = read_ordinal(tokens, place)
    if ordinal is not None:
        return ordinal
    return _read_quantity(tokens, place)


def _read_quantity(tokens: list[Token], place: int) -> tuple[Figure | None, int]:
    currency, start, negative = _before_number(tokens, place)
    number = read_number(tokens, place, money=currency is not None)
    if number is None or number.value > _GREATEST:
        return None, number.end if number else place + 1
    if currency is None and number.style != "fraction" and is_tied(tokens, place):
        return None, number.end
    if currency is not None and _is_model(tokens, place, number):
        return None, number.end
    if currency is None and number.style in ("digits", "words"):
        number = read_proportion(tokens, number)
    value = -number.value if negative else number.value
    figure = Figure(
        *(place, number.end, start, number.end, value),
        high=number.high,
        style=number.style,
        scale=number.scale,
    )
    return _with_unit(tokens, figure, currency=currency)


def _is_model(tokens: list[Token], place: int, number: Number) -> bool:
    """Whether letters that can be a currency are those of a name: "the PS3", "R2"; not "R5,000"."""
    mark = tokens[place - 1].text
    if mark not in words("weak marks") or not tokens[place].glued:
        return False
    few = number.value < _FEWEST_POUNDS if mark == "PS" else tokens[place].text.isdecimal()
    return few and number.scale == 1


def _before_number(tokens: list[Token], place: int) -> tuple[Unit | None, int, bool]:
    """Currency and sign before a number, in any order: where they begin, whether it is negative."""
    inner = _sign_before(tokens, place)
    currency, start = read_currency_before(tokens, inner)
    outer = start if inner < place else _sign_before(tokens, start)
    sign = inner if inner < place else outer
    signed = inner < place or outer < start
    return currency, outer, signed and tokens[sign].text != "+"


def _sign_before(tokens: list[Token], place: int) -> int:
    """The index of a sign that belongs to what begins at a place, or the place itself."""
    if not place:
        return place
    before = tokens[place - 1]
    if before.text in _SIGNS and tokens[place].glued:
        if place > 1 and before.glued and tokens[place - 2].lower == "minus":
            return place - 2
        if not before.glued or tokens[place - 2].text in "$€£(":
            return place - 1
    return place - 1 if before.lower == "minus" else place


def _with_unit(
    tokens: list[Token], figure: Figure, *, currency: Unit | None
) -> tuple[Figure | None, int]:
    """Give a number its unit; without one it may be a year, a part of a name, or a bare count."""
    end = figure.last
    if currency is not None:
        end = _skip_country(tokens, end)
        unit: Unit | None = currency
    elif _is_metres(tokens, end):
        unit = Unit("metre", "measure")
        figure = figure._replace(value=figure.value / 1e6 if figure.value else 0.0, scale=1.0)
    else:
        unit, end = _unit_after(tokens, figure, end)
    if unit is None:
        return _without_unit(tokens, figure)
    if unit.name == "pound" and figure.scale >= _SUM_OF_MONEY:
        unit = Unit("British pound", "money")
    per, end = read_per(tokens, end)
    return figure._replace(end=end, unit=unit.name, kind=unit.kind, per=per), end


def _unit_after(tokens: list[Token], figure: Figure, end: int) -> tuple[Unit | None, int]:
    if figure.style == "fold":
        return Unit("time", "count"), end
    unit, after = read_unit(tokens, _skip_of(tokens, figure, end))
    if unit is None and _follows_age_cue(tokens, figure.first):
        return Unit("year", "age"), end
    if unit is None and figure.first and tokens[figure.first - 1].lower == "magnitude":
        return Unit("magnitude", "measure"), end
    if unit and after == end + 1 and tokens[end].text == "s" and is_year(tokens[figure.first]):
        return None, end
    return unit, (after if unit else end)


def _follows_age_cue(tokens: list[Token], place: int) -> bool:
    """Whether "aged" or "at the age of", then perhaps "just", stands before a number."""
    place -= place > 1 and tokens[place - 1].lower in words("around changes") | {"just", "only"}
    of = place > 1 and tokens[place - 1].lower == "of"
    return place > of and tokens[place - 1 - of].lower in _AGE_CUES


def _skip_of(tokens: list[Token], figure: Figure, end: int) -> int:
    """Step over "of" between "millions" or "half" and its unit, and "a" in "half a mile"."""
    vague = figure.high is not None or figure.scale > 1 or (figure.value or 0) < 1
    while vague and end < len(tokens) and tokens[end].lower in ("of", "a", "an"):
        end += 1
    return end


def _skip_country(tokens: list[Token], end: int) -> int:
    """Step over "US" or "U.S." after "$75"."""
    country = [token.text for token in tokens[end : end + 4]]
    if country[:1] == ["US"]:
        return end + 1
    return end + 4 if country == ["U", ".", "S", "."] else end


def _is_metres(tokens: list[Token], end: int) -> bool:
    """Whether the "m" just read as million is metres: "30m (98ft)", "the 100m sprint"."""
    if tokens[end - 1].text != "m" or not tokens[end - 1].glued:
        return False
    after = tokens[end : end + 3]
    if after and after[0].lower in words("length words"):
        return True
    race = end > 2 and tokens[end - 3].lower == "the" and tokens[end - 2].text in words("races")
    if race and (not after or not after[0].is_word or after[0].lower in words("function")):
        return True
    if len(after) > 1 and after[0].text == "-" and after[1].lower in words("length words"):
        return True
    return len(after) > 2 and after[0].text == "(" and after[2].lower in ("ft", "feet", "'", "′")


def _without_unit(tokens: list[Token], figure: Figure) -> tuple[Figure | None, int]:
    place, end = figure.first, figure.last
    if is_in_name(tokens, place, end):
        return None, end
    if end == place + 1 and is_year(tokens[place]) and is_year_in_place(tokens, place):
        return figure._replace(unit="year", kind="year", start=place), end
    if _is_age(tokens, figure):
        return figure._replace(unit="year", kind="age"), end
    return figure, end


def _is_age(tokens: list[Token], figure: Figure) -> bool:
    """A bare number between commas after a name: "Ana Ruiz, 25, said"."""
    place, end = figure.first, figure.last
    if place < 2 or end >= len(tokens) or tokens[place - 1].text != ",":
        return False
    name, digits = tokens[place - 2], tokens[place].text
    return (
        name.is_word
        and (name.text[0].isupper() or name.lower in word_list("persons.txt"))
        and tokens[end].text in ",.;"
        and digits.isdecimal()
        and len(digits) < 3
    )
