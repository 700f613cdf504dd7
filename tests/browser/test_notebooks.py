"""Every notebook in a real JupyterLab: all cells run, every chart is drawn, a filter moves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import (
    PICTURES,
    PROBLEM_OUTPUTS,
    ROOT,
    Lab,
    drawn,
    run_all,
    take_pictures,
)

NOTEBOOKS = ["00_corpus", "01_topics", "02_readability", "03_quotations", "04_figures"]
USER_FILES = ROOT.parent / "shared" / "articles"
DATA = {
    "sample": pytest.param(ROOT / "data", id="sample"),
    "user": pytest.param(
        USER_FILES,
        id="user",
        marks=pytest.mark.skipif(not USER_FILES.is_dir(), reason="the user's files are not here"),
    ),
}


@pytest.fixture(scope="module", params=list(DATA.values()))
def lab(request, tmp_path_factory, browser):  # noqa: ARG001 - without a browser no lab
    started = Lab(request.param, tmp_path_factory.mktemp("lab"))
    yield started
    started.stop()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_notebook_runs_draws_and_follows_its_filter(notebook, page, lab, request):
    run_all(page, lab, notebook)
    assert page.locator(PROBLEM_OUTPUTS).count() == 0
    marks = drawn(page)
    assert len(marks) >= 2  # the unfiltered chart and the panel's
    take_pictures(page, f"{request.node.callspec.id}")

    bench = page.locator(".jp-OutputArea-output", has=page.locator(".news-workbook-query")).first
    bench.scroll_into_view_if_needed()
    chart, table = bench.locator(".news-workbook-chart"), bench.locator(".news-workbook-table")
    rows, draws = int(table.get_attribute("data-rows")), int(chart.get_attribute("data-draws"))
    search = bench.locator(".news-workbook-query input")
    search.fill("two")
    search.press("Enter")
    page.wait_for_function(
        "([el, rows]) => Number(el.dataset.rows) < rows", arg=[table.element_handle(), rows]
    )
    page.wait_for_function(
        "([el, draws]) => Number(el.dataset.draws) > draws", arg=[chart.element_handle(), draws]
    )
    bench.get_by_role("button", name="Reset").click()
    page.wait_for_function(
        "([el, rows]) => Number(el.dataset.rows) === rows", arg=[table.element_handle(), rows]
    )
    table.locator("tr[data-row]").first.click()
    bench.locator(".news-workbook-reader h3").wait_for()
    if PICTURES:
        page.set_viewport_size({"width": 1280, "height": 1500})
        bench.scroll_into_view_if_needed()
        page.wait_for_timeout(1_000)
        bench.screenshot(path=Path(PICTURES) / f"{request.node.callspec.id}-reader.png")
    assert page.problems == []
