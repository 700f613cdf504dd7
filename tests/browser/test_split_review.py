"""The review of boundaries in a real browser: reached and pressed by keyboard, kept on disk."""

import json
import shutil

import pytest

from tests.browser.conftest import ROOT, run_all


@pytest.fixture
def folder(tmp_path):
    """A copy of one sample file, since a decision is written beside it."""
    copy = tmp_path / "articles"
    copy.mkdir()
    shutil.copy(ROOT / "data" / "cuttings.txt", copy)
    return copy


@pytest.mark.timeout(180)
def test_a_decision_by_keyboard_is_kept_and_keeps_the_focus(folder, lab, page):
    run_all(page, lab, lab.copy("00_corpus", folder, "split"))
    review = page.locator(".news-workbook-splits")
    review.scroll_into_view_if_needed()
    button = review.get_by_role("button", name="The article goes on").first
    button.focus()
    page.keyboard.press("Enter")
    review.locator("button[aria-pressed=true]").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert "Kept in" in review.get_by_role("status").inner_text()
    (kept,) = json.loads((folder / ".workbook" / "splits.json").read_text())["files"].values()
    assert (len(kept["removed"]), kept["added"]) == (1, [])
    assert page.problems == []
