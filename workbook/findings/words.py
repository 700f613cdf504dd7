"""Sentences made of counts, and how they are shown."""

from __future__ import annotations

from html import escape

import polars as pl


class Finding(str):
    """Sentences shown as a paragraph; what articles say in them stays plain text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<p class="tex2jax_ignore mathjax_ignore">{escape(self)}</p>'


def say_kinds(rows: pl.DataFrame, noun: str) -> str:
    """How many rows in how many articles, and of which kinds."""
    articles = say_count(rows["article_id"].n_unique(), "article")
    kinds = listed([f"{n:,} {kind}" for kind, n in ranked(rows["kind"])])
    return f"{say_count(rows.height, noun)} in {articles}: {kinds}."


def ranked(values: pl.Series) -> list[tuple[str, int]]:
    """The known values with their counts, the commonest first.

    >>> ranked(pl.Series(["b", None, "a", "b"]))
    [('b', 2), ('a', 1)]
    """
    counts = values.drop_nulls().alias("value").value_counts()
    return counts.sort("count", "value", descending=[True, False]).rows()


def say_ends(days: pl.Series) -> str:
    """The first and last day."""
    return " to ".join(map(str, (days.min(), days.max())))


def say_count(n: int, noun: str) -> str:
    """A number with its noun.

    >>> say_count(1, "file"), say_count(2, "file")
    ('1 file', '2 files')
    """
    return f"{n:,} {noun}" + ("" if n == 1 else "s")


def listed(parts: list[str]) -> str:
    """Parts as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or "none"
