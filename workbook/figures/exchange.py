"""One sum printed in two currencies, and the rate of exchange that this implies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbook.figures.reports import Interval, Row, number, printed
from workbook.figures.stories import Run, position

# What stands between a sum and the same sum in another currency: " (", ", or ", " (or ".
_BETWEEN = re.compile(r"\s?[(\[/]\s?(?:or\s)?|,? or |,? (?:equal|equivalent) to ")
# Without the text: an opening bracket, with or without a space before it.
_BRACKET = (1, 2)
# Rates this far apart, beyond what rounding explains, are worth a look.
_APART = 1.05


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two figures of one sum: `rate` units of one currency for one of the other, at least 1."""

    figures: tuple[Row, Row]
    label: str
    rate: float
    allows: Interval


def find_exchanges(runs: list[Run]) -> list[Exchange]:
    """Sums in two currencies beside each other, each with the rate that it implies."""
    return [
        _exchange(one, other)
        for run in runs
        for one, other in pairwise(run.rows)
        if _is_pair(one, other, run)
    ]


def _is_pair(one: Row, other: Row, run: Run) -> bool:
    money = one["kind"] == other["kind"] == "money" and one["unit"] != other["unit"]
    single = one["high"] is None and other["high"] is None
    if not (money and single and number(one["value"]) > 0 < number(other["value"])):
        return False
    if run.body:
        return bool(_BETWEEN.fullmatch(run.between(one, other)))
    return position(other, "start") - position(one, "end") in _BRACKET


def _exchange(one: Row, other: Row) -> Exchange:
    many, few = one, other
    if number(one["value"]) < number(other["value"]):
        many, few = other, one
    top, bottom = printed(many), printed(few)
    return Exchange(
        (one, other),
        f"{many['unit']} per {few['unit']}",
        number(many["value"]) / number(few["value"]),
        Interval(top.low / bottom.high, top.high / bottom.low),
    )


def odd_rates(exchanges: list[Exchange]) -> dict[int, str]:
    """Number of an exchange -> note, where most others of its two currencies contradict its rate.

    Of two that contradict each other, both have a note.
    """
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, exchange in enumerate(exchanges):
        alike[frozenset(exchange.label.split(" per "))].append(place)
    notes = {}
    for places in alike.values():
        way = exchanges[places[0]].label
        rates = {place: _towards(exchanges[place], way) for place in places}
        middles = {place: sum(rate) / 2 for place, rate in rates.items()}
        usual = median(middles.values())
        for place in _contradicted(rates):
            # of two rates, the other one
            elsewhere = 2 * usual - middles[place] if len(places) == 2 else usual
            notes[place] = f"elsewhere about {elsewhere:,.4g} {way}"
    return notes


def _towards(exchange: Exchange, label: str) -> Interval:
    """The rates that an exchange allows, all counted the same way."""
    low, high = exchange.allows
    return exchange.allows if exchange.label == label else Interval(1 / high, 1 / low)


def _contradicted(rates: dict[int, Interval]) -> list[int]:
    """Those that at least half of the others contradict."""
    lows = sorted(rate.low for rate in rates.values())
    highs = sorted(rate.high for rate in rates.values())
    out = []
    for place, (low, high) in rates.items():
        below = bisect_left(highs, low / _APART)
        above = len(lows) - bisect_right(lows, high * _APART)
        if 2 * (below + above) >= len(rates) > 1:
            out.append(place)
    return out
