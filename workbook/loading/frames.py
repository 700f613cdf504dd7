"""Drafts to frames."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from workbook.language import ENGLISH, WORD, sentence_spans
from workbook.loading.decoding import clean
from workbook.loading.drafts import BOILERPLATE, Draft
from workbook.loading.folder import FileReading
from workbook.loading.languages import guess_language
from workbook.progress import counted
from workbook.schema import ARTICLES, FILES, PARAGRAPHS, check_frame

LABEL_LENGTH = 60


@dataclass(frozen=True)
class Entry:
    """A draft with its place in the corpus."""

    article_id: str
    source: str
    position: int
    draft: Draft


def number_articles(readings: Sequence[FileReading]) -> list[Entry]:
    """Give each article its id: the hash of its words, so that it is the same everywhere.

    The second copy of the very same words in a corpus gets "-2" behind it, the third "-3".
    """
    entries: list[Entry] = []
    seen: Counter[str] = Counter()
    for file in readings:
        for position, draft in enumerate(file.reading.drafts):
            key = content_id(draft)
            seen[key] += 1
            unique = key if seen[key] == 1 else f"{key}-{seen[key]}"
            entries.append(Entry(unique, file.source, position, draft))
    return entries


def content_id(draft: Draft) -> str:
    """Sixteen hexadecimal digits from title and body; white space and case do not count."""
    digest = hashlib.blake2b(digest_size=8)
    between = b""
    for text in [draft.title or "", *(p.text for p in draft.paragraphs if p.kind != BOILERPLATE)]:
        if words := " ".join(text.casefold().split()):
            digest.update(between + words.encode())
            between = b" "
    return digest.hexdigest()


def articles_frame(entries: Sequence[Entry]) -> pl.DataFrame:
    """The articles frame without `duplicate_of`."""
    rows = [_article(entry) for entry in counted(entries, "load")]
    frame = pl.DataFrame(rows, schema=ARTICLES, orient="row")
    words = pl.col("body").str.count_matches(WORD).cast(pl.Int32)
    return check_frame(frame.with_columns(words.alias("n_words")), ARTICLES)


def _article(entry: Entry) -> dict[str, object]:
    draft, body, published = entry.draft, entry.draft.body, entry.draft.published
    one_day = published is not None and published.first == published.last
    return {
        "article_id": entry.article_id,
        "source": entry.source,
        "position": entry.position,
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


def paragraphs_frame(entries: Sequence[Entry]) -> pl.DataFrame:
    """One row per paragraph; boilerplate has no place in the body."""
    rows = [row for entry in entries for row in _paragraphs(entry)]
    return check_frame(pl.DataFrame(rows, schema=PARAGRAPHS, orient="row"), PARAGRAPHS)


def _paragraphs(entry: Entry) -> Iterator[tuple[object, ...]]:
    start = 0
    for number, paragraph in enumerate(entry.draft.paragraphs):
        place: tuple[int | None, int | None] = (None, None)
        if paragraph.kind != BOILERPLATE:
            place = (start, start + len(paragraph.text))
            start += len(paragraph.text) + 2
        yield entry.article_id, number, paragraph.kind, *place, paragraph.text


def files_frame(readings: Sequence[FileReading]) -> pl.DataFrame:
    """One row per file looked at."""
    rows = [
        (
            file.source,
            file.format,
            file.reading.encoding,
            len(file.reading.drafts),
            file.reading.status,
            clean("; ".join(file.reading.problems)) or None,
        )
        for file in readings
    ]
    return check_frame(pl.DataFrame(rows, schema=FILES, orient="row"), FILES)


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
