"""The filter kept beside the articles for the other notebooks."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_from_plain, filter_to_plain
from workbook.widgets import FilterPanel
from workbook.widgets.kept import fit_filter, kept_path, read_kept, write_kept

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "title": ["Port", "Rain", "Goals"],
        "outlet": ["Courier", "Wire", "Wire"],
        "published": [date(2025, 1, 1), date(2025, 1, 15), date(2025, 2, 1)],
    }
)
SPEAKERS = pl.DataFrame({"speaker": ["Ruiz", "Moore"], "outlet": ["Wire", "Wire"]})


def test_what_is_kept_is_read_back_and_nothing_else_is_written(tmp_path):
    chosen = Filter(outlet=("Wire", None), published=("2025-01-01", None))
    write_kept(tmp_path, chosen, known={"outlet", "published"})
    assert read_kept(tmp_path) == {"outlet": ["Wire", None], "published": ["2025-01-01", None]}
    assert [path.name for path in tmp_path.rglob("*")] == [".workbook", "filters.json"]


def test_a_single_file_keeps_its_filter_in_its_folder(tmp_path):
    file = tmp_path / "articles.txt"
    file.write_text("An article.")
    assert kept_path(file) == tmp_path / ".workbook" / "filters.json"
    assert read_kept(file) is None


def test_fields_that_a_notebook_does_not_know_stay_in_the_file(tmp_path):
    write_kept(tmp_path, Filter(topic=("Ports",), outlet=("Wire",)), known={"topic", "outlet"})
    write_kept(tmp_path, Filter(text="rain"), known={"outlet", "text"})
    assert read_kept(tmp_path) == {"topic": ["Ports"], "text": "rain"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 1}',
        '{"filter": 3}',
        '{"filter": ["outlet"]}',
        '{"filter": {"outlet": "Wire"}}',
        '{"version": 2, "filter": {"outlet": ["Wire"]}}',
        '{"version": "x", "filter": {"outlet": ["Wire"]}}',
    ],
)
def test_a_damaged_file_is_said_and_left_as_it_is(tmp_path, text):
    path = kept_path(tmp_path)
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(WorkbookError, match=r"filters\.json cannot be read .*put it right, or del"):
        write_kept(tmp_path, Filter(outlet=("Wire",)), known={"outlet"})
    assert path.read_text() == text
    panel = FilterPanel(ARTICLES, articles=tmp_path)
    assert "cannot be read" in panel.controls.view["note"]
    panel.keep()
    assert "cannot be read" in panel.controls.view["problem"]
    assert panel.controls.kept is False
    assert path.read_text() == text


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / ".workbook").write_text("a file in the way")
    with pytest.raises(WorkbookError, match=r"cannot be written: .*kept in this notebook only"):
        write_kept(tmp_path, Filter(), known=set())


def test_a_filter_loses_what_a_frame_does_not_know():
    kept = Filter(
        outlet=("Wire", "Courier"),
        topic=("Ports",),
        speaker=("Ruiz",),
        published=("2025-01-01", None),
        text="title:port",
    )
    assert fit_filter(SPEAKERS, filter_to_plain(kept)) == (
        Filter(outlet=("Wire",), speaker=("Ruiz",)),
        ["outlet 'Courier'", "topic", "published", "text"],
    )
    assert fit_filter(SPEAKERS.clear(), filter_to_plain(kept)) == (
        Filter(),
        ["outlet 'Wire', 'Courier'", "topic", "speaker 'Ruiz'", "published", "text"],
    )


def test_what_a_newer_version_asks_for_is_said_and_stays_in_the_file(tmp_path):
    path = kept_path(tmp_path)
    path.parent.mkdir()
    path.write_text('{"version": 1, "filter": {"outlet": ["Wire"], "mood": ["grim"]}}')
    panel = FilterPanel(ARTICLES, articles=tmp_path)
    assert panel.filter == Filter(outlet=("Wire",))
    assert panel.controls.view["note"] == "Kept, but not known here: mood."
    panel.filter = Filter(outlet=("Courier",))
    assert read_kept(tmp_path) == {"mood": ["grim"], "outlet": ["Courier"]}


def test_outlets_that_are_there_no_longer_are_named(tmp_path):
    gone = ("Herald", "Echo", "Star", "Sun")
    write_kept(tmp_path, Filter(outlet=gone), known={"outlet"})
    panel = FilterPanel(ARTICLES, articles=tmp_path)
    assert panel.filter == Filter()
    note = "Kept, but not known here: outlet 'Herald', 'Echo', 'Star', 1 more."
    assert panel.controls.view["note"] == note


def test_notebooks_that_write_at_once_leave_one_whole_file(tmp_path):
    filters = [Filter(outlet=(f"Outlet {n}",) * 500) for n in range(8)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda each: write_kept(tmp_path, each, known={"outlet"}), filters * 5))
    assert filter_from_plain(read_kept(tmp_path)) in filters
    assert [path.name for path in tmp_path.rglob("*")] == [".workbook", "filters.json"]


def test_a_choice_goes_from_panel_to_panel_once_the_box_is_ticked(tmp_path):
    first = FilterPanel(ARTICLES, articles=tmp_path)
    assert first.controls.kept is False
    first.filter = Filter(outlet=("Wire",))
    assert not kept_path(tmp_path).exists()
    first.controls.kept = True  # as the browser sets it
    first.filter = Filter(outlet=("Wire",), text="rain")
    second = FilterPanel(SPEAKERS, articles=tmp_path)
    assert second.controls.kept is True
    assert second.filter == Filter(outlet=("Wire",))
    assert second.controls.view["note"] == "Kept, but not known here: text."
    second.keep(kept=False)
    assert FilterPanel(ARTICLES, articles=tmp_path).filter == Filter()


def test_a_filter_given_in_code_wins_over_the_kept_one(tmp_path):
    write_kept(tmp_path, Filter(outlet=("Wire",)), known={"outlet"})
    panel = FilterPanel(ARTICLES, articles=tmp_path, filter=Filter(outlet=("Courier",)))
    assert panel.filter == Filter(outlet=("Courier",))


def test_without_a_folder_there_is_no_box_and_keeping_says_why(monkeypatch):
    monkeypatch.delenv("WORKBOOK_DATA", raising=False)
    panel = FilterPanel(ARTICLES)
    assert panel.controls.kept is None
    with pytest.raises(WorkbookError, match=r"say FilterPanel\(\.\.\., articles=\.\.\.\)"):
        panel.keep()


def test_the_file_is_plain_json(tmp_path):
    path = write_kept(tmp_path, Filter(outlet=("Wïre",)), known={"outlet"})
    assert json.loads(path.read_text("utf-8")) == {"version": 1, "filter": {"outlet": ["Wïre"]}}
