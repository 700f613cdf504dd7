"""What a field of a filter may hold, and how it prints."""

from __future__ import annotations

from datetime import date
from typing import Any

from workbook.errors import WorkbookError

MOST = 10**30  # more than any count or figure; a column cannot be compared with much more

Range = tuple[date | str | None, date | str | None]


def values_of(name: str, values: object) -> tuple[Any, ...]:
    """The values to keep of a column, as a tuple."""
    if isinstance(values, str):
        raise WorkbookError(
            f"Filter({name}={values!r}) is one text where a tuple of values is meant. "
            f"Write {name}=({values!r},)."
        )
    if not isinstance(values, tuple | list):
        raise WorkbookError(f"Filter({name}={values!r}): a tuple of values is meant.")
    if odd := [value for value in values if isinstance(value, list | tuple | dict | set)]:
        raise WorkbookError(f"Filter({name}=...): {odd[0]!r} is no single value.")
    return tuple(values)


def ends_of(name: str, ends: object) -> tuple[Any, Any] | None:
    """The two ends of a range; none where both are open."""
    if ends is None:
        return None
    if not isinstance(ends, tuple | list) or len(ends) != 2:
        raise WorkbookError(f"Filter({name}={ends!r}): a tuple of two ends is meant.")
    if name == "published":
        ends = tuple(map(_day, ends))
    elif odd := [end for end in ends if end is not None and not _is_number(end)]:
        raise WorkbookError(f"Filter({name}=...): {odd[0]!r} is no number below {MOST:.0e}.")
    return None if tuple(ends) == (None, None) else (ends[0], ends[1])


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return -MOST < value < MOST  # which "not a number" is not


def _day(end: date | str | None) -> date | None:
    if end is None or isinstance(end, date):
        return end
    try:
        return date.fromisoformat(end)
    except (TypeError, ValueError):
        raise WorkbookError(
            f"Filter(published=...): '{end}' is no day. Write it as '2025-03-31'."
        ) from None


def as_code(value: object) -> str:
    """The value as Python code; days as ISO 8601 text, so that nothing need be imported."""
    if isinstance(value, tuple):
        inner = ", ".join(as_code(item) for item in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(value.isoformat() if isinstance(value, date) else value)
