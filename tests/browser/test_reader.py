"""A table and a reader in a real JupyterLab: keyboard only, hostile text, light and dark."""

import os
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.conftest import close_page, open_page, run_all

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
PICTURES = os.environ.get("WORKBOOK_SCREENSHOTS")

# Every article tells of trams; its headline, outlet and body try to be code in a page.
ROWS = """
import polars as pl

import workbook as wb

HOSTILE = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror=window.ran=2>",
    "$5 and $6 \\\\(x^2\\\\)",
    "[[link]] <!-- gone -->",
    "\\u202egnp.exe",
    "javascript:window.ran=3",
    "{{constructor.constructor('window.ran=4')()}}",
]
articles = pl.DataFrame(
    {
        "article_id": [f"a{i}" for i in range(30)],
        "title": [f"{i:02} {HOSTILE[i % 7]}" for i in range(30)],
        "outlet": [HOSTILE[i % 7] for i in range(30)],
        "byline": ["Ana Ruiz", None] * 15,
        "body": [
            f"{HOSTILE[i % 7]} opens.\\n\\n"
            + "The trams stop at night, and nobody knows why they do.\\n\\n" * 12
            + '"We wait," Ana Ruiz said. Some 300 men cheered: a tram came.'
            for i in range(30)
        ],
        "n_words": list(range(30)),
    }
)
key = articles["article_id"]
at = pl.Series([body.index('"We') for body in articles["body"]])
parts = [[{"start": start, "end": start + 10}] for start in at]
quotations = pl.DataFrame([key, pl.Series("parts", parts)]).with_columns(
    cue_start=at + 20, cue_end=at + 24, mention_start=at + 11, mention_end=at + 19
)
figures = pl.DataFrame([key]).with_columns(start=at + 26, end=at + 38)
reader = wb.ArticleReader(articles, quotations=quotations, figures=figures)
rows = wb.find_keyword(articles, "cheered").join(articles.drop("body"), on="article_id")
COLUMNS = ["article_id", "start", "end", "title", "keyword", "outlet", "byline", "n_words"]
shown = wb.table(rows.select(COLUMNS), on_choose=reader.read)
"""


@pytest.fixture(scope="module")
def notebook(lab, browser):
    lab.write("reader", ROWS, "shown", "reader")
    opened = open_page(browser)
    run_all(opened, lab, "reader")
    yield opened
    close_page(opened)


@pytest.fixture
def page(notebook):
    """The page with a new table and a new reader on it."""
    notebook.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    wait_for_rows(notebook, 30)
    notebook.locator(".news-workbook-reader").wait_for()
    yield notebook
    assert notebook.problems == []


def focus(page):
    """Where the keyboard is."""
    return page.evaluate(
        "(({dataset, textContent, ariaLabel}) => dataset.key ?? ariaLabel ?? textContent)"
        "(document.activeElement)"
    )


def picture(page, name):
    if PICTURES:
        page.wait_for_timeout(300)
        page.locator(".jp-NotebookPanel").screenshot(path=Path(PICTURES) / f"{name}.png")


def wait_for_rows(page, number):
    page.wait_for_function(
        "n => document.querySelector('.news-workbook-table')?.dataset.rows === String(n)",
        arg=number,
    )


@pytest.mark.timeout(120)
def test_by_keyboard_from_a_row_to_its_passage_and_back(page):
    keys = page.keyboard
    table, reader = page.locator(".news-workbook-table"), page.locator(".news-workbook-reader")
    table.get_by_role("button", name="Sort by words").focus()
    keys.press("Enter")
    table.locator("th[aria-sort=descending]").wait_for()
    keys.press("Tab")
    assert focus(page) == "row-0"  # one stop for all rows
    for _ in range(8):
        keys.press("ArrowDown")
    table.get_by_text("9–16 of 30").wait_for()
    page.wait_for_function("document.activeElement.dataset.key === 'row-8'")
    keys.press("Enter")
    reader.get_by_role("heading", name="21 <script>").wait_for()
    passage = reader.locator("mark.layer-passage")
    assert passage.inner_text() == "cheered"
    assert passage.evaluate("el => el.getBoundingClientRect().bottom < innerHeight")
    assert reader.locator(".news-workbook-reader-text").evaluate("el => el.scrollTop > 0")
    picture(page, "reader-light")

    keys.press("ArrowUp")
    page.wait_for_function("document.activeElement.dataset.key === 'row-7'")
    reader.locator(".news-workbook-reader-text").focus()
    for key, number in (("n", "1 of 3"), ("n", "2 of 3"), ("p", "1 of 3"), ("p", "3 of 3")):
        keys.press(key)  # the passage is the third: the first n goes on from there
        assert reader.get_by_role("status").inner_text() == number
    keys.press("Escape")
    assert focus(page) == "row-7"
    assert page.locator(".jp-CodeCell").count() == 3  # no key was a shortcut of the notebook


