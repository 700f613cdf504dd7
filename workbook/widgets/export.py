"""Tables and charts as files, each with a note beside it of where it came from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sys import maxsize
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from workbook.errors import WorkbookError
from workbook.filters import Filter
from workbook.loading import Corpus
from workbook.widgets.export_about import describe_corpus, package_versions
from workbook.widgets.export_tables import TABLE_WRITERS, About, Notes
from workbook.widgets.live_chart import SYNCED, LiveChart
from workbook.widgets.specs import VEGA_LITE, Spec, draw_svg, join_spec, split_spec
from workbook.widgets.table import Table

PNG_SCALE = 2


@dataclass(frozen=True)
class Exported:
    """A file that was written, usable as a path, and what the reader should know of it."""

    path: Path
    about: Path
    notes: tuple[str, ...] = ()

    def __fspath__(self) -> str:
        return str(self.path)

    def __repr__(self) -> str:
        return ". ".join([f"wrote {self.path}; {self.about.name} says from what", *self.notes])


def export(
    what: pl.DataFrame | alt.TopLevelMixin | LiveChart | Table,
    path: str | Path,
    *,
    corpus: Corpus | None = None,
    filter: Filter | None = None,
    overwrite: bool = False,
) -> Exported:
    """Write a table or a chart to a file, and beside it `<file>.about.json` on where it came from.

    Parameters
    ----------
    what
        A frame or a table on screen (all its columns, as sorted and searched); an Altair or
        live chart.
    path
        Its ending is the format. Tables: `.csv`, `.tsv`, `.xlsx`, `.parquet`, `.json`
        (records), `.ndjson` or `.jsonl`. Charts: `.svg`, `.png` (at 2x), `.pdf`, and
        `.vl.json` or `.json` (Vega-Lite with its rows).
    corpus, filter
        What the rows were taken from, for the note: files, number of articles and their
        fingerprint; the filter as code. Nothing is filtered here.
    overwrite
        Whether a file that is there may be replaced.

    Returns
    -------
    Exported
        Usable as a path; shows what was written and what had to be changed: in `.csv` and
        `.tsv`, text that a spreadsheet would run as a formula gets an apostrophe before it; in
        those and `.xlsx`, lists become text; in `.xlsx`, text ends at 32,767 characters.

    Raises
    ------
    WorkbookError
        If the ending is none of these, `what` is neither table nor chart, a file is there
        already, or the folder is not there or cannot be written to.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> rows = pl.DataFrame({"speaker": ["Ana Ruiz"], "note": ["=1+1"]})
    >>> written = export(rows, Path(mkdtemp()) / "speakers.csv")
    >>> print(written.path.read_text("utf-8-sig"), end="")
    "speaker","note"
    "Ana Ruiz","'=1+1"
    >>> written.notes
    ('an apostrophe stands before text that a spreadsheet takes for a formula: 1 cell',)
    """
    path = Path(path).expanduser()
    content, writers = _take(what)
    ending = next((end for end in writers if path.name.lower().endswith(end)), None)
    if ending is None:
        raise WorkbookError(
            f"'{path.name}' does not end in a format for this; there is: {', '.join(writers)}."
        )
    note = path.with_name(f"{path.name}.about.json")
    for place in (path, note):
        _check_place(place, overwrite=overwrite)
    about = _describe(content, path, corpus=corpus, filter=filter)
    try:
        notes = _write_whole(path, lambda draft: writers[ending](content, draft, about))
        _write_whole(note, lambda draft: _write_json(draft, {**about, "notes": notes}))
    except OSError as error:
        raise WorkbookError(f"{path} cannot be written: {error.strerror or error}.") from None
    return Exported(path, note, tuple(notes))


def _take(what: object) -> tuple[Any, Mapping[str, Callable[[Any, Path, About], Notes]]]:
    """The frame or the specification, and what writes such."""
    if isinstance(what, Table):
        return what.frame, TABLE_WRITERS
    if isinstance(what, pl.DataFrame):
        return what, TABLE_WRITERS
    if isinstance(what, LiveChart):
        return join_spec({name: getattr(what, name) for name in SYNCED}), CHART_WRITERS
    if isinstance(what, alt.TopLevelMixin):
        with alt.data_transformers.enable("default", max_rows=None):
            return join_spec(split_spec(what.to_dict(), {}, maxsize)), CHART_WRITERS
    raise WorkbookError(
        f"export takes a table (a Polars frame) or a chart, not a {type(what).__name__}."
    )


def _write_svg(spec: Spec, file: Path, _about: About) -> Notes:
    file.write_text(draw_svg(spec), encoding="utf-8")
    return []


def _write_png(spec: Spec, file: Path, _about: About) -> Notes:
    drawn = vl_convert.vegalite_to_png(
        spec, vl_version=VEGA_LITE, scale=PNG_SCALE, allowed_base_urls=[]
    )
    file.write_bytes(drawn)
    return []


def _write_pdf(spec: Spec, file: Path, _about: About) -> Notes:
    drawn = vl_convert.vegalite_to_pdf(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    file.write_bytes(drawn)
    return []


def _write_vega_lite(spec: Spec, file: Path, about: About) -> Notes:
    """The specification with its rows; what a screen reader reads is left to who draws it."""
    config = {name: value for name, value in spec["config"].items() if name != "aria"}
    _write_json(file, {**spec, "config": config, "usermeta": {"about": about}})
    return []


CHART_WRITERS: dict[str, Callable[[Spec, Path, About], Notes]] = {
    ".svg": _write_svg,
    ".png": _write_png,
    ".pdf": _write_pdf,
    ".vl.json": _write_vega_lite,
    ".json": _write_vega_lite,
}


def _check_place(path: Path, *, overwrite: bool) -> None:
    """Raise if nothing may be written there."""
    if not path.parent.is_dir():
        raise WorkbookError(f"there is no folder {path.parent}; make it, or name another.")
    if path.is_dir() or (path.exists() and not overwrite):
        raise WorkbookError(
            f"{path} is there already and is left as it is; "
            "name another file, or replace it with overwrite=True."
        )


def _write_whole(path: Path, write: Callable[[Path], Any]) -> Any:
    """Write a file in one step, so that nobody finds half of it."""
    draft = path.with_name(f".{path.name}.part")
    try:
        result = write(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return result


def _write_json(file: Path, content: object) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False, default=str)
    file.write_text(text + "\n", encoding="utf-8")


def _describe(
    content: pl.DataFrame | Spec, path: Path, *, corpus: Corpus | None, filter: Filter | None
) -> dict[str, Any]:
    """What the note says of a file."""
    if isinstance(content, pl.DataFrame):
        columns = {name: str(dtype) for name, dtype in content.schema.items()}
        shown: dict[str, Any] = {"rows": content.height, "columns": columns}
    else:
        shown = {"title": content["title"]["text"], "caption": content["title"]["subtitle"]}
    return {
        "file": path.name,
        **shown,
        "corpus": describe_corpus(corpus) if corpus else None,
        "filter": repr(filter) if filter else None,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": package_versions(),
    }
