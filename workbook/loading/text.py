"""Text files: one article, or many in a row."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.loading.dates import read_dateline
from workbook.loading.decoding import decode
from workbook.loading.drafts import (
    BOILERPLATE,
    HEADING,
    TEXT,
    Columns,
    Draft,
    Paragraph,
    Published,
    Reading,
)
from workbook.loading.header import Header, read_header
from workbook.loading.lines import Line, ends_sentence, split_paragraphs
from workbook.loading.shapes import (
    is_boilerplate,
    is_heading_shaped,
    is_headline_shaped,
    is_symbols,
)
from workbook.loading.splitting import Split, split_articles
from workbook.loading.titles import TITLED_SHARE, opening, titled_share


def read_text(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read a text file; `columns` has no meaning here."""
    decoded = decode(data)
    return Reading(read_articles(decoded.text), decoded.encoding, decoded.problems)


def read_articles(text: str) -> list[Draft]:
    """The articles of a text, split where the text shows it."""
    lines = split_paragraphs(text)
    if not lines:
        return []
    split = split_articles(lines)
    ends = [*split.starts[1:], len(lines)]
    pieces = [range(start, end) for start, end in zip(split.starts, ends, strict=True)]
    titled = titled_share(lines, split.starts, split.separators) >= TITLED_SHARE
    return [
        _draft(lines, piece, split, titled=titled, confidence=confidence)
        for piece, confidence in zip(pieces, split.confidence, strict=True)
    ]


def read_body(text: str) -> Draft:
    """A text that is known to be the body of one article."""
    lines = split_paragraphs(text)
    paragraphs = _paragraphs(lines, range(len(lines)), frozenset())
    place, published = _dateline(paragraphs)
    return Draft(paragraphs, place=place, published=published)


def _draft(
    lines: Sequence[Line], piece: range, split: Split, *, titled: bool, confidence: float
) -> Draft:
    head = opening(lines, piece, split.separators)
    title = head[0] if titled and head and is_headline_shaped(lines[head[0]].text) else None
    kept = [i for i in piece if i != title]
    header, read = _header(lines, [i for i in kept if i not in split.separators])
    paragraphs = _paragraphs(lines, [i for i in kept if i not in read], split.separators)
    place, published = _dateline(paragraphs)
    places = [i for i in piece if i not in split.separators] or piece
    return Draft(
        paragraphs,
        title=None if title is None else lines[title].text,
        place=place,
        published=header.published or published,
        source_start=lines[places[0]].start,
        source_end=lines[places[-1]].end,
        split_basis=split.basis,
        split_confidence=confidence,
        **header.values,
    )


def _header(lines: Sequence[Line], kept: Sequence[int]) -> tuple[Header, Sequence[int]]:
    """Byline, outlet and date above and below a headline, and the lines that hold them."""
    around = [i for i in kept if not is_boilerplate(lines[i].text)]
    header = read_header([lines[i].text for i in around])
    if header.n_lines == len(around):  # an article is never byline and date alone
        return Header(), []
    return header, around[: header.n_lines]


def _dateline(paragraphs: Sequence[Paragraph]) -> tuple[str | None, Published | None]:
    return read_dateline(next((p.text for p in paragraphs if p.kind == TEXT), ""))


def _paragraphs(
    lines: Sequence[Line], kept: Sequence[int], separators: frozenset[int]
) -> tuple[Paragraph, ...]:
    texts = [lines[i].text for i in kept]
    followers = [*texts, ""][1:]
    return tuple(
        Paragraph(text, BOILERPLATE if i in separators else _kind(text, follower))
        for i, text, follower in zip(kept, texts, followers, strict=True)
    )


def _kind(text: str, follower: str) -> str:
    if is_symbols(text) or is_boilerplate(text):
        return BOILERPLATE
    is_heading = is_heading_shaped(text) and ends_sentence(follower) and len(follower) > len(text)
    return HEADING if is_heading else TEXT
