"""Tables and charts as files."""

import csv
import json
import os
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import altair as alt
import polars as pl
import pytest

import workbook as wb
from workbook.errors import WorkbookError
from workbook.schema import ARTICLES, QUOTATIONS

ROWS = pl.DataFrame(
    {
        "article_id": ["a", "b"],
        "published": [date(2025, 3, 1), None],
        "value": [-1.5, None],
        "terms": [["tide", "port"], []],
        "parts": [[{"start": 1, "end": 8}, {"start": 20, "end": 31}], None],
        "text": ["She said: “Ça va”", None],
    }
)
CHART = (
    alt.Chart(pl.DataFrame({"outlet": ["<b>Wire</b>", "Courier"], "n": [2, 3]}), title="Articles")
    .mark_bar()
    .encode(x="n:Q", y="outlet:N")
    .properties(width=200, height=50)
)


def sheet(path, name="rows"):
    """A sheet as text."""
    return pl.read_excel(path, sheet_name=name, infer_schema_length=0, raise_if_empty=False)


def test_csv_has_dates_lists_and_nulls_as_a_spreadsheet_reads_them(tmp_path):
    wb.export(ROWS, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines() == [
        '"article_id","published","value","terms","parts","text"',
        '"a","2025-03-01",-1.5,"tide; port","1..8; 20..31","She said: “Ça va”"',
        '"b",,,"",,',
    ]
    assert (tmp_path / "rows.csv").read_bytes()[:3] == b"\xef\xbb\xbf"  # Excel looks for it


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_a_note(tmp_path, start, ending):
    hostile = f'{start}HYPERLINK("http://example.org","x")'
    rows = pl.DataFrame({"text": [hostile, "a = b"], "value": [-1, 2], hostile: ["x", None]})
    written = wb.export(rows, tmp_path / f"rows.{ending}")
    with (tmp_path / f"rows.{ending}").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file, delimiter="\t" if ending == "tsv" else ","))
    assert read == [
        ["text", "value", "'" + hostile],
        ["'" + hostile, "-1", "x"],
        ["a = b", "2", ""],
    ]
    note = "an apostrophe stands before text that a spreadsheet takes for a formula: 2 cells"
    assert written.notes == (note,)
    assert json.loads(written.about.read_text())["notes"] == [note]


def test_xlsx_text_is_never_a_formula_or_a_link(tmp_path):
    texts = ["=1+1", "{=SUM(A1)}", "http://example.org", "internal:Sheet2!A1", "007", "_x0041_"]
    wb.export(pl.DataFrame({"text": texts, "Text": texts}), tmp_path / "rows.xlsx")
    assert sheet(tmp_path / "rows.xlsx")["text"].to_list() == texts
    with ZipFile(tmp_path / "rows.xlsx") as parts:
        rows = parts.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in parts.namelist() if "rels" in name and "sheet1" in name]
    assert "<f>" not in rows
    assert "<hyperlink" not in rows


def test_xlsx_has_numbers_dates_lists_and_a_sheet_about_them(tmp_path):
    chosen = wb.Filter(outlet=("Wire",))
    wb.export(ROWS, tmp_path / "rows.xlsx", filter=chosen)
    read = pl.read_excel(tmp_path / "rows.xlsx", sheet_name="rows")
    assert read.select("published", "value", "terms", "parts").rows() == [
        (date(2025, 3, 1), -1.5, "tide; port", "1..8; 20..31"),
        (None, None, None, None),
    ]
    about = dict(sheet(tmp_path / "rows.xlsx", "about").rows())
    assert about["filter"] == "wb.Filter(outlet=('Wire',))"


def test_xlsx_cuts_what_no_cell_holds_and_says_so(tmp_path):
    rows = pl.DataFrame({"body": ["a" * 40_000, "🗞" * 20_000, "short"], "n": [1, 2, 3]})
    written = wb.export(rows, tmp_path / "rows.xlsx")
    read = sheet(tmp_path / "rows.xlsx")["body"]
    assert read.to_list() == ["a" * 32_767, "🗞" * 16_383, "short"]
    assert written.notes == (
        "2 cells of 'body' are cut at 32,767 characters, which is all that a cell of Excel "
        "holds; .csv, .json and .parquet have the whole",
    )
    assert wb.export(rows, tmp_path / "rows.csv").notes == ()


