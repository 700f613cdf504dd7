"""Web pages: the article of a saved page, a table of articles, and exports that are HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbook.loading.columns import match_columns
from workbook.loading.drafts import Columns, Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.markup import block_text, decode_page, parse_page
from workbook.loading.nexis import read_nexis_text
from workbook.loading.proquest import read_proquest_text
from workbook.loading.records import Record, read_records

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NEXIS_PAGE = r"<DOC NUMBER=|NAME=[\"']?DOC_ID_\d|>\s*\d+ of \d+ DOCUMENTS?\s*<"
PROQUEST_PAGE = r"name=[\"']?DocID_"
# Put where a record begins: a line that separates records in the text export.
_SEPARATOR = "_" * 60


def read_page(data: bytes, columns: Columns) -> Reading:
    """Read a saved web page: a table of articles where it holds one, else its main text."""
    decoded = decode_page(data)
    reading = Reading((), decoded.encoding, decoded.problems)
    page = parse_page(decoded.text)
    if page is None:
        return reading.failed("no text in it")
    for records in _tables(page, columns):
        return read_records(records, columns, reading)
    return _read_article(decoded.text, reading)


def read_nexis_page(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Read an HTML export of Nexis: the same markers as in its text."""
    decoded = decode_page(data)
    page = parse_page(decoded.text)
    text = "" if page is None else block_text(page)
    return read_nexis_text(text, Reading((), decoded.encoding, decoded.problems)).placeless()


def read_proquest_page(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Read an HTML export of ProQuest: the same keys as in its text."""
    decoded = decode_page(data)
    page = parse_page(decoded.text)
    reading = Reading((), decoded.encoding, decoded.problems)
    if page is None:
        return reading.failed("no text in it")
    for anchor in page.xpath("//a[starts-with(@name, 'DocID_')]"):
        anchor.tag, anchor.text = "p", _SEPARATOR
    return read_proquest_text(block_text(page), reading).placeless()


def _tables(page: Element, columns: Columns) -> Iterator[list[Record]]:
    """Tables whose header names the text of articles and something more."""
    for table in page.xpath("//table[not(.//table)]"):
        rows = [
            [block_text(cell) for cell in row.xpath("./td|./th")]
            for row in table.xpath("./tr|./thead/tr|./tbody/tr")
        ]
        if len(rows) > 1 and len(found := match_columns(rows[0], columns)) > 1 and "body" in found:
            yield [dict(zip(rows[0], row, strict=False)) for row in rows[1:] if any(row)]


def _read_article(text: str, reading: Reading) -> Reading:
    """The main text of a page, with what its metadata says."""
    import trafilatura

    found = trafilatura.bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": None,
        },
    )
    values = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    if not (values.get("text") or "").strip():
        return reading.failed("no article found in this page; save its text as .txt")
    fields = {
        "title": values.get("title"),
        "outlet": values.get("sitename") or values.get("hostname"),
        "byline": values.get("author"),
        "section": next(iter(values.get("categories") or ()), None),
        "url": values.get("url"),
        "language": values.get("language"),
        "published": values.get("date"),
    }
    item = Exported(
        {name: value for name, value in fields.items() if value},
        _without_title(values["text"], values.get("title") or ""),
    )
    return read_export([item], {}, reading, basis="whole")


def _without_title(text: str, title: str) -> str:
    """The text without the headline that stands above it in the page as well."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if first.casefold().split() == title.casefold().split() else text
