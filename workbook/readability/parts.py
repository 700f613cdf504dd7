"""The parts of an article scored apart: headline and body, the reporter's words and the quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from workbook.language import english_bodies, sentence_spans
from workbook.readability.scoring import count_and_score
from workbook.schema import require_columns

Span = tuple[int, int]
Spoken = dict[object, list[tuple[str, list[Span]]]]  # article_id -> kind and spans of each

MARKS = "\"“”„‘’'«»‹› \n\t"


def score_parts(articles: pl.DataFrame, quotations: pl.DataFrame | None = None) -> pl.DataFrame:
    """Score the parts of each article: headline and body, own words and quotations.

    `own words` are the sentences in which nothing stands in quotation marks: the reporter's
    own, indirect quotations included. `quotations` are the direct ones, a full stop
    after each that has no stop of its own. A quoted fragment inside a sentence of the reporter's
    ("mixed") is no sentence of either: it is in neither part.

    Parameters
    ----------
    articles
        `article_id`, `body`, and `title` for the headline.
    quotations
        The frame of `find_quotations`: `article_id`, `kind`, `parts`. Without it, articles have
        only headline and body.

    Returns
    -------
    pl.DataFrame
        In the order of `articles`, up to four rows for each: `article_id`, `part` (`headline`,
        `body`, `own words`, `quotations`), then counts and scores as in `score_readability`.
        A part that an article does not have is no row.

    Examples
    --------
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": ['"We won," she said. It rained.']})
    >>> parts = [{"start": 0, "end": 9}]
    >>> quotations = pl.DataFrame({"article_id": ["a"], "kind": ["direct"], "parts": [parts]})
    >>> score_parts(articles, quotations).select("part", "n_words").rows()
    [('body', 6), ('own words', 2), ('quotations', 2)]
    """
    require_columns(articles, "article_id", "body")
    spoken = _spoken(quotations) if quotations is not None else None
    articles = articles.with_columns(english_bodies(articles))
    return count_and_score(articles, lambda some: _split_parts(some, spoken))


def _split_parts(articles: pl.DataFrame, spoken: Spoken | None) -> pl.DataFrame:
    """One row per part: `article_id`, `part`, `text`."""
    rows = [
        (row["article_id"], part, text)
        for row in articles.iter_rows(named=True)
        for part, text in _parts(row, spoken)
        if text and not text.isspace()
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "article_id": articles.schema["article_id"],
        "part": pl.String,
        "text": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _spoken(quotations: pl.DataFrame) -> Spoken:
    """Kind and spans of the quotations with marks, by article."""
    require_columns(quotations, "article_id", "kind", "parts")
    spoken: Spoken = {}
    marked = quotations.filter(pl.col("kind") != "indirect")
    for article_id, kind, parts in marked.select("article_id", "kind", "parts").iter_rows():
        spans = [(part["start"], part["end"]) for part in parts]
        spoken.setdefault(article_id, []).append((kind, spans))
    return spoken


def _parts(row: dict[str, Any], spoken: Spoken | None) -> Iterator[tuple[str, str]]:
    body = row["body"] or ""
    yield "headline", row.get("title") or ""
    yield "body", body
    if spoken is not None:
        said = spoken.get(row["article_id"], [])
        yield "own words", _own_words(body, [span for _, spans in said for span in spans])
        direct = [spans for kind, spans in said if kind == "direct"]
        yield "quotations", "\n".join(_ended(body, spans) for spans in direct)


def _own_words(body: str, quoted: list[Span]) -> str:
    """The sentences that hold nothing quoted."""
    own = (
        body[start:end]
        for start, end in sentence_spans(body)
        if not any(a < end and b > start for a, b in quoted)
    )
    return "\n".join(own)


def _ended(body: str, spans: list[Span]) -> str:
    """The pieces of one quotation as one text that ends in a stop."""
    text = " ".join(body[start:end] for start, end in spans).strip(MARKS)
    return text if text.endswith((".", "!", "?")) else text.rstrip(",;:—–-… ") + "."
