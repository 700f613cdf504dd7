"""Units and currencies: from the Unicode CLDR through Babel, and what newspapers add."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from workbook.figures.plurals import singular
from workbook.figures.tokens import Token, data_rows, tokenise, words

Surface = tuple[str, ...]

# What a CLDR type measures -> the kind of a figure.
_CLDR_KINDS = {
    "area": "measure",
    "digital": "measure",
    "duration": "duration",
    "electric": "measure",
    "energy": "measure",
    "force": "measure",
    "frequency": "measure",
    "length": "measure",
    "mass": "measure",
    "power": "measure",
    "pressure": "measure",
    "speed": "rate",
    "temperature": "measure",
    "torque": "measure",
    "volume": "measure",
}
# Types of CLDR whose names are everyday words or stand for something else in the news.
_CLDR_LEFT_OUT = (
    "beaufort",
    "cup",
    "drop",
    "generic",
    "person",
    "pinch",
    "point",
    "scandinavian",
    "stone",
)


class Unit(NamedTuple):
    """A unit: its normalised name and the kind of figure that it makes."""

    name: str
    kind: str


@cache
def units() -> dict[Surface, Unit]:
    """Printed form, as tokens -> unit, for units and currencies after a number."""
    table: dict[Surface, Unit] = {}
    _add_cldr_units(table)
    _add_cldr_currencies(table)
    for name, kind, forms in data_rows("units.tsv"):
        for form in forms.split("|"):
            if not form.startswith("["):
                table[_surface(form)] = Unit(name, kind)
    for _, name, forms in data_rows("currencies.tsv"):
        for form in forms.split("|"):
            if form not in ("p", "PS", "R"):
                table[_surface(form)] = Unit(name, "money")
    return table


@cache
def glued_units() -> dict[str, Unit]:
    """Short forms that count only when they touch the number."""
    table = {"p": Unit("penny", "money"), "c": Unit("US cent", "money")}
    for name, kind, forms in data_rows("units.tsv"):
        for form in forms.split("|"):
            if form.startswith("["):
                table[form[1:-1]] = Unit(name, kind)
    return table


@cache
def currencies_before() -> dict[Surface, Unit]:
    """Marks and codes that stand before a number."""
    table: dict[Surface, Unit] = {}
    for code, name, forms in data_rows("currencies.tsv"):
        for form in (*forms.split("|"), code):
            mark = _surface(form)
            if not any(word.islower() and word.isalpha() for word in mark):
                table.setdefault(mark, Unit(name, "money"))
    return table


def _surface(form: str) -> Surface:
    return tuple(token.text for token in tokenise(form))


def _add_cldr_units(table: dict[Surface, Unit]) -> None:
    from babel import Locale
    from babel.units import format_unit

    for key in map(str, Locale("en").unit_display_names):
        kind = _CLDR_KINDS.get(key.split("-")[0])
        if kind is None or key == "speed-light-speed" or _is_left_out(key):
            continue
        name = format_unit(1, key, "long", locale="en_GB").removeprefix("1 ")
        for length in ("long", "short"):
            for count, locale in ((1, "en"), (2, "en"), (1, "en_GB"), (2, "en_GB")):
                form = (
                    format_unit(count, key, length, locale=locale).removeprefix(str(count)).strip()
                )
                if len(form) > 1 and form != "in":
                    table.setdefault(_surface(form), Unit(name, kind))


def _is_left_out(key: str) -> bool:
    return any(word in _CLDR_LEFT_OUT for word in key.split("-"))


def _add_cldr_currencies(table: dict[Surface, Unit]) -> None:
    from babel import Locale
    from babel.numbers import get_currency_name

    known = {row[0]: row[1] for row in reversed(list(data_rows("currencies.tsv")))}
    for code, full in Locale("en").currencies.items():
        if any(char.isdigit() for char in full):
            continue
        name = known.get(code, _noun_lower(full))
        for form in (get_currency_name(code, 1, "en"), get_currency_name(code, 2, "en")):
            full_form = _surface(form)
            table.setdefault(full_form, Unit(name, "money"))
            table.setdefault((*full_form[:-1], full_form[-1].lower()), Unit(name, "money"))


def _noun_lower(name: str) -> str:
    """The name with its last word, the currency's, in small letters: "Egyptian pound"."""
    *country, noun = name.split(" ")
    return " ".join([*country, noun.lower()])


