"""Exports of Factiva: HTML in both layouts, and XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.loading.drafts import Columns, Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.language_names import language_code
from workbook.loading.markup import (
    block_text,
    decode_page,
    first_text,
    has_class,
    parse_page,
    parse_xml,
)
from workbook.loading.printed_dates import find_printed_date

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Sniffed: "article enArticle", or the same with the letters of another language.
FACTIVA_PAGE = r"class=[\"']article [a-z]{2}Article|class=[\"'][^\"']*\b[a-z]{2}Headline[\"']"
FACTIVA_XML = r"(?s:.{0,2000})<[^<>]*\b(?:ppsArticleResponse|ppsarticle|PPSResponse)\b"
CODES = {
    "HD": "title",
    "BY": "byline",
    "PD": "published",
    "SN": "outlet",
    "SE": "section",
    "LA": "language",
}
TEXT_CODES = ("LP", "TD")
CODED_MARKERS = {
    "title": "row 'HD'",
    "outlet": "row 'SN'",
    "published": "row 'PD'",
    "body": "row 'LP' or 'TD'",
}
PLAIN_MARKERS = {
    "title": "'enHeadline' element",
    "outlet": "line with the outlet after the date",
    "published": "line with the date",
    "body": "'articleParagraph' element",
}
XML_MARKERS = {
    "title": "<headline>",
    "outlet": "<sourceName>",
    "published": "<publicationDate>",
    "body": "<leadParagraph> or <tailParagraphs>",
}

_N_WORDS = re.compile(r"[\d.,\s\u00a0]+(?:words?|mots?|Wörter|palabras|parole|palavras|слов|字)\W*")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b.{0,12}")


def read_factiva_page(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Read an HTML export, with codes in a table or as plain lines."""
    decoded = decode_page(data)
    reading = Reading((), decoded.encoding, decoded.problems)
    page = parse_page(decoded.text)
    found = [] if page is None else page.xpath(f"//div[{has_class('article')}]")
    if not found:
        return reading.failed("no element 'div.article': the layout of Factiva may have changed")
    coded = [_coded(article) for article in found]
    if any(item.fields for item in coded):
        return read_export(coded, CODED_MARKERS, reading, basis="marker")
    return read_export(
        [_plain(article) for article in found], PLAIN_MARKERS, reading, basis="marker"
    )


def read_factiva_xml(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Read an XML export."""
    root = parse_xml(data)
    reading = Reading((), "utf-8")
    found = [] if root is None else root.xpath("//*[local-name()='article']")
    if not found:
        return reading.failed("no element <article>: the layout of Factiva may have changed")
    return read_export(
        [_from_xml(article) for article in found], XML_MARKERS, reading, basis="field"
    )


def _coded(article: Element) -> Exported:
    """An article of rows with two-letter codes."""
    fields: dict[str, str] = {}
    body: list[str] = []
    for row in article.xpath(f".//tr[td[{has_class('index')}]]"):
        code = first_text(row, "./td[1]")
        cells = row.xpath("./td[position() > 1]")
        value = "\n\n".join(block_text(cell) for cell in cells)
        if code in CODES:
            fields[CODES[code]] = value
        elif code in TEXT_CODES:
            body.append(value)
    return Exported(fields, "\n\n".join(body))


def _plain(article: Element) -> Exported:
    """An article of a headline, plain lines and paragraphs."""
    headline = ".//*[contains(@class, 'Headline')]"
    text = article.xpath(".//p[contains(@class, 'articleParagraph')]")
    fields = {"title": first_text(article, headline, ".//*[@id='hd']")}
    above: list[str] = []
    below: list[str] = []
    place = above
    for line in article.xpath("./div[not(.//p)]"):
        value = " ".join("".join(line.itertext()).split())
        if line.xpath(headline) or line.get("id") == "hd":
            place = below
        elif has_author(line):
            fields["byline"] = value
        elif value:
            place.append(value)
    body = "\n\n".join(block_text(paragraph) for paragraph in text)
    section = {"section": above[-1]} if above else {}
    return Exported(section | _read_lines(below) | {k: v for k, v in fields.items() if v}, body)


def has_author(line: Element) -> bool:
    """Whether a line is marked as the byline."""
    return "author" in (line.get("class") or "").split()


def _read_lines(lines: Sequence[str]) -> dict[str, str]:
    """Byline, number of words, date, clock, outlet, code and language, in this order."""
    counted = next((i for i, line in enumerate(lines) if _N_WORDS.fullmatch(line)), -1)
    fields = {"byline": lines[0]} if counted > 0 else {}
    rest = [line for line in lines[counted + 1 :] if not _CLOCK.fullmatch(line)]
    dated = next((i for i, line in enumerate(rest) if find_printed_date(line, "field")), None)
    if dated is None:
        return fields
    fields["published"] = rest[dated]
    for line in rest[dated + 1 :]:
        if "outlet" not in fields:
            fields["outlet"] = line
        elif len(line) > 2 and len(language_code(line)) == 2:
            fields["language"] = line
            break
    return fields


def _from_xml(article: Element) -> Exported:
    def path(*names: str) -> str:
        return "." + "".join(f"/*[local-name()='{name}']" for name in names)

    fields = {
        "title": first_text(article, path("headline")),
        "outlet": first_text(article, path("sourceName")),
        "byline": first_text(article, path("byline")),
        "section": first_text(article, path("sectionName"), path("section"), path("columnName")),
        "language": first_text(article, path("baseLanguage")),
        "published": first_text(
            article, path("publicationDate", "dateTime"), path("publicationDate", "date")
        ),
    }
    paragraphs = [
        " ".join("".join(paragraph.itertext()).split())
        for part in ("leadParagraph", "tailParagraphs")
        for paragraph in article.xpath(path(part, "paragraph"))
    ]
    return Exported({k: v for k, v in fields.items() if v}, "\n\n".join(paragraphs))