def test_xlsx_refuses_more_rows_than_a_sheet_holds(tmp_path):
    rows = pl.DataFrame({"n": range(1_048_576)})
    with pytest.raises(WorkbookError, match="1,048,576 rows; a sheet of Excel holds 1,048,575"):
        wb.export(rows, tmp_path / "rows.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_parquet_and_json_keep_everything(tmp_path):
    wb.export(ROWS, tmp_path / "rows.parquet")
    wb.export(ROWS, tmp_path / "rows.json")
    wb.export(ROWS, tmp_path / "rows.ndjson")
    assert pl.read_parquet(tmp_path / "rows.parquet").equals(ROWS)
    records = json.loads((tmp_path / "rows.json").read_text())
    assert records[0]["parts"] == [{"start": 1, "end": 8}, {"start": 20, "end": 31}]
    assert records[1]["published"] is None
    lines = (tmp_path / "rows.ndjson").read_text().splitlines()
    assert [json.loads(line) for line in lines] == records


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "parquet", "json", "ndjson", "jsonl"])
@pytest.mark.parametrize("schema", [QUOTATIONS, {}], ids=["no rows", "no columns"])
def test_an_empty_table_is_written_too(tmp_path, ending, schema):
    written = wb.export(pl.DataFrame(schema=schema), tmp_path / f"rows.{ending}")
    assert json.loads(written.about.read_text())["rows"] == 0


def test_the_note_names_corpus_filter_versions_and_date(tmp_path):
    articles = pl.DataFrame(
        {"article_id": ["a", "b"], "source": ["in.csv", "in.csv"]},
    ).with_columns(published_from=pl.lit(date(2025, 3, 1)), published_to=pl.lit(date(2025, 3, 9)))
    corpus = wb.Corpus(articles, pl.DataFrame(), pl.DataFrame())
    written = wb.export(
        ROWS.select("value"), tmp_path / "v.csv", corpus=corpus, filter=wb.Filter(text="tram*")
    )
    about = json.loads((tmp_path / "v.csv.about.json").read_text())
    assert {name: about[name] for name in ("file", "rows", "columns", "filter")} == {
        "file": "v.csv",
        "rows": 2,
        "columns": {"value": "Float64"},
        "filter": "wb.Filter(text='tram*')",
    }
    assert about["corpus"] == {
        "n_articles": 2,
        "published": ["2025-03-01", "2025-03-09"],
        "files": ["in.csv"],
        "fingerprint": "7e18f737311b2dc3",  # printf "a\nb" | sha256sum
    }
    assert set(about["versions"]) >= {"python", "polars", "spacy"}
    assert about["written"].startswith("20")
    assert os.fspath(written) == str(tmp_path / "v.csv")
    assert repr(written) == f"wrote {tmp_path / 'v.csv'}; v.csv.about.json says from what"


