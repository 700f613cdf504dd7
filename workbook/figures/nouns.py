"""The counted noun after a number becomes its unit: "49 high-level foreign guests"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.figures.bounds import bound_after
from workbook.figures.figure import Figure
from workbook.figures.phrases import NAMES, NOUNS, PLURALS, noun_run
from workbook.figures.plurals import singular
from workbook.figures.sentence import Sentence, next_start, token_after, words_of
from workbook.figures.tokens import word_list, words
from workbook.figures.units import read_per, units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OLDEST = 110


def count_nouns(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    """Give bare numbers the noun that they count; leave out what is no figure after all."""
    limits = [next_start(figures, place, sentence.tokens) for place in range(len(figures))]
    read = [_read(sentence, *pair) for pair in zip(figures, limits, strict=True)]
    return [figure for figure in read if figure is not None]


def _read(sentence: Sentence, figure: Figure, limit: int) -> Figure | None:
    if figure.kind == "ordinal":
        return _ranked(sentence, figure, limit)
    if figure.unit is None and figure.value is not None:
        return _counted(sentence, figure, limit)
    points = figure.unit == "point" and figure.style == "words" and (figure.value or 0) >= 1
    return None if points and _has_inner_hyphen(sentence, figure) else figure


def _ranked(sentence: Sentence, figure: Figure, limit: int) -> Figure | None:
    """The noun that an ordinal ranks: "88th anniversary"; a bare "the first" ranks nothing."""
    run = _run_after(sentence, figure, limit, of=False)
    if run is None:
        return figure if sentence.tokens[figure.first].is_number else None
    end = token_after(sentence, run[-1].i)
    return figure._replace(unit=unit_name(run), end=end, counted=True)


def _counted(sentence: Sentence, figure: Figure, limit: int) -> Figure | None:
    """A bare number with the noun after it; None where the words name something instead."""
    value = abs(figure.value or 0.0)
    if figure.style in ("words", "fraction") and 0 < value < 1 and figure.high is None:
        return _fraction(sentence, figure)
    one = [token.lower for token in sentence.tokens[figure.first : figure.last]] == ["one"]
    of = figure.high is not None or figure.scale > 1 or one
    run = _owners(_run_after(sentence, figure, limit, of=of))
    if one and not _is_one(sentence, figure, run):
        return None
    limited = (run is None or not _is_many(run[-1])) and _is_limit_of_age(sentence, figure)
    if limited or (run is None and _is_age_of_subject(sentence, figure)):
        return figure._replace(unit="year", kind="age")
    if run is None:
        named = figure.style == "dash" or _continues_name(sentence, figure)
        return None if named else figure
    hyphened = _is_hyphened(sentence, figure)
    if hyphened and figure.style == "words":
        return None
    if figure.style == "dash" and not hyphened and (_is_name(run[-1]) or not _is_many(run[-1])):
        return None
    if hyphened or value <= 1 or _is_many(run[-1]):
        return _with_noun(sentence, figure, run, limit=limit)
    return None if _is_model(sentence, figure, run[-1]) else figure


def _is_limit_of_age(sentence: Sentence, figure: Figure) -> bool:
    """Whether people stand before a limit without a noun: "children under 5", "those over 65"."""
    tokens, opening = sentence.tokens, sentence.tokens[figure.start]
    if not figure.start or opening.lower not in words("under an age"):
        return False
    who = tokens[figure.start - 1].lower
    people = who in word_list("persons.txt") or who in words("anyone")
    return people and 0 < (figure.value or 0) <= _OLDEST and figure.scale == 1


def _is_age_of_subject(sentence: Sentence, figure: Figure) -> bool:
    """Whether a bare number is said to be somebody's age: "She was 77", "Ana, who is 10"."""
    _, after = words_of(sentence, figure.first, figure.last)
    verb = sentence.doc[after - 1].head
    if figure.high is not None or not 0 < (figure.value or 0) <= _OLDEST or figure.scale > 1:
        return False
    if verb.lower_ not in words("being"):
        return False
    subjects = [child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i]
    return any(
        word.lower_ in words("persons") or word.lower_ in word_list("persons.txt")
        for word in subjects
    )


def _with_noun(sentence: Sentence, figure: Figure, run: list[Token], *, limit: int) -> Figure:
    """The figure with a counted noun as unit, and the "a month" after it."""
    end, hyphened = token_after(sentence, run[-1].i), _is_hyphened(sentence, figure)
    per, after = read_per(sentence.tokens, end)
    if per not in words("per nouns") or after > limit:
        per, after = None, end
    figure = bound_after(sentence.tokens, figure._replace(end=after), limit)
    after = figure.end
    known = units().get((run[-1].lower_,))
    if known is not None and known.kind in ("duration", "measure", "money"):
        return figure._replace(unit=known.name, kind=known.kind, end=after, per=per)
    unit = unit_name(run[:1] if hyphened and run[0].tag_ in NOUNS else run)
    return figure._replace(unit=unit, end=after, per=per, counted=True)


