"""Near-duplicates: articles of which the longer holds most of the shorter."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set

import polars as pl

from workbook.progress import counted

# Words per shingle; the share of the smaller article's shingles that must be in the other.
SHINGLE, CONTAINMENT = 5, 0.5
# Below this many words, only an equal text is a duplicate: a few shared phrases say nothing.
LEAST_WORDS = 25
# A shingle in more originals than this is page furniture and finds nothing.
MAX_POSTINGS = 50

# Two articles that share so many characters are told by them.
LONGEST = 1_000_000

_WORD = re.compile(r"\w+")


def find_duplicates(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill `duplicate_of` with the id of the earliest article that shares most of the text."""
    ids = articles["article_id"].to_list()
    hashes = [pl.Series(list(shingle(body)), dtype=pl.Int64) for body in articles["body"]]
    shared = _in_several(hashes)
    shingles = [shared.intersection(own) for own in hashes]
    sizes = [own.len() for own in hashes]
    originals = _originals(shingles, sizes, _by_age(articles))
    of = pl.Series("duplicate_of", [None if o is None else ids[o] for o in originals], pl.String)
    return articles.with_columns(of)


def shingle(body: str | None) -> frozenset[int]:
    """Every run of five words of a text, hashed within this process; a short text as a whole."""
    words = _WORD.findall((body or "")[:LONGEST].casefold())
    if len(words) < LEAST_WORDS:
        return frozenset([hash(tuple(words))] if words else ())
    return frozenset(hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


def _in_several(hashes: Sequence[pl.Series]) -> set[int]:
    """The shingles of more articles than one; the others tell of no copy, and are most of them."""
    every = pl.concat([pl.Series(dtype=pl.Int64), *hashes]).sort()
    return set(every.filter(every == every.shift(1)))


def _by_age(articles: pl.DataFrame) -> list[int]:
    """Rows from the earliest published to the undated, in their order where equal."""
    order = articles.select(pl.arg_sort_by("published_from", nulls_last=True, maintain_order=True))
    return order.to_series().to_list()


def _originals(
    shingles: Sequence[Set[int]], sizes: Sequence[int], order: Sequence[int]
) -> list[int | None]:
    """For each article the earliest one that holds, or is held by, its text."""
    originals: list[int | None] = [None] * len(shingles)
    index: defaultdict[int, list[int]] = defaultdict(list)  # holds originals alone
    rank = {row: number for number, row in enumerate(order)}
    for row in counted(order, "compare"):
        shared = Counter(
            other
            for key in shingles[row]
            if key in index and len(index[key]) <= MAX_POSTINGS
            for other in index[key]
        )
        same = [o for o, n in shared.items() if n >= CONTAINMENT * min(sizes[row], sizes[o])]
        if same:
            originals[row] = min(same, key=rank.__getitem__)
            continue
        for key in shingles[row]:
            index[key].append(row)
    return originals
