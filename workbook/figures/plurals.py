"""Plural nouns -> their singular, for units of counted things."""

from __future__ import annotations

from functools import cache

from workbook.figures.tokens import data_rows


@cache
def _irregular() -> dict[str, str]:
    return dict(data_rows("plurals.tsv"))


def singular(word: str) -> str:
    """The singular of an English noun, by rule and a short list.

    >>> [singular(word) for word in ("countries", "boxes", "people", "buses", "species")]
    ['country', 'box', 'person', 'bus', 'species']
    """
    lower = word.lower()
    if lower in _irregular():
        return _irregular()[lower]
    if len(word) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return word
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("ches", "shes", "xes", "sses", "zzes", "oes")):
        return word[:-2]
    return word[:-1]
