"""What `annotate` wrote, read where articles of a folder that was loaded are asked about.

Results are found by content, as in the database: an article that was changed since, or another
version of the code, finds none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from workbook.cache.database import say_once
from workbook.cache.keys import hash_bytes
from workbook.loading.annotated import opened_folders

NONE = pl.DataFrame(schema={"article_id": pl.String, "key": pl.Binary, "name": pl.String})
UNREADABLE = (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException)

RENEW = "they are analysed again; give `workbook annotate` again to renew the folder"
OTHER = f"is of another version of the workbook, or of other text, for some articles; {RENEW}"
DAMAGED = f"has damaged results of some articles; {RENEW}"


def read_annotated(analysis: str, ids: pl.DataFrame) -> Iterator[tuple[pl.Series, pl.DataFrame]]:
    """The results of articles that annotated folders hold, partition by partition.

    `ids` are the articles' `article_id` and `key`. What comes are the keys of some of them and
    all their rows, each under its `key`.
    """
    ids = ids.with_columns(pl.col("article_id").cast(pl.String))
    for folder in opened_folders():
        places = _find(folder, analysis, ids)
        for (name,), part in places.group_by("name", maintain_order=True):
            data = _read(folder, analysis, str(name))
            if data is not None:
                rows = pl.scan_parquet(data).join(
                    part.lazy(), on="article_id", maintain_order="left"
                )
                yield part["key"], rows.drop("article_id", "name").collect()


def _find(folder: Path, analysis: str, ids: pl.DataFrame) -> pl.DataFrame:
    """Where the folder has results under the keys: `article_id` there, `key`, file `name`."""
    files = sorted((folder / "keys").glob("*.parquet"))
    if not files:
        return NONE
    scan = pl.scan_parquet(files, glob=False, include_file_paths="name")
    there = scan.select("article_id", pl.col(analysis).alias("key"), "name")
    try:
        if analysis not in scan.collect_schema():
            return NONE
        found = there.join(ids.lazy(), on="key", how="semi", maintain_order="left").collect()
        others = ids.join(found, on="key", how="anti")
        if others.height and _have_any(there, others):
            say_once(f"{folder} {OTHER}")
    except UNREADABLE:
        say_once(f"{folder} {DAMAGED}")
        return NONE
    return found.unique("key", keep="first", maintain_order=True)


def _have_any(there: pl.LazyFrame, ids: pl.DataFrame) -> bool:
    """Whether articles of these ids are there, under whatever keys."""
    return not there.join(ids.lazy(), on="article_id", how="semi").head(1).collect().is_empty()


def _read(folder: Path, product: str, name: str) -> bytes | None:
    """A file of results, unless it is not the one that was written."""
    file = Path(name).name
    try:
        data = (folder / product / file).read_bytes()
        if hash_bytes(data) == _manifest(folder, f"{file}.json")["products"][product]["hash"]:
            return data
    except (OSError, ValueError, LookupError, TypeError):
        pass
    say_once(f"{folder} {DAMAGED}")
    return None


def _manifest(folder: Path, name: str) -> dict[str, Any]:
    return json.loads((folder / "manifest" / name).read_bytes())


def read_annotated_model(key: bytes) -> bytes | None:
    """The topic model of an annotated folder that was fitted on what has this key."""
    for folder in opened_folders():
        try:
            noted = _manifest(folder, "topics.json")
            data = (folder / "topics.model").read_bytes() if noted["model"] == key.hex() else b""
            if data and hash_bytes(data) == noted["hash"]:
                return data
        except (OSError, ValueError, LookupError, TypeError):
            continue
    return None
