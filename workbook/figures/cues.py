"""Verbs and adverbs of movement: whether a number measures a rise or a fall."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workbook.figures.figure import Figure
from workbook.figures.sentence import Sentence, next_start, token_after, words_of
from workbook.figures.tokens import data_rows, words

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far before a figure its verb may stand, in words.
_REACH = 8
_BETWEEN = frozenset({"RB", "RBR", "RBS", "DT", "PDT", "JJR", "RP"})
_VERBAL = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "RB", "RP", "RBR", "JJR", "IN", "JJ")


@cache
def movements() -> dict[str, str]:
    """Word of movement, every form -> up or down."""
    return {word: way for way, forms in data_rows("movements.tsv") for word in forms.split()}


def is_movement(word: str) -> bool:
    """Whether a small-letter word is a form of a verb or adverb of movement."""
    return word in movements()


def find_changes(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Say of each figure whether it measures a rise or a fall, by the words around it.

    The amount moved has a direction ("fell 3 percent to 40": the 3 percent), the level reached has
    none; a figure after "or", "and" or "by" without a verb of its own takes that before it.
    """
    out: list[Figure] = []
    for place, figure in enumerate(figures):
        last = out[-1] if out else None
        limit = next_start(figures, place, sentence.tokens)
        out.append(_with_change(sentence, figure, last, limit=limit))
    return out


def _with_change(sentence: Sentence, figure: Figure, last: Figure | None, *, limit: int) -> Figure:
    if figure.kind in ("date", "year", "ordinal", "age"):
        return figure
    first, after = words_of(sentence, figure.start, figure.end)
    if sentence.tokens[figure.start].lower in words("level bounds"):
        return figure
    found = _signed(sentence, figure) or _before(sentence, figure, first)
    found = found or _elided(sentence, figure, last)
    if found is None and figure.kind == "percent":
        found, end = _after(sentence, after)
        if found and (stop := token_after(sentence, end - 1)) <= limit:
            figure = replace(figure, end=stop)
    return replace(figure, change=found)


def _signed(sentence: Sentence, figure: Figure) -> str | None:
    """The direction of a percentage printed with a sign."""
    sign = sentence.tokens[figure.start].text
    if figure.kind == "percent" and sign in ("-", "−", "+"):
        return "up" if sign == "+" else "down"
    return None


def _before(sentence: Sentence, figure: Figure, first: int) -> str | None:
    """A movement right before the figure, or further off when "by" links them."""
    place, by = first - 1, False
    while place >= 0 and first - place <= _REACH:
        word = sentence.doc[place]
        if word.lower_ in movements() and word.tag_ in _VERBAL:
            if _is_other_verb(word, figure, by=by):
                return None
            return movements()[word.lower_]
        if word.lower_ == "by":
            by = True
        elif not _steps_over(word, by=by):
            return None
        place -= 1
    return None


def _is_other_verb(word: Token, figure: Figure, *, by: bool) -> bool:
    """Whether the words say no movement: "gave up 5 yards", "raised $5 million"."""
    if word.tag_ == "RP" and word.head.pos_ == "VERB" and word.head.lower_ not in movements():
        return True
    if by:
        return False
    money = figure.kind == "money" and word.lower_ in words("raising money")
    return money or (
        figure.counted and word.lower_ in words("raising money") | words("moving things")
    )


def _steps_over(word: Token, *, by: bool) -> bool:
    """Whether a word may stand between the movement and its figure."""
    if word.tag_ in _BETWEEN or word.lower_ in (
        "more",
        "than",
        "almost",
        "nearly",
        "another",
        "around",
    ):
        return True
    return by and word.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "POS", "HYPH")


def _after(sentence: Sentence, after: int) -> tuple[str | None, int]:
    """The amount of a change: "5 percent higher", "a 7% share price increase"; and its end."""
    for word in sentence.doc[after : after + 4]:
        adverb = word.lower_ in ("higher", "lower") and word.i == after
        noun = word.tag_ == "NN" and word.lower_ in words("rise nouns") | words("fall nouns")
        if adverb or noun:
            rises = word.lower_ == "higher" or word.lower_ in words("rise nouns")
            return ("up" if rises else "down"), word.i + 1
        if word.tag_ not in ("NN", "JJ", "HYPH"):
            break
    return None, after


def _elided(sentence: Sentence, figure: Figure, last: Figure | None) -> str | None:
    """Take the direction of the figure before: "were down 3%, Acme by 4%", "5, or 2%"."""
    if last is None or last.change is None:
        return None
    between = [token.lower for token in sentence.tokens[last.end : figure.start]]
    if between in (["or"], [",", "or"]):
        return last.change
    by = bool(between) and between[-1] == "by" and figure.unit == last.unit
    return last.change if by and len(between) < 8 else None
