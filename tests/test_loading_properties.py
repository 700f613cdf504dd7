"""Whatever the bytes and the lines are: no exception, and no line lost or doubled."""

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import workbook as wb
from workbook.loading.decoding import decode
from workbook.loading.formats import FORMATS
from workbook.loading.header import read_header_line
from workbook.loading.lines import split_lines
from workbook.loading.slashed import settle
from workbook.loading.text import read_articles

# The same examples on every run, in a few seconds.
SETTINGS = settings(max_examples=80, derandomize=True, deadline=None, database=None)
ENDINGS = sorted({ending for known in FORMATS for ending in known.endings} | {".doc", ".xyz"})
OPENINGS = [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf1 ", b"PAR1", b"<?xml version='1.0'?>",
            b"<html>", b"[{", b"title,body\n", b"\xff\xfe", b"1 of 2 DOCUMENTS\n",
            b"_" * 60]  # fmt: skip
LINES = st.sampled_from(
    [
        "The harbour closed on Monday after waves broke the wall.",
        "Harbour closes after waves break wall",
        "By Ana Ruiz",
        "12 March 2025",
        "03/04/2025",
        "By Ana Ruiz | Elm Post | 14/04/2025",
        "-----",
        "* * *",
        "[1]",
        "READ MORE: Walls",
        "An old wall",
        "Elm Post",
        "Page 1 of 3",
        "wall of the port",
        "\f",
        "",
        "",
    ]
)


@SETTINGS
@given(st.sampled_from(ENDINGS), st.sampled_from(OPENINGS), st.binary(max_size=300))
def test_any_bytes_under_any_name_are_a_row_and_no_exception(ending, opening, data):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a" + ending).write_bytes(opening + data)
        Path(folder, "z.txt").write_text("The harbour closed.")
        files = wb.load_corpus(folder).files
    rows = files.filter(files["source"].str.starts_with("a"))
    assert rows.height >= 1
    assert all(row["n_articles"] or row["problem"] for row in rows.to_dicts())


@SETTINGS
@given(st.binary(max_size=200))
def test_any_bytes_decode(data):
    assert isinstance(decode(data).text, str)


@SETTINGS
@given(st.lists(LINES | st.text(max_size=40), max_size=40).map("\n".join))
@example("\f".join(["Elm Post\nThe harbour\n", "Elm Post\nclosed.\n", "Elm Post\nIt is open.\n"]))
def test_every_line_ends_in_exactly_one_place(text):
    """In a title, body or boilerplate; what is in none of them was read as metadata."""
    lines = [line.text for line in split_lines(text)]
    drafts = read_articles(text)
    placed = [d.title for d in drafts if d.title]
    placed += [paragraph.text for d in drafts for paragraph in d.paragraphs]
    missing = words(lines) - words(placed)
    assert words(placed) - words(lines) == Counter()
    assert missing <= words([line for line in lines if is_metadata(line, lines)])


def is_metadata(line, lines):
    day_first = any(line.endswith("14/04/2025") for line in lines)
    return read_header_line(settle(line, day_first or None)) is not None


def words(lines):
    return Counter(word for line in lines for word in line.split())
