"""A change in a panel: how soon it is drawn, how often, and what waits until it can be seen.

`tests.benchmarks.bench_latency` measures all notebooks.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.bench_latency import cells_of
from tests.browser.conftest import Lab, drawn, run_all
from tests.browser.latency import count_bytes, measure

FAR_BELOW = """
from IPython.display import HTML
import polars as pl, workbook as wb
articles = pl.DataFrame({
    "article_id": ["a", "b", "c"], "outlet": ["Wire", "Wire", "Courier"], "published": None,
}, schema_overrides={"published": pl.Date})
panel = wb.FilterPanel(articles)
panel.show(wb.chart_articles)
"""
SPACE = "HTML('<div style=\"height: 3000px\"></div>')"
OTHER = "panel.show(lambda chosen: [wb.chart_articles(chosen), chosen])"


@pytest.mark.timeout(240)
def test_a_change_is_drawn_once_and_soon_after_the_kernel_can_answer(lab: Lab, page):
    lab.write("latency", *cells_of("03_quotations", 20_000))
    total = count_bytes(page)
    run_all(page, lab, "latency")
    drawn(page)
    page.locator(".news-workbook-panel").evaluate("el => el.scrollIntoView()")
    page.wait_for_timeout(500)
    measured = measure(page, total)
    print(measured.row())
    assert set(measured.most_draws().values()) == {1}
    assert max(measured.sent) < 100_000
    # A loaded machine doubles single times; the smallest of ten hardly.
    assert min(measured.change) < 4 * min(measured.round_trip) + 100
    assert page.problems == []


def test_what_is_out_of_view_is_drawn_when_it_is_scrolled_to(lab: Lab, page):
    lab.write("below", FAR_BELOW, SPACE, OTHER)
    run_all(page, lab, "below")
    near, far = drawn(page)
    assert near == far == 2
    page.locator(".news-workbook-panel").evaluate("el => el.scrollIntoView()")
    page.wait_for_timeout(500)
    page.get_by_role("option", name="Courier").click()
    page.wait_for_function("document.querySelector('.news-workbook-chart').dataset.marks === '1'")
    page.wait_for_timeout(500)
    below = page.locator(".news-workbook-chart").nth(1)
    assert below.get_attribute("data-marks") == "2"
    below.scroll_into_view_if_needed()
    page.wait_for_function(
        "document.querySelectorAll('.news-workbook-chart')[1].dataset.marks === '1'"
        " && document.querySelector('.news-workbook-table').dataset.rows === '1'"
    )
    assert page.problems == []
