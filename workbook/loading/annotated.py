"""A folder that `annotate` wrote: its articles as they are, without reading the sources again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from workbook.filters import Filter, filter_conditions
from workbook.schema import ARTICLES, FILES

MARK = "annotated.json"  # annotate writes it before anything else
PARTITIONS = "partitions.parquet"  # and this last: what became of each partition

UNFINISHED = (
    "annotate has not come to its end here, so articles may be missing; give the same command again"
)

_opened: dict[Path, None] = {}  # in the order of their opening


def is_annotated(path: Path) -> bool:
    """Whether a folder was written by `annotate`."""
    return (path / MARK).is_file() and (path / "articles").is_dir()


def opened_folders() -> tuple[Path, ...]:
    """The annotated folders that this process has loaded, whose results can be read."""
    return tuple(_opened)


def read_annotated(path: Path, chosen: Filter) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The articles that a filter keeps, read partition by partition, and one row per partition."""
    _opened[path.absolute()] = None
    conditions = list(filter_conditions(ARTICLES.to_frame(), chosen).values())
    parts, rows = [ARTICLES.to_frame()], []
    for name in _names(path):
        part, problem = _read_part(path / "articles" / name, conditions)
        parts.append(part)
        status = "skipped" if problem else "read"
        rows.append((f"articles/{name}", "Parquet", None, part.height, status, problem))
    rows += _failed(path)
    return pl.concat(parts, rechunk=False), pl.DataFrame(rows, schema=FILES, orient="row")


def _names(path: Path) -> list[str]:
    """The files of articles, in the order of the source."""
    there = {file.name for file in (path / "articles").glob("*.parquet")}
    told = _partitions(path)["partition"].to_list()
    return [name for name in told if name in there] + sorted(there.difference(told))


def _partitions(path: Path) -> pl.DataFrame:
    names = ("partition", "source", "problem")
    if (path / PARTITIONS).is_file():
        return pl.read_parquet(path / PARTITIONS, columns=list(names))
    return pl.DataFrame([("", PARTITIONS, UNFINISHED)], schema=names, orient="row")


def _failed(path: Path) -> Iterator[tuple[str, str, None, int, str, str]]:
    """What `annotate` could not do is missing here: a row for each such partition."""
    for source, problem in _partitions(path).select("source", "problem").drop_nulls().iter_rows():
        yield source, "Parquet", None, 0, "skipped", problem


def _read_part(file: Path, conditions: list[pl.Expr]) -> tuple[pl.DataFrame, str | None]:
    """Articles of one file; those that are not asked for are passed over in the file itself."""
    scan = pl.scan_parquet(file, glob=False)
    try:
        return (scan.filter(conditions) if conditions else scan).collect(), None
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        reason = (str(error).splitlines() or [""])[0]
        return ARTICLES.to_frame(), f"not readable: {reason}; run annotate again to renew it"
