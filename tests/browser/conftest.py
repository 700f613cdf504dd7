"""A real JupyterLab and a real Chromium, for the tests of what stands on screen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Error, Page

ROOT = Path(__file__).parents[2]
REQUIRED = bool(os.environ.get("WORKBOOK_REQUIRE_BROWSER"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


PROBLEM_OUTPUTS = ", ".join(
    f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr")
)
# Where the pictures go that a person looks at; nowhere unless asked for.
PICTURES = os.environ.get("WORKBOOK_SCREENSHOTS")


class Lab:
    """A running `workbook lab` on copies of the notebooks, so that nothing is saved into ours."""

    def __init__(self, data: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        self.log = folder / "lab.log"
        command = [sys.executable, "-m", "workbook", "lab", str(data), "--no-browser"]
        command += [f"--ServerApp.root_dir={folder}", "--LabApp.expose_app_in_browser=True"]
        with self.log.open("w") as log:
            # JupyterLab's own settings, whatever the person at this machine prefers.
            own = {f"JUPYTERLAB_{name}_DIR": str(folder) for name in ("SETTINGS", "WORKSPACES")}
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **own}
            )
        self.url, self.token = self._wait_for_address()

    def _wait_for_address(self) -> tuple[str, str]:
        for _ in range(600):
            text = self.log.read_text("utf-8")
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)", text):
                return found[1], found[2]
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"JupyterLab did not start: {text}")

    def address(self, notebook: str) -> str:
        return f"{self.url}/lab/tree/notebooks/{notebook}.ipynb?token={self.token}&reset"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def write(self, notebook: str, *cells: str) -> None:
        """A notebook of these code cells, beside the copies of ours."""
        made = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(code) for code in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(made, self.folder / "notebooks" / f"{notebook}.ipynb")


@pytest.fixture
def page(browser: object) -> Iterator[Page]:
    opened = open_page(browser)
    yield opened
    opened.close()


def is_ours(error: Error) -> bool:
    """Whether an error is not JupyterLab's, which takes its splash screen away twice at times."""
    return not ("'removeChild'" in str(error) and "/static/lab/jlab_core." in (error.stack or ""))


def open_page(browser: object) -> Page:
    """A page that notes every error and every request that leaves this machine."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.problems = []
    opened.on(
        "console",
        lambda message: message.type == "error" and opened.problems.append(message.text),
    )
    opened.on("pageerror", lambda error: is_ours(error) and opened.problems.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            re.match(r"(https?|wss?)://(?!127\.0\.0\.1)", request.url)
            and opened.problems.append(f"request to {request.url}")
        ),
    )
    return opened


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
