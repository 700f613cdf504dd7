"""Cut a body into the sentences worth parsing, with long quotations folded away.

A parser reads `"We do," said the mayor` better than the same attribution after five quoted
sentences, and faster. So a quotation that stands on its own is replaced by a short clause before
parsing; `Passage.span` leads back to the body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbook.language import paragraph_spans, sentence_spans
from workbook.quotations.lexicon import is_reporting_form
from workbook.quotations.marks import Quoted, overlapping

STAND_IN = "we do"
ENDS = {".", "!", "?", "…"}
ANNOUNCED = '"We do."'

_INNER = re.compile(r"[“„‟«「『\"＂‘'’”»」』`\s]*(.*?)[“„‟«「『\"＂‘'’”»」』`\s]*$", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")
_SET_OFF = re.compile(r"[,:;—–-](?:\s*(?:and|but|or))?\Z")
# "GENEVA, May 3 (Reuters) - " opens a report; it is not part of its first sentence.
_DATELINE = re.compile(r"[A-Z][A-Z.'’-]{2,}[^.?!\"“”]{0,60}?(?<=[\w.,)])\s(?:--?|–|—)\s")
# What may follow a quotation that ends with its own stop: '"Why?" Ruiz asked.', or with an
# apposition '"Why?" Ruiz, the mayor, asked.'
_NAMED = r"\s+[A-Z][^\s,.;:]*\.?(?: [^\s,.;:]+\.?){0,5}?"
_VERB = r" (?P<verb>[a-z]+)(?=[.,:]|$|\s+(?:in|at|on|of|to|during|as|after|while|when)\b)"
_FOLLOWED_BY_CUE = (re.compile(_NAMED + _VERB), re.compile(_NAMED + r", [^,.;:]{2,60}," + _VERB))


@dataclass(frozen=True)
class Piece:
    """A run of the passage's text and the run of the body that it stands for."""

    start: int
    end: int
    body_start: int
    body_end: int
    folded: bool = False  # a stand-in, so that only the ends of the two runs correspond


@dataclass(frozen=True)
class Passage:
    """One sentence, quotations folded, ready for the parser."""

    paragraph: int
    text: str
    pieces: tuple[Piece, ...]
    folded: tuple[Quoted, ...]  # the quotations folded away in it

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the body for a span of the passage's text."""
        first = next(p for p in self.pieces if start < p.end)
        last = next(p for p in reversed(self.pieces) if end > p.start)
        body_start = first.body_start if first.folded else first.body_start + start - first.start
        body_end = last.body_end if last.folded else last.body_start + end - last.start
        return body_start, body_end

    def place(self, body_position: int) -> int:
        """Where a position of the body stands in the passage's text, -1 if before it."""
        for piece in self.pieces:
            if piece.body_start <= body_position < piece.body_end:
                return (
                    piece.start if piece.folded else piece.start + body_position - piece.body_start
                )
        return -1


def find_passages(
    body: str, quoted: list[Quoted], needs_parse: Callable[[str], bool]
) -> list[Passage]:
    """The sentences of a body that hold a folded quotation or that `needs_parse` asks for."""
    passages = []
    paragraphs = paragraph_spans(body)
    for number, (start, end) in enumerate(paragraphs):
        dateline = _DATELINE.match(body, start, end)
        start = dateline.end() if dateline else start
        inside = [q for q in overlapping(quoted, start, end) if q.start >= start]
        text, pieces = _fold(body, (start, end), inside)
        announced = _announced(body, (start, end), quoted)
        if announced is not None:
            ends = (len(text) + 1, len(text) + 1 + len(ANNOUNCED))
            pieces.append(Piece(*ends, announced.start, announced.end, folded=True))
            text += " " + ANNOUNCED
            inside = [*inside, announced]
        for first, last in sentence_spans(text):
            cut = _cut(pieces, first, last)
            folded = tuple(
                q for q in inside if any(p.folded and p.body_start == q.start for p in cut)
            )
            if folded or needs_parse(text[first:last]):
                passages.append(Passage(number, text[first:last], cut, folded))
    return passages


def _announced(body: str, paragraph: tuple[int, int], quoted: list[Quoted]) -> Quoted | None:
    """The quotation of the next paragraph, if this one ends with "she said:"."""
    if body[paragraph[1] - 1] != ":":
        return None
    following = bisect_left(quoted, paragraph[1], key=lambda q: q.start)
    if following == len(quoted) or body[paragraph[1] : quoted[following].start].strip():
        return None
    return quoted[following]