BUSY = """() => {
  const { session } = globalThis.jupyterapp.shell.currentWidget.sessionContext;
  session.kernel.requestExecute({ code: "import time; time.sleep(2)" });
}"""


@pytest.mark.timeout(120)
def test_arrows_find_their_row_however_late_the_kernel_answers(page):
    keys, table = page.keyboard, page.locator(".news-workbook-table")
    page.evaluate(BUSY)
    table.get_by_role("button", name="Sort by words").focus()
    keys.press("Enter")
    keys.press("Tab")
    for _ in range(8):
        keys.press("ArrowDown")
    table.get_by_text("9–16 of 30").wait_for()
    page.wait_for_function("document.activeElement.dataset.key === 'row-8'", timeout=5_000)


@pytest.mark.timeout(120)
def test_layers_and_search_of_the_reader(page):
    reader = page.locator(".news-workbook-reader")
    page.locator("tr[data-row='0']").click()
    figures = reader.get_by_role("button", name="figure 1")
    assert figures.get_attribute("aria-pressed") == "true"
    assert reader.locator("mark.layer-figure").count() == 1
    figures.focus()
    page.keyboard.press("Enter")
    assert reader.locator("mark.layer-figure").count() == 0
    assert focus(page) == "figure 1"
    page.locator("tr[data-row='1']").click()
    reader.get_by_role("heading", name="01").wait_for()
    assert reader.locator("mark.layer-figure").count() == 0  # stays off

    search = reader.get_by_role("searchbox")
    search.fill('"the trams" OR cheered')
    reader.get_by_text("1 of 13", exact=True).wait_for()
    search.press("Enter")
    assert reader.get_by_role("status").inner_text() == "2 of 13"
    search.press("Shift+Enter")
    assert reader.get_by_role("status").inner_text() == "1 of 13"
    search.fill("NOT <img src=x onerror=window.ran=5>")
    search.press("Escape")
    assert search.input_value() == ""
    reader.get_by_text("2 marks").wait_for()
    search.fill('"')
    reader.get_by_role("alert").get_by_text("has no word to look for").wait_for()


@pytest.mark.timeout(120)
def test_search_and_columns_of_the_table(page):
    table = page.locator(".news-workbook-table")
    search = table.get_by_role("searchbox")
    search.fill("SCRIPT")
    wait_for_rows(page, 9)  # five <script>, four javascript:
    assert table.get_by_role("status").inner_text() == "1–8 of 9 found of 30"
    assert focus(page) == "Search in this table"
    search.press("Escape")
    wait_for_rows(page, 30)
    table.locator("summary").press("Enter")
    table.get_by_role("checkbox", name="outlet").press("Space")
    table.get_by_role("columnheader", name="outlet").wait_for(state="detached")
    assert focus(page) == "column-outlet"
    picture(page, "table-columns")
    page.keyboard.press("Escape")
    assert focus(page) == "Columns"
    assert table.locator("td .none").first.inner_text() == "–"


@pytest.mark.timeout(120)
def test_hostile_text_is_shown_as_it_is_and_runs_nothing(page):
    table = page.locator(".news-workbook-table")
    reader = page.locator(".news-workbook-reader")
    for number in range(7):
        row = table.locator(f"tr[data-row='{number}']")
        title, outlet = row.locator("td").nth(0).inner_text(), row.locator("td").nth(2).inner_text()
        row.click()
        reader.get_by_role("heading", name=f"{number:02} ").wait_for()
        assert reader.locator("h3").inner_text() == title
        assert reader.locator("p").first.inner_text() == f"{outlet} opens."
        reader.get_by_role("searchbox").fill(outlet)
        table.get_by_role("searchbox").fill(outlet)
        wait_for_rows(page, 30 // 7 + (number < 30 % 7))
        table.get_by_role("searchbox").press("Escape")
        wait_for_rows(page, 30)
    assert page.evaluate("window.ran") is None
    assert page.locator(".news-workbook-table :is(script, img, mjx-container)").count() == 0
    assert page.locator(".news-workbook-reader :is(script, img, a, mjx-container)").count() == 0


@pytest.mark.timeout(120)
@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_no_serious_fault(page, theme):
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("t => document.body.dataset.jpThemeName === t", arg=theme)
    page.locator("tr[data-row='1']").click()
    page.locator(".news-workbook-reader h3").wait_for()
    page.locator(".news-workbook-reader").get_by_role("searchbox").fill("trams")
    page.locator("mark.layer-search").first.wait_for()
    page.locator(".news-workbook-table summary").press("Enter")
    picture(page, f"reader-{theme[11:].lower()}")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run('.news-workbook-table, .news-workbook-reader')")
    assert found["passes"]
    serious = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []
