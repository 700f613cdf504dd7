"""Near-duplicates: articles of which the longer holds most of the shorter."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.progress import counted

# Words per shingle; the share of the smaller article's shingles that must be in the other.
SHINGLE, CONTAINMENT = 5, 0.5
# Below this many words, only an equal text is a duplicate: a few shared phrases say nothing.
LEAST_WORDS = 25
# A shingle in more originals than this is page furniture and finds nothing.
MAX_POSTINGS = 50

# Two articles that share so many characters are told by them.
LONGEST = 1_000_000
# Words whose shingles are held together, at 8 bytes; a larger corpus is gone through in rounds.
AT_ONCE = 2**24

_WORD = re.compile(r"\w+")
_MULTIPLIER = np.int64(0x5851F42D4C957F2D)  # of Knuth's MMIX generator: odd, its bits spread

Shingles = NDArray[np.int64]


def find_duplicates(articles: pl.DataFrame) -> pl.DataFrame:
    """Fill `duplicate_of` with the id of the earliest article that shares most of the text."""
    ids, originals = articles["article_id"], _originals(articles["body"], _by_age(articles))
    of = [None if original is None else ids[original] for original in originals]
    return articles.with_columns(pl.Series("duplicate_of", of, pl.String))


def shingle(body: str | None) -> Shingles:
    """Every run of five words of a text, hashed within this process; a short text as a whole."""
    words = _WORD.findall((body or "")[:LONGEST].casefold())
    if len(words) < LEAST_WORDS:
        return np.array([hash(tuple(words))] if words else [], np.int64)
    hashes = np.fromiter(map(hash, words), np.int64, len(words))
    last = len(words) - SHINGLE + 1
    runs = hashes[:last].copy()
    for place in range(1, SHINGLE):
        runs *= _MULTIPLIER
        runs += hashes[place : last + place]
    return np.unique(runs)


def _in_several(bodies: pl.Series) -> Shingles:
    """The shingles of more articles than one; the others tell of no copy, and are most of them."""
    rounds = 1 + int(bodies.str.count_matches(_WORD.pattern).sum()) // AT_ONCE
    found = [_repeated(bodies, number, rounds) for number in range(rounds)]
    return np.unique(np.concatenate(found))


def _repeated(bodies: pl.Series, number: int, rounds: int) -> Shingles:
    """Of the shingles that fall into one round, those of more articles than one."""
    kept = array("q")
    for row in counted(range(len(bodies)), "compare"):
        own = shingle(bodies[row])
        kept.frombytes(own[own % rounds == number].tobytes())
    every = np.frombuffer(kept, np.int64)
    every.sort()
    return every[1:][every[1:] == every[:-1]]


def _by_age(articles: pl.DataFrame) -> list[int]:
    """Rows from the earliest published to the undated, in their order where equal."""
    order = articles.select(pl.arg_sort_by("published_from", nulls_last=True, maintain_order=True))
    return order.to_series().to_list()


def _originals(bodies: pl.Series, order: list[int]) -> list[int | None]:
    """For each article the earliest one that holds, or is held by, its text."""
    shared = _in_several(bodies)
    originals: list[int | None] = [None] * len(order)
    index: defaultdict[int, list[int]] = defaultdict(list)  # of originals, by their age
    sizes: dict[int, int] = {}
    for age, row in enumerate(counted(order, "compare")):
        own = shingle(bodies[row])
        keys = _among(shared, own).tolist()
        found = Counter(
            other
            for key in keys
            if key in index and len(index[key]) <= MAX_POSTINGS
            for other in index[key]
        )
        same = [o for o, n in found.items() if n >= CONTAINMENT * min(own.size, sizes[o])]
        if same:
            originals[row] = order[min(same)]
            continue
        sizes[age] = own.size
        for key in keys:
            index[key].append(age)
    return originals


def _among(shared: Shingles, own: Shingles) -> Shingles:
    """Those of an article that stand in a sorted array of others."""
    if not shared.size:
        return own[:0]
    places = np.searchsorted(shared, own).clip(max=shared.size - 1)
    return own[shared[places] == own]
