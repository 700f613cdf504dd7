"""Columns and dtypes of every frame; the codebook in docs/frames.md says what each means."""

from __future__ import annotations

import polars as pl

from workbook.errors import WorkbookError

ARTICLES = pl.Schema(
    {
        "article_id": pl.String,
        "source": pl.String,
        "position": pl.Int32,
        "source_start": pl.Int64,
        "source_end": pl.Int64,
        "title": pl.String,
        "label": pl.String,
        "body": pl.String,
        "outlet": pl.String,
        "byline": pl.String,
        "section": pl.String,
        "place": pl.String,
        "url": pl.String,
        "language": pl.String,
        "published": pl.Date,
        "published_from": pl.Date,
        "published_to": pl.Date,
        "published_basis": pl.String,
        "split_basis": pl.String,
        "split_confidence": pl.Float64,
        "n_words": pl.Int32,
        "n_sentences": pl.Int32,
        "n_paragraphs": pl.Int32,
        "duplicate_of": pl.String,
    }
)

PARAGRAPHS = pl.Schema(
    {
        "article_id": pl.String,
        "paragraph": pl.Int32,
        "kind": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
        "text": pl.String,
    }
)

FILES = pl.Schema(
    {
        "source": pl.String,
        "format": pl.String,
        "encoding": pl.String,
        "n_articles": pl.Int32,
        "status": pl.String,
        "problem": pl.String,
    }
)

SPAN = pl.Struct({"start": pl.Int64, "end": pl.Int64})

QUOTATIONS = pl.Schema(
    {
        "article_id": pl.String(),
        "quotation": pl.Int32(),
        "kind": pl.String(),
        "text": pl.String(),
        "start": pl.Int64(),
        "end": pl.Int64(),
        "parts": pl.List(SPAN),
        "cue": pl.String(),
        "cue_start": pl.Int64(),
        "cue_end": pl.Int64(),
        "mention": pl.String(),
        "mention_start": pl.Int64(),
        "mention_end": pl.Int64(),
        "speaker": pl.String(),
        "role": pl.String(),
        "told_to": pl.String(),
        "reported_by": pl.String(),
    }
)

FIGURES = pl.Schema(
    {
        "article_id": pl.String,
        "figure": pl.Int32,
        "text": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
        "value": pl.Float64,
        "high": pl.Float64,
        "unit": pl.String,
        "kind": pl.String,
        "bound": pl.String,
        "change": pl.String,
        "subject": pl.String,
        "per": pl.String,
        "as_of": pl.String,
        "date": pl.Date,
    }
)

TOPICS = pl.Schema(
    {
        "topic": pl.Int32(),
        "label": pl.String(),
        "n_articles": pl.Int32(),
        "terms": pl.List(pl.String),
    }
)

SHARES = pl.Schema(
    {
        "article_id": pl.String,
        "topic": pl.Int32,
        "share": pl.Float64,
        "strength": pl.Float64,
    }
)

MAP = pl.Schema({"article_id": pl.String, "x": pl.Float64, "y": pl.Float64})

TERMS = pl.Schema({"topic": pl.Int32, "term": pl.String, "weight": pl.Float64})

KEY_TERMS = pl.Schema(
    {
        "term": pl.String,
        "kind": pl.String,
        "n_a": pl.Int32,
        "n_b": pl.Int32,
        "per_1000_words_a": pl.Float64,
        "per_1000_words_b": pl.Float64,
        "n_articles_a": pl.Int32,
        "n_articles_b": pl.Int32,
        "log_odds": pl.Float64,
        "z": pl.Float64,
        "g2": pl.Float64,
        "article_id": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
    }
)

CONCORDANCE = pl.Schema(
    {
        "article_id": pl.String,
        "start": pl.Int64,
        "end": pl.Int64,
        "left": pl.String,
        "keyword": pl.String,
        "right": pl.String,
    }
)


def check_frame(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return the frame if it has exactly the columns and dtypes of the schema, else raise."""
    if frame.schema != schema:
        wrong = [
            f"{name}: {frame.schema.get(name, 'missing')}, not {dtype}"
            for name, dtype in schema.items()
            if frame.schema.get(name) != dtype
        ] + [f"{name}: not in the schema" for name in frame.columns if name not in schema]
        raise WorkbookError(
            "a frame has other columns than it should: "
            + ("; ".join(wrong) or f"order {frame.columns}")
        )
    return frame


def require_columns(frame: pl.DataFrame, *names: str) -> None:
    """Raise if what the reader passed is no frame, or lacks a column that the function needs."""
    if not isinstance(frame, pl.DataFrame):
        raise WorkbookError(f"a Polars DataFrame is needed, not {_named(frame)}")
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise WorkbookError(
            f"no column '{missing[0]}' in this frame; found: {', '.join(frame.columns)}. "
            "Pass the articles of load_corpus(...), or rename the column."
        )


def _named(given: object) -> str:
    """What was passed instead of a frame, with what makes a frame of it."""
    kind = type(given)
    if isinstance(given, pl.LazyFrame):
        return "a LazyFrame. Call .collect() on it."
    if kind.__name__ == "DataFrame":  # of pandas, which need not be installed
        return f"one of {kind.__module__.partition('.')[0]}. Write pl.from_pandas(...)."
    if hasattr(given, "articles"):
        return f"a {kind.__name__}. Pass its .articles."
    return f"a {kind.__name__}. Pass the articles of load_corpus(...)."
