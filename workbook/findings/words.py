"""Sentences made of counts, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import polars as pl


class Finding(str):
    """Sentences shown as a paragraph; what articles say in them stays plain text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<p class="tex2jax_ignore mathjax_ignore">{escape(self)}</p>'


def say_kinds(rows: pl.DataFrame, noun: str, nouns: Mapping[str, str] | None = None) -> str:
    """How many rows in how many articles, and of which kinds.

    `nouns` has what one of a kind is called, where its name alone makes no sentence.
    """
    if rows.is_empty():
        return f"No {noun} was found."
    articles = say_count(rows["article_id"].n_unique(), "article")
    kinds = ranked(rows["kind"])
    told = [say_count(n, nouns[kind]) if nouns else f"{n:,} {kind}" for kind, n in kinds]
    return f"{say_count(rows.height, noun)} in {articles}: {listed(told)}."


def ranked(values: pl.Series) -> list[tuple[str, int]]:
    """The known values with their counts, the commonest first.

    >>> ranked(pl.Series(["b", None, "a", "b"]))
    [('b', 2), ('a', 1)]
    """
    counts = values.drop_nulls().alias("value").value_counts()
    return counts.sort("count", "value", descending=[True, False]).rows()


def say_ends(days: pl.Series) -> str:
    """The first and last day, or the only one.

    >>> say_ends(pl.Series(["2025-01-05", "2025-03-01"]))
    'from 2025-01-05 to 2025-03-01'
    """
    first, last = str(days.min()), str(days.max())
    return first if first == last else f"from {first} to {last}"


def say_count(n: int, noun: str) -> str:
    """A number with its noun, whose first word takes the plural.

    >>> say_count(1, "file"), say_count(2, "file"), say_count(3, "sum of money")
    ('1 file', '2 files', '3 sums of money')
    """
    first, *rest = noun.split(" ", 1)
    return " ".join([f"{n:,}", first + ("" if n == 1 else "s"), *rest])


def say_few(n: int, total: int) -> str:
    """A number of some, or that it is all or none.

    >>> [say_few(n, 3) for n in (0, 1, 3)]
    ['none', '1', 'all']
    """
    return "none" if n == 0 else "all" if n == total else f"{n:,}"


def listed(parts: list[str]) -> str:
    """Parts as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "none"
