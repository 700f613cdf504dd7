"""Figures that take up the one before: "The regulator puts them at 28 percent"."""

from __future__ import annotations

import re
from functools import cache

from workbook.figures.reports import Row, number, sign_words

# Characters between a figure and the one that it takes up.
_REACH = 300
_LARGEST_RATIO = 2.5


@cache
def _pronoun() -> re.Pattern[str]:
    verbs, pronouns = (_any(name) for name in ("putting", "taken up"))
    return re.compile(rf"\b(?:{verbs}) (?:{pronouns})(?: at| as)?\W*$", re.IGNORECASE)


@cache
def _movement() -> re.Pattern[str]:
    nouns, being = (_any(name) for name in ("movement", "being"))
    return re.compile(rf"\bthe (?:{nouns})(?: \w+)?,? (?:{being})\W*$", re.IGNORECASE)


def _any(name: str) -> str:
    return "|".join(sorted(sign_words(name)))


def taken_up(row: Row, before: str, earlier: list[Row]) -> Row | None:
    """The figure that another one is a second report of, by the words before it.

    Parameters
    ----------
    row
        A figure.
    before
        Its sentence before it, as far as the figure before.
    earlier
        The figures before it in its article, the nearest first.

    Returns
    -------
    dict or None
        The nearest earlier figure of its unit, if the words are "puts it at", or "the rise could
        be" after a figure that moved; else null.
    """
    moved = bool(_movement().search(before))
    if not (moved or _pronoun().search(before)):
        return None
    near = (one for one in earlier if number(row["start"]) - number(one["end"]) <= _REACH)
    return next((one for one in near if _is_alike(one, row) and (one["change"] or not moved)), None)


def _is_alike(one: Row, row: Row) -> bool:
    units = one["unit"] == row["unit"] or None in (one["unit"], row["unit"])
    low, high = sorted((number(one["value"]), number(row["value"])))
    return units and 0 < high <= low * _LARGEST_RATIO
