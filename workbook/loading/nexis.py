"""Exports of Nexis: the classic layout (text, RTF, HTML) and that of Nexis Uni (DOCX, RTF)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbook.loading.decoding import clean, decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.labels import read_labels
from workbook.loading.printed_dates import find_printed_date

# "1 of 10 DOCUMENTS", "Dokument 1 von 10", "Document 1 de 10" alone on a line.
_STARTS = (
    r"^[ \t\f]*(?:\d{1,6} (?:of|von|de) \d{1,6} (?:DOCUMENTS?|DOKUMENTEN?)"
    r"|(?:Dokument|DOKUMENT) \d{1,6} von \d{1,6}|(?:Document|DOCUMENT) \d{1,6} de \d{1,6})[ \t\r]*$"
)
_ENDS = r"^[ \t]*End of Document[ \t\r]*$"
NEXIS = f"{_STARTS}|{_ENDS}"
# Where a line of the classic layout is centred rather than text.
CENTRED = 8
# A line as wide as this was not wrapped by the archive.
WIDEST = 110

_START = re.compile(_STARTS, re.MULTILINE)
_UNI_END = re.compile(_ENDS, re.MULTILINE)
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,30}?)[ \t]*:(?:\s+|$)(?P<value>.*)", re.DOTALL)
_RIGHTS = re.compile(r"(?:copyright\b|©|\(c\)|all rights reserved|alle rechte|tous droits)", re.I)
_EDITION = re.compile(r"\b(?:edition|final|ausgabe|édition)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")

CLASSIC_MARKERS = {
    "title": "headline under the date line",
    "outlet": "line above the date",
    "published": "date line like 'January 11, 2010 Monday'",
    "length": "'LENGTH:'",
}
UNI_MARKERS = {
    "title": "headline above the outlet",
    "outlet": "line above the date",
    "published": "date line like 'January 11, 2010 Monday'",
    "text": "line 'Body'",
}


def read_nexis(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read a plain text export, classic or Uni."""
    decoded = decode(data)
    return read_nexis_text(decoded.text, Reading((), decoded.encoding, decoded.problems))


def is_nexis(text: str) -> bool:
    """Whether a text has the markers of an export of Nexis."""
    return _START.search(text) is not None or _UNI_END.search(text) is not None


def read_nexis_text(text: str, reading: Reading) -> Reading:
    """Read a text that has the markers, whatever file it came from."""
    if _START.search(text):
        items = list(_classic(text))
        return read_export(items, CLASSIC_MARKERS, reading, basis="marker")
    return read_export(list(_uni(text)), UNI_MARKERS, reading, basis="marker")


def _classic(text: str) -> Iterator[Exported]:
    starts = list(_START.finditer(text))
    edges = [*(found.end() for found in starts), len(text)]
    cuts = [*(found.start() for found in starts[1:]), len(text)]
    for start, end in zip(edges, cuts, strict=False):
        piece = text[start:end]
        fields, front, body = sort_parts(_blocks(piece.replace("\r", "")))
        about, opening = _read_front(front)
        body = [block.strip() for block in (*opening, *body)]
        first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        yield Exported(about | fields, "\n\n".join(map(_unwrap, body)), first, last)


def _blocks(piece: str) -> list[str]:
    """Blocks between blank lines, or the lines where a conversion left no blank ones."""
    blocks = _BLANK.split(piece)
    lines = piece.split("\n")
    return blocks if len(blocks) > 4 or len(lines) < 8 else lines


def _uni(text: str) -> Iterator[Exported]:
    ends = [0, *(found.end() for found in _UNI_END.finditer(text))]
    if text[ends[-1] :].strip():
        ends.append(len(text))
    for start, end in pairwise(ends):
        piece = _UNI_END.sub("", text[start:end])
        lines = [clean(line) for line in piece.split("\n")]
        fields, front, body = sort_parts([line for line in lines if line], bare=True)
        about = _read_uni_front([line for line in front if not _RIGHTS.match(line)])
        if about or body:
            yield Exported(about | fields, "\n\n".join(body))


