"""What the language of a paragraph says for and against its opening an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbook.loading.dates import read_dateline
from workbook.loading.lines import ends_sentence
from workbook.loading.shapes import is_heading_shaped
from workbook.loading.vocabulary import content_words, share_found

# Points for (+) and against (-) an article beginning here, set by hand: 1 slight, 3 strong, 8 sure.
DATELINE, WEEKDAY, AFTER_CLOSER, INDEFINITE = 8.0, 1.5, 3.0, 1.0
CARRIES_ON, QUOTED, LOWER_CASE, IS_CLOSER, THE_ROLE = -2.5, -2.0, -3.0, -3.0, -1.5
AFTER_OPEN_END, AFTER_HEADING, AFTER_COLON, FRAGMENT = -2.5, -2.5, -2.5, -1.5
# A heading or speaker at the head of a paragraph: "Anger at the port: Some say".
RUN_IN = -1.5
# Archives label the parts of an article: an abstract opens it, what other labels head goes on.
ABSTRACT, LABELLED = 4.0, -6.0
# A surname alone from here on whose full name stands before; none; a full name given again.
LINKED, UNLINKED, INTRODUCED = -1.0, 1.0, 1.0
MOST_LINKS = 3
# Shorter paragraphs than this are captions and credits rather than ledes.
FRAGMENT_WORDS = 5
# Paragraphs over which a surname is taken to recall the full name.
MEMORY = 25
# A summary printed above a dateline has at most this many lines of at most this many words.
MOST_STANDFIRSTS, STANDFIRST = 2, 20

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_INDEFINITE = re.compile(r"An? ")
_ROLE = re.compile(r"The [a-z]+(?: [a-z]+)? (?:said|says|told|was|were|is|are|has|have|had|also)\b")
_RUN_IN = re.compile(r"[A-Z][\w'’-]*[a-z](?: [\w'’-]+){1,4}: [\"“]?[A-Z]")
_ABSTRACT = re.compile(r"(?:abstract|summary)\W*", re.IGNORECASE)
_LABEL = re.compile(r"(?:abstract|summary|full text|body|text)\W*", re.IGNORECASE)
_QUOTE = tuple("\"“”'‘«„")
_NAME = re.compile(
    r"\b[A-Z][\w'’-]*[a-z][\w'’-]*(?: (?:[A-Z]\.|de|von|van|bin|al|da|la))*"
    r"(?: [A-Z][\w’-]*[a-z][\w-]*)+"
)
_CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z][\w-]+")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class _Names:
    """Surnames given in full and surnames alone, of one paragraph."""

    full: frozenset[str]
    alone: frozenset[str]


def score_starts(texts: Sequence[str]) -> list[float]:
    """Points for each paragraph: how much it reads like the opening of an article."""
    links, introduced = _recalls([_names(text) for text in texts])
    closers = closing_lines(texts)
    scores = []
    for i, text in enumerate(texts):
        score = _opening(text) + CARRIES_ON * carries_on(text) + IS_CLOSER * closers[i]
        score += LINKED * min(links[i], MOST_LINKS) if links[i] else UNLINKED
        score += INTRODUCED * introduced[i]
        score += _after(texts[i - 1], is_closer=closers[i - 1] and not closers[i]) if i else 0.0
        score += _dateline(texts, i)
        scores.append(score)
    return scores


def _opening(text: str) -> float:
    score = WEEKDAY * bool(_WEEKDAY.search(text)) + INDEFINITE * bool(_INDEFINITE.match(text))
    if _LABEL.fullmatch(text):
        return ABSTRACT if _ABSTRACT.fullmatch(text) else LABELLED
    score += FRAGMENT * (text.count(" ") < FRAGMENT_WORDS) + QUOTED * text.startswith(_QUOTE)
    score += THE_ROLE * bool(_ROLE.match(text)) + RUN_IN * bool(_RUN_IN.match(text))
    return score + LOWER_CASE * (text[0].islower() or text[0] in "(…")


def _after(text: str, *, is_closer: bool) -> float:
    """What the paragraph before says."""
    if is_closer:
        return AFTER_CLOSER
    if _LABEL.fullmatch(text):
        return LABELLED
    if is_heading_shaped(text):
        return AFTER_HEADING
    if text.endswith((":", ",")):
        return AFTER_COLON
    return AFTER_OPEN_END * (not ends_sentence(text))


def _dateline(texts: Sequence[str], place: int) -> float:
    """A dateline opens an article, or the first line of the summary printed above it does."""
    first = place
    for below in range(place, min(place + 1 + MOST_STANDFIRSTS, len(texts))):
        if _has_dateline(texts[below]):
            return DATELINE if _first_line_above(texts, below) == first else 0.0
    return 0.0


def _first_line_above(texts: Sequence[str], place: int) -> int:
    """Where the summary above a dateline begins; the dateline itself where there is none."""
    first = place
    while (
        first > 0 and place - first < MOST_STANDFIRSTS and _is_standfirst(texts, first - 1, place)
    ):
        first -= 1
    return first


def _has_dateline(text: str) -> bool:
    return read_dateline(text)[0] is not None


def _is_standfirst(texts: Sequence[str], place: int, dateline: int) -> bool:
    """A short line that speaks of what follows the dateline rather than of what went before."""
    text = texts[place]
    if text.count(" ") >= STANDFIRST or text.startswith(_QUOTE):
        return False
    if is_closer(text) or carries_on(text):
        return False
    words = content_words(text)
    after = [content_words(text) for text in texts[dateline : dateline + 3]]
    before = [content_words(text) for text in texts[max(0, place - 3) : place]]
    return share_found(words, after) > share_found(words, before)


@cache
def _openers() -> re.Pattern[str]:
    phrases = [phrase.strip() for line in _data("openers.txt") for phrase in line.split(",")]
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


@cache
def _closers() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _data("closers.txt")), re.IGNORECASE)


def _data(name: str) -> list[str]:
    text = files("workbook.loading").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def carries_on(text: str) -> bool:
    """Whether a paragraph opens with a word that goes on from an earlier one.

    >>> carries_on("However, talks went on."), carries_on("Talks went on.")
    (True, False)
    """
    return _openers().match(text) is not None


def is_closer(text: str) -> bool:
    """Whether a line closes an article: a credit, a correction, who the author is.

    >>> is_closer("Editing by Ana Ruiz"), is_closer("The port reopened.")
    (True, False)
    """
    return _closers().match(text) is not None


def closing_lines(texts: Sequence[str]) -> list[bool]:
    """Which lines close an article; a closing note broken into lines goes on to its stop."""
    closing: list[bool] = []
    for text, before in zip(texts, ["", *texts], strict=False):
        goes_on = bool(closing) and closing[-1] and not ends_sentence(before)
        closing.append(is_closer(text) or goes_on)
    return closing


def _names(text: str) -> _Names:
    full, alone = set(), set()
    rest = text
    for found in _NAME.finditer(text):
        surname = _POSSESSIVE.sub("", found[0].rsplit(" ", 1)[-1])
        full.add(surname)
        rest = rest.replace(found[0], " ")
    alone = {_POSSESSIVE.sub("", word) for word in _CAPITALISED.findall(rest)}
    return _Names(frozenset(full), frozenset(alone - full))


def _recalls(names: Sequence[_Names]) -> tuple[list[int], list[int]]:
    """For each paragraph, surnames that reach back over its start; whether a name is new again."""
    links, introduced = [0] * len(names), [0] * len(names)
    full: dict[str, int] = {}
    latest: dict[str, int] = {}
    for i, here in enumerate(names):
        introduced[i] = int(any(full.get(n, i) < latest.get(n, -1) < i for n in here.full))
        for name in here.alone:
            if i - full.get(name, -MEMORY - 1) <= MEMORY:
                for place in range(latest.get(name, full[name]) + 1, i + 1):
                    links[place] += 1
        full |= dict.fromkeys(here.full, i)
        latest |= dict.fromkeys(here.full | here.alone, i)
    return links, introduced