def _owners(run: list[Token] | None) -> list[Token] | None:
    """Of "two countries' friendship" the countries, which are what is counted."""
    for place, word in enumerate(run[1:] if run else [], 1):
        if run and word.tag_ == "POS" and run[place - 1].tag_ in PLURALS:
            return run[:place]
    return run


def _is_name(head: Token) -> bool:
    """Whether a noun is a name as a whole: "19-33 Wasps"."""
    return head.tag_ in NAMES and head.text[0].isupper()


def _continues_name(sentence: Sentence, figure: Figure) -> bool:
    """Whether a small bare number is tied to a name before it: "Gloomhall 2 sold well"."""
    first, after = words_of(sentence, figure.first, figure.last)
    name = sentence.doc[after - 1].head
    token = sentence.tokens[figure.first]
    small = token.text.isdecimal() and len(token.text) <= 2 and figure.bound == "="
    return small and first > 0 and name.i == first - 1 and name.tag_ in NAMES


def _is_many(head: Token) -> bool:
    """Whether a noun can be counted as it stands: a plural, people, a collective."""
    return (
        head.tag_ in PLURALS
        or head.lower_ in word_list("persons.txt")
        or head.lower_ in words("collective")
        or (head.text[-1] == "s" and head.text[:-1].isupper() and len(head) > 2)
    )


def _is_model(sentence: Sentence, figure: Figure, head: Token) -> bool:
    """Whether a bare number beside a name and a singular noun is a model, an index or a code."""
    token = sentence.tokens[figure.first]
    before = sentence.tokens[figure.first - 1].text if figure.first > 1 else ""
    bare = token.text.isdecimal() and figure.scale == 1
    return bare and (head.tag_ == "NNP" or before[:1].isupper())


def _fraction(sentence: Sentence, figure: Figure) -> Figure | None:
    """A share of something: "a third of the workers", "half the flats"; not "half-staff"."""
    after = sentence.tokens[figure.end].lower if figure.end < len(sentence.tokens) else ""
    first = sentence.tokens[figure.first]
    before = sentence.tokens[figure.first - 1].lower if figure.first else ""
    measured = (before == "by" or figure.bound != "=") and after not in ("-", "past", "time")
    if (
        first.lower == "half"
        and not measured
        and (after not in words("after half") or before in words("halves named"))
    ):
        return None
    return figure._replace(unit="fraction", kind="percent")


def _is_one(sentence: Sentence, figure: Figure, run: list[Token] | None) -> bool:
    """Whether "one" counts: "one of the reasons", "one solution"; not "each one", "BBC One"."""
    token = sentence.tokens[figure.first]
    before = sentence.tokens[figure.first - 1] if figure.first else None
    if run is None or (token.text[0].isupper() and before and before.text not in "\"“‘'—-:"):
        return False
    after = sentence.tokens[figure.end].lower if figure.end < len(sentence.tokens) else ""
    outside = before is not None and before.lower in words("not before one")
    return after == "of" or not (outside or after == "another")


def _has_inner_hyphen(sentence: Sentence, figure: Figure) -> bool:
    """Whether a hyphen ties number and unit: "six-point accord"."""
    inner = sentence.tokens[figure.last : figure.end]
    return bool(inner) and inner[0].text in "-‐‑"


def _is_hyphened(sentence: Sentence, figure: Figure) -> bool:
    tokens = sentence.tokens
    return (
        figure.end < len(tokens) and tokens[figure.end].text in "-‐‑" and tokens[figure.end].glued
    )


def _run_after(sentence: Sentence, figure: Figure, limit: int, *, of: bool) -> list[Token] | None:
    """The noun with its modifiers right after a figure, before the next one."""
    _, start = words_of(sentence, figure.start, figure.end)
    stop = len(sentence.doc)
    if limit < len(sentence.tokens):
        stop, _ = words_of(sentence, limit, limit + 1)
    return noun_run(sentence.doc, _after_of(sentence.doc, start, stop, of=of), stop)


def _after_of(doc: Doc, start: int, stop: int, *, of: bool) -> int:
    """Step over a hyphen, or over "of" with its determiner."""
    if start < stop and doc[start].text in "-‐‑":
        return start + 1
    if of and start < stop and doc[start].lower_ == "of":
        start += 1
        if start < stop and (doc[start].tag_ in ("DT", "PRP$", "PDT") or doc[start].text == "more"):
            start += 1
    elif start < stop and doc[start].lower_ in words("further ones"):
        start += 1
    return start


def unit_name(run: list[Token]) -> str:
    """The singular of the noun that ends a run, with the nouns before it; "person" for people."""
    head = run[-1]
    if head.lower_ in word_list("persons.txt"):
        return "person"
    start = len(run) - 1
    while (
        start and run[start - 1].tag_ in NOUNS and "-" not in (run[start].text, run[start - 1].text)
    ):
        start -= 1
    if start and run[start - 1].text in "-‐‑":
        start += 1
    before = "".join(word.text_with_ws for word in run[start:-1])
    name = head.text if head.tag_.startswith("NNP") else head.lower_
    return before + singular(name)
