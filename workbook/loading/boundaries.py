"""Where the articles of text files may begin, the doubtful places first: for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import polars as pl

from workbook.loading.cohesion import Segments
from workbook.loading.decoding import decode
from workbook.loading.folder import list_files
from workbook.loading.formats import find_format
from workbook.loading.headlines import headline_confidence, headline_scores
from workbook.loading.language_split import unused_gains
from workbook.loading.lines import Line
from workbook.loading.splits import Correction, corrected_starts, read_splits, text_hash
from workbook.loading.splitting import Split, split_articles
from workbook.loading.text import read_source

# Larger files are split as they are; their boundaries are not offered one by one.
MAX_BYTES = 20_000_000
# A place where hardly anything speaks for a start, or against one, is no question.
UNLIKELY = 0.05
# How many lines around a boundary are shown, and how much of each.
AROUND, SHOWN = 2, 300

BOUNDARIES = pl.Schema(
    {
        "source": pl.String(),
        "start": pl.Int64(),
        "begins": pl.Boolean(),
        "decided": pl.Boolean(),
        "likelihood": pl.Float64(),
        "basis": pl.String(),
        "before": pl.List(pl.String),
        "text": pl.String(),
        "after": pl.List(pl.String),
    }
)


@dataclass(frozen=True)
class _Place:
    """A line at which an article begins or may begin, and how likely that is."""

    line: int
    likelihood: float


def find_boundaries(path: str | Path, *, limit: int = 40) -> pl.DataFrame:
    """The lines of text files at which an article begins or may begin, the least sure first.

    Parameters
    ----------
    path
        The file or folder as given to `load_corpus`.
    limit
        How many at most. What the reader has decided comes last and is never left out.

    Returns
    -------
    pl.DataFrame
        `source` and `start` (offset of the line in the decoded text), `begins` (whether an article
        begins there now), `decided` (by the reader), `likelihood` (0 to 1, as the program sees
        it), `basis` (of the file's boundaries), and the lines `before`, `text` and `after`.

    Raises
    ------
    WorkbookError
        If nothing is at the path, or the kept corrections cannot be read.
    """
    path = Path(path)
    kept = read_splits(path)
    rows = [
        row
        for source, file in list_files(path)
        if source.lower().endswith((".txt", ".text"))
        for row in _of_file(source, file, kept.get(source))
    ]
    frame = pl.DataFrame(rows, schema=BOUNDARIES, orient="row")
    doubt = (pl.col("likelihood") - 0.5).abs()
    frame = frame.sort("decided", doubt, "source", "start", maintain_order=True)
    open_ones = frame.filter(~pl.col("decided")).head(limit)
    return pl.concat([open_ones, frame.filter("decided")])


def _of_file(source: str, file: Path, correction: Correction | None) -> Iterator[tuple]:
    try:
        data = file.read_bytes() if file.stat().st_size <= MAX_BYTES else b""
    except OSError:
        return
    known = find_format(PurePath(source), data)
    if known is None or known.name != "text":
        return
    text = decode(data).text
    if correction is None or correction.text != text_hash(text):
        correction = Correction("")
    lines = read_source(text).lines
    if not lines:
        return
    split = split_articles(lines)
    now = corrected_starts(lines, split, correction)
    decided = correction.added | correction.removed
    for place in _places(lines, split):
        line = lines[place.line]
        is_decided = line.start in decided
        if is_decided or UNLIKELY <= place.likelihood < 1 - UNLIKELY / 5:
            around = _around(lines, place.line)
            begins = place.line in now
            yield source, line.start, begins, is_decided, place.likelihood, split.basis, *around


def _places(lines: Sequence[Line], split: Split) -> list[_Place]:
    """Every place that is or may be a boundary, the first line of the file apart."""
    used = dict(zip(split.starts, split.confidence, strict=True))
    unused = dict.fromkeys(range(len(lines)), 0.0) | _unused(lines, split)
    return [_Place(i, share) for i, share in sorted((unused | used).items()) if i]


def _unused(lines: Sequence[Line], split: Split) -> dict[int, float]:
    """How likely each further start is, by what the file's boundaries were found by."""
    if split.basis == "headline":
        return {i: headline_confidence(score) for i, score in headline_scores(lines).items()}
    kept = [i for i in range(len(lines)) if i not in split.separators]
    number = {line: i for i, line in enumerate(kept)}
    starts = [number[start] for start in split.starts if start in number]
    gains = unused_gains([lines[i].text for i in kept], sorted({0, *starts}))
    shares = Segments(tuple(gains), tuple(gains.values())).confidence
    return {kept[i]: share for i, share in zip(gains, shares, strict=True)}


def _around(lines: Sequence[Line], place: int) -> tuple[list[str], str, list[str]]:
    before = [line.text[-SHOWN:] for line in lines[max(0, place - AROUND) : place]]
    after = [line.text[:SHOWN] for line in lines[place + 1 : place + 1 + AROUND]]
    return before, lines[place].text[:SHOWN], after
