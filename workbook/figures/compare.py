"""The same thing counted differently, side by side; money printed in two currencies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from math import fsum, log, sqrt

import polars as pl

from workbook.figures.tokens import words
from workbook.figures.units import singular
from workbook.schema import require_columns

COMPARISONS = pl.Schema(
    {
        "group": pl.Int32(),
        "kind": pl.String(),
        "label": pl.String(),
        "n_values": pl.Int32(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "spread": pl.Float64(),
        "rate": pl.Float64(),
        "article_id": pl.String(),
        "figure": pl.Int32(),
        "start": pl.Int64(),
        "end": pl.Int64(),
        "text": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "as_of": pl.String(),
    }
)

Row = dict[str, object]

# Kinds whose values can be of one thing; dates, years, ordinals and ages stand for themselves.
_COMPARED = frozenset({"money", "percent", "count", "measure", "duration", "rate"})
# Values further apart than this are hardly of one thing: with a subject of one word, of more words.
_FACTORS = (3.0, 10.0)
# A subject of one word ("passengers") is compared only between articles whose figures have this
# much of their words in common: they are likely to report on the same event.
_ALIKE = 0.25
_WORD = re.compile(r"[^\W_]+")


def compare_figures(figures: pl.DataFrame) -> pl.DataFrame:
    """Put figures side by side that may be of the same thing: worth a look, never wrong.

    Two figures are taken to be of the same thing when their kind, unit, `per` and `change` agree,
    their subjects share the head word and most other content words, and no `as_of` tells them
    apart. A subject of a single word ("passengers") is compared only between articles whose
    figures have many words in common. Values more than ten times apart (three times for a single
    word) are left out, and so is a group whose values all agree.

    Parameters
    ----------
    figures
        The frame of `find_figures`.

    Returns
    -------
    pl.DataFrame
        One row per figure, groups in order of their first figure:
        `group` (number), `kind` (`same thing` or `two currencies`), `label` (subject and unit, or
        the two currencies), `n_values` (different values in the group), `low`, `high` (the least
        and greatest value of the group; null for two currencies), `spread` (high / low; null
        where low is not above 0), `rate` (two currencies: units of the first printed for one of
        the second; else null), then of the figure `article_id`, `figure`, `start`, `end`,
        `text`, `value`, `unit`, `as_of`.

    Raises
    ------
    WorkbookError
        If the frame lacks a column of `find_figures`.

    Examples
    --------
    >>> from workbook.figures import find_figures
    >>> body = "The loan is worth 710 million yuan ($100 million)."
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    >>> compare_figures(find_figures(articles)).select("kind", "label", "rate").rows()[0]
    ('two currencies', 'yuan per US dollar', 7.1)
    """
    require_columns(
        figures, *("article_id", "figure", "start", "end", "text", "value", "high", "unit"),
        *("kind", "change", "subject", "per", "as_of"),
    )  # fmt: skip
    rows = list(figures.iter_rows(named=True))
    groups = [(_same_thing(group), group) for group in _groups(rows) if _differ(group)]
    groups += [(_two_currencies(pair), pair) for pair in _pairs(rows)]
    order = {id(row): place for place, row in enumerate(rows)}
    groups.sort(key=lambda group: order[id(group[1][0])])
    out = [
        {"group": number, **about, **{name: row[name] for name in list(COMPARISONS)[8:]}}
        for number, (about, group) in enumerate(groups)
        for row in group
    ]
    return pl.DataFrame(out, schema=COMPARISONS)


def _groups(rows: list[Row]) -> list[list[Row]]:
    """Rows that may be of the same thing; each joins the first group whose first row it fits."""
    buckets: dict[tuple[object, ...], list[list[Row]]] = defaultdict(list)
    out: list[list[Row]] = []
    bags = _bags(rows)
    for row in rows:
        content = _content(row["subject"])
        if not content or row["unit"] is None or row["kind"] not in _COMPARED:
            continue
        alike = buckets[row["kind"], row["unit"], row["per"], row["change"], content[0]]
        fitting = next((group for group in alike if _fits(group[0], row, bags)), None)
        if fitting is None:
            alike.append([row])
            out.append(alike[-1])
        else:
            fitting.append(row)
    return out


def _content(subject: object) -> list[str]:
    """Content words of a subject in the singular: the head first, then the others in order."""
    first, *rest = re.split(r"\b(?:of|for|in|on|at|to)\b|,", str(subject or ""), maxsplit=1)
    left = [singular(word) for word in _WORD.findall(first.lower())]
    right = [singular(word) for part in rest for word in _WORD.findall(part.lower())]
    kept = [word for word in (*left[::-1], *right) if word not in words("function")]
    return list(dict.fromkeys(kept))


Bags = dict[object, dict[str, float]]


def _bags(rows: list[Row]) -> Bags:
    """Article -> the words of its figures and their subjects, rare ones weighing more; length 1."""
    found: dict[object, set[str]] = defaultdict(set)
    for row in rows:
        text = f"{row['subject'] or ''} {row['text']}"
        found[row["article_id"]].update(_WORD.findall(text.lower()))
    counts = Counter(word for bag in found.values() for word in bag)
    bags = {
        key: {word: log(1 + len(found) / counts[word]) for word in bag if word.isalpha()}
        for key, bag in found.items()
    }
    return {key: _unit_length(bag) for key, bag in bags.items()}


def _unit_length(bag: dict[str, float]) -> dict[str, float]:
    length = sqrt(fsum(weight**2 for weight in bag.values())) or 1.0
    return {word: weight / length for word, weight in bag.items()}


def _fits(leader: Row, row: Row, bags: Bags) -> bool:
    """Whether a row is of the same thing as the first row of a group."""
    if None not in (leader["as_of"], row["as_of"]) and leader["as_of"] != row["as_of"]:
        return False
    one, other = set(_content(leader["subject"])), set(_content(row["subject"]))
    shared = len(one & other)
    if 2 * shared < len(one | other):
        return False
    low, high = sorted((_number(leader["value"]), _number(row["value"])))
    if low != high and not 0 < high <= low * _FACTORS[shared > 1]:
        return False
    return shared > 1 or _likeness(bags[leader["article_id"]], bags[row["article_id"]]) > _ALIKE


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Cosine of two bags of words: 1 for the same words, 0 for none in common."""
    return fsum(weight * other[word] for word, weight in one.items() if word in other)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _differ(group: list[Row]) -> bool:
    return len({(row["value"], row["high"]) for row in group}) > 1


