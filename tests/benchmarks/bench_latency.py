"""From a change in the panel of each notebook to the last redraw, at three sizes of corpus.

    python -m tests.benchmarks.bench_latency [--notebooks 00_corpus 03_quotations]
        [--articles 1000 100000] [--report latency.json]

A real JupyterLab and Chromium. At the size of the sample (0) a notebook runs as it is; at others
its imports and the cells with its panel run, on the frames of `latency_frames`. Prints a table of
the least and the median of ten changes and of the kernel's round trips between them, and writes
all numbers as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import tempfile
from dataclasses import asdict
from pathlib import Path

import nbformat

from tests.browser.conftest import (
    CHROMIUM,
    PROBLEM_OUTPUTS,
    QUIET,
    ROOT,
    Lab,
    close_page,
    drawn,
    open_page,
    run_all,
)
from tests.browser.latency import PING, Measured, count_bytes, measure

NOTEBOOKS = ("00_corpus", "01_topics", "02_readability", "03_quotations", "04_figures")
SIZES = (0, 1_000, 100_000)  # 0 stands for the sample as it is

PREPARE = """
import os, sys
import ipywidgets, polars as pl, workbook as wb
sys.path.insert(0, {root!r})
from tests.benchmarks.latency_frames import prepare
globals().update(prepare({notebook!r}, {n}))
"""
OF_PANEL = re.compile(r"FilterPanel\(|\.show\(|choose_\w+\(|\.follow\(")

HEAD = ["notebook", "articles", "change, ms", "round trip, ms", "ratio", "KB sent", "redraws"]


def cells_of(notebook: str, n: int) -> list[str]:
    """The code that is run: all of a notebook, or what belongs to its panel."""
    read = nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", as_version=4)
    code = [cell.source for cell in read.cells if cell.cell_type == "code"]
    if not n:
        return [PING, *code]
    mine = [cell for cell in code if OF_PANEL.search(cell)]
    return [PREPARE.format(root=str(ROOT), notebook=notebook, n=n), PING, *mine]


def run(browser: object, lab: Lab, notebook: str, n: int) -> Measured:
    """Run a notebook in a page of its own, and time ten changes."""
    name = f"{notebook}_{n}"
    lab.write(name, *cells_of(notebook, n))
    page = open_page(browser)
    total = count_bytes(page)
    run_all(page, lab, name, timeout=600_000)
    if wrong := page.locator(PROBLEM_OUTPUTS).all_inner_texts():
        raise RuntimeError(wrong[0])
    drawn(page)
    page.locator(".news-workbook-panel").first.evaluate("el => el.scrollIntoView()")
    page.wait_for_timeout(1_000)
    measured = measure(page, total)
    assert page.problems == []
    close_page(page)
    return measured


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notebooks", nargs="+", choices=NOTEBOOKS, default=NOTEBOOKS)
    parser.add_argument("--articles", nargs="+", type=int, default=SIZES)
    parser.add_argument("--report", type=Path, default=Path("latency.json"))
    asked = parser.parse_args()
    machine = (
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at start"
    )
    print(machine, line(HEAD), line(["---"] * len(HEAD)), sep="\n")
    report = []
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        browser = chromium.new_context(viewport={"width": 1280, "height": 800})
        lab = Lab(ROOT / "data", Path(folder))
        try:
            for notebook in asked.notebooks:
                for n in asked.articles:
                    measured = run(browser, lab, notebook, n)
                    size = f"{n:,}" if n else "sample"
                    print(line([notebook, size, *measured.row()]), flush=True)
                    report.append({"notebook": notebook, "articles": n, **asdict(measured)})
        finally:
            lab.stop()
            chromium.close()
            asked.report.write_text(json.dumps({"machine": machine, "runs": report}, indent=1))


if __name__ == "__main__":
    main()
