"""Articles -> figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from workbook.figures.cues import find_changes
from workbook.figures.dates import settle
from workbook.figures.elided import share_units
from workbook.figures.figure import Figure
from workbook.figures.grammar import read_figures
from workbook.figures.nouns import count_nouns
from workbook.figures.sentence import Sentence, sentence_of
from workbook.figures.subjects import find_subjects
from workbook.figures.tokens import Token, tokenise
from workbook.language import parse, sentence_spans
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
    found = [
        (start, end, tokens, figures)
        for start, end in sentence_spans(body)
        if (figures := read_figures(tokens := tokenise(body, start, end)))
    ]
    docs = parse(body[start:end] for start, end, _, _ in found)
    for (start, _, tokens, figures), doc in zip(found, docs, strict=True):
        sentence = sentence_of(tokens, doc, start)
        for figure in _with_context(sentence, figures):
            yield _row(body, tokens, figure, published)


def _with_context(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    counted = share_units(sentence.tokens, count_nouns(sentence, figures))
    return find_changes(sentence, find_subjects(sentence, counted))


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
