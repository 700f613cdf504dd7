"""The filter that the reader keeps for the other notebooks, beside the articles."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from uuid import uuid4

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
MOST_NAMED = 3  # values of one field in a message

Plain = dict[str, Any]  # fields of a filter as JSON knows them; some may be unknown to this version

_FIELDS = {field.name for field in fields(Filter)}


def kept_path(articles: Path) -> Path:
    """Where the filter of a folder, or of the folder that a file is in, is kept."""
    return (articles if articles.is_dir() else articles.parent) / ".workbook" / "filters.json"


def read_kept(articles: Path) -> Plain | None:
    """What is kept beside the articles, other versions' fields included; None where nothing is.

    Raises
    ------
    WorkbookError
        If the file cannot be read, or a newer workbook wrote it; it is left as it is.
    """
    path = kept_path(articles)
    try:
        file = json.loads(path.read_text("utf-8"))
        kept: Plain | None = file["filter"]
        if file.get("version", VERSION) > VERSION:
            raise WorkbookError("a newer version of the workbook wrote it")
        if kept is not None:
            filter_from_plain({name: kept[name] for name in dict(kept) if name in _FIELDS})
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WorkbookError(
            f"{path} cannot be read ({type(error).__name__}: {error}); "
            "put it right, or delete it to begin anew."
        ) from error
    return kept


def kept_for(frame: pl.DataFrame, articles: Path) -> tuple[Filter | None, str]:
    """The kept filter as far as it fits a frame, None where none is kept, and what to say of it."""
    try:
        kept = read_kept(articles)
    except WorkbookError as error:
        return None, str(error)
    if kept is None:
        return None, ""
    fitting, left_out = fit_filter(frame, kept)
    note = f"Kept, but not known here: {'; '.join(left_out)}." if left_out else ""
    return fitting, note


def loaded_articles(stated: str | Path | None) -> Path | None:
    """The file or folder that was loaded: as stated, or as `workbook lab` was told."""
    place = stated or os.environ.get("WORKBOOK_DATA")
    return Path(place) if place and Path(place).exists() else None


def known_fields(frame: pl.DataFrame) -> set[str]:
    """The fields of Filter that the rows of a frame can be asked for."""
    others = {"text"} | ({"hide_duplicates"} if "duplicate_of" in frame.columns else set())
    return _FIELDS & set(frame.columns) | others


def fit_filter(frame: pl.DataFrame, plain: Mapping[str, Any]) -> tuple[Filter, list[str]]:
    """The filter without what a frame does not know, and in words what that is."""
    fitting, left_out = {}, []
    for name, value in plain.items():
        kept = _known_part(frame, name, value)
        if kept:
            fitting[name] = kept
        if kept != value:
            left_out.append(_in_words(name, value, kept))
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


def _in_words(name: str, value: Any, kept: Any) -> str:
    """The values that are not there; the name alone of what is no list of values."""
    if kept is None or name not in CATEGORIES:
        return name
    missing = [repr(one) for one in value if one not in kept]
    more = [f"{len(missing) - MOST_NAMED} more"] if len(missing) > MOST_NAMED else []
    return f"{name} {', '.join([*missing[:MOST_NAMED], *more])}"


def write_kept(articles: Path, chosen: Filter | None, *, known: Collection[str]) -> Path:
    """Keep a filter, whole or not at all; what is kept of other fields than these stays.

    Raises
    ------
    WorkbookError
        If the file that is there cannot be read, or the folder cannot be written.
    """
    kept = read_kept(articles) or {}
    plain: Plain | None = None
    if chosen is not None:
        others = {name: value for name, value in kept.items() if name not in known}
        plain = {**others, **filter_to_plain(chosen)}
    text = json.dumps({"version": VERSION, "filter": plain}, ensure_ascii=False, indent=1)
    return _write_whole(kept_path(articles), text + "\n")


def _write_whole(path: Path, text: str) -> Path:
    """Write beside the file and put it in its place, so that no notebook reads half of it."""
    draft = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        path.parent.mkdir(exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise WorkbookError(
            f"{path} cannot be written: {error.strerror}; the filter is kept in this notebook only."
        ) from error
    finally:
        if path.parent.is_dir():
            draft.unlink(missing_ok=True)
    return path
