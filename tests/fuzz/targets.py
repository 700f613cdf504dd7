"""What must hold of any input at all: one function a reader or grammar, from bytes to nothing.

A target raises where the workbook raised what it should not, took longer than a short text may
take, or gave a row that does not stand in its text.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import process_time

import polars as pl

from workbook.errors import WorkbookError
from workbook.figures import find_figures
from workbook.figures.grammar import read_figures
from workbook.figures.tokens import tokenise
from workbook.filters import Filter, filter_articles
from workbook.language import paragraph_spans, sentence_spans
from workbook.loading import load_corpus
from workbook.loading.dates import (
    date_in_name,
    date_in_url,
    full_dates,
    parse_interval,
    read_dateline,
)
from workbook.loading.decoding import decode
from workbook.loading.formats import FORMATS
from workbook.loading.header import read_header_line
from workbook.loading.printed_dates import find_printed_date
from workbook.loading.text import read_articles
from workbook.loading.text_dates import date_in_text
from workbook.quotations import find_quotations
from workbook.readability import score_readability
from workbook.search import search_expression

SECONDS = 2.0  # of processor time, for a text of a few hundred characters under instrumentation
ENDINGS = sorted({ending for known in FORMATS for ending in known.endings} | {".zip", ".doc", ""})
FRAME = pl.DataFrame(
    {
        "article_id": ["a", "b"],
        "title": ["Ferries stop", None],
        "body": ["It took 40 ships, the mayor’s office said.", ""],
        "outlet": ["Harbour Post", None],
        "topic": [1, None],
        "value": [40.0, None],
        "n_words": pl.Series([8, 0], dtype=pl.Int32),
        "published": pl.Series(["2025-03-03", None]).str.to_date(),
        "duplicate_of": pl.Series([None, "a"], dtype=pl.String),
    }
)


def load(data: bytes) -> None:
    """A file of any content under any ending; the first byte chooses it."""
    ending, content = ENDINGS[(data[0] if data else 0) % len(ENDINGS)], data[1:]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a{ending}").write_bytes(content)
        Path(folder, "good.txt").write_text("Ferries stop\n\nIt took 40 ships, she said.\n")
        corpus = load_corpus(folder)
    assert all(row["n_articles"] or row["problem"] for row in corpus.files.iter_rows(named=True))
    assert corpus.articles["article_id"].is_unique().all()


def split(data: bytes) -> None:
    """A text that may hold many articles: each stands where it says."""
    text = decode(data).text
    at = 0
    for draft in read_articles(text):
        if draft.source_start is not None and draft.source_end is not None:
            assert at <= draft.source_start <= draft.source_end <= len(text)
            at = draft.source_end


def quotations(data: bytes) -> None:
    """Every span of a quotation lies in the body, and its text is what stands there."""
    body = _text(data)
    for row in find_quotations(_one(body)).iter_rows(named=True):
        for text, start, end in (("text", "start", "end"), *_SPANS):
            if row[text] is not None:
                assert body[row[start] : row[end]] == row[text] != ""
        parts = [(part["start"], part["end"]) for part in row["parts"]]
        assert parts == sorted(parts)
        assert all(row["start"] <= start < end <= row["end"] for start, end in parts)


_SPANS = [(name, f"{name}_start", f"{name}_end") for name in ("cue", "mention")]


def figures(data: bytes) -> None:
    """Figures with what the parse adds: in order, apart, and as printed."""
    body = _text(data)
    at = 0
    for text, start, end in find_figures(_one(body)).select("text", "start", "end").iter_rows():
        assert at <= start < end
        assert body[start:end] == text
        at = end


def grammar(data: bytes) -> None:
    """The grammar of numbers alone, which is fast enough for millions of texts."""
    body = _text(data)
    for start, end in sentence_spans(body):
        tokens = tokenise(body, start, end)
        at = 0
        for figure in read_figures(tokens):
            assert at <= figure.start < figure.end <= len(tokens)
            at = figure.end


def readability(data: bytes) -> None:
    """Scores of any text, and rows of its sentences and paragraphs that stand in it."""
    body = _text(data)
    for spans in (sentence_spans(body), paragraph_spans(body)):
        assert all(start < end for start, end in spans)
        assert spans == sorted(spans)
    assert score_readability(_one(body)).height == 1
    for start, end in score_readability(_one(body), by="sentence").select("start", "end").rows():
        assert body[start:end].strip() == body[start:end] != ""


def query(data: bytes) -> None:
    """A search is applied or refused with a reason."""
    with suppress(WorkbookError):
        FRAME.filter(search_expression(_text(data), FRAME.schema))


def filters(data: bytes) -> None:
    """A filter as JSON is applied or refused, and comes back as it was written."""
    try:
        chosen = Filter.from_json(_text(data))
        filter_articles(FRAME, chosen)
    except WorkbookError:
        return
    assert repr(Filter.from_json(chosen.to_json())) == repr(chosen)


def dates(data: bytes) -> None:
    """Dates as printed in fields, names, addresses and running text."""
    text = _text(data)
    date_in_name(text)
    date_in_url(text)
    read_dateline(text)
    read_header_line(text)
    full_dates(text)
    found = (parse_interval(text, "field"), find_printed_date(text, "field"), date_in_text(text))
    assert all(day.first <= day.last for day in found if day)


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def _one(body: str) -> pl.DataFrame:
    return pl.DataFrame({"article_id": ["a"], "body": [body]})


def timed(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, which also fails where it is slow twice in a row."""

    def run(data: bytes) -> None:
        for _ in range(2):
            started = process_time()
            target(data)
            taken = process_time() - started
            if taken < SECONDS:
                return
        raise TimeoutError(f"{taken:.1f} s for {len(data)} bytes")

    return run


ALL = (load, split, quotations, figures, grammar, readability, query, filters, dates)
TARGETS: Mapping[str, Callable[[bytes], None]] = {run.__name__: timed(run) for run in ALL}
