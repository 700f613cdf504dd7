"""The panel and its chart in a real JupyterLab: mouse, keyboard, hostile names, accessibility."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.conftest import (
    PICTURES,
    PROBLEM_OUTPUTS,
    close_page,
    drawn,
    open_page,
    run_all,
    run_cells,
)

MAKE = """
from datetime import date, timedelta
import polars as pl, workbook as wb
HOSTILE = [
    "<script>window.hacked = 1</script>", "<img src=x onerror='window.hacked = 1'>", "$5 and $6",
    "[[a]] <!-- b -->", "\\u202egnirts", "javascript:window.hacked = 1",
    "datum.x; window.hacked = 1", "{'signal': 'window.hacked = 1'}", "__proto__",
    "https://example.com/a.png", "</style>",
]
articles = pl.DataFrame({
    "article_id": [f"id{i:03}" for i in range(220)],
    "title": [f"{i} {HOSTILE[i % 11]}" for i in range(220)],
    "body": [["Rain.", "A strike, $5 and $6 <b>said</b> Ann."][i % 2] for i in range(220)],
    "outlet": [HOSTILE[i % 11] for i in range(220)],
    "section": [["News", "Sport"][i % 2] for i in range(220)],
    "published": [date(2025, 1, 1) + timedelta(days=i) for i in range(220)],
    "n_words": [100 + i for i in range(220)],
})
"""
SHOW = """
drawings = []
def draw(chosen):
    drawings.append(chosen.height)
    return [wb.chart_articles(chosen), chosen.select("article_id", "title", "outlet", "published")]
