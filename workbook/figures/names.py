"""Numbers that are part of a name or a code: "Unit 12", "G20", "Stoxx 600", "iPhone 12"."""

from __future__ import annotations

from functools import cache

from workbook.figures.tokens import Token, data_rows, words

_DASHES = "-‐‑–"
# Words with a small-letter word of this length near them are no headline in capitals.
_LONG_WORD, _NEAR = 5, 30
_FEWEST_DIALLED, _MOST_DIALLED = 7, 15
# In tokens, marks included: lists of thousands of numbers are not walked through for each.
_LONGEST_DIALLED = 12


@cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    """Name words in any case (small letters), and those that need a capital."""
    rows = list(data_rows("names.tsv"))
    anyhow = [word for how, names in rows if how == "any" for word in names.split()]
    capital = [word for how, names in rows if how == "capital" for word in names.split()]
    return frozenset(anyhow), frozenset(capital)


def is_tied(tokens: list[Token], place: int) -> bool:
    """Whether letters or a name word before it make a number part of a name, whatever follows."""
    if _follows_name_word(tokens, place) or _is_ranked(tokens, place):
        return True
    if tokens[place].is_word:
        return _touches_letters_before(tokens, place) or _is_title_word(tokens, place)
    return (
        _touches_letters_before(tokens, place)
        or _is_chain(tokens, place)
        or _is_list_number(tokens, place)
        or is_telephone(tokens, place)
    )


def is_in_name(tokens: list[Token], place: int, end: int) -> bool:
    """Whether the number at tokens[place:end] belongs to a name or code.

    A number that has a unit or a currency is none; the caller looks for those first.
    """
    return _touches_letters_after(tokens, end) or _continues_capitals(tokens, place, end)


def _touches_letters_before(tokens: list[Token], place: int) -> bool:
    """Letters touch the number: "M21", "CAC40", "F-16", "ID.3", "#4"."""
    if not place or not tokens[place].glued:
        return False
    before = tokens[place - 1]
    if before.is_word:
        return True
    if before.text in ("#", "@", "_"):
        return True
    if before.text in _DASHES + "." and before.glued and place > 1:
        word = tokens[place - 2]
        if word.is_number and place > 2 and not word.glued:
            return is_tied(tokens, place - 2)
        return (
            word.is_word and word.lower not in words("name prefixes") and not tokens[place].is_word
        )
    return False


def _touches_letters_after(tokens: list[Token], end: int) -> bool:
    """Letters without a meaning as unit touch the number: "5G", "9AB8", "3D", "787s"."""
    return (
        end < len(tokens)
        and tokens[end].glued
        and tokens[end].is_word
        and tokens[end - 1].is_number
    )


def _is_chain(tokens: list[Token], place: int) -> bool:
    """Numbers tied by a plus, stroke or underscore: "3+3", "24/7"; not a range "3-5"."""
    if not any(token.text in "/+_" for token in tokens[max(0, place - 1) : place + 2]):
        return False
    after = tokens[place + 1 : place + 3]
    if len(after) == 2 and after[0].text in "/+_" and after[1].is_number:
        return after[0].glued and after[1].glued
    before = tokens[max(0, place - 2) : place]
    if len(before) == 2 and before[1].text in "/+_" and before[0].is_number:
        return before[1].glued and tokens[place].glued
    return False


def _follows_name_word(tokens: list[Token], place: int) -> bool:
    """A word like "Unit", "Article" or "Channel" stands before the number."""
    if not place:
        return False
    anyhow, capital = _cues()
    before = place - 1
    if tokens[before].text == "." and before:
        before -= 1
    word = tokens[before]
    if word.lower in anyhow:
        return True
    return word.text in capital or (word.text == "P" and tokens[before - 1].text in ("&", "S"))


def _is_title_word(tokens: list[Token], place: int) -> bool:
    """A number word with a capital within a sentence: "the Six Nations"; not in a headline."""
    if not place or not tokens[place].text[0].isupper() or not tokens[place - 1].is_word:
        return False
    near = tokens[max(0, place - _NEAR) : place + _NEAR]
    return any(token.text.islower() and len(token.text) >= _LONG_WORD for token in near)


def _is_ranked(tokens: list[Token], place: int) -> bool:
    """A number after a noun that it ranks: "in round two", "on day 3"; or "the Group of 20"."""
    if place < 2:
        return False
    if tokens[place - 1].lower not in words("ranked by number"):
        return tokens[place - 1].lower == "of" and tokens[place - 2].text == "Group"
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    ends = after is None or not (after.is_word or after.glued) or after.lower in words("function")
    small = len(tokens[place].text) <= 2 or tokens[place].is_word
    return ends and small and tokens[place - 2].lower in words("before ranked")


def _is_list_number(tokens: list[Token], place: int) -> bool:
    """The number of an item at the beginning of a line: "1.", "2) Open", "(3) Open"."""
    if place > 1 or place + 1 >= len(tokens) or len(tokens[place].text) > 2:
        return False
    after = tokens[place + 1]
    if place == 0 and after.text == ".":
        return after.glued and len(tokens) == place + 2
    return after.text == ")" and after.glued and (not place or tokens[0].text == "(")


def is_telephone(tokens: list[Token], place: int) -> bool:
    """Groups of digits that are dialled: "+44 20 7946 0000", "(555) 123-4567", "555-0123"."""
    near = tokens[max(0, place - _LONGEST_DIALLED) : place + _LONGEST_DIALLED]
    if not tokens[place].text.isdecimal() or not any(token.text[0] in "+(0" for token in near):
        return False
    first = _group_start(tokens, place)
    end, limit = place + 1, min(len(tokens), place + _LONGEST_DIALLED)
    while end < limit and _goes_on(tokens[end - 1], tokens[end]):
        end += 1
    groups = [token.text for token in tokens[first:end] if token.is_number]
    opened = tokens[first].text in "+(" or any(group.startswith("0") for group in groups)
    n_digits = sum(map(len, groups))
    return opened and len(groups) > 1 and _FEWEST_DIALLED <= n_digits <= _MOST_DIALLED


def _group_start(tokens: list[Token], place: int) -> int:
    limit = max(0, place - _LONGEST_DIALLED)
    while place > limit and _goes_on(tokens[place - 1], tokens[place]):
        place -= 1
    return place


def _goes_on(token: Token, after: Token) -> bool:
    """Whether two tokens can be parts of one telephone number."""
    return after.start - token.end <= 1 and _is_dialled(token) and _is_dialled(after)


def _is_dialled(token: Token) -> bool:
    return token.text.isdecimal() or token.text in "+()-"


def _continues_capitals(tokens: list[Token], place: int, end: int) -> bool:
    """A short bare number after a capital letter and before no noun: "Apple Watch 5 to see"."""
    if place < 1 or not tokens[place].text.isdecimal() or len(tokens[place].text) > 4:
        return False
    word = tokens[place - 1]
    if not word.is_word or not word.text[0].isupper() or place < 2:
        return False
    if end >= len(tokens) or tokens[end].lower in words("function"):
        return True
    if not tokens[end].is_word:
        return not (tokens[end].text in _DASHES and tokens[end].glued)
    return tokens[end].text[0].isupper() and not tokens[end].text.endswith("s")
