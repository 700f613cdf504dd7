"""A sentence with its grammar tokens and its parse, and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.figures.figure import Figure
from workbook.figures.tokens import Token

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens have places in the body; the parsed words count from `base`."""

    tokens: list[Token]
    doc: Doc
    base: int
    starts: list[int]


def sentence_of(tokens: list[Token], doc: Doc, base: int) -> Sentence:
    """Bring the tokens and the parse of one sentence together."""
    return Sentence(tokens, doc, base, [word.idx for word in doc])


def words_of(sentence: Sentence, first: int, end: int) -> tuple[int, int]:
    """Half-open indexes of the parsed words that tokens[first:end] touch."""
    start = sentence.tokens[first].start - sentence.base
    stop = sentence.tokens[end - 1].end - sentence.base
    return bisect_right(sentence.starts, start) - 1, bisect_left(sentence.starts, stop)


def token_after(sentence: Sentence, word: int) -> int:
    """Index of the first token that begins after a parsed word ends."""
    last = sentence.doc[word]
    char = sentence.base + last.idx + len(last)
    return bisect_left(sentence.tokens, char, key=lambda token: token.start)


def next_start(figures: list[Figure], place: int, tokens: list[Token]) -> int:
    """Index of the token where the next figure begins."""
    return figures[place + 1].start if place + 1 < len(figures) else len(tokens)
