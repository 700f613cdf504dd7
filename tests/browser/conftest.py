"""A real JupyterLab and a real Chromium, for the tests of what stands on screen."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Error, Locator, Page

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
def browser() -> Iterator[BrowserContext]:
    """One context for all pages, so that JupyterLab's scripts are fetched once."""
    if CHROMIUM is None and not REQUIRED:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started.new_context(viewport={"width": 1280, "height": 800})
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
        command += ["--JupyterNotebookApp.expose_app_in_browser=True"]
        # Several test processes start at once: left to itself, each would take the first port.
        with socket.create_server(("127.0.0.1", 0)) as server:
            command += ["--port", str(server.getsockname()[1])]
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

    def copy(self, notebook: str, data: Path, name: str) -> str:
        """A copy of one of our notebooks that loads other articles; its name."""
        path = self.folder / "notebooks" / f"{notebook}.ipynb"
        made = nbformat.read(path, 4)
        place = f"import os\nos.environ['WORKBOOK_DATA'] = {str(data)!r}"
        made.cells.insert(0, nbformat.v4.new_code_cell(place))
        nbformat.write(made, path.with_stem(f"{notebook}-{name}"))
        return f"{notebook}-{name}"


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[Lab]:  # noqa: ARG001 - without a browser no lab
    """One server for all tests; its notebooks load a copy of the sample."""
    folder = tmp_path_factory.mktemp("browser")
    data = shutil.copytree(ROOT / "data", folder / "data")
    (folder / "lab").mkdir()
    started = Lab(data, folder / "lab")
    yield started
    started.stop()


@pytest.fixture
def page(browser: BrowserContext) -> Iterator[Page]:
    opened = open_page(browser)
    yield opened
    close_page(opened)


FRONT_END = re.compile(r"/static/(lab/jlab|notebook/notebook)_core\.")


def is_ours(error: Error) -> bool:
    """Whether more than JupyterLab's or Notebook's own script has a part in an error.

    JupyterLab takes its splash screen away twice at times; Notebook asks for settings and commands
    before they are there.
    """
    places = [line for line in (error.stack or "").splitlines() if "://" in line]
    return not (places and all(FRONT_END.search(place) for place in places))


def open_page(browser: BrowserContext) -> Page:
    """A page that notes every error and every request that leaves this machine."""
    opened = browser.new_page()
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


def close_page(page: Page) -> None:
    """Close a page and end its kernels, which would keep their memory."""
    page.evaluate("globalThis.jupyterapp?.serviceManager.sessions.shutdownAll().catch(() => {})")
    page.close()


READY = """() => {
  const session = globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session;
  return session?.kernel?.status === "idle";
}"""


def run_all(page: Page, lab: Lab, notebook: str, *, timeout: int = 120_000) -> None:
    """Open a notebook in JupyterLab and run it to its end."""
    page.goto(lab.address(notebook))
    run_cells(page, timeout=timeout)


def run_cells(page: Page, *, timeout: int = 120_000) -> None:
    """Run all cells of the notebook that is open, and wait until each has run."""
    page.wait_for_function(READY, timeout=60_000)
    page.evaluate(
        """() => {
          globalThis.allRan = false;
          jupyterapp.commands.execute("notebook:run-all-cells").then(() => (allRan = true));
        }"""
    )
    page.wait_for_function("allRan", timeout=timeout)
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt").all_text_contents()
    assert prompts
    assert not any("[ ]" in prompt for prompt in prompts)


def bench_of(page: Page) -> Locator:
    """The first output with a panel in it, and what follows the panel."""
    bench = page.locator(".jp-OutputArea-output", has=page.locator(".news-workbook-query")).first
    bench.scroll_into_view_if_needed()
    return bench


def narrow_and_read(bench: Locator) -> None:
    """A query moves chart and table, Reset brings them back, a row opens its article."""
    page = bench.page
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
