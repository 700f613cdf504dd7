"""Headlines told from their shape and their neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbook.loading.cohesion import start_gains
from workbook.loading.cues import carries_on, is_closer
from workbook.loading.header import MAX_LINES, read_header
from workbook.loading.lines import Line, ends_sentence
from workbook.loading.second_look import look_again
from workbook.loading.shapes import (
    begins_header,
    is_headline_shaped,
    is_prose,
    is_question,
    is_quoted,
)
from workbook.loading.vocabulary import content_words, share_found

# Sub-headings have one to four words, headlines seldom fewer than five.
LEAST_WORDS = 5
# A headline names what the next lines are about and the last ones were not.
LINES_AFTER, LINES_BEFORE = 4, 5
# Points for and against, set by hand: a line of five words between paragraphs passes by itself,
# a question or quotation only with words that the next lines take up, a short one over a byline.
SHAPED, OVERLAP = 0.8, 2.0
SHORT, QUESTION, QUOTED, SENTENCE_OPEN, NO_PROSE = -4.0, -1.2, -2.5, -2.0, -1.0
HEADER, CARRIED_ON, AFTER_CLOSER, IS_CLOSER = 3.0, -1.0, 2.0, -3.0
# Words that change are worth a point for so many nats, at most half a point for, one against.
COHESION_NATS, MOST_FOR, MOST_AGAINST = 10.0, 0.5, -1.0
# A file looks the same throughout: capitals, or a byline or date under each headline, or neither.
CAPITALS, UNLIKE = 1.5, -2.0
# Two more questions as near as this make an interview of it.
INTERVIEW, NEAR = -2.5, 8


@dataclass(frozen=True)
class _Look:
    """What the headlines of one file have in common."""

    is_capitals: bool
    has_header: bool


def find_headlines(lines: Sequence[Line]) -> dict[int, float]:
    """Place and score of each line that begins a headed article, empty unless the first does.

    A file has headlines throughout or not at all, and date or source lines above them likewise.
    """
    scores = headline_scores(lines)
    return {place: score for place, score in scores.items() if score >= 0}


def headline_scores(lines: Sequence[Line]) -> dict[int, float]:
    """The same with the lines of the shape that score too low for a headline."""
    above = next((i for i, line in enumerate(lines) if not begins_header(line.text)), len(lines))
    if above >= len(lines) or not may_head(lines, above):
        return {}
    words = [content_words(line.text) for line in lines]
    later = {i: _look(lines, i) for i in range(above + 1, len(lines)) if may_head(lines, i)}
    common = _common_look(_look(lines, above), later.values())
    gains = start_gains(words, [above, *later])
    scores = {
        _first_above(lines, i, above): score_headline(lines, words, i)
        + _likeness(common, look)
        + _cohesion(gain)
        for (i, look), gain in zip(later.items(), gains, strict=True)
    }
    return {0: SHAPED} | look_again(words, scores)


def _look(lines: Sequence[Line], place: int) -> _Look:
    return _Look(lines[place].text.isupper(), _n_header(lines, place) > 0)


def _common_look(first: _Look, later: Iterable[_Look]) -> _Look:
    """What the first headline shows and any later line that could be one."""
    later = list(later)
    return _Look(
        first.is_capitals and any(look.is_capitals for look in later),
        first.has_header and any(look.has_header for look in later),
    )


def _likeness(common: _Look, here: _Look) -> float:
    score = CAPITALS * (common.is_capitals and here.is_capitals)
    score += UNLIKE * (common.is_capitals and not here.is_capitals)
    return score + UNLIKE * (common.has_header and not here.has_header)


def _cohesion(gain: float) -> float:
    """Points for the words that change at a line, between one possible headline and the next."""
    return max(MOST_AGAINST, min(MOST_FOR, gain / COHESION_NATS))


def _n_header(lines: Sequence[Line], place: int) -> int:
    """How many byline, date and source lines stand under a line."""
    return read_header([line.text for line in lines[place + 1 : place + 1 + MAX_LINES]]).n_lines


def _first_above(lines: Sequence[Line], place: int, most: int) -> int:
    """The first of the date and source lines right above a headline."""
    first = place
    while place - first < most and begins_header(lines[first - 1].text):
        first -= 1
    return first


def headline_confidence(score: float) -> float:
    """A score as a share from 0 to 1; no points either way are worth 0.7."""
    return round(1 / (1 + math.exp(-0.85 - 1.2 * score)), 3)


def may_head(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is shaped like a headline and something follows it."""
    text = lines[place].text
    return is_headline_shaped(text) and place + 1 < len(lines) and not begins_header(text)


def score_headline(lines: Sequence[Line], words: Sequence[Sequence[str]], place: int) -> float:
    """Points for a line being a headline: its shape, the lines around, the words they share."""
    header = _n_header(lines, place)
    below = place + 1 + header
    after = share_found(words[place], words[below : below + LINES_AFTER])
    before = share_found(words[place], words[max(0, place - LINES_BEFORE) : place])
    score = SHAPED + OVERLAP * (after - before) + HEADER * (header > 0)
    return score + _shape_points(lines, place) + _neighbour_points(lines, place, below)


def _shape_points(lines: Sequence[Line], place: int) -> float:
    line = lines[place]
    score = SHORT * (line.n_words < LEAST_WORDS) + QUOTED * is_quoted(line.text)
    score += IS_CLOSER * is_closer(line.text)
    if is_question(line.text):
        score += QUESTION + INTERVIEW * _is_interview(lines, place)
    return score


def _neighbour_points(lines: Sequence[Line], place: int, below: int) -> float:
    """What the line before, and those below the byline, say."""
    before, follow = lines[place - 1].text, lines[below : below + 2]
    n_words = lines[place].n_words
    score = SENTENCE_OPEN * (not ends_sentence(before) and not begins_header(before))
    score += AFTER_CLOSER * is_closer(before) + NO_PROSE * (
        not any(is_prose(line) and line.n_words > n_words for line in follow)
    )
    return score + CARRIED_ON * (bool(follow) and carries_on(follow[0].text))


def _is_interview(lines: Sequence[Line], place: int) -> bool:
    """Whether two more short questions stand near."""
    around = [*range(max(0, place - NEAR), place), *range(place + 1, place + 1 + NEAR)]
    texts = [lines[i].text for i in around if i < len(lines)]
    return sum(is_question(text) and is_headline_shaped(text) for text in texts) >= 2
