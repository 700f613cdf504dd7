"""A folder that `annotate` wrote: its articles as they are, without reading the sources again."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from workbook.language import paragraph_spans
from workbook.schema import ARTICLES, FILES, PARAGRAPHS

MARK = "annotated.json"  # annotate writes it before anything else


def is_annotated(path: Path) -> bool:
    """Whether a folder was written by `annotate`."""
    return (path / MARK).is_file() and (path / "articles").is_dir()


def read_annotated(path: Path) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The articles, their paragraphs, and one row per partition."""
    names = sorted((path / "articles").glob("*.parquet"))
    parts = [pl.read_parquet(name) for name in names]
    articles = pl.concat([ARTICLES.to_frame(), *parts])
    rows = [
        (f"articles/{name.name}", "Parquet", None, part.height, "read", None)
        for name, part in zip(names, parts, strict=True)
    ]
    return articles, _paragraphs(articles), pl.DataFrame(rows, schema=FILES, orient="row")


def _paragraphs(articles: pl.DataFrame) -> pl.DataFrame:
    """The paragraphs of the bodies; what the sources had besides is not kept."""
    rows = [
        (article_id, number, "text", start, end, body[start:end])
        for article_id, body in articles.select("article_id", "body").drop_nulls().iter_rows()
        for number, (start, end) in enumerate(paragraph_spans(body))
    ]
    return pl.DataFrame(rows, schema=PARAGRAPHS, orient="row")
