"""What must hold before a spreadsheet is given to its parser, which neither stops nor asks.

A cell in the last corner of a sheet takes gigabytes although the file is tiny, and XML that breaks
off can keep the parser for ever: both are found here by reading the parts once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from workbook.loading.limits import Limits

_PARTS = re.compile(r"(?:/?xl/.*|content)\.xml", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{0,3})(\d{1,7})")


def unsafe_sheets(data: bytes, limits: Limits) -> str | None:
    """Why a spreadsheet is not opened, or None; its size unpacked is checked before."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if _PARTS.fullmatch(name):
                extent = _Extent()
                try:
                    extent.read(archive.read(name))
                except (expat.ExpatError, ValueError) as error:
                    return f"damaged: {name}: {error}; open it in its program and save it again"
                if extent.cells > limits.cells:
                    return limits.over(
                        "cells", f"{extent.cells:,} cells from the first to the last"
                    )
    return None


@dataclass
class _Extent:
    """How far the cells of a part reach; empty cells at the end do not count."""

    last_row: int = 0
    last_column: int = 0
    row: int = 0
    column: int = 0
    repeats: int = 1

    @property
    def cells(self) -> int:
        return self.last_row * self.last_column

    def read(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EntityDeclHandler = _refuse
        parser.Parse(part, True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in ("row", "table-row"):
            self.row = _number(attributes.get("r")) or self.row + self.repeats
            self.repeats = _repeated(attributes, "rows")
            self.column = 0
        elif name == "c":
            self.column = _column(attributes.get("r")) or self.column + 1
            self.seen(max(self.row, _number(attributes.get("r"))))
        elif name in ("table-cell", "covered-table-cell"):
            self.column += _repeated(attributes, "columns")
            if any(key.endswith(":value-type") for key in attributes):
                self.seen(self.row + self.repeats - 1)
        elif name == "table":
            self.row = self.column = 0
            self.repeats = 1

    def seen(self, row: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, self.column)


def _refuse(*_: object) -> None:
    raise ValueError("it declares entities, which are not expanded")


def _repeated(attributes: Mapping[str, str], what: str) -> int:
    found = (v for k, v in attributes.items() if k.endswith(f":number-{what}-repeated"))
    text = next(found, "1")
    return int(text) if text.isdecimal() else 1


def _number(place: str | None) -> int:
    """The row of a place such as "B12", or of a row's own number; 0 where there is none."""
    found = _PLACE.fullmatch(place or "")
    return int(found[2]) if found else 0


def _column(place: str | None) -> int:
    """The column of a place such as "B12": 2.

    >>> _column("B12"), _column("XFD1"), _column(None)
    (2, 16384, 0)
    """
    found = _PLACE.fullmatch(place or "")
    column = 0
    for letter in found[1] if found else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return column
