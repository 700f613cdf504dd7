"""Two figures joined to a range: "400 to 600", "between $3 and $5", "1939-1945"."""

from __future__ import annotations

from workbook.figures.cues import is_movement
from workbook.figures.figure import Figure
from workbook.figures.tokens import Token, words

_LINKS = {
    ("to",),
    ("-",),
    ("–",),
    ("—",),
    ("‑",),
    ("-", "to", "-"),
    ("-", "to"),
    ("till",),
    ("until",),
}
# Within so many tokens after a verb of movement, an amount and a level differ by such a factor.
_NEAR, _FAR = 4, 5
_OPENERS = ("from", "between", "of")
_DASHES = ("-", "–", "—", "‑")


def join_ranges(tokens: list[Token], figures: list[Figure]) -> list[Figure]:
    """Join neighbours that print one range; the others stay as they are."""
    out: list[Figure] = []
    for place, figure in enumerate(figures):
        dashed = place + 1 < len(figures) and _is_dashed(tokens, figure, figures[place + 1])
        joined = _joined(tokens, out[-1], figure) if out and not dashed else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(figure)
    return out


def _is_dashed(tokens: list[Token], low: Figure, high: Figure) -> bool:
    """Whether only a dash stands between two: such a range is no end of another, "24 to 33-35"."""
    return (
        low.end + 1 == high.start
        and tokens[low.end].text in _DASHES
        and tokens[low.end].glued
        and tokens[high.start].glued
        and low.unit in (None, high.unit)
    )


def _joined(tokens: list[Token], low: Figure, high: Figure) -> Figure | None:
    """The range of two figures, or None if they are two."""
    if low.high is not None or high.high is not None or low.value is None or high.value is None:
        return None
    if "ordinal" in (low.kind, high.kind) or high.start - low.end > 3:
        return None
    words_between = [token.lower for token in tokens[low.end : high.start]]
    link = tuple(word for word in words_between if word not in words("approximations"))
    about = low.start > 1 and tokens[low.start - 1].lower in words("approximations")
    before = tokens[low.start - 1 - about].lower if low.start else ""
    if link == ("and",) and before == "between":
        low = low._replace(bound="~" if about or len(words_between) > 1 else low.bound)
        return _range(tokens, low, high, start=low.start - 1 - about)
    if link not in _LINKS or (link[0] in _DASHES and not tokens[low.end].glued):
        return None
    if not _compatible(tokens, low, high):
        return None
    return _range(tokens, low, high, start=low.start)


def _compatible(tokens: list[Token], low: Figure, high: Figure) -> bool:
    """Whether two figures with "to" or a dash between them are one range.

    "rose 18 sen to 2.70 ringgit" and "fell 2 percent to 40" are two.
    """
    before = tokens[low.start - 1].lower if low.start else ""
    to = tokens[low.end].lower == "to"
    moved = to and (before == "by" or is_movement(before) or _is_far(tokens, low, high))
    if low.kind == "year" or high.kind == "year":
        return low.kind == high.kind or (low.kind == "year" and _is_short_year(tokens, high))
    if moved and low.unit is None and (low.value or 0.0) < 1 <= (high.value or 0.0):
        return False
    if moved and low.unit is high.unit is None:
        return False
    if low.unit is None or before == "from":
        return low.unit in (None, high.unit) or high.unit is None
    if high.unit is None:
        sum_of_money = low.kind == "money" and low.scale == 1 and low.last == low.end
        return low.kind == "age" or (sum_of_money and not to)
    return low.unit == high.unit and not moved


def _is_far(tokens: list[Token], low: Figure, high: Figure) -> bool:
    """Whether a verb of movement makes an amount and a level: "lifted its rates 0.5% to 4.5%"."""
    near = tokens[max(0, low.start - _NEAR) : low.start]
    moved = any(is_movement(token.lower) for token in near) and near[-1].lower not in _OPENERS
    return moved and (high.value or 0.0) > _FAR * (low.value or 0.0)


def _is_short_year(tokens: list[Token], high: Figure) -> bool:
    """Whether the second is the "15" of "2014-15" or the "6" of "2005-6"."""
    printed = tokens[high.first]
    return high.unit is None and len(printed.text) <= 2 and printed.glued


def _range(tokens: list[Token], low: Figure, high: Figure, *, start: int) -> Figure:
    first, last = low.value or 0.0, high.value or 0.0
    if low.kind == "year" and high.kind != "year":
        turn = 10 if len(tokens[high.first].text) == 1 else 100
        last += first - first % turn
        return low._replace(last=high.last, end=high.end, start=start, high=last)
    if low.scale == 1 and high.scale > 1 and _shares_scale(low, high):
        first *= high.scale
    base = high if high.unit is not None else low
    return base._replace(
        first=low.first,
        last=high.last,
        start=start,
        end=high.end,
        value=first,
        high=last,
        per=high.per or low.per,
        bound=low.bound,
        style="dash" if tokens[low.end].text in _DASHES else low.style,
    )


def _shares_scale(low: Figure, high: Figure) -> bool:
    """Whether the scale word printed once counts for both: "$10 to $15 billion"."""
    bare = (high.value or 0.0) / high.scale
    printed = low.unit is not None and low.start < low.first
    return abs(low.value or 0.0) <= (abs(bare) if printed else 10 * abs(bare))
