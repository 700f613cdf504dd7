"""Drafts to frames."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import polars as pl

from workbook.language import ENGLISH, WORD, paragraph_spans, sentence_spans
from workbook.loading.decoding import clean
from workbook.loading.drafts import BOILERPLATE, TEXT, Draft
from workbook.loading.folder import FileReading
from workbook.loading.languages import guess_language
from workbook.progress import counted
from workbook.schema import ARTICLES, FILES, PARAGRAPHS, check_frame

LABEL_LENGTH = 60
AT_ONCE = 1_000  # articles that become a frame together

MARKS = pl.Schema(
    {"article_id": pl.String, "paragraph": pl.Int32, "kind": pl.String, "text": pl.String}
)


class Rows:
    """What the files gave, turned into rows at once, so that no file is held longer than needed."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._articles: list[dict[str, object]] = []
        self._marks: list[tuple[str, int, str, str | None]] = []
        self._files: list[tuple[object, ...]] = []
        self._settled: list[tuple[pl.DataFrame, pl.DataFrame]] = []

    def add(self, file: FileReading) -> None:
        """Add the articles of a file, and the file itself."""
        self._files.append(_file(file))
        for position, draft in enumerate(counted(file.reading.drafts, "load")):
            article_id = self._new_id(draft)
            self._articles.append(_article(article_id, file.source, position, draft))
            self._marks += _marks(article_id, draft)
            if len(self._articles) == AT_ONCE:
                self._settle()

    def _new_id(self, draft: Draft) -> str:
        """The hash of the words, so that it is the same everywhere.

        The second copy of the very same words in a corpus gets "-2" behind it, the third "-3".
        """
        key = content_id(draft)
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}-{self._seen[key]}"

    def _settle(self) -> None:
        words = pl.col("body").str.count_matches(WORD).cast(pl.Int32)
        articles = pl.DataFrame(self._articles, schema=ARTICLES, orient="row")
        marks = pl.DataFrame(self._marks, schema=MARKS, orient="row")
        self._settled.append((articles.with_columns(n_words=words), marks))
        self._articles, self._marks = [], []

    def frames(self) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """The articles without `duplicate_of`, what `cut_paragraphs` wants besides, the files."""
        self._settle()
        articles, marks = (pl.concat(parts) for parts in zip(*self._settled, strict=True))
        files = pl.DataFrame(self._files, schema=FILES, orient="row")
        return check_frame(articles, ARTICLES), marks, check_frame(files, FILES)


def content_id(draft: Draft) -> str:
    """Sixteen hexadecimal digits from title and body; white space and case do not count."""
    digest = hashlib.blake2b(digest_size=8)
    between = b""
    for text in [draft.title or "", *(p.text for p in draft.paragraphs if p.kind != BOILERPLATE)]:
        if words := " ".join(text.casefold().split()):
            digest.update(between + words.encode())
            between = b" "
    return digest.hexdigest()


def _article(article_id: str, source: str, position: int, draft: Draft) -> dict[str, object]:
    body, published = draft.body, draft.published
    one_day = published is not None and published.first == published.last
    return {
        "article_id": article_id,
        "source": source,
        "position": position,
        "label": draft.title or label(body),
        "body": body,
        "language": draft.language or guess_language(body),
        "published": published.first if published and one_day else None,
        "published_from": published.first if published else None,
        "published_to": published.last if published else None,
        "published_basis": published.basis if published else None,
        "n_sentences": len(sentence_spans(body)),
        "n_paragraphs": sum(p.kind != BOILERPLATE for p in draft.paragraphs),
    } | {name: getattr(draft, name) for name in _AS_READ}


_AS_READ = (
    "source_start",
    "source_end",
    "title",
    "outlet",
    "byline",
    "section",
    "place",
    "url",
    "split_basis",
    "split_confidence",
)


def label(body: str) -> str | None:
    """The opening words of a body, for an article without a headline.

    >>> label("The harbour closed on Monday after a night of storms, the port authority said.")
    'The harbour closed on Monday after a night of storms, the…'
    """
    text = body.split("\n", 1)[0]
    if len(text) <= LABEL_LENGTH:
        return text or None
    return text[: LABEL_LENGTH + 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-")[:LABEL_LENGTH] + "…"


def _marks(article_id: str, draft: Draft) -> Iterator[tuple[str, int, str, str | None]]:
    """The paragraphs of another kind than text; boilerplate stands nowhere else."""
    for number, paragraph in enumerate(draft.paragraphs):
        if paragraph.kind != TEXT:
            elsewhere = paragraph.text if paragraph.kind == BOILERPLATE else None
            yield article_id, number, paragraph.kind, elsewhere


def cut_paragraphs(articles: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """One row per paragraph, cut from the bodies; boilerplate has no place in the body."""
    others = marks.group_by("article_id").agg(marks=pl.struct("paragraph", "kind", "text"))
    bodies = articles.select("article_id", "body").drop_nulls()
    bodies = bodies.join(others, on="article_id", how="left", maintain_order="left")
    parts = [
        pl.DataFrame(
            [row for article in part.iter_rows() for row in _paragraphs(*article)],
            schema=PARAGRAPHS,
            orient="row",
        )
        for part in bodies.iter_slices(AT_ONCE)
    ]
    return check_frame(pl.concat([PARAGRAPHS.to_frame(), *parts]), PARAGRAPHS)


def _paragraphs(
    article_id: str, body: str, marks: list[dict[str, Any]] | None
) -> Iterator[tuple[object, ...]]:
    marked = {mark["paragraph"]: mark for mark in marks or ()}
    spans = paragraph_spans(body)
    places = iter(spans)
    n_elsewhere = sum(mark["kind"] == BOILERPLATE for mark in marked.values())
    for number in range(len(spans) + n_elsewhere):
        kind = marked[number]["kind"] if number in marked else TEXT
        if kind == BOILERPLATE:
            yield article_id, number, kind, None, None, marked[number]["text"]
        else:
            start, end = next(places)
            yield article_id, number, kind, start, end, body[start:end]


def _file(file: FileReading) -> tuple[object, ...]:
    reading = file.reading
    problem = clean("; ".join(reading.problems)) or None
    return file.source, file.format, reading.encoding, len(reading.drafts), reading.status, problem


def note_languages(files: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Say in a file's row how many of its articles the English analyses leave out."""
    other = articles.filter(pl.col("language") != ENGLISH).group_by("source")
    counts = other.agg(n=pl.len(), languages=pl.col("language").unique().sort().str.join(", "))
    remark = pl.format(
        "articles in other languages ({}): {}; they have no quotations, figures or scores",
        "languages",
        "n",
    )
    both = pl.concat_str("problem", remark, separator="; ", ignore_nulls=True).replace("", None)
    noted = files.join(counts, on="source", how="left", validate="m:1", maintain_order="left")
    return check_frame(noted.with_columns(problem=both).drop("n", "languages"), FILES)
