"""Boundaries as the reader corrected them: kept beside the articles, applied at every load."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.loading.decoding import decode
from workbook.loading.drafts import Draft
from workbook.loading.folder import FileReading, list_files
from workbook.loading.lines import Line
from workbook.loading.splitting import Split, split_articles
from workbook.loading.text import draft_articles, read_source

CORRECTED = "corrected"
VERSION = 1
CHANGED = (
    "boundaries were corrected for an earlier text of this file and are not applied; "
    "look at them again with find_boundaries"
)


@dataclass(frozen=True)
class Correction:
    """Starts that the reader added to or took from a file, as offsets into its decoded text."""

    text: str  # the hash of that text
    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()

    def with_starts(self, added: Iterable[int], removed: Iterable[int]) -> Correction:
        """The same with later decisions, which take the place of earlier ones."""
        added, removed = frozenset(added), frozenset(removed)
        return replace(
            self,
            added=self.added - removed | added,
            removed=self.removed - added | removed,
        )


def splits_path(path: Path) -> Path:
    """Where the corrections of a folder, or of the folder that a file is in, are kept."""
    return (path if path.is_dir() else path.parent) / ".workbook" / "splits.json"


def text_hash(text: str) -> str:
    """What tells whether a file's text has changed."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def correct_splits(
    path: str | Path, source: str, *, added: Iterable[int] = (), removed: Iterable[int] = ()
) -> Path:
    """Say where the articles of a text file begin; the next `load_corpus` follows.

    Parameters
    ----------
    path
        The file or folder as given to `load_corpus`.
    source
        The file below it, as in the column `source`.
    added, removed
        Offsets of lines at which an article begins, or does not: `start` of `find_boundaries`.
        They join what was decided before; a start given again is decided anew.

    Returns
    -------
    Path
        `.workbook/splits.json` in the folder, the only file that is written.

    Raises
    ------
    WorkbookError
        If there is no such file, an offset is at no line of it, or the folder cannot be written.
    """
    path = Path(path)
    files = dict(list_files(path))
    if source not in files:
        raise WorkbookError(f"no file '{source}' in {path}; it is named as in the column 'source'.")
    text = decode(files[source].read_bytes()).text
    places = {line.start for line in read_source(text).lines}
    if odd := sorted({*added, *removed} - places):
        raise WorkbookError(
            f"{source}: no line begins at {odd[0]}; take `start` of find_boundaries({str(path)!r})."
        )
    corrections = read_splits(path)
    known = corrections.get(source)
    if known is None or known.text != text_hash(text):
        known = Correction(text_hash(text))
    return _write(splits_path(path), {**corrections, source: known.with_starts(added, removed)})


def read_splits(path: Path) -> dict[str, Correction]:
    """The corrections kept for a folder, by source; none where there are none."""
    kept = splits_path(path)
    try:
        plain = json.loads(kept.read_text("utf-8"))
        return {
            source: Correction(str(one["text"]), _offsets(one["added"]), _offsets(one["removed"]))
            for source, one in (plain["files"].items() if plain else ())
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WorkbookError(
            f"{kept} cannot be read ({type(error).__name__}: {error}); "
            "put it right, or delete it to begin anew."
        ) from error


def apply_splits(file: FileReading, path: Path, correction: Correction | None) -> FileReading:
    """Split a text file where the reader said, unless its text has changed since."""
    if correction is None or file.format != "text" or not file.reading.drafts:
        return file
    text = decode(path.read_bytes()).text
    if text_hash(text) != correction.text:
        problems = [*file.reading.problems, CHANGED]
        return replace(file, reading=replace(file.reading, problems=problems))
    return replace(file, reading=replace(file.reading, drafts=_corrected(text, correction)))


def _corrected(text: str, correction: Correction) -> list[Draft]:
    source = read_source(text)
    found = split_articles(source.lines)
    starts = corrected_starts(source.lines, found, correction)
    split = replace(found, starts=tuple(starts), confidence=tuple(starts.values()))
    decided = sorted(correction.added | correction.removed)
    places = [source.lines[i].start for i in starts]
    return [
        replace(draft, split_basis=CORRECTED, split_confidence=1.0)
        if any(start <= place < end for place in decided)
        else draft
        for draft, (start, end) in zip(
            draft_articles(source, split), pairwise([*places, len(text)]), strict=True
        )
    ]


def corrected_starts(
    lines: Sequence[Line], split: Split, correction: Correction
) -> dict[int, float]:
    """First line of each article as corrected, with how sure it is."""
    starts = dict(zip(split.starts, split.confidence, strict=True))
    for i, line in enumerate(lines):
        if i and line.start in correction.removed:
            starts.pop(i, None)
        elif i and line.start in correction.added:
            starts[i] = 1.0
    return dict(sorted(starts.items()))


def _offsets(values: Iterable[int]) -> frozenset[int]:
    return frozenset(int(value) for value in values)


def _write(path: Path, corrections: Mapping[str, Correction]) -> Path:
    """Write whole or not at all."""
    files = {
        source: {"text": one.text, "added": sorted(one.added), "removed": sorted(one.removed)}
        for source, one in sorted(corrections.items())
    }
    plain = json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".splits-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(plain + "\n")
        Path(part).replace(path)
    except OSError as error:
        raise WorkbookError(
            f"{path} cannot be written: {error.strerror}; copy the articles to another folder."
        ) from error
    return path
