"""Lexical cohesion: where a text that changes its words is told apart best.

A segment draws its words from a distribution of its own, and that from a symmetric Dirichlet
(Utiyama and Isahara 2001; Eisenstein and Barzilay 2008). A word costs little where its segment
had it before and much where it is new there, so that a boundary pays where the words change.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# The Dirichlet's parameter: small, since an article uses few of all words.
CONCENTRATION = 0.1
# Words to choose from: a constant, so that a boundary weighs the same in short and long files.
VOCABULARY = 300
# A word says something about cohesion only if it comes back within this many paragraphs.
REACH = 40
# In a file of more such words than the second figure, no article is taken to have more than the
# first, some 15,000 words in all: time grows with the file, not with its square.
LONGEST, LONG_FILE = 4000, 20_000
# A boundary that gains this much is as good as certain; half of it is a fair guess.
SURE_GAIN = 30.0


@dataclass(frozen=True)
class Segments:
    """First paragraph of each segment, and what beginning there gains over going on."""

    starts: tuple[int, ...]
    gains: tuple[float, ...]

    @property
    def confidence(self) -> tuple[float, ...]:
        """Each gain from 0 to 1; for a text left whole, how much its best split would lose."""
        return tuple(round(1 / (1 + math.exp(-3 * gain / SURE_GAIN)), 3) for gain in self.gains)


def find_segments(
    words: Sequence[Sequence[str]],
    costs: Sequence[float],
    firsts: Sequence[int] | None = None,
) -> Segments:
    """Split paragraphs, given by their words, where that gains more than a start costs there.

    Dynamic programming over every pair of first and last paragraph; deterministic. `firsts` are
    the paragraphs that may begin a segment, by default all.
    """
    kept = recurring(words)
    firsts = range(len(words)) if firsts is None else sorted({0, *firsts})
    starts = join_forced(kept, _best_starts(kept, costs, firsts), costs)
    if len(starts) == 1:
        splits = [gain for i, gain in split_gains(kept, costs, firsts) if i]
        return Segments((0,), (-max(splits, default=-SURE_GAIN),))
    rows = dict(segment_rows(kept, starts))
    gains = [gain - costs[i] for i, gain in zip(starts[1:], _gains(rows, starts), strict=True)]
    return Segments(tuple(starts), (math.inf, *gains))


def join_forced(
    words: Sequence[Sequence[str]], starts: Sequence[int], costs: Sequence[float]
) -> list[int]:
    """Drop the starts that only the greatest length made: there, going on is the better choice."""
    joined = [starts[0]]
    before: Counter[str] = Counter()
    for start, end in pairwise([*starts, len(words)]):
        here = Counter(word for ws in words[start:end] for word in ws)
        is_short = before.total() + here.total() <= LONGEST
        if start > joined[-1] and (is_short or _apart(before, here) > costs[start]):
            joined.append(start)
            before = Counter()
        before += here
    return joined


def _apart(before: Counter[str], here: Counter[str]) -> float:
    """What two segments gain over being one, from their word counts."""
    together = sum(_rise(before[word] + n) - _rise(before[word]) for word, n in here.items())
    alone = sum(_rise(n) - _rise(0) for n in here.values())
    size = max(VOCABULARY, len(before | here)) * CONCENTRATION  # long texts use more words
    whole = math.lgamma(size + before.total() + here.total()) - math.lgamma(size + before.total())
    return alone - together + whole - (math.lgamma(size + here.total()) - math.lgamma(size))


def _rise(count: int) -> float:
    return math.lgamma(CONCENTRATION + count)  # differences alone matter


def start_gains(words: Sequence[Sequence[str]], starts: Sequence[int]) -> list[float]:
    """What each start but the first gains over going on, with the others in place."""
    return _gains(dict(segment_rows(recurring(words), starts)), starts)


def recurring(words: Sequence[Sequence[str]]) -> list[list[str]]:
    """The words of each paragraph that another paragraph within reach has too."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, paragraph in enumerate(words):
        for word in dict.fromkeys(paragraph):
            places[word].append(i)
    kept: list[set[str]] = [set() for _ in words]
    for word, where in places.items():
        for before, after in pairwise(where):
            if after - before <= REACH:
                kept[before].add(word)
                kept[after].add(word)
    return [[word for word in ws if word in keep] for ws, keep in zip(words, kept, strict=True)]


