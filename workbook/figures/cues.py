"""Verbs and adverbs of movement: whether a number measures a rise or a fall."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbook.figures.figure import Figure
from workbook.figures.phrases import NOUNS, VERBS
from workbook.figures.sentence import Sentence, next_start, token_after, words_of
from workbook.figures.tokens import data_rows, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How far before a figure its verb may stand, in words.
_REACH = 8
# How many tokens a second figure without a verb of its own may stand after the first.
_ELIDED = 7
# "by" + "an average" + "of": no longer chain leads from a figure to its verb.
_CHAIN = 4
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
    found = (
        _signed(sentence, figure)
        or _before(sentence, figure, first)
        or _of_verb(sentence, figure, first, after)
        or _of_noun(sentence, figure, first)
        or _elided(sentence, figure, last)
    )
    if found is None and figure.kind in ("percent", "money", "measure"):
        found, end = _after(sentence, figure, after)
        if found and (stop := token_after(sentence, end - 1)) <= limit:
            figure = figure._replace(end=stop)
    return figure._replace(change=found)


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
            return _way(word, figure, by=by)
        if word.lower_ == "by":
            by = True
        elif not _steps_over(word, by=by):
            return None
        place -= 1
    return None


def _way(word: Token, figure: Figure, *, by: bool) -> str | None:
    """The direction of a word of movement; none where it says something else of the figure."""
    return None if _is_other_verb(word, figure, by=by) else movements()[word.lower_]


def _is_other_verb(word: Token, figure: Figure, *, by: bool) -> bool:
    """Whether the words say no movement: "gave up 5 yards", "raised $5 million"."""
    known = word.head.lower_ in movements() or word.head.lower_ in words("moving up or down")
    if word.tag_ == "RP" and word.head.tag_ in VERBS and not known:
        return True
    if by:
        return False
    if word.lower_ == "off":
        return figure.kind != "percent"
    money = figure.kind == "money" and word.lower_ in words("raising money")
    return money or (
        figure.counted and word.lower_ in words("raising money") | words("moving things")
    )


def _steps_over(word: Token, *, by: bool) -> bool:
    """Whether a word may stand between the movement and its figure."""
    if word.tag_ in _BETWEEN or word.lower_ in words("around changes"):
        return True
    return by and word.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "POS", "HYPH")


def _of_verb(sentence: Sentence, figure: Figure, first: int, after: int) -> str | None:
    """The movement that the parse ties to a figure: "cut the number of its boats by 5%".

    Also over words like "an average of"; not over "to", which leads to the level reached.
    """
    root = sentence.doc[first:after].root
    head, by = root.head, False
    for _ in range(_CHAIN):
        if head.i >= first or head.lower_ not in words("vague nouns") | {"by", "of"}:
            break
        by, head = by or head.lower_ == "by", head.head
    tied = by or root.dep_ in ("dobj", "npadvmod") or head.i != root.head.i
    if head.tag_ in VERBS and head.i < first and head.lower_ in movements() and tied:
        return _way(head, figure, by=by)
    return None


def _of_noun(sentence: Sentence, figure: Figure, first: int) -> str | None:
    """The direction of "an increase of 5 percent"; a loss of money is no movement."""
    doc = sentence.doc
    if first < 2 or doc[first - 1].lower_ != "of":
        return None
    return _noun_way(doc[first - 2], figure)


def _noun_way(noun: Token, figure: Figure) -> str | None:
    if figure.kind == "money" and noun.lower_ in words("profit and loss"):
        return None
    if noun.lower_ in words("rise nouns"):
        return "up"
    return "down" if noun.lower_ in words("fall nouns") else None


def _after(sentence: Sentence, figure: Figure, after: int) -> tuple[str | None, int]:
    """The amount of a change: "5 percent higher", "a 7% share price increase"; and its end."""
    doc = sentence.doc
    for word in doc[after : after + 4]:
        if word.i == after and word.lower_ in ("higher", "lower"):
            return ("up" if word.lower_ == "higher" else "down"), word.i + 1
        if word.i == after and word.lower_ in ("up", "down") and _ends(doc, word.i + 1):
            return word.lower_, word.i + 1
        way = _noun_way(word, figure) if word.tag_ == "NN" else None
        if way is not None:
            return way, word.i + 1
        if word.tag_ not in ("NN", "JJ", "HYPH"):
            break
    return None, after


def _ends(doc: Doc, place: int) -> bool:
    """Whether no level follows "up" or "down": "2 percent up on Monday"; not "up from 5"."""
    return place >= len(doc) or doc[place].is_punct or doc[place].lower_ in ("on", "in", "at")


def _elided(sentence: Sentence, figure: Figure, last: Figure | None) -> str | None:
    """Take the direction of the figure before: "were down 3%, Acme by 4%", "5, or 2%"."""
    if last is None or last.change is None:
        return None
    between = [token.lower for token in sentence.tokens[last.end : figure.start]]
    if between in (["or"], [",", "or"]):
        return last.change
    if not between or len(between) > _ELIDED or figure.unit != last.unit:
        return None
    if between[-1] == "by":
        return last.change
    _, start = words_of(sentence, last.start, last.end)
    first, _ = words_of(sentence, figure.start, figure.end)
    gap = sentence.doc[start:first]
    opens = between[0] in (",", ";", "and", "while") and gap[-1].tag_ in NOUNS
    verbs = any(word.tag_ in VERBS for word in gap)
    return last.change if opens and figure.kind == "percent" and not verbs else None
