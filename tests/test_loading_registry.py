"""The registry of formats and its page in the documentation."""

import re
import subprocess
import sys
from pathlib import Path, PurePath

import pytest

from workbook.loading.decoding import decode
from workbook.loading.drafts import Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.formats import FORMATS, find_format, known_endings

PAGE = (Path(__file__).parent.parent / "docs" / "loading.md").read_text()


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_format_has_a_line_in_the_docs(known):
    if known.name == "XML":
        assert "XML of other layouts gets a row" in PAGE
        return
    rows = [line.split("|")[1] for line in PAGE.split("\n") if line.startswith("| ")]
    (row,) = [row for row in rows if known.name in re.split(r"[,*\s]{2,}|\* | $|^ ", row)]
    is_extra = bool(known.needs) and known.needs != ("fastexcel",)
    assert row.strip().endswith("*") == is_extra


def test_the_example_of_the_docs_is_a_reader():
    (code,) = re.findall(r"```python\n# workbook/loading/tagged.py\n(.*?)```", PAGE, re.DOTALL)
    found = {"decode": decode, "read_export": read_export, "Exported": Exported}
    exec(code, found)  # noqa: S102  the example as printed
    data = b"TI: Harbour closes\nDA: 12 March 2025\nTX: It closed.\n**\nTX: It opened.\n**\n"
    reading = found["read_tagged"](data, {})
    assert [(d.title, d.body, d.split_basis) for d in reading.drafts] == [
        ("Harbour closes", "It closed.", "marker"),
        (None, "It opened.", "marker"),
    ]
    assert reading.problems[0].startswith("no line 'TI:' in 1 of 2 articles")
    assert isinstance(reading, Reading)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b'{"text": "One."}', "JSON"),
        ("a.txt", b'[\n {"text": "One."}]', "JSON"),
        ("a.json", b'{"text": "One."}\n{"text": "Two."}', "JSON Lines"),
        ("a.txt", b"[1] One note.", "text"),
        ("a.txt", b"{A note} in braces.", "text"),
        ("a.csv", b"<p>title,body", "CSV"),
        ("a.txt", b"Why <html> is no page.", "text"),
        ("a.txt", b"<!-- saved --><!DOCTYPE html><p>One.", "HTML"),
        ("a", b"One line of text.", "text"),
        ("a", b"\x00\x01\x02", None),
        ("a.tiff", b"II*\x00", None),
        ("a.pdf", b"no pdf", "PDF"),
        ("a.txt", b"", "text"),
    ],
)
def test_content_counts_before_the_name(name, data, expected):
    found = find_format(PurePath(name), data)
    assert (found.name if found else None) == expected


def test_endings_are_named_from_text_on():
    assert known_endings().startswith(".txt, .text, .md, .csv")
    assert known_endings().endswith(", .zip")


def test_packages_of_formats_are_imported_only_when_needed():
    show = (
        "import sys, workbook; print(sorted({'lxml', 'docx', 'trafilatura', 'feedparser', "
        "'pypdfium2', 'striprtf', 'fastexcel', 'babel'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", show], capture_output=True, check=True, text=True)
    assert said.stdout.strip() == "[]"
