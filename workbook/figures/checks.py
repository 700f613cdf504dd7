"""Figures of one sentence that do not fit each other: worth a look, never wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbook.figures.reports import Interval, Row, allowed, number, printed, sign_words
from workbook.figures.stories import Run, position

_SUMMED = frozenset({"count", "money", "measure"})
_EXACT = frozenset("=~")
# Without the text: figures this close to each other are taken to be joined by "from" and "to".
_CLOSE = 8
# Without the text: a change this many times the printed one has other ends, a sum this far from
# the printed one has other parts.
_PLAUSIBLE_CHANGE, _PLAUSIBLE_SUM = 5.0, 0.15
_FROM = re.compile(r"\b(?:from|against|versus)\s*$")
_TO = re.compile(r"\bto\s*$")
_LIST = re.compile(r"\s*(?:,|;|,?\s*and|,?\s*plus|&)\s*")
_BEFORE_PARTS = re.compile(r"\s*[,:(–—-]\s*")
_TOTAL_BEFORE = re.compile(r"\b(?:total of|totall?ing|altogether|in all)\W*$", re.IGNORECASE)
_TOTAL_AFTER = re.compile(r"\W*(?:in all|in total|all told|altogether)\b", re.IGNORECASE)
# Fewer shares are seldom all of a whole; a greater sum is of shares of different things.
_FEWEST_SHARES, _GREATEST_SUM = 3, 120.0
_SHARE_OF = re.compile(r"\s*(?:of|in|among|for)\b")


@dataclass(frozen=True, slots=True)
class Check:
    """Figures of one sentence, and what they come to."""

    kind: str
    figures: list[Row]
    note: str


def find_checks(runs: list[Run]) -> list[Check]:
    """Changes that their ends do not bear out, totals that are not the sum, shares above 100.

    Where the text is unknown, only figures close together are looked at, and totals only where a
    bare number follows its parts.
    """
    return [check for run in runs for find in (_changes, _totals, _shares) for check in find(run)]


def _gap(one: Row, other: Row) -> int:
    return position(other, "start") - position(one, "end")


def _changes(run: Run) -> Iterator[Check]:
    """Percent changes beside both their ends: "rose 20 percent from 50 to 65"."""
    for place, percent in enumerate(run.rows):
        if not _is_change(percent):
            continue
        for figures in _beside(run.rows, place):
            ends = _ends(percent, figures, run)
            if ends is not None and (note := _unlike(percent, ends, sure=bool(run.body))):
                yield Check("change and its ends", _in_order(percent, *figures), note)
                break


def _beside(rows: list[Row], place: int) -> list[list[Row]]:
    """What may be the ends of a change: one figure or two, after it, before it, around it."""
    before, after = rows[max(0, place - 2) : place], rows[place + 1 : place + 3]
    return [after[:1], after, before[-1:], before, [*before[-1:], *after[:1]]]


def _in_order(*rows: Row) -> list[Row]:
    return sorted(rows, key=lambda row: position(row, "start"))


def _is_change(row: Row) -> bool:
    moves = row["change"] or sign_words("movement") & set(str(row["subject"] or "").split())
    single = row["high"] is None and row["bound"] in _EXACT
    return bool(row["unit"] == "percent" and moves and single and number(row["value"]) > 0)


def _ends(percent: Row, figures: list[Row], run: Run) -> tuple[Interval, Interval] | None:
    """The values before and after a change."""
    if any(row["bound"] not in _EXACT or number(row["value"]) <= 0 for row in figures):
        return None
    if len(figures) == 1 and figures[0]["high"] is not None:
        return _ends_of_range(percent, figures[0], run)
    if len(figures) != 2 or figures[0]["unit"] != figures[1]["unit"]:
        return None
    if any(row["high"] is not None or row["kind"] == "year" for row in figures):
        return None
    first, second = (printed(row) for row in figures)
    if not run.body:
        known = percent["change"] is not None and _is_close(percent, *figures)
        rising = percent["change"] == "up"
        low, high = sorted((first, second))
        return ((low, high) if rising else (high, low)) if known else None
    return _ends_by_words(percent, figures, run)


def _ends_of_range(percent: Row, row: Row, run: Run) -> tuple[Interval, Interval] | None:
    told = _FROM.search(run.before(row)) if run.body else _is_close(percent, row)
    return (printed(row), printed({**row, "value": row["high"]})) if told else None


def _ends_by_words(percent: Row, figures: list[Row], run: Run) -> tuple[Interval, Interval] | None:
    """The ends by "from" and "to"; the later may stand before: "was 65, up 20 percent from 50"."""
    first, second = figures
    around = _in_order(percent, *figures)[1] is percent
    if _FROM.search(run.before(second)) and (_TO.search(run.before(first)) or around):
        return printed(second), printed(first)
    if _FROM.search(run.before(first)) and _TO.search(run.before(second)):
        return printed(first), printed(second)
    return None


def _is_close(*rows: Row) -> bool:
    return all(_gap(one, other) <= _CLOSE for one, other in pairwise(_in_order(*rows)))


def _unlike(percent: Row, ends: tuple[Interval, Interval], *, sure: bool) -> str | None:
    """What the ends come to, if that is not the percent."""
    start, end = ends
    if start.low <= 0:
        return None
    change = Interval(100 * (end.low / start.high - 1), 100 * (end.high / start.low - 1))
    said = printed(percent) if percent["bound"] == "=" else allowed(percent)
    if percent["change"] == "down":
        said = Interval(-said.high, -said.low)
    meant = change
    if percent["change"] is None and change.high < 0:
        meant = Interval(-change.high, -change.low)
    points = Interval(end.low - start.high, end.high - start.low)
    if said.meets(meant) or said.meets(points):
        return None
    middle = sum(change) / 2
    size = abs(middle) / number(percent["value"])
    likely = middle * sum(said) > 0 and 1 / _PLAUSIBLE_CHANGE < size < _PLAUSIBLE_CHANGE
    before, after = sum(start) / 2, sum(end) / 2
    return f"{before:,.10g} to {after:,.10g} is {middle:+.3g} percent" if sure or likely else None


def _totals(run: Run) -> Iterator[Check]:
    """Totals beside their parts: "12 men and 9 women, 20 in all"."""
    for place, total in enumerate(run.rows):
        if not _is_summed(total):
            continue
        for figures in (run.rows[:place][::-1], run.rows[place + 1 :]):
            parts = _chain(figures, run)
            value = sum(number(row["value"]) for row in parts)
            differs = len(parts) > 1 and value != number(total["value"])
            if differs and _is_total(total, parts, run):
                note = f"the parts come to {value:,.10g}"
                yield Check("total and its parts", _in_order(total, *parts), note)


def _is_summed(row: Row) -> bool:
    exact = row["bound"] == "=" and row["high"] is None and row["change"] is None
    return exact and row["kind"] in _SUMMED


def _chain(figures: list[Row], run: Run) -> list[Row]:
    """The first figures as far as they are a list of one unit."""
    chain = [row for row in figures[:1] if _is_summed(row)]
    for one, other in pairwise(figures if chain else []):
        first, second = _in_order(one, other)
        joined = (
            _LIST.fullmatch(run.between(first, second)) if run.body else _gap(first, second) < 6
        )
        if not (joined and _is_summed(other) and other["unit"] == one["unit"]):
            break
        chain.append(other)
    return chain


def _is_total(total: Row, parts: list[Row], run: Run) -> bool:
    """Whether the words make a figure the total of the parts beside it."""
    if total["unit"] not in (None, parts[0]["unit"]):
        return False
    follows = _in_order(total, *parts)[-1] is total
    if not run.body:
        bare = not any(letter.isalpha() for letter in str(total["text"]))
        value = sum(number(row["value"]) for row in parts)
        near = abs(value - number(total["value"])) <= _PLAUSIBLE_SUM * value
        return follows and bare and near and _gap(parts[0], total) < 4
    if not follows and not _BEFORE_PARTS.fullmatch(run.between(total, parts[0])):
        return False
    return bool(_TOTAL_BEFORE.search(run.before(total)) or _TOTAL_AFTER.match(run.after(total)))


def _shares(run: Run) -> Iterator[Check]:
    """Shares of one whole above 100: "45 percent yes, 40 percent no, 20 percent unsure"."""
    shares = [row for row in run.rows if row["unit"] == "percent"]
    if len(shares) < _FEWEST_SHARES or not all(_is_share(row) for row in shares):
        return
    if len({row["as_of"] for row in shares}) > 1:
        return
    if any(_SHARE_OF.match(run.after(row)) for row in shares[1:]):
        return
    least = sum(printed(row).low for row in shares)
    value = sum(number(row["value"]) for row in shares)
    if least > 100 and value <= _GREATEST_SUM:
        yield Check("shares above 100", shares, f"the shares come to {value:,.10g} percent")


def _is_share(row: Row) -> bool:
    single = row["high"] is None and row["bound"] in _EXACT
    return single and row["change"] is None and row["per"] is None