def segment_rows(
    words: Sequence[Sequence[str]], firsts: Sequence[int]
) -> Iterator[tuple[int, np.ndarray]]:
    """For each first paragraph, the log-likelihoods of the segments ending after each later one."""
    import numpy as np

    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(word, len(numbers)) for ws in words for word in ws]
    tokens = np.array(flat, dtype=np.int64)
    edges = np.cumsum([0, *map(len, words)])
    earlier = _earlier_uses(tokens)
    steps = np.arange(len(tokens) + 1)
    word_cost = np.log(CONCENTRATION + steps)
    size_cost = np.log(VOCABULARY * CONCENTRATION + steps)
    longest = LONGEST if len(tokens) > LONG_FILE else len(tokens)
    before = np.zeros(len(numbers), dtype=np.int64)
    passed = 0
    for first, following in pairwise([*firsts, len(words)]):
        begin = edges[first]
        np.add.at(before, tokens[passed:begin], 1)
        passed = begin
        last = int(np.searchsorted(edges, begin + longest, side="right"))
        stops = edges[first + 1 : max(last, following + 1)]
        inside = tokens[begin : stops[-1]]
        costs = word_cost[earlier[begin : stops[-1]] - before[inside]] - size_cost[: len(inside)]
        yield first, np.concatenate([[0.0], np.cumsum(costs)])[stops - begin]


def _earlier_uses(tokens: np.ndarray) -> np.ndarray:
    """How often each token's word was used before it."""
    import numpy as np

    order = np.argsort(tokens, kind="stable")
    ordered = tokens[order]
    places = np.arange(len(tokens))
    is_first = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(tokens)]
    uses = np.empty(len(tokens), dtype=np.int64)
    uses[order] = places - np.maximum.accumulate(np.where(is_first, places, 0))
    return uses


def _best_starts(
    words: Sequence[Sequence[str]], costs: Sequence[float], firsts: Sequence[int]
) -> list[int]:
    import numpy as np

    n = len(words)
    best = np.full(n + 1, -np.inf)
    best[0] = 0.0
    back = np.zeros(n + 1, dtype=np.int64)
    for first, row in segment_rows(words, firsts):
        values = best[first] + row - (costs[first] if first else 0.0)
        ends = slice(first + 1, first + 1 + len(row))
        better = values > best[ends]
        best[ends][better] = values[better]
        back[ends][better] = first
    starts = [int(back[n])]
    while starts[-1] > 0:
        starts.append(int(back[starts[-1]]))
    return starts[::-1]


def split_gains(
    words: Sequence[Sequence[str]], costs: Sequence[float], firsts: Sequence[int]
) -> Iterator[tuple[int, float]]:
    """What splitting paragraphs, given by their recurring words, once would gain at each place."""
    n = len(words)
    whole = None
    for first, row in segment_rows(words, firsts):
        whole = row if whole is None else whole
        if len(whole) < n:
            yield first, -SURE_GAIN
        elif first:
            yield first, float(whole[first - 1] + row[n - first - 1] - whole[-1]) - costs[first]


def _gains(rows: Mapping[int, np.ndarray], starts: Sequence[int]) -> list[float]:
    n = max(rows) + len(rows[max(rows)])
    return [
        gain_between(rows, bounds)
        for bounds in zip(starts, starts[1:], [*starts[2:], n], strict=False)
    ]


def gain_between(rows: Mapping[int, np.ndarray], bounds: tuple[int, int, int]) -> float:
    """What the middle boundary gains; a whole that is too long to weigh counts as sure."""
    first, middle, end = bounds
    if end - first > len(rows[first]) or end - middle > len(rows[middle]):
        return SURE_GAIN
    apart = rows[first][middle - first - 1] + rows[middle][end - middle - 1]
    return float(apart - rows[first][end - first - 1])