def test_a_table_on_screen_is_written_as_sorted_with_its_hidden_columns(tmp_path):
    shown = wb.table(ROWS.select("article_id", "published"))
    shown.order = ["published", True]
    wb.export(shown, tmp_path / "rows.csv")
    assert (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines() == [
        '"article_id","published"',
        '"a","2025-03-01"',
        '"b",',
    ]


def test_a_chart_is_written_as_picture_and_as_vega_lite(tmp_path):
    for ending in ("svg", "png", "pdf", "vl.json"):
        wb.export(CHART, tmp_path / f"chart.{ending}", filter=wb.Filter(text="tram"))
    svg = (tmp_path / "chart.svg").read_text()
    assert "&lt;b&gt;Wire" in svg
    assert "<b>" not in svg
    assert (tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF")
    points = float(svg.partition('width="')[2].partition('"')[0])
    width = int.from_bytes((tmp_path / "chart.png").read_bytes()[16:20])  # as PNG has it
    assert width == pytest.approx(2 * points, abs=2)
    spec = json.loads((tmp_path / "chart.vl.json").read_text())
    assert spec["usermeta"]["about"]["filter"] == "wb.Filter(text='tram')"
    assert spec["usermeta"]["about"]["title"] == "Articles"
    assert [row["n"] for rows in spec["datasets"].values() for row in rows] == [2, 3]
    assert alt.Chart.from_dict(spec).to_dict()["mark"] == {"type": "bar"}


def test_a_live_chart_and_one_of_many_rows_are_written(tmp_path):
    wb.export(wb.LiveChart(CHART), tmp_path / "live.svg")
    assert "Courier" in (tmp_path / "live.svg").read_text()
    many = alt.Chart(pl.DataFrame({"n": range(6_000)})).mark_tick().encode(x="n:Q")
    wb.export(many, tmp_path / "many.vl.json")
    assert (tmp_path / "many.vl.json").stat().st_size > 6_000


def test_a_file_that_is_there_is_left_unless_asked(tmp_path):
    for name in ("rows.csv", "other.csv.about.json"):
        (tmp_path / name).write_text("mine")
    for name in ("rows.csv", "other.csv"):
        with pytest.raises(
            WorkbookError, match=r"is there already .* replace it with overwrite=Tr"
        ):
            wb.export(ROWS, tmp_path / name)
    assert {path.read_text() for path in tmp_path.iterdir()} == {"mine"}
    wb.export(ROWS, tmp_path / "rows.csv", overwrite=True)
    assert "article_id" in (tmp_path / "rows.csv").read_text()


def test_a_failure_leaves_nothing_behind(tmp_path):
    (tmp_path / "rows.csv").write_text("mine")
    with pytest.raises(WorkbookError, match=r"column 'x' \(Object\) has no form as text"):
        wb.export(pl.DataFrame({"x": [object()]}), tmp_path / "rows.csv", overwrite=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("rows.csv", "mine")]


@pytest.mark.parametrize(
    ("what", "name", "match"),
    [
        (ROWS, "rows.doc", r"'rows.doc' does not end in .* there is: .csv, .tsv, .xlsx, .parquet"),
        (ROWS, "rows.png", r"'rows.png' does not end in a format for this; there is: .csv"),
        (CHART, "chart.csv", r"there is: .svg, .png, .pdf, .vl.json, .json"),
        (CHART, "chart", r"'chart' does not end in"),
        ([1, 2], "rows.csv", r"takes a table \(a Polars frame\) or a chart, not a list"),
        (ROWS, "none/rows.csv", r"there is no folder .*none; make it, or name another"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path, what, name, match):
    with pytest.raises(WorkbookError, match=match):
        wb.export(what, tmp_path / name)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "ndjson"])
def test_every_dtype_with_a_form_as_text_is_written(tmp_path, ending):
    rows = pl.DataFrame(
        {
            "lasted": [timedelta(hours=30)],
            "at": [datetime(2025, 3, 1, 12, tzinfo=UTC)],
            "kind": pl.Series(["direct"], dtype=pl.Enum(["direct"])),
            "about": [{"a": 1}],
            "share": [float("nan")],
        }
    )
    wb.export(rows, tmp_path / f"rows.{ending}")
    if ending == "csv":
        line = (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()[1]
        assert line.startswith('"1 day, 6:00:00","2025-03-01T12:00:00')
        assert line.endswith('"direct","{""a"": 1}",NaN')
    with pytest.raises(WorkbookError, match=r"column 'raw' \(Binary\) has no form as text"):
        wb.export(pl.DataFrame({"raw": [b"a"]}), tmp_path / f"raw.{ending}")


def test_articles_as_loaded_are_written(tmp_path):
    articles = pl.DataFrame({"body": ["@home\n\n=1"]}).match_to_schema(
        ARTICLES, missing_columns="insert"
    )
    for ending in ("csv", "xlsx", "parquet", "json"):
        wb.export(articles, tmp_path / f"articles.{ending}")
    assert sheet(tmp_path / "articles.xlsx")["body"].to_list() == ["@home\n\n=1"]
