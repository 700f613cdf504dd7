"""Boundaries that the reader corrects: kept beside the articles, applied at every load."""

import json

import pytest

import workbook as wb
from tests.test_loading_splitting import ARTICLES, TITLES


@pytest.fixture
def folder(tmp_path):
    """One file of three headed articles, one line a paragraph."""
    pieces = [[title, *article] for title, article in zip(TITLES, ARTICLES, strict=True)]
    (tmp_path / "a.txt").write_text("\n".join(line for piece in pieces for line in piece))
    return tmp_path


def starts(folder):
    articles = wb.load_corpus(folder).articles
    return articles.select("source_start", "split_basis").rows()


def place(folder, words):
    return (folder / "a.txt").read_text().index(words)


def test_a_removed_start_joins_two_articles_and_survives_loading(folder):
    _, second, third = starts(folder)
    wb.correct_splits(folder, "a.txt", removed=[second[0]])
    assert starts(folder) == [(0, "corrected"), third]
    assert starts(folder / "a.txt") == starts(folder)


def test_an_added_start_begins_an_article(folder):
    before = starts(folder)
    added = place(folder, ARTICLES[0][2])
    wb.correct_splits(folder, "a.txt", added=[added])
    assert starts(folder) == [before[0], (added, "corrected"), *before[1:]]


def test_a_later_decision_takes_the_place_of_an_earlier_one(folder):
    before = starts(folder)
    second = before[1][0]
    wb.correct_splits(folder, "a.txt", removed=[second])
    path = wb.correct_splits(folder, "a.txt", added=[second])
    assert starts(folder) == [before[0], (second, "corrected"), before[2]]
    (kept,) = json.loads(path.read_text())["files"].values()
    assert (kept["added"], kept["removed"]) == ([second], [])


def test_only_the_workbook_folder_is_written(folder):
    wb.load_corpus(folder)
    wb.find_boundaries(folder)
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    wb.correct_splits(folder, "a.txt", removed=[starts(folder)[1][0]])
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    assert sorted(written) == [".workbook", ".workbook/splits.json", "a.txt"]


def test_a_file_that_changed_is_reported_and_split_anew(folder):
    before = starts(folder)
    wb.correct_splits(folder, "a.txt", removed=[before[1][0]])
    with (folder / "a.txt").open("a") as file:
        file.write("\nThe mayor said no more.")
    corpus = wb.load_corpus(folder)
    assert corpus.articles.height == 3
    assert corpus.files["problem"][0].startswith("boundaries were corrected for an earlier text")


def test_boundaries_are_shown_with_the_lines_around_and_what_was_decided(folder):
    second = starts(folder)[1][0]
    wb.correct_splits(folder, "a.txt", removed=[second])
    row = wb.find_boundaries(folder).row(-1, named=True)
    assert (row["start"], row["begins"], row["decided"], row["basis"]) == (
        second,
        False,
        True,
        "headline",
    )
    assert (row["before"][-1], row["text"], row["after"][0]) == (
        ARTICLES[0][-1],
        TITLES[1],
        ARTICLES[1][0],
    )


def test_what_is_sure_is_not_asked_and_nothing_is_asked_of_other_formats(tmp_path):
    (tmp_path / "a.csv").write_text("title,body\nStorm,The harbour closed.\n")
    assert wb.find_boundaries(tmp_path).height == 0


def test_an_offset_at_no_line(folder):
    with pytest.raises(wb.WorkbookError, match=r"a.txt: no line begins at 1; take `start`"):
        wb.correct_splits(folder, "a.txt", added=[1])


def test_a_file_that_is_not_there(folder):
    with pytest.raises(wb.WorkbookError, match=r"no file 'b.txt' in"):
        wb.correct_splits(folder, "b.txt", added=[0])


def test_damaged_corrections_are_named_and_not_lost(folder):
    (folder / ".workbook").mkdir()
    (folder / ".workbook" / "splits.json").write_text('{"files": {"a.txt": 7}}')
    with pytest.raises(wb.WorkbookError, match=r"splits.json cannot be read .* delete it"):
        wb.load_corpus(folder)
