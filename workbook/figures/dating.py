"""Which date a figure holds for: the `as_of` column."""

from __future__ import annotations

from datetime import date

from workbook.figures.dates import settle
from workbook.figures.figure import Figure
from workbook.figures.tokens import Token, words

# How far from a figure its date may stand, in tokens.
_REACH = 12


def date_figures(
    tokens: list[Token], figures: list[Figure], published: date | None
) -> list[Figure]:
    """Settle the dates of a sentence and give the other figures the nearest as `as_of`.

    Only a date after a preposition counts ("in 2018", "by May 3", "between 1951 and 1958"), and
    only within twelve tokens of the figure; of two equally near, the later.
    """
    settled = [
        figure._replace(date=settle(figure.dated, published)) if figure.dated else figure
        for figure in figures
    ]
    dates = [
        (figure, iso)
        for figure in settled
        if figure.kind in ("date", "year") and _is_tied(tokens, figure) and (iso := _iso(figure))
    ]
    return [_dated(figure, dates) for figure in settled]


def _is_tied(tokens: list[Token], figure: Figure) -> bool:
    first = tokens[figure.start].lower
    before = tokens[figure.start - 1].lower if figure.start else ""
    if before == "the" and figure.start > 1:
        before = tokens[figure.start - 2].lower
    return first == "between" or before in words("date links")


def _iso(figure: Figure) -> str | None:
    """ISO 8601, as exact as the text: a year, an interval of years, a quarter, a month, a day."""
    if figure.kind == "year":
        first = f"{figure.value:.0f}"
        return first if figure.high is None else f"{first}/{figure.high:.0f}"
    if figure.date is None or figure.dated is None:
        return None
    if figure.dated.quarter:
        return f"{figure.date.year}-Q{figure.dated.quarter}"
    return figure.date.isoformat() if figure.dated.day else figure.date.isoformat()[:7]


def _dated(figure: Figure, dates: list[tuple[Figure, str]]) -> Figure:
    if figure.kind in ("date", "year", "ordinal") or not dates:
        return figure
    distance, iso = min((_distance(figure, other), iso) for other, iso in dates)
    return figure._replace(as_of=iso) if distance <= _REACH else figure


def _distance(figure: Figure, other: Figure) -> float:
    """Tokens between two figures; half a token less where the date comes after."""
    after = other.start - figure.end
    return after - 0.5 if after >= 0 else figure.start - other.end
