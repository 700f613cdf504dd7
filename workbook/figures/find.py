"""Articles -> figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from workbook.figures.dates import settle
from workbook.figures.figure import Figure
from workbook.figures.grammar import read_figures
from workbook.figures.tokens import Token, tokenise
from workbook.language import sentence_spans
from workbook.schema import FIGURES, require_columns


def find_figures(articles: pl.DataFrame) -> pl.DataFrame:
    """Find the quantities that articles report."""
    require_columns(articles, "article_id", "body")
    published = articles["published"] if "published" in articles.columns else None
    rows: list[dict[str, object]] = []
    for index, (key, body) in enumerate(articles.select("article_id", "body").iter_rows()):
        day = published[index] if published is not None else None
        for order, row in enumerate(_rows(body or "", day)):
            rows.append({"article_id": key, "figure": order, **row})
    return pl.DataFrame(rows, schema=FIGURES)


def _rows(body: str, published: date | None) -> Iterator[dict[str, object]]:
    for start, end in sentence_spans(body):
        tokens = tokenise(body, start, end)
        for figure in read_figures(tokens):
            yield _row(body, tokens, figure, published)


def _row(
    body: str, tokens: list[Token], figure: Figure, published: date | None
) -> dict[str, object]:
    start, end = tokens[figure.start].start, tokens[figure.end - 1].end
    return {
        "text": body[start:end],
        "start": start,
        "end": end,
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "kind": figure.kind,
        "bound": figure.bound,
        "change": figure.change,
        "subject": figure.subject,
        "per": figure.per,
        "as_of": figure.as_of,
        "date": settle(figure.dated, published) if figure.dated else None,
    }
