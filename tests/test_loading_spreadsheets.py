"""Excel, OpenDocument and Arrow tables."""

import io
import zipfile

import polars as pl
import pytest

import workbook as wb
from tests.loading_files.office import ods, packed, xlsx
from workbook.loading.limits import Limits
from workbook.loading.sheet_check import unsafe_sheets
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


def altered(data, part, old, new):
    """The same spreadsheet with something else in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    return packed({**parts, part: parts[part].replace(old, new, 1)})


SHEET = "xl/worksheets/sheet1.xml"
REPEATED = '<table:table-row table:number-rows-repeated="1048576">'
WIDE = '<table:table-cell table:number-columns-repeated="16384" '


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (  # a cell in the last corner and three after it: 1,048,576 x 16,387
            altered(xlsx({"One": ROWS}), SHEET, "<c t", '<c r="XFD1048576" t'),
            "17,183,014,912 cells from the first to the last, over the limit of 10,000,000",
        ),
        (  # 1,048,579 x 16,387
            altered(
                altered(ods(ROWS), "content.xml", "<table:table-row>", REPEATED),
                "content.xml",
                "<table:table-cell ",
                WIDE,
            ),
            "17,183,064,073 cells from the first to the last, over the limit of 10,000,000",
        ),
        (altered(ods(ROWS), "content.xml", "</table:table>", ""), "damaged: content.xml: mism"),
        (altered(xlsx({"One": ROWS}), SHEET, "</sheetData>", ""), f"damaged: {SHEET}: mismatched"),
        (
            altered(xlsx({"One": ROWS}), SHEET, "<w", '<!DOCTYPE x [<!ENTITY a "aa">]><w'),
            f"damaged: {SHEET}: it declares entities",
        ),
    ],
)
def test_what_would_not_end_is_not_opened(data, problem):
    assert unsafe_sheets(data, Limits())[: len(problem)] == problem


def test_empty_cells_to_the_end_of_a_sheet_are_no_size():
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    data = altered(ods(ROWS), "content.xml", "</table:table>", empty)
    assert unsafe_sheets(data, Limits()) is None
    assert rows(read_spreadsheet(data, {})) == EXPECTED


@pytest.mark.parametrize("write", ["write_ipc", "write_ipc_stream"])
def test_arrow_files_and_streams_are_tables(write):
    data = io.BytesIO()
    frame = pl.DataFrame(ROWS[1::2], schema=list(ROWS[0]), orient="row")
    getattr(frame, write)(data)
    assert rows(read_arrow(data.getvalue(), {})) == EXPECTED


def test_a_broken_arrow_file_is_named():
    assert read_arrow(b"ARROW1", {}).problems[0].startswith("not readable as Arrow: ")


def test_a_damaged_arrow_file_does_not_take_the_program_with_it():
    data = io.BytesIO()
    pl.DataFrame(ROWS[1:], schema=list(ROWS[0]), orient="row").write_ipc(data)
    for place in range(8, len(data.getvalue()), 97):
        damaged = bytearray(data.getvalue())
        damaged[place : place + 8] = b"\xff" * 8
        reading = read_arrow(bytes(damaged), {})
        assert reading.drafts or reading.problems
