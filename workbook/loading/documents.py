"""Word documents and Rich Text: exports of Nexis and ProQuest, or plain articles."""

from __future__ import annotations

import io
from dataclasses import replace

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading
from workbook.loading.nexis import is_nexis, read_nexis_text
from workbook.loading.proquest import is_proquest, read_proquest_text
from workbook.loading.text import read_articles


def read_rtf(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read Rich Text, whatever its ending; the ".DOC" of Nexis is Rich Text."""
    from striprtf.striprtf import rtf_to_text

    decoded = decode(data)
    return read_document(rtf_to_text(decoded.text, errors="replace"), Reading((), None))


def read_docx(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read a Word document: one line a paragraph, tables cell by cell."""
    import docx
    from docx.table import Table

    lines: list[str] = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        cells = part._cells if isinstance(part, Table) else [part]
        lines += [cell.text for cell in cells]
    return read_document("\n".join(lines), Reading())


def read_document(text: str, reading: Reading) -> Reading:
    """Read a text by its markers, or split it as any text; it has no places in the file."""
    if is_nexis(text):
        return read_nexis_text(text, reading).placeless()
    if is_proquest(text):
        return read_proquest_text(text, reading).placeless()
    return replace(reading, drafts=read_articles(text)).placeless()
