"""The registry of formats: a new format is a reader in its own module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePath

from workbook.loading.documents import read_docx, read_rtf
from workbook.loading.drafts import Columns, Reading
from workbook.loading.europresse import EUROPRESSE, read_europresse
from workbook.loading.factiva import (
    FACTIVA_PAGE,
    FACTIVA_XML,
    read_factiva_page,
    read_factiva_xml,
)
from workbook.loading.feeds import FEED, read_feed
from workbook.loading.json_records import read_json, read_json_lines
from workbook.loading.nexis import NEXIS, read_nexis
from workbook.loading.other_xml import read_other_xml
from workbook.loading.pages import (
    NEXIS_PAGE,
    PROQUEST_PAGE,
    read_nexis_page,
    read_page,
    read_proquest_page,
)
from workbook.loading.pdf import read_pdf
from workbook.loading.proquest import PROQUEST, read_proquest
from workbook.loading.sniffing import (
    Head,
    Sniff,
    is_packed,
    is_page,
    is_unnamed_text,
    marked,
    opens,
    page_with,
    starts,
)
from workbook.loading.spreadsheets import read_spreadsheet
from workbook.loading.tables import read_arrow, read_delimited, read_parquet
from workbook.loading.text import read_text


@dataclass(frozen=True)
class Format:
    """A format: its name, the endings of its files, its reader, and what gives it away."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[bytes, Columns], Reading]
    sniff: Sniff | None = None
    needs: tuple[str, ...] = ()  # modules of the extra "formats"
    is_slow: bool = False  # the limit `slow_bytes` holds

    def missing(self) -> str | None:
        """A module that this format needs and that is not installed."""
        return next((name for name in self.needs if find_spec(name) is None), None)


FASTEXCEL, LXML = ("fastexcel",), ("lxml",)
HTML, FEEDPARSER = ("lxml", "trafilatura"), ("feedparser", "lxml")

# What a file holds decides, in this order; where no content tells, the ending of its name does.
FORMATS = (
    Format("Parquet", (".parquet", ".pq"), read_parquet, starts(b"PAR1")),
    Format("Arrow", (".arrow", ".feather", ".ipc"), read_arrow, starts(b"ARROW1")),
    Format("Excel", (".xlsx", ".xlsm", ".xls"), read_spreadsheet, is_packed("xlsx"), FASTEXCEL),
    Format("OpenDocument", (".ods",), read_spreadsheet, is_packed("ods"), FASTEXCEL),
    Format("JSON Lines", (".jsonl", ".ndjson"), read_json_lines, opens(r"\{[^\n]*\}\s*\n\s*\{")),
    Format("JSON", (".json",), read_json, opens(r'\{\s*"|\[\s*\{\s*"')),
    Format("RTF", (".rtf",), read_rtf, starts(b"{\\rtf"), ("striprtf",), is_slow=True),
    Format("Word", (".docx",), read_docx, is_packed("docx"), ("docx",)),
    Format("PDF", (".pdf",), read_pdf, starts(b"%PDF-"), ("pypdfium2",)),
    Format("feed", (".rss", ".atom"), read_feed, opens(FEED), FEEDPARSER, is_slow=True),
    Format("Factiva XML", (), read_factiva_xml, opens(FACTIVA_XML), LXML),
    Format("Factiva HTML", (), read_factiva_page, page_with(FACTIVA_PAGE), LXML, is_slow=True),
    Format("Europresse HTML", (), read_europresse, page_with(EUROPRESSE), LXML, is_slow=True),
    Format("Nexis HTML", (), read_nexis_page, page_with(NEXIS_PAGE), LXML, is_slow=True),
    Format("ProQuest HTML", (), read_proquest_page, page_with(PROQUEST_PAGE), LXML, is_slow=True),
    Format("HTML", (".html", ".htm", ".xhtml"), read_page, is_page, HTML, is_slow=True),
    Format("XML", (".xml",), read_other_xml, opens(r"<\?xml\b")),
    Format("ProQuest text", (), read_proquest, marked(PROQUEST)),
    Format("Nexis text", (), read_nexis, marked(NEXIS)),
    Format("CSV", (".csv", ".tsv", ".tab"), read_delimited),
    Format("text", (".txt", ".text", ".md"), read_text, is_unnamed_text),
)

# Page furniture of a folder rather than articles; matched without the ending, in any case.
NOT_ARTICLES = ("readme", "license", "licence", "changelog", "codebook")


def find_format(path: PurePath, data: bytes) -> Format | None:
    """The format of a file by what it holds, else by the ending of its name."""
    head = Head(data, path.suffix.lower())
    for known in FORMATS:
        if known.sniff and known.sniff(head):
            return known
    by_name = (known for known in FORMATS if head.ending in known.endings)
    return None if head.packed else next(by_name, None)


def known_endings() -> str:
    """The endings that can be read, for messages."""
    endings = (ending for known in reversed(FORMATS) for ending in known.endings)
    return ", ".join([*endings, ".zip"])
