"""Verbs and adverbs of movement: whether a number measures a rise or a fall."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workbook.figures.clauses import is_time
from workbook.figures.figure import Figure
from workbook.figures.movement_nouns import is_bodily, way_after, way_before
from workbook.figures.phrases import NOUNS, VERBS
from workbook.figures.sentence import Sentence, next_start, token_after, words_of
from workbook.figures.tokens import data_rows, words

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far before a figure its verb may stand, in words.
_REACH = 8
# How many tokens a second figure without a verb of its own may stand after the first.
_ELIDED = 7
# "by" + "an average" + "of": no longer chain leads from a figure to its verb.
_CHAIN = 4
_PACING = frozenset({"JJ", "DT", "NN", "RB", "HYPH", "VBN"})
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
    if _is_level(sentence, figure):
        return figure
    first, after = words_of(sentence, figure.start, figure.end)
    found = _signed(sentence, figure) or way_before(sentence, figure, first)
    if found is None and not _modifies(sentence, figure, first, after):
        found = (
            _before(sentence, figure, first)
            or _at_rate(sentence, figure, first)
            or _of_verb(sentence, figure, first, after)
            or _taken_off(sentence, first, after)
            or _elided(sentence, figure, last)
        )
    measured = figure.kind in ("percent", "money", "measure") or figure.unit == "point"
    if found is None and measured:
        found, end = way_after(sentence, figure, after)
        if found and (stop := token_after(sentence, end - 1)) <= limit:
            figure = figure._replace(end=stop)
    return figure._replace(change=found)


def _is_level(sentence: Sentence, figure: Figure) -> bool:
    """Whether the bound words say where a movement ends: "fell below 5", "fell as low as 5"."""
    opening = [token.lower for token in sentence.tokens[figure.start : figure.start + 2]]
    return opening[0] in words("level bounds") or opening in (["as", "low"], ["as", "high"])


def _modifies(sentence: Sentence, figure: Figure, first: int, after: int) -> bool:
    """Whether a measure stands before the noun that it describes: "lost a £5m case"."""
    root = sentence.doc[first:after].root
    noun = root.head
    return (
        not figure.counted
        and root.dep_ in ("nmod", "compound", "amod", "nummod", "quantmod")
        and noun.i >= after
        and noun.tag_ in NOUNS
        and not is_time(noun)
    )


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
        linked = by and sentence.doc[place + 1].lower_ == "by"
        if word.lower_ in movements() and (linked or word.tag_ in _VERBAL):
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
    if figure.unit == "time" and figure.style != "fold":
        return True
    if figure.kind == "duration" and word.lower_ in words("losing time"):
        return True
    if by:
        return False
    if word.lower_ == "off" or is_bodily(word.lower_, figure):
        return figure.kind != "percent"
    if figure.kind == "money":
        return word.lower_ in words("raising money")
    if (figure.unit or "").split(" ")[-1] in words("contests"):
        return word.lower_ in words("losing time")
    things = figure.counted and figure.unit not in words("jobs")
    return things and word.lower_ in words("raising money") | words("moving things")


def _steps_over(word: Token, *, by: bool) -> bool:
    """Whether a word may stand between the movement and its figure."""
    if word.tag_ in _BETWEEN or word.lower_ in words("around changes"):
        return True
    return by and word.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "PRP$", "POS", "HYPH")


def _at_rate(sentence: Sentence, figure: Figure, first: int) -> str | None:
    """The direction of "grew at 5 percent", "grew at an annual rate of 5 percent"."""
    doc, place = sentence.doc, first
    if figure.kind == "percent" and place > 1 and doc[place - 1].lower_ == "of":
        place -= 2
        if doc[place].lower_ not in words("paces"):
            return None
        while place and doc[place - 1].tag_ in _PACING:
            place -= 1
    if figure.kind != "percent" or place < 2 or doc[place - 1].lower_ != "at":
        return None
    verb = doc[place - 2]
    return movements().get(verb.lower_) if verb.tag_ in VERBS else None


def _of_verb(sentence: Sentence, figure: Figure, first: int, after: int) -> str | None:
    """The movement that the parse ties to a figure: "cut the number of its boats by 5%".

    Also over words like "an average of"; not over "to" and "from", which lead to levels.
    """
    if first and sentence.doc[first - 1].lower_ in ("to", "from"):
        return None
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


def _taken_off(sentence: Sentence, first: int, after: int) -> str | None:
    """Down for what is taken off something: "wiped $3 million off it", "5% was cut from it"."""
    root = sentence.doc[first:after].root
    removed = root.head.lower_ in words("taking off") and root.dep_ in ("dobj", "nsubjpass")
    below = (*root.head.children, *root.children)
    links = [child.lower_ for child in below if child.i >= after]
    return "down" if removed and ("off" in links or "from" in links) else None


def _elided(sentence: Sentence, figure: Figure, last: Figure | None) -> str | None:
    """Take the direction of the figure before: "were down 3%, Acme by 4%", "5, or 2%"."""
    if last is None or last.change is None:
        return None
    between = [token.lower for token in sentence.tokens[last.end : figure.start]]
    if between in (["or"], [",", "or"]) or (between == ["("] and figure.unit != last.unit):
        return last.change
    if not between or len(between) > _ELIDED or figure.unit != last.unit:
        return None
    if between[-1] == "by":
        return last.change
    _, start = words_of(sentence, last.start, last.end)
    first, _ = words_of(sentence, figure.start, figure.end)
    gap = sentence.doc[start:first]
    links = (",", ";", "and", "while")
    opens = between[0] in links and gap[-1].tag_ in NOUNS
    closes = between[-1] in links and between[0] in ("in", "on", "for", "during")
    verbs = any(word.tag_ in VERBS for word in gap)
    return last.change if (opens or closes) and figure.kind == "percent" and not verbs else None
