"""The pages of a report in a real Chromium, opened from disk: live, and whole without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

PAGES = ["00_corpus", "01_topics", "02_readability", "03_quotations", "04_figures"]
TIP = ".news-workbook-chart-tooltip"
HEIGHTS = "[...document.querySelectorAll('figure')].map((figure) => figure.offsetHeight)"


@pytest.fixture
def folder(report):
    return report[1]


def visit(page: Page, folder: Path, name: str) -> None:
    page.on(
        "request",
        lambda request: (
            request.url.startswith(("file:", "data:", "blob:"))
            or page.problems.append(f"request to {request.url}")
        ),
    )
    page.goto(f"{(folder / name).as_uri()}.html")


def enliven(page: Page) -> int:
    """Scroll to each chart until it is live; how many there are."""
    charts = page.locator("figure")
    for i in range(charts.count()):
        charts.nth(i).scroll_into_view_if_needed()
        page.locator(f"figure >> nth={i} >> canvas").wait_for(timeout=30_000)
    return charts.count()


@pytest.mark.parametrize("name", PAGES)
def test_charts_take_the_place_of_their_pictures(page, folder, name):
    visit(page, folder, name)
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    before = page.evaluate(HEIGHTS)
    assert enliven(page) > 0
    assert page.locator("figure img:visible").count() == 0
    assert page.evaluate(HEIGHTS) == pytest.approx(before, abs=3)
    assert page.problems == []


@pytest.fixture
def still_page(browser: BrowserContext):
    opened = browser.browser.new_page(java_script_enabled=False)
    opened.problems = []
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_is_whole_without_scripts(still_page, folder, name):
    visit(still_page, folder, name)
    pictures = still_page.locator("figure img")
    sizes = [pictures.nth(i).bounding_box() for i in range(pictures.count())]
    assert [size for size in sizes if size["width"] < 300 or size["height"] < 40] == []
    assert still_page.locator("canvas").count() == 0
    assert still_page.locator("table tbody tr").count() > 0
    assert still_page.problems == []


def test_picture_is_printed(page, folder):
    visit(page, folder, "00_corpus")
    n_charts = enliven(page)
    page.emulate_media(media="print")
    assert page.locator("figure img:visible").count() == n_charts
    assert page.locator("canvas:visible").count() == 0


def find_mark(page: Page, chart: int) -> str:
    """Move the mouse over a chart until something is said; what it is."""
    box = page.locator(f"figure >> nth={chart} >> canvas").bounding_box()
    for x in range(60, int(box["width"]), 8):
        for y in range(30, int(box["height"]) - 30, 6):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if page.locator(TIP).count():
                return page.locator(TIP).inner_text()
    raise AssertionError("no mark speaks")


def test_a_dot_tells_its_headline_and_leads_to_its_article(page, folder):
    visit(page, folder, "00_corpus")
    enliven(page)
    page.locator("figure").first.scroll_into_view_if_needed()
    said = find_mark(page, 0)
    headlines = ["<script>alert(1)</script>", "<img src=x", "$5 and $6 </script>", "{{ 7*7 }}"]
    assert any(headline in said for headline in headlines), said
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**/articles.html#*")
    assert page.locator("article:target").count() == 1
    assert page.problems == []


def test_a_mark_with_a_passage_leads_to_it(page, folder):
    visit(page, folder, "articles")
    name = page.locator("article").last.get_attribute("id")
    page.goto(f"{(folder / 'articles').as_uri()}.html#{name}-5-10")  # no row leads there
    assert page.locator("mark").last.inner_text() == "crowd"  # two newspapers are two letters
    assert page.problems == []


def test_a_row_leads_to_its_passage(page, folder):
    visit(page, folder, "04_figures")
    link = page.locator("td a[href^='articles.html#']").first
    words = link.inner_text()
    link.click()
    page.wait_for_url("**/articles.html#*")
    target = page.locator(".body a:target + mark")
    assert target.inner_text() == words
    assert 0 < target.bounding_box()["y"] < 800


def test_a_table_is_sorted_by_its_headings(page, folder):
    visit(page, folder, "00_corpus")
    table = page.locator("table", has=page.get_by_role("button", name="words")).first
    column = table.locator("th").all_inner_texts().index("words")
    cells = table.locator(f"tbody tr td:nth-child({column + 1})")
    words = [int(text) for text in cells.all_inner_texts()]
    table.get_by_role("button", name="words").press("Enter")
    assert [int(text) for text in cells.all_inner_texts()] == sorted(words, reverse=True)
    table.get_by_role("button", name="words").click()
    assert [int(text) for text in cells.all_inner_texts()] == sorted(words)
    assert table.locator("th").nth(column).get_attribute("aria-sort") == "ascending"


def test_page_is_dark_where_the_system_is(page, folder):
    colour = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="dark")
    visit(page, folder, "index")
    assert page.evaluate(colour) == "rgb(22, 24, 27)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
