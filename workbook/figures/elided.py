"""Units that are printed once for several figures."""

from __future__ import annotations

from itertools import pairwise

from workbook.figures.figure import Figure
from workbook.figures.plurals import singular
from workbook.figures.tokens import Token, word_list, words

# A larger bare number in a list with percentages is none.
_GREATEST_PERCENT = 1000


def share_units(tokens: list[Token], figures: list[Figure]) -> list[Figure]:
    """Give figures without a unit that of their neighbour.

    Forward in a list ("eight or nine euros"); backward after a linking word ("rose from 10
    percent to 12", "63.5 cents, while the lowest is 51").
    """
    out = list(figures)
    for place in range(len(out) - 2, -1, -1):
        if _is_bare(out[place]) and _is_list(tokens, out[place], out[place + 1]):
            out[place] = _with_unit_of(out[place], out[place + 1])
    for place, figure in enumerate(out):
        if place and _is_bare(figure):
            out[place] = _from_before(tokens, figure, out[:place])
    return out


def _is_bare(figure: Figure) -> bool:
    return figure.unit is None and figure.kind == "count"


def _is_list(tokens: list[Token], figure: Figure, after: Figure) -> bool:
    """Whether only commas, hyphens, "or", "and", "to" stand between two figures."""
    if after.unit is None or after.kind in ("year", "date", "ordinal"):
        return False
    between = tokens[figure.end : after.start]
    if [token.lower for token in between[:2]] == ["of", "the"] and after.counted:
        return len(between) == 2 or between[2].lower in words("of the next")
    if after.kind == "percent" and (figure.scale > 1 or (figure.value or 0.0) > _GREATEST_PERCENT):
        return False
    return 0 < len(between) < 4 and all(token.lower in words("list links") for token in between)


def _with_unit_of(figure: Figure, other: Figure) -> Figure:
    value = figure.value
    if other.kind == "money" and value is not None and figure.scale == 1 and other.scale > 1:
        bare = (other.value or 0.0) / other.scale
        value = value * other.scale if abs(value) <= 10 * abs(bare) else value
    return figure._replace(unit=other.unit, kind=other.kind, per=other.per, value=value)


def _from_before(tokens: list[Token], figure: Figure, before: list[Figure]) -> Figure:
    """Take the unit of the nearest figure before that is not in a bracket and of the same size."""
    link = tokens[figure.start - 1].lower if figure.start else ""
    if link not in words("before elided"):
        return figure
    for other in reversed(before[-4:]):
        bracketed = other.start > 0 and tokens[other.start - 1].text == "("
        if not bracketed and _lends(figure, other, link):
            return figure._replace(unit=other.unit, kind=other.kind)
    return figure


def _lends(figure: Figure, other: Figure, link: str) -> bool:
    """Whether two values can have one unit: within a thousand times of each other.

    A percentage only lends its unit to what it is compared with: "29 percent, up from 21".
    """
    if other.unit is None or other.kind in ("year", "date", "ordinal", "age"):
        return False
    if not figure.value or not other.value:
        return False
    if other.kind == "percent" and (link not in words("compared with") or figure.value > 100):
        return False
    return 1e-3 < abs(figure.value / other.value) < 1e3


def unit_from_subject(figure: Figure) -> Figure:
    """Deaths are counted in "the number of deaths exceeded 3,000"."""
    if not _is_bare(figure) or not figure.subject:
        return figure
    before, _, after = figure.subject.partition(" of ")
    if not after or before.split()[-1].lower() not in words("number nouns"):
        return figure
    noun = after.split()[-1] if " of " not in after else after.partition(" of ")[0].split()[-1]
    person = noun.lower() in word_list("persons.txt")
    return figure._replace(unit="person" if person else singular(noun))


def share_rates(tokens: list[Token], figures: list[Figure]) -> list[Figure]:
    """Give a count the "each year" that ends its clause: "400 people left the valley each year"."""
    out = list(figures)
    for place, figure in enumerate(out):
        stop = out[place + 1].start if place + 1 < len(out) else len(tokens)
        if figure.counted and figure.kind == "count" and figure.per is None:
            window = tokens[figure.end : min(stop, figure.end + 14)]
            out[place] = figure._replace(per=_trailing_per(window))
    return out


def _trailing_per(tokens: list[Token]) -> str | None:
    for link, noun in pairwise(tokens):
        if link.text in ".;:":
            return None
        if link.lower in words("trailing per") and noun.lower in words("per nouns"):
            return noun.lower
    return None
