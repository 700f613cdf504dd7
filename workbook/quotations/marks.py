"""Which characters are quotation marks, and which stretches of a body stand between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from workbook.language import paragraph_spans, sentence_spans

OPENING = "“„‟«「『"
CLOSING = "”»」』"
STRAIGHT = '"＂'

_MARK = re.compile(rf"[{OPENING}{CLOSING}{STRAIGHT}]|``|''")
_OPENS_PARAGRAPH = re.compile(rf"[{OPENING}{STRAIGHT}]|``|''")
# A single mark opens a word; "'90s" and "'em" are apostrophes.
_SINGLE_OPENING = re.compile(r"(?<![\w’'.,])[‘'](?=[^\W\d_]|\.\.\.|…)(?!(?:em|til|twas|cause)\b)")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s‘'(\[—-])['’](?!\w)")


@dataclass(frozen=True)
class Quoted:
    """A stretch in quotation marks, marks included, inside one paragraph."""

    start: int
    end: int
    closed: bool = True
    continues: bool = False  # the next paragraph opens with a mark and goes on


def find_quoted(body: str) -> list[Quoted]:
    """Stretches in quotation marks, in order and without overlap.

    Straight, curly, angle and corner marks, and single marks where no double ones surround
    them. Marks inside marks belong to the outer stretch. A mark that never closes ends with its
    sentence, or with its paragraph when the next one opens with a mark again (the printers'
    rule for a quotation of several paragraphs).

    >>> body = 'The 6-foot-2" guard said: “It’s over.” He meant “old".'
    >>> [body[quoted.start : quoted.end] for quoted in find_quoted(body)]
    ['“It’s over.”', '“old"']
    """
    paragraphs = paragraph_spans(body)
    found: list[Quoted] = []
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(body)
        goes_on = _OPENS_PARAGRAPH.match(body, following) is not None
        double = _double_quoted(body, start, end, goes_on=goes_on)
        found += sorted(double + _single_quoted(body, start, end, double), key=lambda q: q.start)
    return found


def overlapping(marks: list[Quoted], start: int, end: int) -> list[Quoted]:
    """Those of the stretches, in order and apart, that share a character with a span."""
    first = bisect_right(marks, start, key=lambda mark: mark.end)
    last = bisect_left(marks, end, key=lambda mark: mark.start)
    return marks[first:last]


def _double_quoted(body: str, start: int, end: int, *, goes_on: bool) -> list[Quoted]:
    """The stretches in double marks of one paragraph."""
    found: list[Quoted] = []
    stack: list[re.Match[str]] = []
    for mark in _MARK.finditer(body, start, end):
        way = _direction(body, mark, (start, end), stack)
        if way > 0 and stack and mark[0] == stack[-1][0] and not _is_inner(body, mark, end, stack):
            # The same mark opens again: the earlier one was never closed.
            found.append(_unclosed(body, stack[0].start(), mark.start()))
            stack = [mark]
        elif way > 0:
            stack.append(mark)
        elif way < 0 and stack:
            opened = stack.pop()
            if not stack:
                found.append(Quoted(opened.start(), mark.end()))
    if stack:
        found.append(_unclosed(body, stack[0].start(), end, goes_on=goes_on))
    return found


def _direction(
    body: str, mark: re.Match[str], paragraph: tuple[int, int], stack: list[re.Match[str]]
) -> int:
    """1 if the mark opens, -1 if it closes, 0 if it is no quotation mark."""
    before = body[mark.start() - 1] if mark.start() > paragraph[0] else " "
    after = body[mark.end()] if mark.end() < paragraph[1] else " "
    if mark[0] in OPENING or mark[0] == "``":
        return 1
    if mark[0] in CLOSING or mark[0] == "''":
        # "” word": a closing mark printed where one opens.
        return 1 if not stack and before.isspace() and after.isalnum() else -1
    if before.isdigit() and not stack:
        return 0  # inches
    if before.isspace() or before in "([—–-/":
        return 1 if not after.isspace() and (after.isalnum() or not stack) else -1
    return -1 if stack else 1


def _is_inner(body: str, mark: re.Match[str], end: int, stack: list[re.Match[str]]) -> bool:
    """Whether a mark that opens again stands inside: enough marks follow to close all of them."""
    rest = body[mark.start() : end]
    opened = len(stack) + sum(rest.count(opening) for opening in OPENING)
    return mark[0] in OPENING and sum(rest.count(closing) for closing in CLOSING) >= opened


def _unclosed(body: str, start: int, end: int, *, goes_on: bool = False) -> Quoted:
    """A stretch whose mark never closes: up to the end of its sentence, or of its paragraph."""
    if not goes_on:
        end = start + sentence_spans(body[start:end])[0][1]
    return Quoted(start, end, closed=False, continues=goes_on)


def _single_quoted(body: str, start: int, end: int, taken: list[Quoted]) -> list[Quoted]:
    """The stretches in single marks that lie outside the double ones."""
    found = []
    position = start
    while opening := _SINGLE_OPENING.search(body, position, end):
        position = opening.end()
        limit = min([end] + [quoted.start for quoted in taken if quoted.start > position])
        if any(quoted.start <= opening.start() < quoted.end for quoted in taken):
            continue
        closing = _closing_single(body, position, limit)
        if closing is not None:
            found.append(Quoted(opening.start(), closing))
            position = closing
    return found


def _closing_single(body: str, start: int, end: int) -> int | None:
    """The end of the mark that closes a single one: not the apostrophe of "the workers' rights"."""
    candidates = list(_SINGLE_CLOSING.finditer(body, start, end))
    for candidate in candidates:
        before, after = body[candidate.start() - 1], body[candidate.end() : candidate.end() + 1]
        if before in ".,!?…" or after in ("", ".", ",", ";", ":", "?", "!", ")", "\n"):
            return candidate.end()
        if before.lower() != "s":
            return candidate.end()
    return candidates[0].end() if len(candidates) == 1 else None
