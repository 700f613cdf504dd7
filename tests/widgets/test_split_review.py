"""The review of boundaries: what it shows, and what a decision writes."""

import pytest

import workbook as wb

STORM = "The harbour closed on Monday after waves broke the wall of the harbour, Ana Ruiz said.\n"
CHESS = "Pupils of the school learn chess, and their teachers play chess with the pupils.\n"
HEAD = "<b>Chess</b> for all the young\n"


@pytest.fixture
def folder(tmp_path):
    text = "Harbour closes after waves break wall\n" + STORM * 2 + HEAD + CHESS * 3
    (tmp_path / "a.txt").write_text(text)
    return tmp_path


def shown(review):
    return [(place["text"], place["begins"]) for place in review.view["places"]]


def test_a_click_is_kept_and_followed_by_the_next_load(folder):
    assert wb.load_corpus(folder).articles.height == 2
    review = wb.SplitReview(folder)
    assert shown(review) == [(HEAD.strip(), True)]
    review.decision = [0, False]
    assert shown(review) == [(HEAD.strip(), False)]
    assert review.note == "Kept in .workbook/splits.json. Load again to see it."
    assert wb.load_corpus(folder).articles["split_basis"].to_list() == ["corrected"]


def test_looking_writes_nothing(folder):
    wb.SplitReview(folder).page = 1
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_what_cannot_be_kept_is_said(folder):
    review = wb.SplitReview(folder)
    (folder / "a.txt").write_text("The mayor resigned.")
    review.decision = [0, False]
    assert review.note.startswith("a.txt: no line begins at")


def test_the_static_form_holds_the_lines_as_text(folder):
    html = wb.SplitReview(folder).static_html()
    assert "&lt;b&gt;Chess&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_corpus_without_doubts_shows_none(tmp_path):
    (tmp_path / "a.txt").write_text("The harbour closed.")
    assert wb.SplitReview(tmp_path).view == {"places": [], "first": 0, "total": 0}
