"""Every notebook runs alone, top to bottom, and its panel moves what it shows."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from workbook.cache.store import describe_store
from workbook.scale import annotate

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
USER_FILES = ROOT.parent / "shared" / "articles"
DATA = [
    pytest.param(ROOT / "data", id="sample"),
    pytest.param(
        USER_FILES,
        id="user",
        marks=pytest.mark.skipif(not USER_FILES.is_dir(), reason="the user's files are not here"),
    ),
]

WIDGET = "application/vnd.jupyter.widget-view+json"

# A word that some but not all rows of every notebook hold, in both corpora.
CHECK = """
full = panel.chosen.height
panel.filter = wb.Filter(text="two")
shown = panel._views[0].box.children[1]
assert 0 < panel.chosen.height < full
assert shown.view["total"] == panel.chosen.height
"""


def test_there_are_five_notebooks():
    assert [path.stem for path in NOTEBOOKS] == [
        "00_corpus",
        "01_topics",
        "02_readability",
        "03_quotations",
        "04_figures",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_committed_without_outputs_and_in_small_cells(path):
    code = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert len(code) <= 40
    assert max(len(cell.source.splitlines()) for cell in code) <= 15


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_without_error_or_warning_and_follows_its_filter(path, data, monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATA", os.fspath(data))
    outputs, notebook = run(path)
    assert len(json.dumps(notebook.metadata.widgets)) < 300_000  # what is saved of the widgets
    assert len(nbformat.writes(notebook)) < 2_000_000
    shown = [output.data for output in outputs if WIDGET in output.get("data", {})]
    pictures = sum("image/svg+xml" in data for data in shown)
    assert pictures >= 1  # GitHub and exported pages show these
    assert page_without_widgets(notebook).count('src="data:image/svg+xml') >= pictures


@pytest.mark.timeout(400)
def test_notebooks_show_an_annotated_folder_and_analyse_nothing_again(tmp_path, monkeypatch):
    annotate(ROOT / "data", tmp_path / "annotated")
    monkeypatch.setenv("WORKBOOK_DATA", os.fspath(tmp_path / "annotated"))
    monkeypatch.setenv("WORKBOOK_CACHE", os.fspath(tmp_path / "cache"))
    for path in NOTEBOOKS:
        run(path)
    analysed = set(describe_store()["analysis"])
    assert not analysed & {"quotations", "figures", "readability", "topics"}


def run(path: Path) -> tuple[list[nbformat.NotebookNode], nbformat.NotebookNode]:
    """Every output of a notebook with CHECK as its last cell, none of them a warning, and it."""
    notebook = nbformat.read(path, 4)
    notebook.cells.append(nbformat.v4.new_code_cell(CHECK))
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    )
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output.text for output in outputs if output.output_type == "stream"] == []
    return outputs, notebook


def page_without_widgets(notebook: nbformat.NotebookNode) -> str:
    """What nbconvert makes of a notebook as JupyterLab saves it, without the state of widgets."""
    saved = deepcopy(notebook)
    del saved.metadata["widgets"]
    return HTMLExporter().from_notebook_node(saved)[0]
