"""Numbers in words: "two and a half million", "a third of", "tens of thousands", "twice"."""

from __future__ import annotations

from workbook.figures.numerals import Number, has, part_of, scaled
from workbook.figures.tokens import Token, words

_PLURAL_SHARES = ("thirds", "quarters", "fourths", "halves")


def read_words(tokens: list[Token], place: int) -> Number | None:
    """Read the number in words that begins at a token; None if none does.

    >>> from workbook.figures.tokens import tokenise
    >>> read_words(tokenise("half a million flats"), 0).value
    500000.0
    """
    value, part = part_of(tokens, place)
    if part == "fold":
        return Number(place + 1, value, None, "fold")
    if part == "multiple" and (tokens[place].lower in ("twice", "thrice") or _is_of(tokens, place)):
        return Number(place + 1, value, None, "fold")
    if part == "vague":
        return _read_vague(tokens, place, value)
    if part == "part" and tokens[place].lower == "half":
        return _read_half(tokens, place)
    if has(tokens, place, "few", "several", "couple"):
        return _read_few(tokens, place)
    if part in ("unit", "teen", "ten"):
        return _read_sum(tokens, place)
    if has(tokens, place, "a", "an"):
        return _read_after_article(tokens, place)
    return None


def _read_vague(tokens: list[Token], place: int, value: float) -> Number | None:
    """Read "tens of thousands": from one power of ten (or a dozen) to the next."""
    end, low = place + 1, value
    if has(tokens, place, "tens", "scores") and not has(tokens, end, "of"):
        return None
    while has(tokens, end, "of") and part_of(tokens, end + 1)[1] == "vague":
        low *= part_of(tokens, end + 1)[0]
        end += 2
    return Number(end, low, low * 10, "words")


def _read_few(tokens: list[Token], place: int) -> Number | None:
    """Read "a few hundred": to the next power of ten; "a couple of dozen": two of them."""
    couple = has(tokens, place, "couple")
    end = place + 1 + (couple and has(tokens, place + 1, "of"))
    scale, first = 1.0, end
    while part_of(tokens, end)[1] in ("hundred", "scale"):
        scale, end = scale * part_of(tokens, end)[0], end + 1
    if end == first:
        return None
    return Number(end, 2 * scale if couple else scale, None if couple else scale * 10, "words")


def _read_half(tokens: list[Token], place: int) -> Number:
    """Read "half", "half a million", "half-million"."""
    end = place + 1
    if has(tokens, end, "a", "an", "-") and part_of(tokens, end + 1)[1] in (
        "scale",
        "hundred",
    ):
        return Number(end + 2, 0.5 * part_of(tokens, end + 1)[0], None, "words")
    return Number(end, 0.5, None, "words")


def _read_after_article(tokens: list[Token], place: int) -> Number | None:
    """Read "a million", "a dozen", "a third of", "a quarter of"; "a" alone is no number."""
    value, part = part_of(tokens, place + 1)
    if has(tokens, place + 1, "few", "couple"):
        return _read_few(tokens, place + 1)
    if part in ("hundred", "scale"):
        return _read_sum(tokens, place)
    if part == "share" and (has(tokens, place + 2, "of") or _is_share(tokens, place)):
        return _of_scale(tokens, Number(place + 2, 1 / value, None, "words"))
    if has(tokens, place + 1, "half") and has(tokens, place + 2, "million", "billion", "dozen"):
        return Number(place + 3, 0.5 * part_of(tokens, place + 2)[0], None, "words")
    return None


def _is_share(tokens: list[Token], place: int) -> bool:
    """Whether "a third" is a share: "nearly a third said", "a quarter point"; not "a third man"."""
    before = tokens[place - 1].lower if place else ""
    after = place + 2 + has(tokens, place + 2, "-")
    if has(tokens, place + 1, "quarter") and has(tokens, after, *words("halved units")):
        return True
    if before in words("near a share"):
        return not has(tokens, place + 2, "-")
    closed = after >= len(tokens) or not tokens[after].is_word
    return before in words("before a share") and (
        (closed and after == place + 2) or has(tokens, after, *words("function"))
    )


def _of_scale(tokens: list[Token], number: Number) -> Number:
    """Go on with "of a million" after a share."""
    scale, part = part_of(tokens, number.end + 2)
    if part != "scale" or not (has(tokens, number.end, "of") and has(tokens, number.end + 1, "a")):
        return number
    return Number(number.end + 3, number.value * scale, None, "words", scale)


def _read_sum(tokens: list[Token], place: int) -> Number:
    """Read composed words: "thirty-one thousand four hundred fifty-six", "two-thirds"."""
    total, group, scale, end, last = 0.0, 0.0, 1.0, place, ""
    if has(tokens, place, "a", "an"):
        group, end = 1.0, place + 1
    while True:
        step = end + _joint(tokens, end, last)
        value, part = part_of(tokens, step)
        if part in ("unit", "teen", "ten") and _adds(part, last):
            group += value
        elif part == "hundred" and last in ("", "unit", "teen", "ten") and group:
            group *= value
        elif part == "scale" and last != "scale":
            total, group, scale = total + group * value, 0.0, 0.0 if total else value
        elif part == "scale":
            total, scale = total * value, scale * value
        else:
            break
        end, last = step + 1, part
    number = _with_fraction(tokens, end, total + group)
    return number if group or number.end > end else number._replace(scale=scale or 1.0)


def _adds(part: str, last: str) -> bool:
    """Whether a small number word goes on with the number: "forty two", not "two forty"."""
    return last in ("", "hundred", "scale") or (last == "ten" and part == "unit")


def _joint(tokens: list[Token], place: int, last: str) -> int:
    """How many tokens join two number words: a hyphen, or "and" after hundred or thousand."""
    if not last or place + 1 >= len(tokens):
        return 0
    if tokens[place].text == "-" and tokens[place].glued:
        return int(part_of(tokens, place + 1)[1] in ("unit", "hundred", "scale"))
    small = part_of(tokens, place + 1)[1] in ("unit", "teen", "ten")
    return int(last in ("hundred", "scale") and tokens[place].lower == "and" and small)


def _with_fraction(tokens: list[Token], end: int, value: float) -> Number:
    """Go on with "-thirds", "and a half", "point five"; then a last scale word."""
    dash = int(has(tokens, end, "-") and tokens[end].glued)
    below, part = part_of(tokens, end + dash)
    if part == "share" and (value == 1 or dash or has(tokens, end, *_PLURAL_SHARES)):
        return _of_scale(tokens, Number(end + dash + 1, value / below, None, "words"))
    gap = int(has(tokens, end, "-"))
    if has(tokens, end + gap, "and"):
        gap += 1 + int(has(tokens, end + gap + 1, "-"))
        if has(tokens, end + gap, "a"):
            gap += 1 + int(has(tokens, end + gap + 1, "-"))
            if has(tokens, end + gap, "half"):
                return scaled(tokens, end + gap + 1, value + 0.5)._replace(style="words")
    if has(tokens, end, "point") and part_of(tokens, end + 1)[1] == "unit":
        tenths = value + part_of(tokens, end + 1)[0] / 10
        return scaled(tokens, end + 2, tenths)._replace(style="words")
    return Number(end, value, None, "words")


def _is_of(tokens: list[Token], place: int) -> bool:
    """Whether "double" says how many times something: "double the number", not "a double room"."""
    return has(tokens, place + 1, "the", "that", "what", "its", "their", "his", "her")
