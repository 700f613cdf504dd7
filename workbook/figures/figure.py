"""One figure while it is being read: places are token indexes, later text offsets."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from workbook.figures.dates import Dated


class Figure(NamedTuple):
    """A quantity in a sentence; `first:last` is the number alone, `start:end` all its words."""

    first: int
    last: int
    start: int
    end: int
    value: float | None
    kind: str = "count"
    high: float | None = None
    unit: str | None = None
    bound: str = "="
    per: str | None = None
    change: str | None = None
    subject: str | None = None
    as_of: str | None = None
    date: date | None = None
    dated: Dated | None = None
    counted: bool = False
    style: str = "digits"
    scale: float = 1.0
