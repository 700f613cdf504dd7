"""Tables and JSON: columns, encodings, and what is said of what cannot be read."""

import io
import json

import polars as pl
import pytest

import workbook as wb
from workbook.loading.columns import match_columns
from workbook.loading.decoding import decode
from workbook.loading.json_records import read_json, read_json_lines
from workbook.loading.tables import read_delimited, read_parquet

BODY = "The harbour of Port Elm closed on Monday.\n\nNobody was hurt."


def rows(reading):
    return [(draft.title, draft.body, draft.outlet) for draft in reading.drafts]


@pytest.mark.parametrize(
    ("table", "encoding"),
    [
        ("title,body,outlet\nStorm,One wall fell.,Elm Post\n", "utf-8"),
        ("title,body,outlet\r\nStorm,One wall fell.,Elm Post\r\n", "utf-8-sig"),
        ("Headline;Story text;Source\nStorm;One wall fell.;Elm Post\n", "utf-8"),
        ("HL\tTEXT\tMedia Name\nStorm\tOne wall fell.\tElm Post\n", "utf-16"),
        ("titre,texte,journal\nStorm,One wall fell.,Elm Post\n", "cp1252"),
        ("заголовок,текст,источник\nStorm,One wall fell.,Elm Post\n", "utf-8"),
    ],
)
def test_a_table_is_read_in_many_dresses(table, encoding):
    columns = {"Story text": "body"} if "Story" in table else {}
    reading = read_delimited(table.encode(encoding), columns)
    assert rows(reading) == [("Storm", "One wall fell.", "Elm Post")]
    assert (reading.status, list(reading.problems)) == ("read", [])


def test_cells_hold_commas_quotes_and_line_ends():
    table = 'title,body\n"Storm, again","""No,"" she said.\n\nNobody was hurt."\n'
    assert rows(read_delimited(table.encode(), {})) == [
        ("Storm, again", '"No," she said.\n\nNobody was hurt.', None)
    ]


def test_the_longest_text_column_is_the_body_when_none_is_named_so():
    table = f"id,headline,blurb\n1,Storm,{'The wall fell. ' * 10}\n"
    assert rows(read_delimited(table.encode(), {}))[0][1] == ("The wall fell. " * 10).strip()


def test_a_table_without_text_says_how_to_name_the_column():
    reading = read_delimited(b"day,place\nMonday,Port Elm\n", {})
    assert reading.status == "skipped"
    assert reading.problems == [
        'no column for \'body\'; found: day, place. Try load_corpus(path, columns={"day": "body"})'
    ]


def test_ragged_rows_are_read_and_counted():
    reading = read_delimited(b"title,body,outlet\nA,One.\nB,Two.,Post,more\nC,Three.,Post\n", {})
    assert rows(reading) == [("A", "One.", None), ("B", "Two.", "Post"), ("C", "Three.", "Post")]
    assert reading.problems[0].startswith("2 of 3 rows have more or fewer cells than the header")


def test_an_unclosed_quotation_mark_is_no_exception():
    reading = read_delimited(b'title,body\nA,"One.\nB,Two.\n', {})
    assert rows(reading) == [("A", "One.", None), ("B", "Two.", None)]
    assert reading.problems[0].startswith("a quotation mark is left open in line 2")


def test_dates_that_are_not_sure_are_named_and_left_empty():
    reading = read_delimited(b"body,date\nOne.,2025-03-12\nTwo.,03/12/2025\nThree.,\n", {})
    assert [draft.published and str(draft.published.first) for draft in reading.drafts] == [
        "2025-03-12",
        None,
        None,
    ]
    assert reading.problems == [
        "1 of 3 dates not understood, such as '03/12/2025'; write them as 2025-03-12"
    ]


