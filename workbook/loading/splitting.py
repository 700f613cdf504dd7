"""Where articles begin in a text that holds several: the style of a file is decided once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbook.loading.headlines import find_headlines, headline_confidence
from workbook.loading.language_split import layout_gain, split_by_language
from workbook.loading.layout import gap_sets, separated_starts, separator_sets
from workbook.loading.lines import Line
from workbook.loading.titles import TITLED_SHARE, titled_share

# How sure a layout is: with a headline under each separator or gap, or with the language behind it.
CONFIDENCE = {"separator": 0.99, "gap": 0.97}
SUPPORTED = 0.9
# What a layout is worth against the language, in nats: articles on one town and its few subjects
# lose up to about this much, places chosen at random in one article lose more.
LAYOUT_WORTH = 25.0


@dataclass(frozen=True)
class Split:
    """The first line of each article, what showed it, how surely, and the separator lines.

    The first article is sure to begin with the file; of a file left whole, how sure that is.
    """

    starts: tuple[int, ...]
    basis: str
    confidence: tuple[float, ...]
    separators: frozenset[int] = frozenset()


def split_articles(lines: Sequence[Line]) -> Split:
    """Split by the strongest evidence that the file shows, from separators to language."""
    ways: tuple[Callable[[Sequence[Line]], Iterator[Split]], ...] = (
        _by_separators,
        _by_gaps,
        _by_headlines,
        _by_language,
    )
    return next(split for way in ways for split in way(lines))


def _by_separators(lines: Sequence[Line]) -> Iterator[Split]:
    for places, is_sure in separator_sets(lines):
        starts = separated_starts(places, len(lines))
        separators = frozenset(places)
        trusted = is_sure and not _heads_only_the_first(lines, starts, separators)
        if confidence := _support(lines, starts, separators) or SUPPORTED * trusted:
            yield Split(tuple(starts), "separator", _confidence(starts, confidence), separators)


def _by_gaps(lines: Sequence[Line]) -> Iterator[Split]:
    for starts in gap_sets(lines):
        if confidence := _support(lines, starts, frozenset()):
            yield Split(tuple(starts), "gap", _confidence(starts, confidence))


def _heads_only_the_first(
    lines: Sequence[Line], starts: Sequence[int], separators: frozenset[int]
) -> bool:
    """Whether one headline stands over all pieces, as over the sections of one article."""
    end = starts[1] if len(starts) > 1 else len(lines)
    first = titled_share(lines[:end], [0], separators)
    return first > 0 and titled_share(lines, starts, separators) < TITLED_SHARE


def _support(lines: Sequence[Line], starts: Sequence[int], separators: frozenset[int]) -> float:
    """How sure a layout is; 0 where no headlines are behind it and the language is against it."""
    if titled_share(lines, starts, separators) >= TITLED_SHARE:
        return CONFIDENCE["separator" if separators else "gap"]
    kept = [i for i in range(len(lines)) if i not in separators]
    firsts = [bisect_left(kept, start) for start in starts]
    gain = layout_gain([lines[i].text for i in kept], firsts)
    return SUPPORTED if gain > -LAYOUT_WORTH else 0.0


def _confidence(starts: Sequence[int], confidence: float) -> tuple[float, ...]:
    """The first article begins with the file, the others with this confidence."""
    return (1.0, *[confidence] * (len(starts) - 1))


def _by_headlines(lines: Sequence[Line]) -> Iterator[Split]:
    found = find_headlines(lines)
    if len(found) > 1:
        _, *scores = found.values()
        yield Split(tuple(found), "headline", (1.0, *map(headline_confidence, scores)))


def _by_language(lines: Sequence[Line]) -> Iterator[Split]:
    found = split_by_language([line.text for line in lines])
    basis = "language" if len(found.starts) > 1 else "whole"
    yield Split(found.starts, basis, found.confidence)
