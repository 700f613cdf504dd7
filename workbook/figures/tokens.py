"""Text -> tokens with places, the ground that the number grammar walks on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Fractions that are one character.
FRACTIONS = "½⅓⅔¼¾⅛⅜⅝⅞"

# A run of digits with inner stops and commas; a run of letters (also "m²", "½"); any other mark.
_TOKEN = re.compile(r"\d(?:[.,]?\d)*|[^\W\d_]+|[^\w\s]|_")


class Token(NamedTuple):
    """One token; `glued` says that no white space stands before it."""

    text: str
    lower: str
    start: int
    end: int
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is a run of digits."""
        return self.text[0] in "0123456789"

    @property
    def is_word(self) -> bool:
        """Whether it is a run of letters."""
        return self.text[0].isalpha()


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of a stretch of a text, with places in the whole text.

    >>> [token.text for token in tokenise("$4.2bn (up 1,300%)")]
    ['$', '4.2', 'bn', '(', 'up', '1,300', '%', ')']
    """
    tokens, last = [], -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word, (left, right) = match[0], match.span()
        tokens.append(Token(word, word.lower(), left, right, left == last))
        last = right
    return tokens


def phrase(words: str) -> tuple[str, ...]:
    """The lower-case tokens of a phrase, as they are looked up.

    >>> phrase("sq. ft")
    ('sq', '.', 'ft')
    """
    return tuple(token.lower for token in tokenise(words))


def data_rows(name: str) -> Iterator[list[str]]:
    """Tab-separated fields of a data file of this package, without its comment lines."""
    lines = files("workbook.figures").joinpath(f"data/{name}").read_text("utf-8").splitlines()
    yield from (line.split("\t") for line in lines if line and not line.startswith("# "))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a data file that holds lists of words separated by blanks."""
    return frozenset(word for row in data_rows(name) for field in row for word in field.split())


@cache
def words(name: str) -> frozenset[str]:
    """A named set of small-letter words of `data/words.tsv`.

    >>> "since" in words("year cues")
    True
    """
    return frozenset(
        word for key, row in data_rows("words.tsv") if key == name for word in row.split()
    )


def match_after(tokens: list[Token], place: int, known: dict[tuple[str, ...], str]) -> int:
    """The end of the longest known phrase that begins at a place, or the place itself."""
    return next(
        (
            place + length
            for length in range(min(5, len(tokens) - place), 0, -1)
            if tuple(token.lower for token in tokens[place : place + length]) in known
        ),
        place,
    )


def match_before(tokens: list[Token], place: int, known: dict[tuple[str, ...], str]) -> int:
    """The beginning of the longest known phrase that ends at a place, or the place itself."""
    return next(
        (
            place - length
            for length in range(min(5, place), 0, -1)
            if tuple(token.lower for token in tokens[place - length : place]) in known
        ),
        place,
    )
