import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import workbook as wb
from workbook.schema import ARTICLES, FILES, PARAGRAPHS

HARBOUR = """\
Harbour closes after a night of storms

The harbour of Port Elm closed on Monday after waves broke the north wall.

"Nobody was hurt," said Ana Ruiz, the harbour master.
"""


@pytest.fixture
def write(tmp_path):
    """A function that writes a file into the test's own folder and returns the folder."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


def test_a_single_article_has_title_body_and_label(write):
    articles = wb.load_corpus(write("storm.txt", HARBOUR)).articles
    columns = ["source", "position", "title", "label", "body", "split_basis", "n_paragraphs"]
    assert articles.select(columns).rows() == [
        (
            "storm.txt",
            0,
            "Harbour closes after a night of storms",
            "Harbour closes after a night of storms",
            "The harbour of Port Elm closed on Monday after waves broke the north wall.\n\n"
            '"Nobody was hurt," said Ana Ruiz, the harbour master.',
            "whole",
            2,
        )
    ]


def test_counts_are_those_of_the_body(write):
    # 14 words in the first paragraph, 9 in the second; a line end also ends a sentence
    articles = wb.load_corpus(write("storm.txt", HARBOUR)).articles
    assert articles.select("n_words", "n_sentences", "n_paragraphs").rows() == [(23, 2, 2)]


def test_frames_have_the_schema(write):
    corpus = wb.load_corpus(write("storm.txt", HARBOUR))
    assert corpus.articles.schema == ARTICLES
    assert corpus.paragraphs.schema == PARAGRAPHS
    assert corpus.files.schema == FILES


def test_a_path_may_be_a_string_or_a_single_file(write):
    folder = write("storm.txt", HARBOUR)
    by_file = wb.load_corpus(str(folder / "storm.txt"))
    assert by_file.articles.equals(wb.load_corpus(folder).articles)


def test_paragraphs_point_into_the_body_and_boilerplate_nowhere(write):
    text = HARBOUR + "\nREAD MORE: Ten storms in pictures\n\nThe wall dates from 1907.\n"
    corpus = wb.load_corpus(write("storm.txt", text))
    body = corpus.articles["body"][0]
    rows = corpus.paragraphs.select("paragraph", "kind", "start", "end", "text").rows()
    assert [row[:4] for row in rows] == [
        (0, "text", 0, 74),
        (1, "text", 76, 129),
        (2, "boilerplate", None, None),
        (3, "text", 131, 156),
    ]
    assert all(body[start:end] == text for _, _, start, end, text in rows if start is not None)


def test_sub_headings_stay_in_the_body_as_headings(write):
    text = HARBOUR + "\nAn old wall\n\nThe wall dates from 1907 and was last mended in 1954.\n"
    corpus = wb.load_corpus(write("storm.txt", text))
    assert corpus.articles.height == 1
    headings = corpus.paragraphs.filter(pl.col("kind") == "heading")["text"].to_list()
    assert headings == ["An old wall"]
    assert "An old wall" in corpus.articles["body"][0]


def test_source_places_are_those_of_the_decoded_text(write):
    text = "\r\n\r\n" + HARBOUR.replace("\n", "\r\n")
    start, end = (
        wb.load_corpus(write("storm.txt", text))
        .articles.select("source_start", "source_end")
        .row(0)
    )
    assert text[start:end] == text.strip()


def test_the_id_comes_from_the_words_alone(write):
    folder = write("a.txt", HARBOUR)
    write("b.txt", HARBOUR.upper().replace("\n\n", "\r\n\r\n"))
    ids = wb.load_corpus(folder).articles["article_id"].to_list()
    assert ids[1] == f"{ids[0]}-2"
    assert wb.load_corpus(folder / "b.txt").articles["article_id"].to_list() == ids[:1]


def test_files_are_read_in_order_and_below_sub_folders(write):
    write("b/second.txt", HARBOUR)
    folder = write("a.txt", HARBOUR)
    assert wb.load_corpus(folder).files["source"].to_list() == ["a.txt", "b/second.txt"]


def test_hidden_files_are_passed_over_and_others_named(write):
    write(".workbook/splits.json", "[]")
    write(".hidden.txt", HARBOUR)
    write("README.md", "# About")
    write("scan.tiff", "?")
    files = wb.load_corpus(write("storm.txt", HARBOUR)).files
    assert files.select("source", "status").rows() == [
        ("README.md", "skipped"),
        ("scan.tiff", "skipped"),
        ("storm.txt", "read"),
    ]
    assert files["problem"][1].startswith("unknown format; save it as one of: .txt")


def test_a_link_back_to_its_folder_is_not_followed_for_ever(write):
    folder = write("storm.txt", HARBOUR)
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert wb.load_corpus(folder).articles.height == 1


def test_links_that_lead_nowhere_and_pipes_are_rows_and_never_opened(write):
    folder = write("storm.txt", HARBOUR)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    os.mkfifo(folder / "pipe.txt")
    corpus = wb.load_corpus(folder)
    assert corpus.files.select("source", "status").rows() == [
        ("gone.txt", "skipped"),
        ("itself.txt", "skipped"),
        ("pipe.txt", "skipped"),
        ("storm.txt", "read"),
    ]
    assert corpus.files["problem"][0].startswith("a link that leads nowhere")


def test_names_and_texts_that_are_no_unicode_are_no_error(tmp_path):
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text(HARBOUR)
    (tmp_path / "a.json").write_text(r'[{"text": "Half \ud83d a pair.", "na\ud83dme": "x"}]')
    (tmp_path / "b.json").write_text(r'[{"na\ud83dme": "x"}]')
    corpus = wb.load_corpus(tmp_path)
    assert corpus.articles["source"].to_list() == ["a.json", "caf\ufffd.txt"]
    assert corpus.articles["body"][0] == "Half  a pair."
    assert corpus.files["problem"][1].startswith("no column for 'body'; found: name.")


def test_what_the_caller_states_fills_only_what_is_missing(write):
    write("a.csv", "title,body,date,outlet\nStorm,The harbour closed.,2025-03-03,Elm Post\n")
    folder = write("b.txt", HARBOUR)
    articles = wb.load_corpus(folder, published="2025-07", outlet="Daily").articles
    columns = ["outlet", "published", "published_from", "published_to", "published_basis"]
    assert articles.select(columns).rows() == [
        ("Elm Post", date(2025, 3, 3), date(2025, 3, 3), date(2025, 3, 3), "field"),
        ("Daily", None, date(2025, 7, 1), date(2025, 7, 31), "stated"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("2025-06-14_storm.txt", HARBOUR, (date(2025, 6, 14), "file name")),
        ("storm.txt", HARBOUR, (None, None)),
        (
            "2025-06-14_storm.txt",
            HARBOUR.replace("\n\n", "\n12 March 2025\n\n", 1),
            (date(2025, 3, 12), "header"),
        ),
        (
            "storm.txt",
            "PORT ELM, March 3, 2025 (Wire) - The harbour closed.",
            (date(2025, 3, 3), "dateline"),
        ),
    ],
)
def test_the_date_of_issue_says_where_it_was_read(write, name, text, expected):
    articles = wb.load_corpus(write(name, text)).articles
    assert articles.select("published", "published_basis").row(0) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HARBOUR, "en"),
        ("Le port a fermé lundi après une nuit de tempête, a dit la mairie de la ville.", "fr"),
        ("港口周一关闭，市长表示，下周重新开放，居民可以返回。", "zh"),
        ("Порт закрыт с понедельника, сообщил в воскресенье вечером мэр города.", "ru"),
        ("Port Elm 3, Sandwick 2; Jones 12, Ruiz 89, Li 4, Okoro 7, Diaz 40, Amin 1, Roe 3", None),
        ("Storm.", None),
    ],
)
def test_the_language_is_marked_where_the_text_is_plainly_in_it(write, text, language):
    assert wb.load_corpus(write("a.txt", text)).articles["language"].to_list() == [language]


def test_the_corpus_prints_what_it_holds(write):
    folder = write("2025-06-14_storm.txt", HARBOUR)
    assert repr(wb.load_corpus(folder)) == (
        "Corpus(1 articles, 23 words, 2025-06-14 to 2025-06-14, 1 file)"
    )


def test_nothing_at_the_path(tmp_path):
    with pytest.raises(wb.WorkbookError, match=r"nothing at .*nowhere"):
        wb.load_corpus(tmp_path / "nowhere")


def test_an_empty_folder(tmp_path):
    with pytest.raises(wb.WorkbookError, match=r"no files in .*; looked for \.txt"):
        wb.load_corpus(tmp_path)


def test_a_folder_in_which_nothing_can_be_read(write):
    write("empty.txt", " \n\n")
    folder = write("scan.tiff", "?")
    with pytest.raises(wb.WorkbookError, match=r"empty.txt: no text in it \| scan.tiff: unknown"):
        wb.load_corpus(folder)


def test_a_stated_date_that_is_none(write):
    with pytest.raises(wb.WorkbookError, match="published='last week' is no date; write"):
        wb.load_corpus(write("storm.txt", HARBOUR), published="last week")


def test_a_column_for_what_no_article_has(write):
    with pytest.raises(
        wb.WorkbookError, match=r"unknown article column 'bdy'.*Did you mean 'body'"
    ):
        wb.load_corpus(write("a.csv", "story\nText."), columns={"story": "bdy"})


def test_a_file_over_the_limit_is_named_with_the_limit_and_how_to_raise_it(write):
    write("a.txt", HARBOUR)
    folder = write("b.txt", HARBOUR * 9)
    files = wb.load_corpus(folder, limits={"file_bytes": 400}).files
    assert files["status"].to_list() == ["read", "skipped"]
    assert "over the limit of 400" in files["problem"][1]
    assert '"file_bytes"' in files["problem"][1]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_locked_file_and_a_locked_folder_are_named(write):
    write("a.txt", HARBOUR)
    write("b.txt", HARBOUR)
    folder = write("c/d.txt", HARBOUR)
    (folder / "b.txt").chmod(0)
    (folder / "c").chmod(0)
    files = wb.load_corpus(folder).files
    (folder / "c").chmod(0o700)
    assert files["status"].to_list() == ["read", "skipped", "skipped"]
    assert files["problem"][1] == "could not be opened: Permission denied; check its permissions"
