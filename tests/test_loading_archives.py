"""Zips: what is in them, and what is refused."""

import io
import zipfile

import pytest

import workbook as wb
from tests.loading_files.office import packed, xlsx
from workbook.loading.archives import read_members, unpacks_to_too_much, zip_kind
from workbook.loading.folder import refusal
from workbook.loading.formats import Format
from workbook.loading.limits import Limits
from workbook.loading.text import read_text

STORM = "The harbour of Port Elm closed on Monday after waves broke the north wall."
BREAD = "Bakers raised the price of bread by a tenth on Tuesday, their guild said."


@pytest.fixture
def load(tmp_path):
    """A function that loads one file of these bytes; returns (source, status, problem) rows."""

    def load(data, **limits):
        (tmp_path / "a.zip").write_bytes(data)
        (tmp_path / "z.txt").write_text(STORM)
        files = wb.load_corpus(tmp_path, limits=limits or None).files
        return files.select("source", "status", "problem").rows()[:-1]

    return load


def test_a_zip_is_read_like_a_folder(tmp_path):
    table = f"title;body\nBread;{BREAD}\n"
    data = packed({"b/2025-03-12.txt": STORM, "a.csv": table, "t.xlsx": xlsx({"S": [["x"]]})})
    (tmp_path / "news.zip").write_bytes(data)
    corpus = wb.load_corpus(tmp_path)
    assert corpus.articles.select("source", "body", "published_basis").rows() == [
        ("news.zip/b/2025-03-12.txt", STORM, "file name"),
        ("news.zip/a.csv", BREAD, None),
    ]
    assert corpus.files["source"].to_list() == [
        "news.zip/b/2025-03-12.txt",
        "news.zip/a.csv",
        "news.zip/t.xlsx",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.zip"]


def test_hidden_members_are_passed_over(load):
    data = packed({"__MACOSX/._a.txt": "?", ".DS_Store": "?", "b/.x.txt": "?", "a.txt": STORM})
    assert load(data) == [("a.zip/a.txt", "read", None)]


def test_names_cannot_lead_out_of_the_archive(load):
    data = packed({"../../a.txt": STORM, "/etc/b.txt": BREAD, "..\\c.txt": STORM})
    assert [row[0] for row in load(data)] == ["a.zip/a.txt", "a.zip/etc/b.txt", "a.zip/c.txt"]


def test_an_archive_in_an_archive_is_named(load):
    data = packed({"in.zip": packed({"a.txt": STORM}), "b.txt": BREAD})
    assert load(data) == [
        (
            "a.zip/in.zip",
            "skipped",
            "an archive inside an archive is not opened; unpack the outer one",
        ),
        ("a.zip/b.txt", "read", None),
    ]


def test_a_bomb_stops_the_reading_and_says_at_which_limit(load):
    data = packed({"a.txt": STORM, "bomb.txt": b"0" * 30_000_000, "b.txt": BREAD})
    first, stopped = load(data)
    assert first == ("a.zip/a.txt", "read", None)
    assert stopped[:2] == ("a.zip", "skipped")
    assert (
        "times its size, over the limit of 200; raise it with load_corpus(path, limits={"
        in (stopped[2])
    )


def test_a_size_that_lies_is_found_out():
    data = bytearray(packed({"bomb.txt": b"0" * 30_000_000}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    (member,) = read_members(bytes(data), Limits())
    assert "over the limit of 200" in member.problem


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ({"members": 1}, "reading stopped here: 2 files, over the limit of 1; raise it with"),
        (
            {"archive_bytes": 100},
            "reading stopped here: over 146 bytes unpacked, over the limit of 100; raise it with",
        ),
    ],
)
def test_limits_are_settable(load, limits, problem):
    source, status, said = load(packed({"a.txt": STORM, "b.txt": BREAD}), **limits)[-1]
    assert (source, status) == ("a.zip", "skipped")
    assert said.startswith(problem)


def test_a_large_member_is_left_out_and_the_rest_read(load):
    rows = load(packed({"a.txt": STORM * 100, "b.txt": BREAD}), file_bytes=2000)
    assert [row[:2] for row in rows] == [("a.zip/a.txt", "skipped"), ("a.zip/b.txt", "read")]
    assert rows[0][2].startswith("over 2,000 bytes, over the limit of 2,000; raise it with")


def test_encrypted_damaged_and_empty_archives(load):
    data = bytearray(packed({"a.txt": STORM}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    assert load(bytes(data)) == [
        ("a.zip/a.txt", "skipped", "encrypted; unpack the archive with its password")
    ]
    ((_, _, problem),) = load(packed({"a.txt": STORM})[:60])
    assert problem.startswith("not readable as zip: ")
    assert load(packed({})) == [("a.zip", "skipped", "no files in this archive")]


def test_a_damaged_member_does_not_stop_the_others(load):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("a.txt", STORM)
        archive.writestr("b.txt", BREAD)
    rows = load(stored.getvalue().replace(b"Port Elm", b"Port Oak"))
    assert [row[:2] for row in rows] == [("a.zip/a.txt", "skipped"), ("a.zip/b.txt", "read")]
    assert rows[0][2].startswith("damaged in the archive: Bad CRC-32")


def test_office_documents_are_told_from_archives():
    assert zip_kind(xlsx({"S": [["x"]]})) == "xlsx"
    assert zip_kind(packed({"[Content_Types].xml": "", "ppt/slides.xml": ""})) == "other"
    assert zip_kind(packed({"word.txt": ""})) == "zip"
    assert zip_kind(b"Text.") is None


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_opened(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(xlsx({"S": [["x" * 30_000_000]]}))
    (tmp_path / "b.txt").write_text(STORM)
    problem = wb.load_corpus(tmp_path).files["problem"][0]
    assert "times its size, over the limit of 200" in problem
    assert unpacks_to_too_much(b"PK\x03\x04", Limits()).startswith("damaged: ")


def test_a_missing_package_is_named_with_the_command():
    needy = Format("HTML", (".html",), read_text, needs=("no_such_package",))
    assert refusal(needy, b"<p>Storm</p>", Limits()) == (
        "HTML needs the package no_such_package, which is not installed; "
        'install it with: pip install -e ".[formats]"'
    )


def test_a_slow_format_has_its_own_limit():
    slow = Format("RTF", (".rtf",), read_text, is_slow=True)
    assert refusal(slow, b"x" * 11, Limits(slow_bytes=10)).startswith(
        "11 bytes, over the limit of 10;"
    )
    assert refusal(slow, b"x" * 10, Limits(slow_bytes=10)) is None


def test_a_limit_that_is_none():
    with pytest.raises(wb.WorkbookError, match=r"unknown limit 'member'.*Did you mean 'members'"):
        wb.load_corpus(".", limits={"member": 5})
    with pytest.raises(wb.WorkbookError, match="limit 'ratio' is 0; a whole number above 0"):
        wb.load_corpus(".", limits={"ratio": 0})
