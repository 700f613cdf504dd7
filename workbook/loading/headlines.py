"""Headlines told from their shape and their neighbours."""

from __future__ import annotations

import math
from collections.abc import Sequence

from workbook.loading.cues import carries_on
from workbook.loading.header import read_header
from workbook.loading.lines import Line, ends_sentence
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
SHAPED, OVERLAP = 0.5, 2.0
SHORT, QUESTION, QUOTED, SENTENCE_OPEN, NO_PROSE = -3.0, -1.0, -2.5, -2.0, -1.0
HEADER, CARRIED_ON = 3.0, -1.0
# Two more questions as near as this make an interview of it.
INTERVIEW, NEAR = -2.5, 8


def find_headlines(lines: Sequence[Line]) -> dict[int, float]:
    """Place and score of each line that begins a headed article, empty unless the first does.

    A file has headlines throughout or not at all, and date or source lines above them likewise.
    """
    above = next((i for i, line in enumerate(lines) if not begins_header(line.text)), len(lines))
    if above >= len(lines) or not may_head(lines, above):
        return {}
    words = [content_words(line.text) for line in lines]
    found = {0: SHAPED}
    for i in range(above + 1, len(lines)):
        if may_head(lines, i) and (score := score_headline(lines, words, i)) >= 0:
            found[_first_above(lines, i, above)] = score
    return found


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
    line, text = lines[place], lines[place].text
    below = place + 1
    header = read_header([line.text for line in lines[below : below + 6]]).n_lines
    below += header
    after = share_found(words[place], words[below : below + LINES_AFTER])
    before = share_found(words[place], words[max(0, place - LINES_BEFORE) : place])
    score = SHAPED + OVERLAP * (after - before)
    score += HEADER * (header > 0) + SHORT * (line.n_words < LEAST_WORDS)
    score += QUESTION * is_question(text) + QUOTED * is_quoted(text)
    score += SENTENCE_OPEN * (not _follows_end(lines[place - 1].text))
    score += INTERVIEW * (is_question(text) and _is_interview(lines, place))
    score += CARRIED_ON * (below < len(lines) and carries_on(lines[below].text))
    leads = any(
        is_prose(after) and after.n_words > line.n_words for after in lines[below : below + 2]
    )
    return score + NO_PROSE * (not leads)


def _follows_end(before: str) -> bool:
    return ends_sentence(before) or begins_header(before)


def _is_interview(lines: Sequence[Line], place: int) -> bool:
    """Whether two more short questions stand near."""
    around = [*range(max(0, place - NEAR), place), *range(place + 1, place + 1 + NEAR)]
    texts = [lines[i].text for i in around if i < len(lines)]
    return sum(is_question(text) and is_headline_shaped(text) for text in texts) >= 2