panel = wb.FilterPanel(articles)
panel.show(draw, reader=wb.ArticleReader(articles))
"""
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
PANEL = ".news-workbook-panel"


@pytest.fixture(scope="module")
def page(lab, browser):
    lab.write("panel", MAKE, SHOW)
    opened = open_page(browser)
    run_all(opened, lab, "panel")
    opened.locator(PANEL).wait_for(timeout=30_000)
    drawn(opened)
    yield opened
    close_page(opened)


@pytest.fixture(autouse=True)
def _all_rows(page):
    """Each test starts from all rows, and ends without an error in the page."""
    page.get_by_role("button", name="Reset").evaluate("button => button.click()")  # if enabled
    keeps(page, 220)
    page.locator(PANEL).evaluate("panel => panel.scrollIntoView({ block: 'start' })")
    yield
    assert page.problems == []
    assert page.locator(PROBLEM_OUTPUTS).count() == 0


def keeps(page, n):
    """Wait until the panel and the table keep so many rows."""
    page.wait_for_function(
        "n => document.querySelector('.news-workbook-panel')?.dataset.chosen === String(n)"
        " && document.querySelector('.news-workbook-table')?.dataset.rows === String(n)",
        arg=n,
        timeout=15_000,
    )


def number(page, what):
    return int(page.locator(".news-workbook-chart").get_attribute(f"data-{what}"))


def test_a_value_ticked_by_keyboard_narrows_and_its_chip_widens_again(page):
    page.get_by_role("listbox", name="Section").focus()
    cell = page.locator(".jp-Cell.jp-mod-selected").get_attribute("class")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    keeps(page, 110)
    assert page.locator(".jp-Cell.jp-mod-selected").get_attribute("class") == cell
    lines = page.get_by_role("listbox", name="Section").get_by_role("option")
    assert lines.all_inner_texts() == ["News\n110", "Sport\n110"]  # its own filter does not count
    page.get_by_role("button", name="Remove Section: Sport").press("Enter")
    keeps(page, 220)


def test_a_value_is_found_by_its_name(page):
    found = page.get_by_role("listbox", name="Outlet").get_by_role("option")
    page.get_by_label("Find in Outlet").fill("PROTO")
    page.wait_for_function(
        "el => el.children.length === 1", arg=found.first.locator("..").element_handle()
    )
    found.click()
    keeps(page, 20)
    page.get_by_label("Find in Outlet").fill("")
    page.wait_for_function(
        "el => el.children.length > 1", arg=found.first.locator("..").element_handle()
    )


def test_one_drag_of_a_slider_asks_the_kernel_once(page):
    draws = number(page, "draws")
    slider = page.get_by_label("Published: from", exact=True)
    slider.element_handle().wait_for_element_state("stable")
    thumb = slider.bounding_box()
    y = thumb["y"] + thumb["height"] / 2
    page.mouse.move(thumb["x"] + 7, y)
    page.mouse.down()
    page.mouse.move(thumb["x"] + thumb["width"] / 2, y, steps=20)
    page.mouse.up()
    page.wait_for_function("document.querySelector('.news-workbook-panel').dataset.chosen < 140")
    page.wait_for_timeout(400)
    assert number(page, "draws") == draws + 1
    assert "Published: from 2025-04" in page.get_by_label("Active filters").inner_text()


def test_an_end_is_typed_exactly(page):
    page.get_by_label("Words: to, exactly").fill("109")
    page.keyboard.press("Tab")
    keeps(page, 10)


def test_a_query_that_cannot_be_read_is_said_under_its_box(page):
    box = page.get_by_label("Search", exact=True)
    box.fill("strike AND")
    box.press("Enter")
    problem = page.locator(".news-workbook-query-problem:not(:empty)")
    problem.wait_for()
    assert "a word is missing" in problem.inner_text()
    assert box.get_attribute("aria-invalid") == "true"
    box.fill("strike")
    box.press("Enter")
    keeps(page, 110)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('strike "port', "a quotation mark that is not closed"),
        ("OR", "a word is missing here"),
        ("(strike", "a closing bracket is missing"),
        ("headline:strike", "unknown field 'headline'"),
        ("x" * 10_000, "more than 1,000 characters"),
        ("(" * 10_000, "cannot be read"),
        ("🚢 罢工 إضراب \u202e", 0),
        ("strike " * 1_400, 110),
        ("str* NOT title:nothing", 110),
        ('rain OR "5 and"', 220),
    ],
)
def test_whatever_is_typed_into_the_query_is_answered(page, query, said):
    box = page.get_by_label("Search", exact=True)
    box.fill(query)
    box.press("Enter")
    if isinstance(said, int):
        keeps(page, said)
    else:
        page.locator(".news-workbook-query-problem", has_text=said).wait_for()
        assert len(page.locator(".news-workbook-query-problem").inner_text()) < 300
        keeps(page, 220)
    box.fill("")
    box.press("Enter")
    page.locator(".news-workbook-query-problem:empty").wait_for(state="attached")


def test_a_stretch_of_the_timeline_and_a_bar_narrow(page):
    marks = number(page, "marks")
    canvas = page.locator(".news-workbook-chart canvas").bounding_box()
    y = canvas["y"] + 100
    page.mouse.move(canvas["x"] + 0.3 * canvas["width"], y)
    page.mouse.down()
    page.mouse.move(canvas["x"] + 0.6 * canvas["width"], y, steps=10)
    page.mouse.up()
    chips = page.get_by_label("Active filters")
    chips.get_by_text("Published: from 2025-").wait_for()
    page.get_by_role("button", name="Reset").click()
    keeps(page, 220)
    chart = page.locator(".news-workbook-chart").element_handle()
    page.wait_for_function(
        "([el, marks]) => Number(el.dataset.marks) === marks", arg=[chart, marks]
    )
    page.mouse.click(canvas["x"] + 0.3 * canvas["width"], y)
    chips.get_by_text("Outlet: ").wait_for()
    assert page.locator(f"{PANEL}[data-chosen='220']").count() == 0


def test_hostile_names_are_shown_and_run_nothing(page):
    outlets = page.get_by_role("listbox", name="Outlet")
    assert "<script>window.hacked = 1</script>" in outlets.inner_text()
    for line in outlets.get_by_role("option").all():
        line.click()
    page.get_by_text("Outlet: 11 chosen").wait_for()
    page.locator(".news-workbook-table tr[data-row]").first.click()
    page.locator(".news-workbook-reader h3").wait_for()
    canvas = page.locator(".news-workbook-chart canvas")
    canvas.hover(position={"x": 200, "y": 180})
    page.locator(".news-workbook-chart-tooltip .words").first.wait_for()
    assert page.evaluate("window.hacked") is None
    output = page.locator(".jp-OutputArea-output", has=page.locator(PANEL))
    assert output.locator("script, img, mjx-container, .MathJax").count() == 0


def test_axe_finds_no_serious_fault(page):
    page.evaluate(AXE.read_text("utf-8"))
    results = page.evaluate(
        "axe.run('.news-workbook-panel, .news-workbook-chart, .news-workbook-chart-tooltip')"
    )
    serious = [
        (fault["id"], fault["nodes"][0]["html"])
        for fault in results["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert results["passes"]
    assert serious == []


PARTS = (PANEL, ".news-workbook-chart", ".news-workbook-table", ".news-workbook-reader")
# How light the words and the ground below them are, from 0 to 1, and what the chart's canvas holds.
LOOK = """
part => {
  const el = document.querySelector(part);
  const light = (colour) => {
    const [red, green, blue, seen = 1] = colour.match(/[\\d.]+/g).map(Number);
    return seen ? (red + green + blue) / 765 : null;
  };
  let ground = el;
  while (light(getComputedStyle(ground).backgroundColor) === null) ground = ground.parentElement;
  const words = el.querySelector("h3, td, label, .news-workbook-chart-title");
  const canvas = el.querySelector("canvas");
  return {
    words: light(getComputedStyle(words).color),
    ground: light(getComputedStyle(ground).backgroundColor),
    picture: canvas?.toDataURL(),
    width: canvas?.clientWidth,
  };
}
"""


def test_panel_chart_table_and_reader_follow_the_theme_and_fit_the_screen(page):
    page.locator(".news-workbook-table tr[data-row]").first.click()
    page.locator(".news-workbook-reader h3").wait_for()
    before = [page.evaluate(LOOK, part) for part in PARTS]
    dark = in_theme(page, "Dark")
    light = in_theme(page, "Light")
    for name, looks in (("dark", dark), ("light", light)):
        assert [look["width"] for look in looks] == [look["width"] for look in before], name
        words, ground = [look["words"] for look in looks], [look["ground"] for look in looks]
        assert (min(words) > 0.7 > 0.3 > max(ground)) == (name == "dark")
        assert (max(words) < 0.5 < 0.9 < min(ground)) == (name == "light")
    assert dark[1]["picture"] != light[1]["picture"] == before[1]["picture"]
    for part in PARTS:
        box = page.locator(part).bounding_box()
        assert box["x"] + box["width"] <= 1280


def in_theme(page, theme):
    """How the parts look in a theme, once the chart is drawn in it as wide as its place."""
    draws = number(page, "draws")
    page.evaluate(
        "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })",
        f"JupyterLab {theme}",
    )
    page.wait_for_function(
        """draws => {
          const chart = document.querySelector(".news-workbook-chart");
          const canvas = chart.querySelector("canvas");
          return chart.dataset.draws > draws && canvas?.clientWidth > 1
            && canvas.clientWidth === canvas.parentElement.clientWidth;
        }""",
        arg=draws,
    )
    page.wait_for_timeout(100)  # a frame or two, in which nothing more is drawn
    take_picture(page, f"panel-{theme.lower()}")
    return [page.evaluate(LOOK, part) for part in PARTS]


def test_every_control_is_reached_and_worked_by_keyboard(page):
    page.get_by_label("Search", exact=True).focus()
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.ariaLabel"))
    lists, ranges, ends = ("Outlet", "Section"), ("Published", "Words"), ("from", "to")
    sliders = {f"{name}: {end}" for name in ranges for end in ends}
    assert reached >= {*lists, *sliders, *(f"{slider}, exactly" for slider in sliders)}

    page.get_by_label("Words: from", exact=True).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_label("Active filters").get_by_text("Words: from ").wait_for()
    page.get_by_role("listbox", name="Section").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_label("Active filters").get_by_text("Section: ").wait_for()
    page.get_by_role("button", name="Reset").press("Enter")
    keeps(page, 220)


def one_change_is_drawn_once(page):
    """The panel, its chart and the kernel each answer a change one time."""
    draws, views = number(page, "draws"), int(page.locator(PANEL).get_attribute("data-views"))
    page.get_by_role("listbox", name="Section").get_by_role("option").first.click()
    keeps(page, 110)
    page.wait_for_timeout(300)
    assert number(page, "draws") == draws + 1
    assert int(page.locator(PANEL).get_attribute("data-views")) == views + 1
    page.get_by_role("button", name="Reset").click()
    keeps(page, 220)


def test_cells_run_again_leave_one_panel_and_one_drawing_for_one_change(page):
    page.locator(".jp-CodeCell .cm-content").last.click()
    for _ in range(5):
        page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].at(-1)"
        ".textContent.includes('[7]')",
        timeout=60_000,
    )
    page.wait_for_function("document.querySelectorAll('.news-workbook-panel').length === 1")
    drawn(page)
    one_change_is_drawn_once(page)


def test_run_all_twice_leaves_the_same_chart_and_one_drawing_for_one_change(page):
    marks = drawn(page)
    for _ in range(2):
        run_cells(page)
    page.wait_for_function("document.querySelectorAll('.news-workbook-panel').length === 1")
    assert drawn(page) == marks
    one_change_is_drawn_once(page)


def test_a_new_kernel_takes_the_place_of_the_old_one(page):
    marks = drawn(page)
    page.locator(PANEL).evaluate("panel => (panel.dataset.before = true)")
    page.evaluate("void jupyterapp.commands.execute('notebook:restart-run-all')")
    page.locator(".jp-Dialog").get_by_role("button", name="Confirm").click()
    page.locator(f"{PANEL}[data-before]").wait_for(state="detached", timeout=60_000)
    page.locator(PANEL).wait_for(timeout=60_000)
    page.wait_for_function("document.querySelectorAll('.news-workbook-panel').length === 1")
    assert drawn(page) == marks
    assert page.locator(".jupyter-widgets-disconnected").count() == 0
    one_change_is_drawn_once(page)


def take_picture(page, name):
    if PICTURES:
        page.wait_for_timeout(1_000)
        page.screenshot(path=Path(PICTURES) / f"{name}.png")
