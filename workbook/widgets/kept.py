"""The filter that the reader keeps for the other notebooks, beside the articles."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl

from workbook.errors import WorkbookError
from workbook.filters import (
    CATEGORIES,
    Filter,
    filter_conditions,
    filter_from_plain,
    filter_to_plain,
)

VERSION = 1


def kept_path(articles: Path) -> Path:
    """Where the filter of a folder, or of the folder that a file is in, is kept."""
    return (articles if articles.is_dir() else articles.parent) / ".workbook" / "filters.json"


def read_kept(articles: Path) -> Filter | None:
    """The filter kept beside the articles; None where none is.

    Raises
    ------
    WorkbookError
        If the file cannot be read; it is left as it is.
    """
    path = kept_path(articles)
    try:
        plain = json.loads(path.read_text("utf-8"))
        return filter_from_plain(plain["filter"]) if plain["filter"] is not None else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise WorkbookError(
            f"{path} cannot be read ({type(error).__name__}: {error}); "
            "put it right, or delete it to begin anew."
        ) from error


def loaded_articles(stated: str | Path | None) -> Path | None:
    """The file or folder that was loaded: as stated, or as `workbook lab` was told."""
    place = stated or os.environ.get("WORKBOOK_DATA")
    return Path(place) if place and Path(place).exists() else None


def known_fields(frame: pl.DataFrame) -> set[str]:
    """The fields of Filter that the rows of a frame can be asked for."""
    names = {field.name for field in fields(Filter)}
    others = {"text"} | ({"hide_duplicates"} if "duplicate_of" in frame.columns else set())
    return names & set(frame.columns) | others


def fit_filter(frame: pl.DataFrame, chosen: Filter) -> tuple[Filter, list[str]]:
    """The filter without what a frame does not know, and the names of the fields left out."""
    fitting, left_out = {}, []
    for name, value in filter_to_plain(chosen).items():
        kept = _known_part(frame, name, value)
        if kept:
            fitting[name] = kept
        if kept != value:
            left_out.append(name)
    return filter_from_plain(fitting), left_out


def _known_part(frame: pl.DataFrame, name: str, value: Any) -> Any:
    if name not in known_fields(frame):
        return None
    if name in (*CATEGORIES, "article_id"):
        present = set(frame[name].unique().to_list())
        return [one for one in value if one in present]
    try:
        filter_conditions(frame, filter_from_plain({name: value}))
    except WorkbookError:
        return None
    return value


def write_kept(articles: Path, chosen: Filter | None, *, known: Collection[str]) -> Path:
    """Keep a filter, whole or not at all; what it says of other fields than these stays.

    Raises
    ------
    WorkbookError
        If the file that is there cannot be read, or the folder cannot be written.
    """
    before = read_kept(articles)
    others = filter_to_plain(before) if before else {}
    plain: dict[str, Any] | None = None
    if chosen is not None:
        others = {name: value for name, value in others.items() if name not in known}
        plain = {**others, **filter_to_plain(chosen)}
    text = json.dumps({"version": VERSION, "filter": plain}, ensure_ascii=False, indent=1)
    return _write_whole(kept_path(articles), text + "\n")


def _write_whole(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".filters-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(part).replace(path)
    except OSError as error:
        raise WorkbookError(
            f"{path} cannot be written: {error.strerror}; the filter is kept in this notebook only."
        ) from error
    return path
