"""Path to corpus: whatever files of articles a reader has become clean frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

import polars as pl

from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_articles
from workbook.loading.annotated import is_annotated, read_annotated
from workbook.loading.boundaries import find_boundaries
from workbook.loading.columns import check_columns
from workbook.loading.dates import date_in_name, date_in_url, parse_interval
from workbook.loading.drafts import Draft, Published
from workbook.loading.duplicates import find_duplicates
from workbook.loading.folder import FileReading, list_files, read_files
from workbook.loading.formats import known_endings
from workbook.loading.frames import MARKS, Rows, cut_paragraphs, note_languages
from workbook.loading.limits import check_limits
from workbook.loading.splits import apply_splits, correct_splits, read_splits
from workbook.loading.text_dates import date_in_text
from workbook.progress import counted

__all__ = ["Corpus", "correct_splits", "find_boundaries", "load_corpus"]


@dataclass(frozen=True, eq=False, init=False)
class Corpus:
    """The articles of a file or folder, their paragraphs, and what was read."""

    articles: pl.DataFrame
    files: pl.DataFrame
    _paragraphs: pl.DataFrame | Callable[[], pl.DataFrame]

    def __init__(
        self,
        articles: pl.DataFrame,
        paragraphs: pl.DataFrame | Callable[[], pl.DataFrame],
        files: pl.DataFrame,
    ) -> None:
        for name, given in (("articles", articles), ("files", files), ("_paragraphs", paragraphs)):
            object.__setattr__(self, name, given)

    @cached_property
    def paragraphs(self) -> pl.DataFrame:
        """The paragraphs, made when first asked for: they are as much text as the bodies."""
        return self._paragraphs() if callable(self._paragraphs) else self._paragraphs

    def __repr__(self) -> str:
        words = self.articles["n_words"].sum()
        days = self.articles.select(
            first=pl.col("published_from").min(), last=pl.col("published_to").max()
        ).row(0)
        period = f", {days[0]} to {days[1]}" if days[0] else ""
        files = f"{self.files.height} file{'s' if self.files.height != 1 else ''}"
        notes = self.files["problem"].count()
        see = f"; {notes} with a note in .files" if notes else ""
        return f"Corpus({self.articles.height} articles, {words:,} words{period}, {files}{see})"


def load_corpus(
    path: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    limits: Mapping[str, int] | None = None,
    filter: Filter | None = None,
) -> Corpus:
    """Load every article of a file, or of a folder with all below it.

    Text files are split into articles where separator lines, blank lines, headlines or the
    language show it; exports of news archives by their markers; tables and JSON are matched to
    article columns by their names. Archives are read without unpacking them to disk. Hidden files
    are passed over, files that could not be read stand in `.files` with the reason.

    Parameters
    ----------
    path
        A file or folder; of a folder that `annotate` wrote, its articles as they stand there.
    published
        Date of issue of articles that carry none: "2025-07-14", or a month or year as an interval.
    outlet
        Outlet of articles that name none.
    columns
        For tables and JSON, which column holds what: `{"story": "body"}`.
    limits
        What is too much, by name: `{"file_bytes": 500_000_000, "members": 50_000}`. The names and
        values stand in `workbook.loading.limits.Limits`.
    filter
        Which articles to load. Of a folder that `annotate` wrote, no others are read into memory.

    Returns
    -------
    Corpus
        Three frames: `.articles` keyed by `article_id`, `.paragraphs`, `.files`. A missing value
        is null; `published` is null unless the article, its file or the caller states it.

    Raises
    ------
    WorkbookError
        If nothing is at the path, if it holds no article, or if an argument is not understood.
    """
    if is_annotated(Path(path)):  # its articles are settled; nothing is left to state
        articles, files = read_annotated(Path(path), filter or Filter())
        return Corpus(articles, partial(cut_paragraphs, articles, MARKS.to_frame()), files)
    columns = check_columns(columns)
    allowed = check_limits(limits)
    stated = _stated(published)
    found = list_files(Path(path))
    kept = read_splits(Path(path))
    rows = Rows()
    for source, file in counted(found, "read", "files"):
        for reading in read_files(source, file, columns, allowed):
            corrected = apply_splits(reading, file, kept.get(reading.source))
            rows.add(_complete(corrected, stated, outlet))
    articles, marks, files = rows.frames()
    if articles.is_empty():
        raise WorkbookError(_nothing_read(path, files))
    articles = find_duplicates(articles)
    files = note_languages(files, articles)
    if filter:
        articles = filter_articles(articles, filter)
        files = _count_again(files, articles)
    return Corpus(articles, partial(cut_paragraphs, articles, marks), files)


def _count_again(files: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The files with how many of their articles a filter has kept."""
    counts = articles.group_by("source").agg(n_articles=pl.len().cast(pl.Int32))
    found = files.drop("n_articles").join(counts, on="source", how="left", maintain_order="left")
    return found.with_columns(pl.col("n_articles").fill_null(0)).select(files.columns)


def _stated(published: str | None) -> Published | None:
    if published is None:
        return None
    stated = parse_interval(str(published), "stated")
    if stated is None:
        raise WorkbookError(
            f"published='{published}' is no date; write '2025-07-14', '2025-07' or '2025'."
        )
    return stated


def _complete(file: FileReading, stated: Published | None, outlet: str | None) -> FileReading:
    """Fill in dates from address and file name, then what the reader stated."""
    named = date_in_name(file.source.rsplit("/", 1)[-1])

    def fill(draft: Draft) -> Draft:
        own = draft.published
        header = own if own and own.basis != "dateline" else None
        when = header or date_in_url(draft.url) or named or own or stated
        when = when or date_in_text(f"{draft.title or ''}\n{draft.body}")
        return replace(draft, published=when, outlet=draft.outlet or outlet)

    drafts = [fill(draft) for draft in file.reading.drafts]
    return replace(file, reading=replace(file.reading, drafts=drafts))


def _nothing_read(path: str | Path, files: pl.DataFrame) -> str:
    if files.is_empty():
        return f"no files in {path}; looked for {known_endings()}, in its sub-folders too."
    first = files.head(3).select("source", "problem").iter_rows()
    problems = [f"{source}: {problem or ''}" for source, problem in first]
    more = f" ... and {files.height - 3} more files" if files.height > 3 else ""
    return f"no article could be read from {path}. {' | '.join(problems)}{more}"
