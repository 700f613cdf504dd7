"""The text layer of PDF files, without what repeats at the head and foot of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.loading.decoding import clean
from workbook.loading.documents import read_document
from workbook.loading.drafts import BOILERPLATE, Columns, Draft, Paragraph, Reading
from workbook.loading.lines import ends_sentence, is_wrapped, split_lines

# Lines at the head and at the foot of a page that may repeat, and on how many pages they must.
EDGE_LINES, LEAST_PAGES = 3, 3

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_DIGITS = re.compile(r"\d+")
# PDFium's sign for a hyphen that the line end put into a word.
_BROKEN_WORD = re.compile("[\ufffe\u00ad]\\s*\n\\s*")


def read_pdf(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read the text of a PDF; a page without a text layer is counted."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Reading().failed(f"not readable as PDF: {error}; a password must be taken off first")
    try:
        pages = [page_lines(document, number) for number in range(len(document))]
    finally:
        document.close()
    empty = sum(not lines for lines in pages)
    if empty == len(pages):
        return Reading().failed("no text in it: scanned pages need text recognition (OCR) first")
    kept, repeated = split_repeated(pages)
    reading = read_document(_join([line for lines in kept for line in lines]), Reading())
    said = [f"{empty} of {len(pages)} pages have no text: scanned or damaged?"] if empty else []
    drafts = _with_furniture(reading.drafts, repeated)
    return replace(reading, drafts=drafts, problems=[*reading.problems, *said])


def page_lines(document: PdfDocument, number: int) -> list[str]:
    """The lines of one page, words that a line end broke put together; a broken page has none."""
    from pypdfium2 import PdfiumError

    try:
        text = document[number].get_textpage().get_text_bounded()
    except PdfiumError:
        return []
    text = _BROKEN_WORD.sub("", text.replace("\r\n", "\n"))
    return [line for line in text.split("\n") if line.strip()]


def _join(lines: Sequence[str]) -> str:
    """One text; where its lines have no common width, sentences are joined across their ends."""
    text = "\n".join(lines)
    if is_wrapped(split_lines(text)):
        return text
    joined: list[str] = []
    for line in lines:
        if joined and line.lstrip()[:1].islower() and not ends_sentence(joined[-1].rstrip()):
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def split_repeated(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without their running heads and feet, and each of those once.

    >>> split_repeated([["Elm Post, page 1", "One."], ["Elm Post, page 2", "Two."]] * 2)[1]
    ['Elm Post, page 1']
    """
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_pattern(page[i]) for i in _edges(page)})
    least = max(LEAST_PAGES, len(pages) // 2)
    kept: list[list[str]] = []
    repeated: dict[str, str] = {}
    for page in pages:
        edges = {i for i in _edges(page) if seen[_pattern(page[i])] >= least}
        for i in sorted(edges):
            repeated.setdefault(_pattern(page[i]), page[i])
        kept.append([line for i, line in enumerate(page) if i not in edges])
    return kept, list(repeated.values())


def _edges(page: Sequence[str]) -> set[int]:
    n = len(page)
    return {i for i in range(n) if i < EDGE_LINES or i >= n - EDGE_LINES}


def _pattern(line: str) -> str:
    """A line with its numbers alike, so that page numbers repeat."""
    return _DIGITS.sub("0", clean(line)).casefold()


def _with_furniture(drafts: Sequence[Draft], repeated: Sequence[str]) -> list[Draft]:
    """Running heads and feet are kept as boilerplate, after the last article."""
    if not drafts:
        return []
    furniture = tuple(Paragraph(clean(line), BOILERPLATE) for line in repeated)
    last = drafts[-1]
    return [*drafts[:-1], replace(last, paragraphs=(*last.paragraphs, *furniture))]
