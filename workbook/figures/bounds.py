"""Words that bound a number: "more than", "about", "or less"."""

from __future__ import annotations

from functools import cache

from workbook.figures.figure import Figure
from workbook.figures.tokens import Token, data_rows, match_after, match_before, phrase, words


@cache
def _bounds(place: str) -> dict[tuple[str, ...], str]:
    return {
        phrase(cue): bound
        for bound, where, cues in data_rows("bounds.tsv")
        if where == place
        for cue in cues.split("|")
    }


@cache
def _bound_edges(place: str) -> frozenset[str]:
    """The words next to the number in all bound phrases: most numbers have none there."""
    return frozenset(cue[-1 if place == "before" else 0] for cue in _bounds(place) if cue)


def bound_before(tokens: list[Token], figure: Figure) -> Figure:
    """Read "more than" or "about" before a figure."""
    if not figure.start or tokens[figure.start - 1].lower not in _bound_edges("before"):
        return figure
    start = match_before(tokens, figure.start, _bounds("before"))
    if figure.kind in ("date", "ordinal") or start == figure.start:
        return figure
    cue = tuple(token.lower for token in tokens[start : figure.start])
    if cue == ("up", "to") and start and tokens[start - 1].lower in words("going up"):
        return figure
    return figure._replace(start=start, bound=_bounds("before")[cue])


def bound_after(tokens: list[Token], figure: Figure, limit: int) -> Figure:
    """Read "or more" or a glued "+" after a figure, before the next."""
    if figure.end >= len(tokens) or tokens[figure.end].lower not in _bound_edges("after"):
        return figure
    end = match_after(tokens, figure.end, _bounds("after"))
    if figure.kind in ("date", "ordinal") or end == figure.end or end > limit:
        return figure
    if figure.bound != "=" or (tokens[figure.end].text == "+" and not tokens[figure.end].glued):
        return figure
    cue = tuple(token.lower for token in tokens[figure.end : end])
    return figure._replace(end=end, bound=_bounds("after")[cue])


def bound_conversions(tokens: list[Token], figures: list[Figure]) -> list[Figure]:
    """A bracketed second unit takes the bound of the figure that it converts."""
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        bracketed = last and last.end + 1 == figure.start and tokens[last.end].text == "("
        if last and bracketed and last.unit and figure.unit and figure.bound == "=":
            out.append(figure._replace(bound=last.bound))
        else:
            out.append(figure)
    return out
