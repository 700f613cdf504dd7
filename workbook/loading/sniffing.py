"""What the first bytes of a file say about its format, whatever its name is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from workbook.loading.archives import zip_kind

# Saved pages and archives carry this much of style sheets before the first article.
LOOKED_AT = 300_000
TABLES = (".csv", ".tsv", ".tab")


@dataclass(frozen=True)
class Head:
    """The bytes of a file and the ending of its name, in lower case."""

    data: bytes
    ending: str = ""

    @cached_property
    def text(self) -> str:
        """The beginning as text good enough for markers in Latin letters."""
        head = self.data[:LOOKED_AT]
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return head.decode("utf-16", errors="ignore")
        if head[1:200:2].count(0) > 50:
            return head.decode("utf-16-le", errors="ignore")
        return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")

    @cached_property
    def packed(self) -> str | None:
        """What a zip is, see `zip_kind`."""
        return zip_kind(self.data)


Sniff = Callable[[Head], bool]


def starts(*magic: bytes) -> Sniff:
    """A format whose files begin with one of these bytes."""
    return lambda head: head.data.startswith(magic)


def is_packed(kind: str) -> Sniff:
    """A format that is a zip of this kind."""
    return lambda head: head.packed == kind


def opens(pattern: str) -> Sniff:
    """A format whose text opens like this."""
    expression = re.compile(r"\s*(?:" + pattern + ")", re.IGNORECASE)
    return lambda head: expression.match(head.text[:5000]) is not None


def marked(pattern: str) -> Sniff:
    """A plain text with this marker near its beginning; a cell of a table may quote one."""
    expression = re.compile(pattern, re.MULTILINE)

    def sniff(head: Head) -> bool:
        is_plain = head.ending not in TABLES and head.text.lstrip()[:1] not in ("<", "{", "[")
        return is_plain and expression.search(head.text) is not None

    return sniff


def page_with(pattern: str) -> Sniff:
    """An HTML page that holds this."""
    expression = re.compile(pattern, re.IGNORECASE)
    return lambda head: is_page(head) and expression.search(head.text) is not None


def is_unnamed_text(head: Head) -> bool:
    """Whether a file without an ending is text."""
    return not head.ending and b"\x00" not in head.data[:LOOKED_AT]


_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype html|html|head|body|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_page(head: Head) -> bool:
    """Whether a file is HTML by how it opens."""
    return _PAGE.match(head.text[:5000]) is not None
