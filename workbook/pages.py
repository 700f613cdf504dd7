"""Executed notebooks as HTML pages: whole without scripts, live with them, never on the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
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


@dataclass(frozen=True)
class Report:
    """What all pages of a report share.

    Parameters
    ----------
    corpus
        What the articles are called.
    menu
        Title and file name of every page.
    about
        What the foot of each page says: pairs of a name and its words.
    all_articles
        Whether the page of articles holds every article, so that any mark of a chart leads there.
    """

    corpus: str
    menu: Sequence[tuple[str, str]]
    about: Sequence[tuple[str, str]] = ()
    all_articles: bool = False


def title_of(notebook: NotebookNode, otherwise: str) -> str:
    """The first heading of a notebook."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return found[1].strip()
    return otherwise


def render_notebook(
    notebook: NotebookNode, page: str, report: Report, *, problem: str | None = None
) -> str:
    """Make the page of an executed notebook.

    Parameters
    ----------
    notebook
        With its outputs; of each, the form is shown that needs no kernel.
    page
        File name of the page itself, one of the menu's.
    report
        What the pages share.
    problem
        Why the notebook stopped, if it did.

    Returns
    -------
    str
        HTML in which pictures and styles are included; `page_script` beside it makes it live.
    """
    still = notebook.copy()
    still.cells = [_still_cell(cell) for cell in notebook.cells]
    shown = {"page": page, "problem": problem}
    return _render(still, title_of(notebook, page), report, shown=shown)


def render_index(report: Report, failed: Sequence[str]) -> str:
    """Make the page that links all others and says which of them stopped with an error."""
    shown = {"page": "index.html", "failed": failed}
    return _render(_empty(), f"News Workbook: {report.corpus}", report, shown=shown)


def render_articles(articles: Sequence[Mapping[str, object]], page: str, report: Report) -> str:
    """Make the page of articles, each as `lay_out_article` gives it."""
    shown = {"page": page, "articles": articles}
    return _render(_empty(), "The articles", report, shown=shown)


def page_script() -> str:
    """Vega and what makes the pages live, as one classic script: modules do not load from files."""
    from workbook.widgets.live_chart import vega_bundle
    from workbook.widgets.static import read_script

    here = Path(__file__).parent
    ours = read_script(here / "widgets", ["chart_options.js", "live_chart_tooltip.js"])
    ours += "\n" + read_script(here / TEMPLATE, ["page.js"])
    parts = (f'(() => {{\n"use strict";\n{part}\n}})();' for part in (vega_bundle().decode(), ours))
    return "\n".join([f"// {MARK}", *parts, ""])


def _empty() -> NotebookNode:
    from nbformat.v4 import new_notebook

    return new_notebook()


def _render(
    notebook: NotebookNode, title: str, report: Report, *, shown: Mapping[str, object]
) -> str:
    notebook.metadata["title"] = title
    resources = {"report": {**asdict(report), **shown}, "dark_code": _dark_code()}
    return _exporter().from_notebook_node(notebook, resources=resources)[0]


@cache
def _dark_code() -> str:
    """The colours of code on a dark page; those of a light one come with the exporter."""
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(style="github-dark").get_style_defs(".highlight")


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
        if any(data.values()):
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