def read_unit(tokens: list[Token], place: int) -> tuple[Unit | None, int]:
    """The unit that begins at a token, after an optional hyphen, and the index after it.

    >>> from workbook.figures.tokens import tokenise
    >>> read_unit(tokenise("square kilometres of land"), 0)
    (Unit(name='square kilometre', kind='measure'), 2)
    """
    dash = place < len(tokens) and tokens[place].text in "-‐‑–" and tokens[place].glued
    first = place + dash
    if first >= len(tokens) or tokens[first].lower not in _openers():
        return None, place
    for length in range(min(6, len(tokens) - first), 0, -1):
        form = tokens[first : first + length]
        found = _look_up(form) or _look_up(_unhyphened(form))
        if found is not None and not _runs_on(tokens, first + length):
            return found, first + length
    alone = (
        first + 1 >= len(tokens)
        or not tokens[first + 1].glued
        or tokens[first + 1].text in ".,;:)-/"
    )
    if first < len(tokens) and tokens[first].glued and not dash and alone:
        found = glued_units().get(tokens[first].text)
        if found is not None:
            return found, first + 1
    return None, place


def _unhyphened(form: list[Token]) -> list[Token]:
    """The words of "square-foot"; a form that ends with a hyphen stays as it is."""
    inner = form[-1].text not in "-‐‑"
    return [token for token in form if token.text not in "-‐‑"] if inner else form


def _runs_on(tokens: list[Token], end: int) -> bool:
    """Whether letters touch a mark that was read as a unit: the prime of "2022′s"."""
    marks = end < len(tokens) and tokens[end - 1].text in "′″'\""
    return marks and tokens[end].glued and tokens[end].is_word


@cache
def _openers() -> frozenset[str]:
    """First words of all units, in small letters: most words are none."""
    glued = (form.lower() for form in glued_units())
    return frozenset([words[0].lower() for words in units() if words] + list(glued))


@cache
def _currency_enders() -> frozenset[str]:
    return frozenset(mark[-1] for mark in currencies_before() if mark)


def _look_up(tokens: list[Token]) -> Unit | None:
    form = tuple(token.text for token in tokens)
    table = units()
    found = table.get(form)
    if found is not None or all(len(word) < 3 for word in form):
        return found
    lower = tuple(token.lower for token in tokens)
    return table.get(lower) or table.get((*form[:-1], lower[-1]))


def read_currency_before(tokens: list[Token], place: int) -> tuple[Unit | None, int]:
    """The currency that ends before a token, and the index of its first token.

    >>> from workbook.figures.tokens import tokenise
    >>> read_currency_before(tokenise("for HK $5"), 3)
    (Unit(name='Hong Kong dollar', kind='money'), 1)
    """
    if not place or tokens[place - 1].text not in _currency_enders():
        return None, place
    for length in range(min(4, place), 0, -1):
        mark = tuple(token.text for token in tokens[place - length : place])
        found = currencies_before().get(mark)
        if found is not None:
            return found, place - length
    return None, place


def read_per(tokens: list[Token], place: int) -> tuple[str | None, int]:
    """What a rate is counted by ("a month", "per capita", "/day") and the index after it."""
    if place + 1 >= len(tokens):
        return None, place
    link, after = tokens[place].lower, tokens[place + 1]
    unit, end = read_unit(tokens, place + 1)
    name = unit.name if unit else singular(after.lower)
    usual = name.split(" ")[-1] in words("per article") and (not unit or unit.kind != "age")
    if link in ("a", "an", "each", "every") and after.is_word and usual:
        return name, max(end, place + 2)
    if link in ("per", "/") and after.is_word:
        return name, max(end, place + 2)
    return None, place
