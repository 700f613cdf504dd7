"""What a line looks like on its own: a headline, a sub-heading, a byline, a date, a separator."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from workbook.loading.header import read_header_line
from workbook.loading.lines import Line, ends_sentence

MAX_HEADLINE_WORDS = 25
MAX_HEADING_WORDS = 8

_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}[\"'”’]*$|\b(?:Inc|Co|Corp|Jr|Sr|St|vs|No|Ltd)\.$")
_STOPPED = re.compile(r"[.,;:…][\"'”’»)\]]*$|[\"'”’],$")
_LETTER = re.compile(r"[^\W\d_]")
_CLOSERS = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“”"}
_SYMBOLS = re.compile(r"(?:[^\w\s]\s?){3,}|_{3,}")


@cache
def _boilerplate() -> re.Pattern[str]:
    lines = files("workbook.loading").joinpath("boilerplate.txt").read_text("utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def is_boilerplate(text: str) -> bool:
    """Whether a whole line is page furniture.

    >>> is_boilerplate("READ MORE: Harbour toll rises"), is_boilerplate("He read more.")
    (True, False)
    """
    return len(text) <= 200 and _boilerplate().fullmatch(text) is not None


def is_symbols(text: str) -> bool:
    """Whether a line is made of signs only, as in "-----" or "* * *"."""
    return len(text) >= 3 and _SYMBOLS.fullmatch(text) is not None


def is_headline_shaped(text: str) -> bool:
    """Whether a line could be a headline: short, no full stop, begins like one.

    >>> is_headline_shaped("Ferry workers reject pay offer"), is_headline_shaped("He said no.")
    (True, False)
    """
    words = text.count(" ") + 1
    if words > MAX_HEADLINE_WORDS or len(text) > 200 or not _LETTER.search(text):
        return False
    if text[0].islower() or text[0] in ".,;:)]-–—•*":
        return False
    return not _STOPPED.search(text) or _ABBREVIATED.search(text) is not None


def is_question(text: str) -> bool:
    """Whether a line ends as a question or exclamation does."""
    return text.rstrip("\"'”’»)").endswith(("?", "!"))


def is_quoted(text: str) -> bool:
    """Whether a line opens with a quotation mark that it closes at its end or nowhere.

    >>> is_quoted("'We go on', says mayor"), is_quoted('"We go on')
    (False, True)
    """
    closers = _CLOSERS.get(text[0])
    return closers is not None and (text[-1] in closers or not any(c in text[1:] for c in closers))


def is_heading_shaped(text: str) -> bool:
    """Whether a line could be a sub-heading inside an article."""
    return text.count(" ") < MAX_HEADING_WORDS and is_headline_shaped(text)


def begins_header(text: str) -> bool:
    """Whether a line is itself a byline, date or source line, or page furniture."""
    return is_boilerplate(text) or read_header_line(text) is not None


def is_prose(line: Line) -> bool:
    """Whether a line reads like a paragraph of an article rather than like its furniture."""
    return ends_sentence(line.text) and line.n_words >= 4
