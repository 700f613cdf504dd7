"""A filter in words: one chip for each thing that it asks for."""

from __future__ import annotations

from typing import Any

from workbook.filters import CATEGORIES, RANGES, Filter, filter_to_plain

UNKNOWN = "(unknown)"
MOST_CHIPS = 5  # of one field, before they are counted

TITLES = {
    "n_words": "Words",
    "article_id": "Articles",
    "text": "Search",
    "hide_duplicates": "Hide near-duplicates",
}


def title_of(name: str) -> str:
    """What a field of Filter is called on screen."""
    return TITLES.get(name, name.capitalize())


def label_of(value: object) -> str:
    """What a value is called on screen."""
    return UNKNOWN if value is None else str(value)


def make_chips(chosen: Filter) -> list[dict[str, Any]]:
    """What a filter asks for, each with what its field becomes once the chip is removed.

    >>> make_chips(Filter(outlet=("Wire", None), published=("2025-01-01", None)))
    [{'words': 'Outlet: Wire', 'field': 'outlet', 'rest': [None]}, \
{'words': 'Outlet: (unknown)', 'field': 'outlet', 'rest': ['Wire']}, \
{'words': 'Published: from 2025-01-01', 'field': 'published', 'rest': None}]
    """
    return [chip for name, value in filter_to_plain(chosen).items() for chip in _chips(name, value)]


def _chips(name: str, value: Any) -> list[dict[str, Any]]:
    title = title_of(name)
    if name in CATEGORIES and len(value) <= MOST_CHIPS:
        rest = [[other for other in value if other != one] or None for one in value]
        words = [f"{title}: {label_of(one)}" for one in value]
    else:
        rest, words = [None], [f"{title}: {_in_words(name, value)}"]
    return [
        {"words": said, "field": name, "rest": left} for said, left in zip(words, rest, strict=True)
    ]


def _in_words(name: str, value: Any) -> str:
    if name in RANGES:
        low, high = (f"{end:,}" if isinstance(end, int) else end for end in value)
        return (
            f"up to {high}"
            if low is None
            else f"from {low}" + ("" if high is None else f" to {high}")
        )
    if name == "article_id":
        return f"{len(value):,} picked in a chart"
    return "yes" if value is True else str(value) if name == "text" else f"{len(value)} chosen"