def _cut(pieces: list[Piece], first: int, last: int) -> tuple[Piece, ...]:
    """The pieces of one sentence, counted from its start."""
    cut = []
    for piece in pieces:
        left, right = max(piece.start, first), min(piece.end, last)
        if left >= right:
            continue
        if piece.folded:
            body_start, body_end = piece.body_start, piece.body_end
        else:
            body_start = piece.body_start + left - piece.start
            body_end = body_start + right - left
        cut.append(Piece(left - first, right - first, body_start, body_end, piece.folded))
    return tuple(cut)


def _fold(body: str, span: tuple[int, int], inside: list[Quoted]) -> tuple[str, list[Piece]]:
    """The text of a paragraph with its self-standing quotations folded, and its pieces."""
    text, position = "", span[0]
    pieces: list[Piece] = []
    for quoted in [*inside, None]:
        stand_in = "" if quoted is None else _stand_in(body, quoted, span)
        if stand_in is None:
            continue
        for start, end in _runs(body, position, span[1] if quoted is None else quoted.start):
            text += (
                " " if pieces and pieces[-1].body_end == start and body[start - 1] == "," else ""
            )
            pieces.append(Piece(len(text), len(text) + end - start, start, end))
            text += body[start:end]
        if quoted is not None:
            # '..."told the Post' is a slip of the printer's.
            stand_in += " " if body[quoted.end : quoted.end + 1].isalnum() else ""
            ends = (len(text), len(text) + len(stand_in))
            pieces.append(Piece(*ends, quoted.start, quoted.end, folded=True))
            text += stand_in
            position = quoted.end
    return text, pieces


def _runs(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span in runs that end behind a comma without a blank: "the mayor,said" is a slip."""
    for comma in _JOINED.finditer(body, start, end):
        yield start, comma.end()
        start = comma.end()
    if start < end:
        yield start, end


def _stand_in(body: str, quoted: Quoted, paragraph: tuple[int, int]) -> str | None:
    """What replaces a quotation for the parser; null if it is woven into its sentence."""
    if not stands_alone(body, quoted, paragraph):
        return None
    stop = last_mark(body, quoted)
    after = body[quoted.end : paragraph[1]].lstrip()[:1]
    if stop in ".!?…" and (after.islower() or _is_attributed(body, quoted, paragraph)):
        stop = ","
    capital = body[quoted.start : quoted.start + 3].lstrip("“„«\"'‘`")[:1].isupper()
    clause = STAND_IN.capitalize() if capital else STAND_IN
    return f'"{clause}{stop}"'


def _is_attributed(body: str, quoted: Quoted, paragraph: tuple[int, int]) -> bool:
    """Whether a name and a reporting verb follow at once, in a sentence of their own."""
    follows = [pattern.match(body, quoted.end, paragraph[1]) for pattern in _FOLLOWED_BY_CUE]
    return any(match is not None and is_reporting_form(match["verb"]) for match in follows)


def inner_text(body: str, quoted: Quoted) -> str:
    """The words between the marks."""
    match = _INNER.match(body[quoted.start : quoted.end])
    return match[1] if match else ""


def last_mark(body: str, quoted: Quoted) -> str:
    """The stop or comma that ends a quotation, inside or just behind its closing mark, or ""."""
    inner = inner_text(body, quoted)
    if inner and inner[-1] in ".,!?…;—–-":
        return inner[-1] if inner[-1] in ".,!?…" else ","
    return ""


def n_words(text: str) -> int:
    """The number of words of a text."""
    return len(_WORDS.findall(text))


def is_title(words: str) -> bool:
    """Whether words in marks look like the name of a work or an event.

    >>> is_title("Peace and Prosperity: A Forum"), is_title("Peace is what we want.")
    (True, False)
    """
    found = [word for word in _WORDS.findall(words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in found)
    return len(found) > 1 and words[-1] not in "?!" and capitals >= 0.8 * len(found)


def stands_alone(body: str, quoted: Quoted, paragraph: tuple[int, int]) -> bool:
    """Whether a quotation is a sentence or clause of its own rather than words in another."""
    inner = inner_text(body, quoted)
    if not n_words(inner):
        return False
    before = body[paragraph[0] : quoted.start].rstrip()
    after = body[quoted.end : paragraph[1]].lstrip()
    at_start = not before or before[-1] in '.!?…"”’)'
    set_off = at_start or _SET_OFF.search(before) is not None
    ends = bool(last_mark(body, quoted)) or after[:1] in {",", ""}
    if not set_off:
        # 'He said "It is over."': a whole sentence straight behind the verb.
        whole = inner[:1].isupper() and inner[-1] in ".!?"
        return whole and (n_words(inner) > 2 or is_reporting_form(before.rpartition(" ")[2]))
    if inner[:1].islower() and n_words(inner) <= 3 and last_mark(body, quoted) not in ENDS:
        return False  # 'the "old town," a "jewel"'
    if at_start and after[:1].islower() and not last_mark(body, quoted) and after[:1] != ",":
        return False
    return ends
