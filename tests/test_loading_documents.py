"""Rich Text, Word and PDF, made by code, with invented articles."""

import io

import docx
import pytest

import workbook as wb
from tests.test_loading_exports import NEXIS_CLASSIC, NEXIS_UNI, PROQUEST, rows
from workbook.loading.documents import read_docx, read_rtf
from workbook.loading.drafts import Reading
from workbook.loading.nexis import read_nexis, read_nexis_text
from workbook.loading.pdf import read_pdf, split_repeated
from workbook.loading.proquest import read_proquest

PROSE = [
    "Harbour closes after a night of storms",
    "The harbour of Port Elm closed on Monday after waves of six metres broke the wall.",
    "Nobody was hurt, said Ana Ruiz, the harbour master, who has held the post since 2011.",
]


def rtf(lines):
    """Rich Text of one paragraph a line, as archives write it."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}}{\info{\title x}}\f0\fs20 "
    coded = (
        "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in line) for line in lines
    )
    return (head + "\\par\n".join(coded) + "}").encode("ascii")


def word(lines):
    """A Word document of one paragraph a line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def pdf(pages):
    """A PDF of pages of lines in Helvetica, 14 points apart."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = f"BT /F1 11 Tf 50 780 Td {shown}ET".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(data))
    )


@pytest.mark.parametrize("kind", [rtf, word])
def test_nexis_is_read_from_documents_as_from_text(kind):
    read = read_rtf if kind is rtf else read_docx
    classic = read(kind([line.strip() for line in NEXIS_CLASSIC.split("\n")]), {})
    expected = rows(read_nexis(NEXIS_CLASSIC.encode(), {}))
    assert rows(classic)[:2] == expected[:2]
    uni = read(kind(NEXIS_UNI), {})
    assert rows(uni) == rows(read_nexis_text("\n".join(NEXIS_UNI), Reading()))
    assert uni.drafts[0].source_start is None


def test_classic_nexis_without_blank_lines():
    lines = [line.strip() for line in NEXIS_CLASSIC.split("\n") if line.strip()]
    title, outlet, published, *_ = rows(read_rtf(rtf(lines), {}))[1]
    assert (title, outlet, published) == (
        "Bakers raise the price of bread",
        "The Valley Times",
        "2025-03-13",
    )


def test_proquest_is_read_from_documents_as_from_text():
    read = read_docx(word(PROQUEST.split("\n")), {})
    assert rows(read) == rows(read_proquest(PROQUEST.encode(), {}))


@pytest.mark.parametrize(
    ("read", "data"), [(read_rtf, rtf(PROSE)), (read_docx, word(PROSE)), (read_pdf, pdf([PROSE]))]
)
def test_other_documents_are_articles(read, data):
    (draft,) = read(data, {}).drafts
    assert (draft.title, draft.body.split("\n\n")) == (PROSE[0], PROSE[1:])


def test_a_doc_that_is_rich_text_is_known_by_what_it_holds(tmp_path):
    (tmp_path / "a.DOC").write_bytes(rtf(PROSE))
    (tmp_path / "b.txt").write_bytes(word(PROSE))
    (tmp_path / "c").write_bytes(pdf([PROSE]))
    (tmp_path / "d.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word")
    files = wb.load_corpus(tmp_path).files
    assert files["format"].to_list() == ["RTF", "Word", "PDF", None]
    assert files["problem"][3].startswith("an old Office document; save it as one of: .txt")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.rtf", b"{\\rtf1" + b"{" * 5000), ("a.pdf", b"%PDF-1.4 ?"), ("a.docx", word(["x"])[:900])],
)
def test_broken_documents_are_named(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("\n\n".join(PROSE))
    row = wb.load_corpus(tmp_path).files.row(0, named=True)
    assert (row["status"], bool(row["problem"])) == ("skipped", True)


def test_running_heads_and_feet_of_a_pdf_are_boilerplate():
    pages = [
        ["ELM POST", *PROSE, "Page 1 of 3"],
        ["ELM POST", "The wall dates from 1907 and", "Page 2 of 3"],
        ["ELM POST", "was last mended in 1954, they said.", "Page 3 of 3"],
    ]
    (draft,) = read_pdf(pdf(pages), {}).drafts
    kinds = [(p.text, p.kind) for p in draft.paragraphs if p.kind == "boilerplate"]
    assert kinds == [("ELM POST", "boilerplate"), ("Page 1 of 3", "boilerplate")]
    assert "ELM POST" not in draft.body
    assert draft.body.endswith("The wall dates from 1907 and was last mended in 1954, they said.")


def test_text_that_repeats_on_two_pages_only_stays():
    assert split_repeated([["Alike", "One."], ["Alike", "Two."]]) == (
        [["Alike", "One."], ["Alike", "Two."]],
        [],
    )


def test_a_pdf_without_text_says_what_to_do():
    assert read_pdf(pdf([[]]), {}).problems == [
        "no text in it: scanned pages need text recognition (OCR) first"
    ]
    reading = read_pdf(pdf([PROSE, []]), {})
    assert reading.problems == ["1 of 2 pages have no text: scanned or damaged?"]
