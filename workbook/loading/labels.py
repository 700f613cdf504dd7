"""Labels of export formats, kept as data: which label names which value of an article."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_labels(name: str) -> dict[str, str]:
    """Label in lower case -> what it holds, from a file of lines `what: label, label`."""
    text = files("workbook.loading").joinpath(name).read_text("utf-8")
    rows = (line.split(":", 1) for line in text.splitlines() if line and line[0] != "#")
    return {label.strip(): what for what, rest in rows for label in rest.split(",")}
