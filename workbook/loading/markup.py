"""HTML and XML without scripts, entities or a network, and their text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from workbook.loading.decoding import Decoded, decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Elements that stand on lines of their own.
BLOCKS = frozenset(
    re.split(
        r"\s+",
        "address article aside blockquote body caption center dd div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody "
        "td tfoot th thead tr ul",
    )
)
UNREAD = ("script", "style", "noscript", "template", "head")

# Longer document types are left to the parsers, which refuse to expand them.
DOCTYPE_BYTES = 10_000

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What XML has no place for: control characters, halves of pairs, non-characters.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)


def decode_page(data: bytes) -> Decoded:
    """Decode HTML or XML: what it declares counts where it is no UTF-8."""
    decoded = decode(data)
    declared = _CHARSET.search(data[:4096])
    if not declared or decoded.encoding.startswith("utf"):
        return decoded
    try:
        name = codecs.lookup(declared[1].decode("ascii", "replace")).name
        return Decoded(data.decode("cp1252" if name == "iso8859-1" else name), name)
    except (LookupError, ValueError):
        return decoded


def parse_page(text: str) -> Element | None:
    """The body of an HTML page, or None where there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    if not text.strip():
        return None
    try:
        page = html.document_fromstring(_CONTROLS.sub("", text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    etree.strip_elements(page, *UNREAD, with_tail=False)
    return page


def parse_xml(data: bytes) -> Element | None:
    """The root of an XML document; its entities stay unexpanded and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, load_dtd=False
    )
    return etree.fromstring(without_doctype(data), parser)


def without_doctype(data: bytes) -> bytes:
    """XML without its document type, in which entities are declared."""
    head = data[:DOCTYPE_BYTES]
    return _DOCTYPE.sub(b"", head, count=1) + data[DOCTYPE_BYTES:]


def block_text(element: Element) -> str:
    """The text of an element: paragraphs apart by a blank line, `<br>` as a line end."""
    from lxml import etree

    parts: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        edge = "\n" if inner.tag == "br" else "\n\n" if inner.tag in BLOCKS else ""
        is_start = event == "start"
        tail = None if inner is element else inner.tail
        parts += [
            edge if is_start or edge != "\n" else "",
            _spaces(inner.text if is_start else tail),
        ]
    lines = (line.strip(" ") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _spaces(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def has_class(name: str) -> str:
    """The XPath condition that an element has a class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def first_text(element: Element, *paths: str) -> str:
    """The text of the first element that one of the paths finds, in their order; else empty."""
    for path in paths:
        for found in element.xpath(path):
            if text := " ".join("".join(found.itertext()).split()):
                return text
    return ""