def _same_thing(group: list[Row]) -> Row:
    values = [_number(row["value"]) for row in group]
    values += [_number(row["high"]) for row in group if row["high"] is not None]
    low, high = min(values), max(values)
    subject = min((str(row["subject"]) for row in group), key=len)
    unit = group[0]["unit"]
    return {
        "kind": "same thing",
        "label": f"{subject} ({unit})" if unit else subject,
        "n_values": len({(row["value"], row["high"]) for row in group}),
        "low": low,
        "high": high,
        "spread": high / low if low > 0 else None,
        "rate": None,
    }


def _pairs(rows: list[Row]) -> list[list[Row]]:
    """Neighbours that print one sum in two currencies: only an opening bracket is between."""
    return [[one, other] for one, other in pairwise(rows) if _is_pair(one, other)]


def _is_pair(one: Row, other: Row) -> bool:
    beside = one["article_id"] == other["article_id"] and (
        _number(other["start"]) - _number(one["end"]) in (1, 2)
    )
    money = one["kind"] == other["kind"] == "money" and one["unit"] != other["unit"]
    single = one["high"] is None and other["high"] is None
    return beside and money and single and _number(one["value"]) * _number(other["value"]) > 0


def _two_currencies(pair: list[Row]) -> Row:
    one, other = pair
    return {
        "kind": "two currencies",
        "label": f"{one['unit']} per {other['unit']}",
        "n_values": 2,
        "low": None,
        "high": None,
        "spread": None,
        "rate": _number(one["value"]) / _number(other["value"]),
    }