def test_records_without_text_are_left_out_and_counted():
    reading = read_delimited(b"title,body\nA,One.\n,\n,  \n", {})
    assert rows(reading) == [("A", "One.", None)]
    reading = read_json(json.dumps([{"text": "One."}, {"text": None}]).encode(), {})
    assert (reading.status, len(reading.drafts)) == ("partly read", 1)
    assert reading.problems == ["1 of 2 records have no text in 'text'"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (  # news-please
            {"title": "Storm", "maintext": BODY, "date_publish": "2025-03-12 06:30:00",
             "authors": ["Ana Ruiz", "Li Wen"], "source_domain": "post.example", "language": "en"},
            ("Storm", "post.example", "Ana Ruiz, Li Wen", "2025-03-12"),
        ),
        (  # trafilatura
            {"title": "Storm", "text": BODY, "date": "2025-03-12", "author": "Ana Ruiz",
             "hostname": "post.example", "excerpt": "A storm."},
            ("Storm", "post.example", "Ana Ruiz", "2025-03-12"),
        ),
        (  # NewsAPI
            {"title": "Storm", "content": BODY, "publishedAt": "2025-03-12T06:30:00Z",
             "source": {"id": None, "name": "Elm Post"}, "author": None},
            ("Storm", "Elm Post", None, "2025-03-12"),
        ),
        (  # Constellate
            {"title": "Storm", "fullText": [BODY], "datePublished": "2025-03-12",
             "isPartOf": "Elm Post", "creator": ["Ruiz, Ana"]},
            ("Storm", "Elm Post", "Ruiz, Ana", "2025-03-12"),
        ),
    ],
)  # fmt: skip
def test_layouts_of_known_services(record, expected):
    (draft,) = read_json(json.dumps({"articles": [record]}).encode(), {}).drafts
    assert (draft.title, draft.outlet, draft.byline, str(draft.published.first)) == expected
    assert draft.body == BODY


@pytest.mark.parametrize("missing", ["", "NaN", "null", "None", "NaT", "n/a"])
def test_what_tables_write_for_nothing_is_nothing(missing):
    table = f"title,body,date,language\n{missing},One.,{missing},en-GB\n"
    reading = read_delimited(table.encode(), {})
    (draft,) = reading.drafts
    assert (draft.title, draft.published, draft.language) == (None, None, "en")
    assert list(reading.problems) == []


def test_json_lines_go_on_after_a_bad_line():
    reading = read_json_lines(b'{"text": "One."}\n{"text": "Tw\n\n{"text": "Three."}\n7\n', {})
    assert [draft.body for draft in reading.drafts] == ["One.", "Three."]
    assert reading.status == "partly read"
    assert reading.problems[0].startswith("line 2: not valid JSON")
    assert reading.problems[0].endswith(", and 1 more lines: left out")


def test_json_that_is_none():
    reading = read_json(b"[1, 2", {})
    assert reading.status == "skipped"
    assert reading.problems[0].startswith("not valid JSON: ")


def test_parquet_is_read_and_a_broken_one_named():
    data = io.BytesIO()
    pl.DataFrame({"title": ["Storm"], "text": [BODY], "source": ["Post"]}).write_parquet(data)
    assert rows(read_parquet(data.getvalue(), {})) == [("Storm", BODY, "Post")]
    assert read_parquet(b"PAR1 broken", {}).problems[0].startswith("not readable as Parquet: ")


def test_a_paragraph_that_is_a_heading_in_a_record_is_kept_as_one():
    body = f"{BODY}\n\nAn old wall\n\nThe wall dates from 1907 and was mended in 1954."
    (draft,) = read_json(json.dumps([{"text": body}]).encode(), {}).drafts
    assert [p.kind for p in draft.paragraphs] == ["text", "text", "heading", "text"]


