"""Text files: one article, or many in a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

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
from workbook.loading.furniture import repeated_lines, take_furniture
from workbook.loading.header import MAX_LENGTH, MAX_LINES, Header, read_header
from workbook.loading.lines import (
    Line,
    ends_sentence,
    split_lines,
    split_paragraphs,
    unwrap_where_wrapped,
)
from workbook.loading.shapes import (
    is_boilerplate,
    is_heading_shaped,
    is_headline_shaped,
    is_symbols,
)
from workbook.loading.slashed import is_day_first, settle
from workbook.loading.splitting import Split, split_articles
from workbook.loading.titles import TITLED_SHARE, opening, titled_share


def read_text(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read a text file; `columns` has no meaning here."""
    decoded = decode(data)
    return Reading(read_articles(decoded.text), decoded.encoding, decoded.problems)


@dataclass(frozen=True)
class Source:
    """The paragraphs of a text, the headers and footers of its pages, its order of dates."""

    lines: Sequence[Line]
    furniture: Sequence[Line] = ()
    day_first: bool | None = None


def read_articles(text: str) -> list[Draft]:
    """The articles of a text, split where the text shows it."""
    source = read_source(text)
    return draft_articles(source, split_articles(source.lines)) if source.lines else []


def read_source(text: str) -> Source:
    """Paragraphs and page furniture of a text."""
    lines, furniture = take_furniture(text, split_lines(text))
    short = (line.text for line in lines if len(line.text) <= MAX_LENGTH)
    return Source(unwrap_where_wrapped(lines), furniture, is_day_first(short))


def draft_articles(source: Source, split: Split) -> list[Draft]:
    """The articles that begin at the starts of a split."""
    lines, starts = source.lines, split.starts
    split = replace(
        split, separators=split.separators | repeated_lines(lines, starts, split.separators)
    )
    titled = titled_share(lines, starts, split.separators) >= TITLED_SHARE
    places = [line.start for line in source.furniture]
    edges = [0, *(bisect_left(places, lines[start].start) for start in starts[1:]), len(places)]
    return [
        _draft(
            source,
            range(start, end),
            replace(split, confidence=(confidence,)),
            titled=titled,
            furniture=source.furniture[first:last],
        )
        for (start, end), (first, last), confidence in zip(
            pairwise([*starts, len(lines)]), pairwise(edges), split.confidence, strict=True
        )
    ]


def read_body(text: str) -> Draft:
    """A text that is known to be the body of one article."""
    lines = split_paragraphs(text)
    paragraphs = _paragraphs(lines, range(len(lines)), frozenset())
    place, published = _dateline(paragraphs)
    return Draft(paragraphs, place=place, published=published)


def _draft(
    source: Source, piece: range, split: Split, *, titled: bool, furniture: Sequence[Line]
) -> Draft:
    lines = source.lines
    head = opening(lines, piece, split.separators)
    title = head[0] if titled and head and is_headline_shaped(lines[head[0]].text) else None
    kept = [i for i in piece if i != title]
    above = [i for i in kept if i not in split.separators]
    header, read = _header(lines, above, day_first=source.day_first)
    body = [i for i in kept if i not in read]
    paragraphs = _paragraphs(lines, body, split.separators)
    place, published = _dateline(paragraphs)
    places = above if title is None else sorted([title, *above])
    places = places or list(piece)
    return Draft(
        _with_furniture(paragraphs, [lines[i].start for i in body], furniture),
        title=None if title is None else lines[title].text,
        place=place,
        published=header.published or published,
        source_start=lines[places[0]].start,
        source_end=lines[places[-1]].end,
        split_basis=split.basis,
        split_confidence=split.confidence[0],
        **header.values,
    )


def _with_furniture(
    paragraphs: Sequence[Paragraph], starts: Sequence[int], furniture: Sequence[Line]
) -> tuple[Paragraph, ...]:
    """The headers and footers of pages between the paragraphs, where they were printed."""
    if not furniture:
        return tuple(paragraphs)
    placed = list(zip(starts, paragraphs, strict=True))
    placed += [(line.start, Paragraph(line.text, BOILERPLATE)) for line in furniture]
    return tuple(paragraph for _, paragraph in sorted(placed, key=itemgetter(0)))


def _header(
    lines: Sequence[Line], kept: Sequence[int], *, day_first: bool | None
) -> tuple[Header, Sequence[int]]:
    """Byline, outlet and date above and below a headline, and the lines that hold them."""
    around = [i for i in kept if not is_boilerplate(lines[i].text)]
    header = read_header([settle(lines[i].text, day_first) for i in around[:MAX_LINES]])
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
