"""Articles -> how likely two of them report on the same event."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from math import fsum, log, sqrt
from operator import itemgetter

import polars as pl

from workbook.figures.reports import Row, content_words, number
from workbook.language import sentence_spans

# Reports on one event are at most this many days apart; beyond, it has moved on.
_DAYS = 14
# Without the text: figures this many characters apart are taken to stand in one sentence.
_CLOSE = 40


@dataclass(frozen=True)
class Stories:
    """What is known of the articles: weighted words, day of issue, text."""

    bags: dict[object, dict[str, float]]
    days: dict[object, date | None] = field(default_factory=dict)
    bodies: dict[object, str] = field(default_factory=dict)
    _known: dict[tuple[object, object], float] = field(default_factory=dict)

    def are_near(self, one: object, other: object) -> bool:
        """Whether two articles may have appeared within a fortnight."""
        first, second = self.days.get(one), self.days.get(other)
        return first is None or second is None or abs((first - second).days) <= _DAYS

    def likeness(self, one: object, other: object) -> float:
        """Cosine of their words: 1 for the same words, 0 for none in common."""
        if (one, other) not in self._known:
            first, second = self.bags[one], self.bags[other]
            shared = first.keys() & second.keys()
            self._known[one, other] = fsum(first[word] * second[word] for word in shared)
        return self._known[one, other]


def read_stories(rows: list[Row], articles: pl.DataFrame | None) -> Stories:
    """Words, days and texts of the articles that the figures are from.

    Without the articles, the words are those of the figures and their subjects.
    """
    found: dict[object, set[str]] = {}
    for row in rows:
        bag = found.setdefault(row["article_id"], set())
        bag.update(content_words(f"{row['subject'] or ''} {row['text']}"))
        if row["value"] is not None and number_is_telling(row):
            bag.add(f"{row['value']} {row['unit']}")
    if articles is None:
        return Stories(_weigh(found))
    used = articles.filter(pl.col("article_id").is_in(list(found)))
    bodies = dict(used.select("article_id", "body").iter_rows())
    for key, body in bodies.items():
        found[key] |= content_words(body or "")
    if "title" in used.columns:
        for key, title in used.select("article_id", "title").iter_rows():
            found[key] |= content_words(title or "")
    days = used.select("article_id", "published") if "published" in used.columns else None
    return Stories(_weigh(found), dict(days.iter_rows()) if days is not None else {}, bodies)


def number_is_telling(row: Row) -> bool:
    """Whether few other things would happen to have this very number."""
    digits = str(row["value"]).replace(".", "").strip("0")
    return row["kind"] not in ("year", "date") and len(digits) > 1


def _weigh(found: dict[object, set[str]]) -> dict[object, dict[str, float]]:
    counts = Counter(word for bag in found.values() for word in bag)
    weights = {word: log(1 + len(found) / n) for word, n in counts.items()}
    return {key: _unit_length(bag, weights) for key, bag in found.items()}


def _unit_length(bag: Iterable[str], weights: dict[str, float]) -> dict[str, float]:
    words = sorted(bag)
    length = sqrt(fsum(weights[word] ** 2 for word in words)) or 1.0
    return {word: weights[word] / length for word in words}


@dataclass(frozen=True, slots=True)
class Run:
    """Figures of one sentence, which is `body[start:end]`; `body` is "" where unknown."""

    rows: list[Row]
    body: str = ""
    start: int = 0
    end: int = 0

    def between(self, one: Row, other: Row) -> str:
        """The text from one figure to a later one."""
        return self.body[position(one, "end") : position(other, "start")]

    def before(self, row: Row) -> str:
        """The text from the figure before, or the beginning of the sentence."""
        place = self.rows.index(row)
        start = position(self.rows[place - 1], "end") if place else self.start
        return self.body[start : position(row, "start")]

    def after(self, row: Row) -> str:
        """The text up to the next figure, or the end of the sentence."""
        following = self.rows[self.rows.index(row) + 1 :]
        end = position(following[0], "start") if following else self.end
        return self.body[position(row, "end") : end]


def position(row: Row, name: str) -> int:
    """The `start` or `end` of a figure."""
    return int(number(row[name]))


def runs_of(rows: list[Row], bodies: dict[object, str]) -> list[Run]:
    """Figures that stand in one sentence; where the text is unknown, close to each other.

    Parameters
    ----------
    rows
        Figures by article and place.
    bodies
        Article -> text, as far as known.
    """
    out: list[Run] = []
    for key, group in groupby(rows, key=itemgetter("article_id")):
        together, body = list(group), bodies.get(key)
        out += _sentences(together, body) if body else _clusters(together)
    return out


def _sentences(rows: list[Row], body: str) -> list[Run]:
    spans = sentence_spans(body)
    starts = [start for start, _ in spans]
    numbered = [(bisect_right(starts, position(row, "start")) - 1, row) for row in rows]
    return [
        Run([row for _, row in together], body, *spans[max(0, place)])
        for place, together in groupby(numbered, key=itemgetter(0))
    ]


def _clusters(rows: list[Row]) -> list[Run]:
    out: list[Run] = []
    for row in rows:
        if out and position(row, "start") - position(out[-1].rows[-1], "end") <= _CLOSE:
            out[-1].rows.append(row)
        else:
            out.append(Run([row]))
    return out
