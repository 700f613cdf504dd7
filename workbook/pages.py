"""An executed notebook as one HTML page that asks nothing of the network and runs no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbconvert import HTMLExporter
    from nbformat import NotebookNode

MARK = '<meta content="news-workbook" name="generator"'
TEMPLATE = "page_template"

WIDGET = "application/vnd.jupyter.widget-view+json"
STILL = ("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")
CONTROL_ALONE = "<p><em>A control that works in JupyterLab stands here.</em></p>"

Menu = Sequence[tuple[str, str]]  # title and file name of each page


def title_of(notebook: NotebookNode, otherwise: str) -> str:
    """The first heading of a notebook."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return found[1].strip()
    return otherwise


def render_notebook(
    notebook: NotebookNode, page: str, menu: Menu, *, corpus: str, problem: str | None = None
) -> str:
    """Make the page of an executed notebook.

    Parameters
    ----------
    notebook
        With its outputs; of each, the form is shown that needs no kernel and no script.
    page
        File name of the page itself, one of the menu's.
    menu
        Title and file name of every page.
    corpus
        What the articles are called.
    problem
        Why the notebook stopped, if it did.

    Returns
    -------
    str
        HTML in which pictures and styles are included.
    """
    still = notebook.copy()
    still.cells = [_still_cell(cell) for cell in notebook.cells]
    shown = {"page": page, "menu": menu, "corpus": corpus, "problem": problem}
    return _render(still, title_of(notebook, page), shown)


def render_index(menu: Menu, failed: Sequence[str], *, corpus: str) -> str:
    """Make the page that links all others and says which of them stopped with an error."""
    from nbformat.v4 import new_notebook

    shown = {"page": "index.html", "menu": menu, "corpus": corpus, "failed": failed}
    return _render(new_notebook(), f"News Workbook: {corpus}", shown)


def _render(notebook: NotebookNode, title: str, shown: Mapping[str, object]) -> str:
    notebook.metadata["title"] = title
    return _exporter().from_notebook_node(notebook, resources={"report": shown})[0]


@cache
def _exporter() -> HTMLExporter:
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    config = Config()
    config.CSSHTMLHeaderPreprocessor.style = "vs"  # readable on white
    return HTMLExporter(
        config=config,
        extra_template_basedirs=[str(Path(__file__).parent)],
        template_name=TEMPLATE,
        embed_images=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )


def _still_cell(cell: NotebookNode) -> NotebookNode:
    """A copy of a cell whose links lead to the pages and whose outputs stand still."""
    cell = cell.copy()
    if cell.cell_type == "markdown":
        cell.source = re.sub(r"\]\(([\w-]+)\.ipynb", r"](\1.html", cell.source)
    if cell.cell_type == "code":
        cell.outputs = list(_still_outputs(cell.outputs))
    return cell


def _still_outputs(outputs: Iterable[NotebookNode]) -> Iterable[NotebookNode]:
    """The outputs without what needs a kernel or a script."""
    for output in outputs:
        if "data" not in output:
            yield output
            continue
        data = {kind: output.data[kind] for kind in STILL if kind in output.data}
        if WIDGET in output.data:
            data.pop("text/plain", None)  # the name of a Python object
            data = data or {"text/html": CONTROL_ALONE}
        if data:
            still = output.copy()
            still.data = data
            still.metadata = {**output.metadata, "alt": _describe(data.get("image/svg+xml", ""))}
            yield still


def _describe(picture: str) -> str:
    """The title that is drawn in a picture, for those who hear the page.

    >>> _describe('<g class="mark-text role-title-text"><text>Costs &amp; fees</text></g>')
    'Chart: Costs & fees'
    """
    title = re.search(r'role-title-text".*?</g>', picture, re.DOTALL)
    words = re.findall(r"<text\b[^>]*>([^<]*)</text>", title[0]) if title else []
    return unescape(": ".join(["Chart", " ".join(words)])) if words else "Chart"
