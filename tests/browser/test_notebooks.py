"""Every notebook in a real JupyterLab: all cells run, every chart is drawn, a filter moves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import (
    PICTURES,
    PROBLEM_OUTPUTS,
    ROOT,
    bench_of,
    drawn,
    narrow_and_read,
    run_all,
    take_pictures,
)

NOTEBOOKS = ["00_corpus", "01_topics", "02_readability", "03_quotations", "04_figures"]
USER_FILES = ROOT.parent / "shared" / "articles"
DATA = [
    pytest.param(None, id="sample"),
    pytest.param(
        USER_FILES,
        id="user",
        marks=pytest.mark.skipif(not USER_FILES.is_dir(), reason="the user's files are not here"),
    ),
]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_notebook_runs_draws_and_follows_its_filter(notebook, data, page, lab):
    name = f"{'user' if data else 'sample'}-{notebook}"
    run_all(page, lab, lab.copy(notebook, data, "user") if data else notebook)
    assert page.locator(PROBLEM_OUTPUTS).count() == 0
    assert len(drawn(page)) >= 2  # the unfiltered chart and the panel's
    take_pictures(page, name)
    bench = bench_of(page)
    narrow_and_read(bench)
    if PICTURES:
        page.set_viewport_size({"width": 1280, "height": 1500})
        bench.scroll_into_view_if_needed()
        page.wait_for_timeout(1_000)
        bench.screenshot(path=Path(PICTURES) / f"{name}-reader.png")
    assert page.problems == []
