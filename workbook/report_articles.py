"""The page of articles in a report, where the links of its rows lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import polars as pl

# Characters in all: a page of a megabyte opens at once everywhere.
MOST_CHARACTERS = 800_000

LINK = re.compile(r'href="articles\.html#([^"]+)"')
PLACE = re.compile(r"(?P<article>.*)-(?P<start>\d+)-(?P<end>\d+)", re.DOTALL)

Span = tuple[int, int, str]  # start, end, and the name that links use


def find_links(page: str) -> set[str]:
    """The names that links of a page use for places in the page of articles.

    >>> find_links('<a href="articles.html#a%201-4-9">Ana Ruiz</a>')
    {'a 1-4-9'}
    """
    return {unquote(name) for name in LINK.findall(page)}


def holds_all(articles: pl.DataFrame) -> bool:
    """Whether one page has room for all articles."""
    return int(articles["body"].str.len_chars().sum()) <= MOST_CHARACTERS


def choose_articles(articles: pl.DataFrame, links: Collection[str]) -> pl.DataFrame:
    """All articles if there is room; else those that are linked, as many as there is room for."""
    if holds_all(articles):
        return articles
    linked = articles.filter(pl.col("article_id").is_in({article for article, _ in _spans(links)}))
    return linked.filter(pl.col("body").str.len_chars().cum_sum() <= MOST_CHARACTERS)


def lay_out_articles(articles: pl.DataFrame, links: Collection[str]) -> list[dict[str, Any]]:
    """Cut articles into segments, those marked that links lead to.

    Returns
    -------
    list of dict
        For each article `id`, `heading`, `details` and `segments`: the names of the places that
        begin there, whether it is marked, and its text.

    Examples
    --------
    >>> rows = pl.DataFrame({"article_id": ["a"], "label": ["Tram"], "body": ["Trams stop."]})
    >>> lay_out_articles(rows, {"a-6-10"})[0]["segments"]
    [([], False, 'Trams '), (['a-6-10'], True, 'stop'), ([], False, '.')]
    """
    spans: dict[str, list[Span]] = {}
    for article, span in _spans(links):
        spans.setdefault(article, []).extend([span] if span else [])
    rows = articles.iter_rows(named=True)
    return [_lay_out(row, spans.get(row["article_id"], [])) for row in rows]


def _spans(links: Iterable[str]) -> Iterable[tuple[str, Span | None]]:
    """The article of each link, and the passage if it names one."""
    for name in sorted(links):
        place = PLACE.fullmatch(name)
        if place:
            yield place["article"], (int(place["start"]), int(place["end"]), name)
        else:
            yield name, None


def _lay_out(row: Mapping[str, Any], spans: list[Span]) -> dict[str, Any]:
    details = (row.get("outlet"), row.get("published"), row.get("byline"), row.get("source"))
    return {
        "id": row["article_id"],
        "heading": row.get("title") or row.get("label") or "Untitled article",
        "details": " · ".join(str(part) for part in details if part),
        "segments": list(_segments(row["body"] or "", spans)),
    }


def _segments(body: str, spans: list[Span]) -> Iterable[tuple[list[str], bool, str]]:
    spans = [span for span in spans if 0 <= span[0] < span[1] <= len(body)]
    cuts = {0, len(body)}.union(*({start, end} for start, end, _ in spans))
    for a, b in pairwise(sorted(cuts)):
        names = [name for start, _, name in spans if start == a]
        yield names, any(start <= a and b <= end for start, end, _ in spans), body[a:b]