@pytest.mark.parametrize(
    ("found", "said", "expected"),
    [
        (["Title", "full_text"], {}, {"title": "Title", "body": "full_text"}),
        (["text", "content"], {}, {"body": "text"}),
        (["text", "story"], {"story": "body"}, {"body": "story"}),
        (["PD", "SN", "HD"], {}, {"title": "HD", "published": "PD", "outlet": "SN"}),
        (["day"], {}, {}),
    ],
)
def test_columns_are_matched_by_name(found, said, expected):
    assert match_columns(found, said) == expected


@pytest.mark.parametrize(
    ("data", "body", "encoding", "problem"),
    [
        ("Caf\u00e9.".encode(), "Café.", "utf-8", None),
        ("Caf\u00e9.".encode("utf-8-sig"), "Café.", "utf-8", None),
        ("Caf\u00e9.".encode("utf-16"), "Café.", "utf-16-le", None),
        ("Cafe, closed.".encode("utf-16-be"), "Cafe, closed.", "utf-16-be", None),
        ("Caf\u00e9 \u201copen\u201d.".encode("cp1252"), "Café “open”.", "cp1252", "byte 3 (0xe9)"),
        (b"Caf\x81.", "Caf.", "latin-1", "byte 3 (0x81)"),
        ("Cafe\u0301 sta\u00adtion\u00a05\u200b.\x00".encode(), "Café station 5.", "utf-8", None),
    ],
)
def test_encodings_and_characters(tmp_path, data, body, encoding, problem):
    (tmp_path / "a.txt").write_bytes(data)
    corpus = wb.load_corpus(tmp_path)
    assert corpus.articles["body"].to_list() == [body]
    assert corpus.files["encoding"].to_list() == [encoding]
    assert (corpus.files["problem"][0] or "").startswith(problem or "")
    assert (corpus.files["problem"][0] is None) == (problem is None)


RUSSIAN = "Порт закрыт с понедельника, сообщил мэр города.\n"
CHINESE = "港口周一关闭，市长表示，下周重新开放。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-be"),
        ("港は月曜日に閉鎖された。\n", "iso2022_jp_2"),
        ("항구는 월요일에 폐쇄되었다.\n", "iso2022_kr"),
        ("Die Häfen schließen am Montag für drei Tage.\n", "cp1252"),
        ("Port zamknięto w poniedziałek, powiedział burmistrz.\n", "cp1250"),
    ],
)
def test_encodings_without_a_mark_are_recognised(text, encoding):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_garbled_lines_are_repaired_and_counted(tmp_path):
    (tmp_path / "a.txt").write_text(
        "The cafÃ© closes on Monday.\n\nIt opens at the fête in May.\n", "utf-8"
    )
    corpus = wb.load_corpus(tmp_path)
    assert (
        corpus.articles["body"][0] == "The café closes on Monday.\n\nIt opens at the fête in May."
    )
    assert corpus.files.select("status", "problem").row(0) == (
        "read",
        "1 line had letters garbled by a wrong encoding, as in Ã© for é: repaired",
    )


def test_a_few_broken_bytes_do_not_change_the_encoding():
    decoded = decode("Die Häfen schließen früh. ".encode() * 3 + b"\xc3")
    assert (decoded.text[-27:], decoded.encoding) == (
        " Die Häfen schließen früh. \ufffd"[-27:],
        "utf-8",
    )
    assert decoded.problems[0].startswith("1 places are not valid utf-8")


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.tsv", "a.json", "a.jsonl", "a.parquet"])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\xff\xfe\x00",
        b'"',
        b"{}",
        b"[]",
        b"null",
        b"PAR1",
        b"a,b\n\x00,",
        b"\r\r\n\x0c",
        b"\xef\xbb\xbf",
        b"[" * 5000,
        b"=" * 300,
        bytes(range(256)),
    ],
)
def test_odd_bytes_become_a_row_never_an_exception(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_bytes(BODY.encode())
    files = wb.load_corpus(tmp_path).files
    assert files["source"].to_list() == [name, "z.txt"]
    assert (files["status"][0] == "read") or files["problem"][0]
