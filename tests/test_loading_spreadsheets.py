"""Excel, OpenDocument and Arrow tables."""

import io

import polars as pl
import pytest

import workbook as wb
from tests.loading_files.office import ods, xlsx
from workbook.loading.spreadsheets import read_spreadsheet
from workbook.loading.tables import read_arrow

ROWS = [
    ("Headline", "Text", "Date", "Newspaper"),
    ("Storm", "One wall fell.", "2025-03-12", "Elm Post"),
    ("", "", "", ""),
    ("Bread", "Flour costs more.", "2025-03-13 06:30:00", "Elm Post"),
]
EXPECTED = [
    ("Storm", "One wall fell.", "2025-03-12", "Elm Post"),
    ("Bread", "Flour costs more.", "2025-03-13", "Elm Post"),
]


def rows(reading):
    return [(d.title, d.body, str(d.published.first), d.outlet) for d in reading.drafts]


@pytest.mark.parametrize("data", [xlsx({"One": ROWS}), ods(ROWS)])
def test_a_spreadsheet_is_a_table(data):
    reading = read_spreadsheet(data, {})
    assert rows(reading) == EXPECTED
    assert (reading.status, reading.problems) == ("read", [])


def test_every_sheet_is_read_and_one_without_text_is_named():
    sheets = {"May": ROWS[:2], "Notes": [("who", "when"), ("Ana", "Monday")], "June": ROWS[::3]}
    reading = read_spreadsheet(xlsx(sheets), {})
    assert rows(reading) == EXPECTED
    assert reading.status == "partly read"
    assert reading.problems == [
        "sheet 'Notes': no column for 'body'; found: who, when. "
        'Try load_corpus(path, columns={"who": "body"})'
    ]


def test_a_spreadsheet_is_known_by_what_it_holds(tmp_path):
    (tmp_path / "a.csv").write_bytes(xlsx({"One": ROWS}))
    (tmp_path / "b.xlsx").write_bytes(b"Headline,Text\nStorm,One wall fell.\n")
    files = wb.load_corpus(tmp_path).files
    assert files.select("source", "format", "n_articles").rows() == [
        ("a.csv", "Excel", 2),
        ("b.xlsx", "Excel", 0),
    ]
    assert files["problem"][1].startswith("not readable as a spreadsheet: ")


@pytest.mark.parametrize("write", ["write_ipc", "write_ipc_stream"])
def test_arrow_files_and_streams_are_tables(write):
    data = io.BytesIO()
    frame = pl.DataFrame(ROWS[1::2], schema=list(ROWS[0]), orient="row")
    getattr(frame, write)(data)
    assert rows(read_arrow(data.getvalue(), {})) == EXPECTED


def test_a_broken_arrow_file_is_named():
    assert read_arrow(b"ARROW1", {}).problems[0].startswith("not readable as Arrow: ")
