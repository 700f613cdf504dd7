"""The one exception that a reader's mistake raises, and its helpers."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class WorkbookError(ValueError):
    """What the reader typed is wrong; the message says what, where and what to do next."""


def require_known(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Raise if a name is not among the known ones.

    >>> require_known("formula", ["flesch_kincaid"], ["flesch_kincaid_grade", "smog_index"])
    Traceback (most recent call last):
        ...
    workbook.errors.WorkbookError: unknown formula 'flesch_kincaid'; known: flesch_kincaid_grade, \
smog_index. Did you mean 'flesch_kincaid_grade'?
    """
    known = sorted(known)
    for name in names:
        if name not in known:
            close = get_close_matches(str(name), known, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            raise WorkbookError(f"unknown {what} '{name}'; known: {', '.join(known)}.{hint}")
