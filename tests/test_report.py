import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbformat import NotebookNode, write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import workbook
from workbook.__main__ import main
from workbook.errors import WorkbookError
from workbook.pages import WIDGET, Report, render_notebook, title_of
from workbook.report import write_report
from workbook.report_articles import find_links

NAMES = ["00_corpus", "01_topics", "02_readability", "03_quotations", "04_figures"]
PAGES = [f"{name}.html" for name in NAMES]
ALL = [*PAGES, "articles.html", "index.html"]


class Tags(HTMLParser):
    """The elements of a page with their attributes, and its styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def pages(report):
    return {path.name: path.read_text() for path in sorted(report[1].glob("*.html"))}


def test_report_writes_one_page_per_notebook_and_an_index(report, pages):
    said, out = report
    assert (said.returncode, list(pages)) == (0, ALL), said.stderr
    assert {path.name for path in out.iterdir()} - set(pages) == {"report.js"}
    assert said.stdout == f"Open {out / 'index.html'} in a browser.\n"


def test_report_shows_its_progress(report):
    assert "04_figures: 100%" in report[0].stderr
    assert "WARNING" not in report[0].stderr


@pytest.mark.parametrize("name", ALL)
def test_page_needs_nothing_but_the_script_beside_it(pages, name):
    elements = Tags(pages[name]).elements
    assert {tag for tag, _ in elements} & {"link", "iframe", "object", "base"} == set()
    scripts = [attrs for tag, attrs in elements if tag == "script"]
    assert scripts.pop() == {"src": "report.js"}
    assert all(attrs == {"type": "application/json"} for attrs in scripts)
    sources = [attrs["src"] for tag, attrs in elements if "src" in attrs and tag != "script"]
    assert [source for source in sources if not source.startswith("data:image/")] == []
    assert re.findall(r"@import|url\(", pages[name]) == []
    assert "default-src 'none'" in pages[name]
    assert "script-src 'self'" in pages[name]
    assert len(pages[name]) < 1_000_000


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_its_charts_as_described_pictures_and_as_vega_lite(pages, name):
    pictures = [attrs for tag, attrs in Tags(pages[name]).elements if tag == "img"]
    assert [picture["alt"] for picture in pictures if len(picture["alt"]) < 8] == []
    drawings = re.findall(r'<script type="application/json">(.*?)</script>', pages[name])
    specs = [json.loads(drawing)["spec"] for drawing in drawings]
    assert len(specs) == len(pictures) > 0
    assert all("encoding" in json.dumps(spec) for spec in specs)
    assert '"interval"' not in json.dumps(specs)  # nothing to draw over where no kernel narrows
    assert all(picture["src"].startswith("data:image/svg+xml") for picture in pictures)
    assert all(float(picture["width"]) > 300 for picture in pictures)


@pytest.mark.parametrize("name", PAGES)
def test_page_shows_the_still_form_of_each_widget(pages, name):
    assert "application/vnd.jupyter" not in pages[name]
    assert "<workbook.widgets" not in pages[name]
    assert "<table>" in pages[name]


@pytest.mark.parametrize("name", ALL)
def test_foot_of_the_page_names_articles_filter_versions_and_date(pages, name):
    foot = unescape(re.sub("<[^>]+>", " ", pages[name].partition("<footer>")[2]))
    assert "Articles  harbour & bread: 4 articles, 2025-03-04 to 2025-03-15, 1 file" in foot
    assert re.search(r"fingerprint [0-9a-f]{16}", foot)
    assert "Filter  none" in foot
    assert re.search(r"Made  20\d\d-\d\d-\d\d with python 3.*news-workbook.*spacy", foot)


def test_every_link_of_a_row_leads_to_its_passage(pages):
    places = {attrs.get("id") for _, attrs in Tags(pages["articles.html"]).elements}
    links = {name: find_links(page) for name, page in pages.items()}
    assert [name for name in PAGES if not links[name]] == []
    assert set().union(*links.values()) - places == set()
    marked = re.findall(r'<a id="[^"]+"></a><mark>([^<]*)</mark>', pages["articles.html"])
    assert {"500 people", '"We were lucky,"', "30 buses"} <= set(map(unescape, marked))


@pytest.mark.parametrize("name", PAGES)
def test_code_is_folded_away_but_there(pages, name):
    assert "<details><summary>Code</summary>" in pages[name]
    assert "load_corpus" in pages[name]


def test_text_of_articles_stays_text(pages):
    assert "Ferry &lt;script&gt;alert(1)&lt;/script&gt; stays in port" in pages["00_corpus.html"]
    assert "&lt;img src=x onerror=alert(2)&gt;" in pages["00_corpus.html"]
    handlers = [
        (name, tag)
        for name, page in pages.items()
        for tag, attrs in Tags(page).elements
        if any(attribute.startswith("on") for attribute in attrs)
    ]
    assert handlers == []


def test_index_links_every_page_and_names_the_folder(pages):
    links = [attrs["href"] for tag, attrs in Tags(pages["index.html"]).elements if tag == "a"]
    assert set(links) == set(ALL)
    assert "harbour &amp; bread" in pages["index.html"]
    assert "stopped with an error" not in pages["index.html"]


def write_notebook(path: Path, *cells: str) -> Path:
    """A notebook with a heading made of its file name."""
    made = new_notebook(cells=[new_markdown_cell(f"# {path.stem}"), *map(new_code_cell, cells)])
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"
    path.parent.mkdir(exist_ok=True)
    write(made, path)
    return path


def run(
    notebooks: list[Path], articles: Path, out: Path, *, cell_seconds: int = 120, times: int = 1
) -> dict[str, str]:
    """`write_report` in a Python of its own: kernels that die leave sockets behind."""
    code = (
        "import json, shutil, sys, pathlib, workbook.report as report\n"
        "limit, times = map(int, sys.argv[1:3])\n"
        "articles, out, *notebooks = map(pathlib.Path, sys.argv[3:])\n"
        "for n in range(times):\n"
        "    problems = report.write_report(notebooks, articles, out=out, cell_seconds=limit)\n"
        "    shutil.copytree(out, out.with_name(f'as_written_{n}'))\n"
        "print(json.dumps(problems))"
    )
    arguments = map(str, [cell_seconds, times, articles, out, *notebooks])
    start = [sys.executable, "-c", code, *arguments]
    return json.loads(subprocess.run(start, stdout=subprocess.PIPE, check=True).stdout)


def test_failing_notebooks_get_their_pages_and_the_others_go_on(hostile, tmp_path):
    notebooks = [
        write_notebook(tmp_path / "10_wrong.ipynb", "1 / 0", "'after it'"),
        write_notebook(tmp_path / "11_slow.ipynb", "import time; time.sleep(60)"),
        write_notebook(tmp_path / "12_gone.ipynb", "import os; os._exit(1)"),
        write_notebook(tmp_path / "13_right.ipynb", "import os; os.environ['WORKBOOK_DATA']"),
    ]
    assert run(notebooks, hostile, tmp_path / "pages", cell_seconds=5) == {
        "10_wrong.ipynb": "ZeroDivisionError: division by zero",
        "11_slow.ipynb": "a cell took longer than 5 seconds",
        "12_gone.ipynb": "Python stopped in the middle; the memory may not have been enough",
    }
    shown = {path.name: path.read_text() for path in (tmp_path / "pages").iterdir()}
    assert "stopped with an error: ZeroDivisionError: division by zero" in shown["10_wrong.html"]
    assert "Traceback (most recent call last)" in shown["10_wrong.html"]
    assert "stopped with an error: a cell took longer" in shown["11_slow.html"]
    assert "stopped with an error" not in shown["13_right.html"]
    assert "harbour &amp; bread" in shown["13_right.html"]
    assert shown["index.html"].count("<strong>stopped with an error</strong>") == 3


def test_second_report_replaces_the_first_and_is_the_same(hostile, tmp_path):
    chart = (
        "import altair as alt\nimport polars as pl\nimport workbook as wb\n"
        "wb.LiveChart(alt.Chart(pl.DataFrame({'x': [1]}), title='Dots').mark_point().encode(x='x'))"
    )
    notebooks = [write_notebook(tmp_path / "20_chart.ipynb", chart)]
    assert run(notebooks, hostile, tmp_path / "pages", times=2) == {}
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / f"as_written_{n}").iterdir()}
        for n in range(2)
    )
    assert first == second
    assert sorted(first) == ["20_chart.html", "articles.html", "index.html", "report.js"]
    assert b'<figure class="news-workbook-chart"><img alt="Dots"' in first["20_chart.html"]


@pytest.mark.parametrize("name", ["index.html", "03_quotations.html", "report.js"])
def test_page_of_somebody_else_is_never_overwritten(name, hostile, tmp_path, capsys):
    (tmp_path / name).write_text("<title>My own page</title>")
    assert main(["report", str(hostile), "--out", str(tmp_path)]) == 2
    assert "was not written by workbook report" in capsys.readouterr().err
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        name: "<title>My own page</title>"
    }


def test_file_in_place_of_the_folder_is_told(hostile, tmp_path):
    (tmp_path / "pages").write_text("mine")
    with pytest.raises(WorkbookError, match=r"pages cannot be made a folder"):
        write_report([], hostile, out=tmp_path / "pages")


@pytest.fixture
def copy(tmp_path):
    """A copy of the project without its notebooks, as the environment to run it in."""
    package = Path(workbook.__file__).parent
    shutil.copytree(package, tmp_path / "workbook", ignore=shutil.ignore_patterns("__pycache__"))
    return {**os.environ, "PYTHONPATH": str(tmp_path)}, tmp_path


def test_report_without_notebooks_says_where_they_are(copy, hostile):
    environment, project = copy
    said = subprocess.run(
        [sys.executable, "-m", "workbook", "report", str(hostile)],
        env=environment,
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert re.fullmatch(r"workbook: no notebooks beside the package: .*\n", said.stderr)


def test_exit_code_is_1_when_a_notebook_fails(copy, hostile):
    environment, project = copy
    write_notebook(project / "notebooks" / "00_corpus.ipynb", "1 / 0")
    said = subprocess.run(
        [sys.executable, "-m", "workbook", "report", str(hostile), "--out", str(project / "out")],
        env=environment,
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 1
    assert said.stderr.endswith(
        "workbook: 00_corpus.ipynb stopped with an error: ZeroDivisionError: division by zero\n"
    )


def test_ctrl_c_ends_the_report_and_its_kernel(copy, hostile):
    environment, project = copy
    told = project / "kernel.txt"
    write_notebook(
        project / "notebooks" / "00_corpus.ipynb",
        f"import os, pathlib\npathlib.Path({str(told)!r}).write_text(str(os.getpid()))",
        "import time; time.sleep(60)",
    )
    write_notebook(project / "notebooks" / "01_topics.ipynb", "import time; time.sleep(60)")
    running = subprocess.Popen(
        [sys.executable, "-m", "workbook", "report", str(hostile), "--out", str(project / "out")],
        env=environment,
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
    )
    while running.poll() is None and not (told.exists() and told.read_text()):
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert (running.returncode, said.splitlines()[-1]) == (130, "workbook: stopped")
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


def render(*cells: NotebookNode) -> str:
    return render_notebook(new_notebook(cells=cells), "a.html", Report("c", [("A", "a.html")]))


def show(**data: str) -> NotebookNode:
    """A code cell with one output, the forms of which are named by the end of their media type."""
    kinds = {"html": "text/html", "plain": "text/plain", "markdown": "text/markdown"}
    bundle = {kinds.get(kind, WIDGET): text for kind, text in data.items()}
    return new_code_cell("x", outputs=[new_output("display_data", bundle)])


def test_control_without_a_still_form_is_named_as_one():
    page = render(show(widget="{}", plain="Button()"))
    assert "Button()" not in page
    assert "A control that works in JupyterLab stands here." in page


def test_markdown_of_an_output_holds_no_live_html():
    page = render(show(markdown="*So* <script>alert(1)</script>"))
    assert "<em>So</em> &lt;script&gt;" in page


def test_links_between_notebooks_lead_to_the_pages():
    page = render(new_markdown_cell("See [topics](01_topics.ipynb#terms)."))
    assert '<a href="01_topics.html#terms">topics</a>' in page


def test_title_is_the_first_heading_or_else_the_name():
    heading = new_notebook(
        cells=[new_code_cell("# no"), new_markdown_cell("Hm\n\n# What is here?")]
    )
    assert title_of(heading, "00_corpus") == "What is here?"
    assert title_of(new_notebook(), "00_corpus") == "00_corpus"