def sort_parts(
    parts: Sequence[str], *, bare: bool = False
) -> tuple[dict[str, str], list[str], list[str]]:
    """Tell labelled fields, what stands before them, and the text; `bare` labels have no colon."""
    fields: dict[str, str] = {}
    front: list[str] = []
    body: list[str] = []
    place = front
    ignored: list[str] = []
    for part in parts:
        what, value = _labelled(part, bare=bare)
        if place is body and body and what not in ("after", "language", None):
            what = None  # a paragraph that looks like a field
        if what in ("text", "standfirst"):
            place = body if what == "text" else place
            fields |= {what: "here"}
            body += [value] if value.strip() else []
        elif what is not None:
            fields |= {} if what in fields or what == "after" else {what: value}
            if what in ("after", "language"):
                place = ignored if place is body or fields else place
            elif what == "length" and not bare:
                place = body
        elif place is front and fields:
            place = place if bare else body
            body.append(part)
        elif part.strip():
            place.append(part)
    return fields, front, body


def _labelled(part: str, *, bare: bool) -> tuple[str | None, str]:
    """What a part holds by its label, and the value behind it."""
    labels = read_labels("nexis_labels.txt")
    text = part.strip()
    if bare and labels.get(text.casefold()) in ("text", "after"):
        return labels[text.casefold()], ""
    found = _LABEL.match(text)
    if found is None or (not bare and not found["label"].isupper()):
        return None, part
    what = labels.get(found["label"].casefold())
    if what == "capitals":
        what = "after" if found["label"].isupper() else None
    return (what, found["value"]) if what else (None, part)


def _read_front(blocks: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Outlet, date and headline above the labels, and blocks that are already text."""
    lines = [
        (number, line)
        for number, block in enumerate(blocks)
        for line in block.split("\n")
        if line.strip() and not _RIGHTS.match(line.strip())
    ]
    dated = next((i for i, (_, line) in enumerate(lines) if _is_date_line(line)), None)
    if dated is None:
        return _without_date(blocks)
    fields = {"published": lines[dated][1].strip()}
    if dated:
        fields["outlet"] = lines[dated - 1][1].strip()
    rest = [block for block in blocks[lines[dated][0] + 1 :] if not _is_edition(block)]
    if rest:
        return fields | {"title": rest[0]}, list(rest[1:])
    under = [line for _, line in lines[dated + 1 :] if not _EDITION.search(line)]
    if under and not under[-1].startswith(" " * CENTRED):
        fields["title"] = under[-1]
    return fields, []


def _read_uni_front(lines: Sequence[str]) -> dict[str, str]:
    """Headline, outlet and date, a line each; a cover may stand above them."""
    dated = next((i for i, line in enumerate(lines) if i and _is_date_line(line)), None)
    if dated is None:
        return {"title": lines[0], "outlet": lines[1]} if len(lines) > 1 else {}
    fields = {"published": lines[dated], "outlet": lines[dated - 1]}
    return fields | ({"title": lines[dated - 2]} if dated > 1 else {})


def _without_date(blocks: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    kept = [block for block in blocks if not _RIGHTS.match(block.strip())]
    if not kept:
        return {}, []
    if len(kept) == 1:
        return {"outlet" if kept[0].startswith(" " * CENTRED) else "title": kept[0]}, []
    return {"outlet": kept[0], "title": kept[1]}, list(kept[2:])


def _is_date_line(line: str) -> bool:
    return len(line.strip()) <= 80 and find_printed_date(line.strip(), "field") is not None


def _is_edition(block: str) -> bool:
    """Whether a block under the date line is centred or names an edition."""
    lines = [line for line in block.split("\n") if line.strip()]
    centred = all(line.startswith(" " * CENTRED) for line in lines)
    return centred or (len(block) < 60 and _EDITION.search(block) is not None)


def _unwrap(block: str) -> str:
    """A block of wrapped lines as one paragraph; lines longer than any width stay apart."""
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    return ("\n\n" if max(map(len, lines), default=0) > WIDEST else " ").join(lines)
