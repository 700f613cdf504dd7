"""Every notebook in a real JupyterLab: all cells run, every chart is drawn, a filter moves it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, Lab

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
PROBLEM_OUTPUTS = ", ".join(
    f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr")
)
# Where the pictures go that a person looks at; nowhere unless asked for.
PICTURES = os.environ.get("WORKBOOK_SCREENSHOTS")


@pytest.fixture(scope="module", params=list(DATA.values()))
def lab(request, tmp_path_factory, browser):  # noqa: ARG001 - without a browser no lab
    started = Lab(request.param, tmp_path_factory.mktemp("lab"))
    yield started
    started.stop()


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.problems = []
    opened.on(
        "console",
        lambda message: message.type == "error" and opened.problems.append(message.text),
    )
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            re.match(r"(https?|wss?)://(?!127\.0\.0\.1)", request.url)
            and opened.problems.append(f"request to {request.url}")
        ),
    )
    yield opened
    opened.close()


def run_all(page: Page, lab: Lab, notebook: str) -> None:
    page.goto(lab.address(notebook))
    page.get_by_role("menuitem", name="Run", exact=True).wait_for(timeout=60_000)
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".jp-CodeCell").last.scroll_into_view_if_needed()
    page.wait_for_function(
        """() => {
          const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
          return prompts.length && prompts.every((prompt) => /\\[\\d+\\]/.test(prompt.textContent));
        }""",
        timeout=120_000,
    )


def drawn(page: Page) -> list[int]:
    """The number of marks on each chart, once all are drawn."""
    charts = page.locator(".news-workbook-chart")
    for i in range(charts.count()):
        charts.nth(i).scroll_into_view_if_needed()
        page.wait_for_function(
            "i => document.querySelectorAll('.news-workbook-chart')[i].dataset.marks > 0",
            arg=i,
            timeout=30_000,
        )
    return [int(charts.nth(i).get_attribute("data-marks")) for i in range(charts.count())]


def take_pictures(page: Page, name: str) -> None:
    if not PICTURES:
        return
    panel = page.locator(".jp-NotebookPanel")
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.wait_for_timeout(500)
    panel.screenshot(path=Path(PICTURES) / f"{name}-top.png")
    # As tall as the notebook, so that one picture holds all of it.
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-inner').scrollHeight")
    page.set_viewport_size({"width": 1280, "height": min(height + 150, 12_000)})
    page.wait_for_timeout(1_000)
    panel.screenshot(path=Path(PICTURES) / f"{name}.png")
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.timeout(240)
@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_notebook_runs_draws_and_follows_its_filter(notebook, page, lab, request):
    run_all(page, lab, notebook)
    assert page.locator(PROBLEM_OUTPUTS).count() == 0
    marks = drawn(page)
    assert len(marks) >= 2  # the unfiltered chart and the panel's
    take_pictures(page, f"{request.node.callspec.id}")

    bench = page.locator(".jp-OutputArea-output", has=page.locator("input[type=text]")).first
    bench.scroll_into_view_if_needed()
    chart, table = bench.locator(".news-workbook-chart"), bench.locator(".news-workbook-table")
    rows, draws = int(table.get_attribute("data-rows")), int(chart.get_attribute("data-draws"))
    search = bench.locator("input[type=text]").first
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
        page.set_viewport_size({"width": 1280, "height": 1300})
        bench.scroll_into_view_if_needed()
        page.wait_for_timeout(1_000)
        bench.screenshot(path=Path(PICTURES) / f"{request.node.callspec.id}-reader.png")
    assert page.problems == []
