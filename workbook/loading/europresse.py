"""Exports of Europresse as HTML: today's `article` elements, and the older tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from workbook.loading.drafts import Columns, Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.markup import block_text, decode_page, first_text, has_class, parse_page
from workbook.loading.printed_dates import LANGUAGES, find_printed_date

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EUROPRESSE = r"class=[\"'][^\"']*DocPublicationName\b"
MARKERS = {
    "title": "'titreArticleVisu' element",
    "outlet": "'DocPublicationName' element",
    "published": "date in 'DocHeader' or in the number of the document",
    "body": "text in 'docOcurrContainer' or 'DocText'",
}
_NUMBER = re.compile(r"\b(?:news|web|reg|tvradio)[·:.\-](?P<date>\d{8})[·:.\-]\S+")
# Private characters that mark the fields of the older layout in its running text.
_OPEN, _CLOSE = "\ue000", "\ue001"
_FIELD = re.compile(f"{_OPEN}(?P<name>[a-z]+) (?P<text>[^{_CLOSE}]*){_CLOSE}")


def read_europresse(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Read an HTML export of either layout."""
    decoded = decode_page(data)
    reading = Reading((), decoded.encoding, decoded.problems)
    page = parse_page(decoded.text)
    if page is None:
        return reading.failed("no text in it")
    found = page.xpath("//article[.//*[contains(@class, 'DocPublicationName')]]")
    items = [_new(article) for article in found] or list(_old(page))
    return read_export(items, MARKERS, reading, basis="marker")


def _new(article: Element) -> Exported:
    def find(*names: str) -> str:
        return first_text(article, *(f".//*[{has_class(name)}]" for name in names))

    header = find("DocHeader")
    texts = [
        block_text(text)
        for name in ("docOcurrContainer", "DocText")
        for text in article.xpath(f".//*[{has_class(name)}]")[:1]
    ]
    number = _NUMBER.search(find("txtCertificat") or " ".join(article.itertext()))
    fields = {
        "title": find("titreArticleVisu", "titreArticle"),
        "outlet": find("DocPublicationName", "rdp__DocPublicationName"),
        "byline": find("docAuthors", "sm-margin-bottomNews"),
    }
    return _item(fields, header, number, next((text for text in texts if text), ""))


def _old(page: Element) -> Iterator[Exported]:
    """Articles of the older layout: each begins with its outlet and ends with its number."""
    names = {"DocPublicationName": "outlet", "DocHeader": "header", "TitreArticleVisu": "title"}
    for css, name in names.items():
        for span in page.xpath(f"//span[{has_class(css)}]"):
            text = " ".join("".join(span.itertext()).split())
            del span[:]
            span.text = f"{_OPEN}{name} {text}{_CLOSE}"
    for piece in block_text(page).split(f"{_OPEN}outlet ")[1:]:
        outlet, _, text = piece.partition(_CLOSE)
        found = {field["name"]: field["text"] for field in _FIELD.finditer(text)}
        number = _NUMBER.search(text)
        body = text[: number.start()] if number else text
        body = body[body.rfind(_CLOSE) + 1 :]
        fields = {"outlet": outlet, "title": found.get("title", "")}
        yield _item(fields, found.get("header", ""), number, body)


def _item(fields: dict[str, str], header: str, number: re.Match[str] | None, body: str) -> Exported:
    """An article with the date of its number or header, and the section that the header opens."""
    published = number["date"] if number else header
    section, comma, _ = header.partition(",")
    if comma and not re.search(r"\d", section) and section.strip().casefold() not in weekdays():
        fields |= {"section": section}
    if number or find_printed_date(header, "field"):
        fields |= {"published": published}
    return Exported({name: text for name, text in fields.items() if text}, body)


@cache
def weekdays() -> frozenset[str]:
    """Names of the days of the week, in lower case."""
    from babel.dates import get_day_names

    return frozenset(
        name.casefold()
        for language in LANGUAGES
        for name in get_day_names("wide", "format", language).values()
    )
