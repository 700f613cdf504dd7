"""Jupyter Notebook and Voila: the same charts, panel, table and reader as in JupyterLab."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import (
    PICTURES,
    PROBLEM_OUTPUTS,
    bench_of,
    drawn,
    narrow_and_read,
    run_cells,
)

NOTEBOOK = "notebooks/00_corpus.ipynb"
# Voila's own page asks two other hosts for symbols and mathematics, which ours does not use, and
# cannot start an extension of Jupyter Notebook where that is installed too.
ELSEWHERE = (
    r"https://(cdn\.jsdelivr\.net/npm/@fortawesome|cdnjs\.cloudflare\.com/ajax/libs/mathjax)/"
)
OF_VOILA = rf"{ELSEWHERE}|net::ERR_FAILED|@jupyter-notebook/lab-extension"


def take_picture(page, name):
    if PICTURES:
        page.wait_for_timeout(1_000)
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.mark.timeout(180)
def test_notebook_7_draws_narrows_and_reads(page, lab):
    page.goto(f"{lab.url}/notebooks/{NOTEBOOK}?token={lab.token}")
    run_cells(page)
    assert page.locator(PROBLEM_OUTPUTS).count() == 0
    assert len(drawn(page)) == 2
    narrow_and_read(bench_of(page))
    take_picture(page, "notebook")
    assert page.problems == []


@pytest.mark.timeout(180)
def test_voila_draws_narrows_and_reads(page, lab):
    page.route(re.compile(ELSEWHERE), lambda route: route.abort())
    page.goto(f"{lab.url}/voila/render/{NOTEBOOK}?token={lab.token}", timeout=120_000)
    page.locator(".news-workbook-query").wait_for()
    assert page.locator(PROBLEM_OUTPUTS).count() == 0
    assert len(drawn(page)) == 2
    narrow_and_read(bench_of(page))
    take_picture(page, "voila")
    assert [problem for problem in page.problems if not re.search(OF_VOILA, problem)] == []
