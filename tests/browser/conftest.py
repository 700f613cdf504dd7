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

import pytest

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


class Lab:
    """A running `workbook lab` on copies of the notebooks, so that nothing is saved into ours."""

    def __init__(self, data: Path, folder: Path) -> None:
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        self.log = folder / "lab.log"
        command = [sys.executable, "-m", "workbook", "lab", str(data), "--no-browser"]
        command += [f"--ServerApp.root_dir={folder}"]
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
