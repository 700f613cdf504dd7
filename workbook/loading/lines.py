"""The lines of a text, and the paragraphs that they make up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbook.loading.decoding import clean

# Longest line of a text that counts as wrapped (e-mail, archives and terminals wrap at 65 to 100),
# the shortest, and how much of it most lines fill.
WIDEST, NARROWEST, FILLED = 110, 36, 0.7

# A paragraph of more characters is a file without line ends; the analyses need shorter ones.
LONGEST = 50_000

_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s")
_LINE = re.compile("[^\r\n\f\u0085\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\r\n\f\u0085\u2028\u2029]")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?…,][\"'”’]+$")


@dataclass(frozen=True)
class Line:
    """A non-blank line or, once unwrapped, a paragraph; `gap` counts the blank lines before it."""

    text: str
    start: int
    end: int
    gap: int = 0

    @property
    def n_words(self) -> int:
        """Words as white space separates them."""
        return self.text.count(" ") + 1


def split_lines(text: str) -> list[Line]:
    r"""The non-blank lines, cleaned, with their places in the text.

    >>> [(line.text, line.start, line.gap) for line in split_lines("One\r\n\r\n Two")]
    [('One', 0, 0), ('Two', 8, 1)]
    """
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(text):
        gap = len(_LINE_END.findall(text, last, found.start())) - 1
        for first, end in _pieces(text, found.start(), found.end()):
            piece = text[first:end]
            cleaned = clean(piece)
            if cleaned:
                start = first + len(piece) - len(piece.lstrip())
                stop = first + len(piece.rstrip())
                lines.append(Line(cleaned, start, stop, max(0, gap) if lines else 0))
                last, gap = found.end(), 0
    return lines


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line as it is, or one of more than the longest paragraph cut where sentences end."""
    while end - start > LONGEST:
        stops = list(_STOP.finditer(text, start + LONGEST // 2, start + LONGEST))
        cut = stops[-1].end() if stops else text.rfind(" ", start + 1, start + LONGEST) + 1
        cut = cut or text.find(" ", start + LONGEST, end) + 1
        if not start < cut < end:
            break
        yield start, cut
        start = cut
    yield start, end


def split_paragraphs(text: str) -> list[Line]:
    """The lines of a text, with lines that were wrapped at a width put together again."""
    return unwrap_where_wrapped(split_lines(text))


def unwrap_where_wrapped(lines: list[Line]) -> list[Line]:
    """The paragraphs of these lines."""
    return unwrap(lines) if is_wrapped(lines) else lines


def ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence or an introduction to one.

    >>> ends_sentence('He said: "No."'), ends_sentence("Talks end without a deal")
    (True, False)
    """
    return _ENDED.search(text) is not None


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the line ends come from a fixed width rather than from paragraphs."""
    width = max((len(line.text) for line in lines), default=0)
    if len(lines) < 6 or not NARROWEST <= width <= WIDEST:
        return False
    open_ends = sum(not ends_sentence(line.text) for line in lines)
    full = sum(len(line.text) >= FILLED * width for line in lines)
    return 2 * min(open_ends, full) > len(lines)


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Join each line to the one before where the width, not the writer, ended that one."""
    width = max(len(line.text) for line in lines)
    joined: list[Line] = []
    last_text = ""
    for line in lines:
        if joined and not line.gap and _was_broken(last_text, line.text, width):
            before = joined[-1]
            joined[-1] = replace(before, text=f"{before.text} {line.text}", end=line.end)
        else:
            joined.append(line)
        last_text = line.text
    return joined


def _was_broken(last: str, text: str, width: int) -> bool:
    """The first word would not have fitted, or the sentence goes on in lower case."""
    forced = len(last) + 1 + len(text.split(" ", 1)[0]) > width
    return forced or (text[0].islower() and not ends_sentence(last))
