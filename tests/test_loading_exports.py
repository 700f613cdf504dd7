"""Text exports of news archives, in their exact layouts, with invented articles."""

import pytest

import workbook as wb
from workbook.loading.drafts import Reading
from workbook.loading.language_names import language_code
from workbook.loading.nexis import is_nexis, read_nexis, read_nexis_text
from workbook.loading.printed_dates import find_printed_date
from workbook.loading.proquest import read_proquest

NEXIS_CLASSIC = """



Download Request: Selected Items: 1-3
Time Of Request: Friday, March 14, 2025  16:51:31

Terms: (harbour and wall)


Source: The Elm Post (Port Elm)



                               1 of 3 DOCUMENTS



                            The Elm Post (Port Elm)

                            March 12, 2025 Wednesday
                                   Edition 1;
                                    National

Harbour closes after a night of storms

BYLINE: Ana Ruiz

SECTION: NEWS; Pg. 3

LENGTH: 52 words


The harbour of Port Elm closed on Monday after waves of six metres broke the
north wall and filled the fish market with sand before dawn.

SECTION: this line is text.

LOAD-DATE: March 12, 2025

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: ELM


                        Copyright 2025 Elm Post Limited
                              All Rights Reserved

                               2 of 3 DOCUMENTS


                     Copyright 2025 The Valley Times Company
                              All Rights Reserved
                               The Valley Times

                             March 13, 2025 Thursday
                              Late Edition - Final

HEADLINE: Bakers raise the price of bread

BYLINE: By LI WEN

SECTION: Section B; Page 1; Business Desk

LENGTH: 20 words

DATELINE: OAKHAM, March 12

BODY:

Flour costs twice what it did, the guild said.

GRAPHIC: PHOTO: A baker at work.

LOAD-DATE: March 13, 2025
                               3 of 3 DOCUMENTS


                              Harbour Radio Online

LENGTH: 9 words

The ferry sails again on Sunday, the port said.
"""

FRENCH = """\
Document 1 de 1

Le Courrier du Port

mercredi 12 mars 2025

Le port ferme après la tempête

AUTEUR: Anne Roux

RUBRIQUE: SOCIÉTÉ; Pg. 4

LONGUEUR: 12 mots

Le port a fermé lundi.

DATE-CHARGEMENT: 13 mars 2025

LANGUE: FRANÇAIS; FRENCH
"""

NEXIS_UNI = [
    "Job Number:\xa0123456",
    "Documents (2)",
    "Harbour closes after a night of storms",
    "The Elm Post (Port Elm)",
    "March 12, 2025 Wednesday",
    "Copyright 2025 Elm Post Limited All Rights Reserved",
    "Section:\xa0NEWS; Pg. 3",
    "Length:\xa052 words",
    "Byline:\xa0Ana Ruiz",
    "Body",
    "The harbour of Port Elm closed on Monday.",
    "Update: the ferry sails again.",
    "Notes",
    "Nobody was hurt, the harbour master said.",
    "Classification",
    "Language:\xa0ENGLISH",
    "Subject:\xa0STORMS (90%)",
    "Load-Date:\xa0March 12, 2025",
    "End of Document",
    "Bakers raise the price of bread",
    "The Valley Times",
    "March 13, 2025 Thursday",
    "Length:\xa020 words",
    "Flour costs twice what it did, the guild said.",
    "Load-Date:\xa0March 13, 2025",
    "End of Document",
]

PROQUEST = """\
Contact us at: http://www.example.org
____________________________________________________________

Harbour closes after a night of storms

Author: Ruiz, Ana

Publication info: Elm Post ; Port Elm [Port Elm]. 12 Mar 2025: A.3.

Links: http://link.example.org/1

Abstract: Waves broke the north wall.

Full text: The harbour of Port Elm closed on Monday.

"Nobody was hurt," said Ana Ruiz: she is the harbour master.

Subject: Storms; Harbours

Location: Port Elm

Title: Harbour closes after a night of storms

Publication title: Elm Post; Port Elm

First page: A.3

Publication date: Mar 12, 2025

Section: News

Place of publication: Port Elm

Language of publication: English

ProQuest document ID: 123456789

Document URL: http://search.example.org/docview/123456789

Last updated: 2025-03-13

Database: Newsstand

____________________________________________________________

Bakers raise the price of bread

Publication title: Valley Times

Publication date: Mar 13, 2025

Abstract: Flour costs twice what it did.

ProQuest document ID: 123456790
____________________________________________________________

Database copyright © 2025 Example LLC. All rights reserved.
"""


def rows(reading):
    return [
        (
            d.title,
            d.outlet,
            d.published and str(d.published.first),
            d.byline,
            d.section,
            d.language,
            d.body,
        )
        for d in reading.drafts
    ]


def test_nexis_classic():
    reading = read_nexis(NEXIS_CLASSIC.encode(), {})
    assert rows(reading) == [
        (
            "Harbour closes after a night of storms",
            "The Elm Post (Port Elm)",
            "2025-03-12",
            "Ana Ruiz",
            "NEWS",
            "en",
            "The harbour of Port Elm closed on Monday after waves of six metres broke the "
            "north wall and filled the fish market with sand before dawn.\n\n"
            "SECTION: this line is text.",
        ),
        (
            "Bakers raise the price of bread",
            "The Valley Times",
            "2025-03-13",
            "By LI WEN",
            "Section B",
            None,
            "Flour costs twice what it did, the guild said.",
        ),
        (
            None,
            "Harbour Radio Online",
            None,
            None,
            None,
            None,
            "The ferry sails again on Sunday, the port said.",
        ),
    ]
    assert {draft.split_basis for draft in reading.drafts} == {"marker"}
    assert reading.drafts[1].place == "OAKHAM, March 12"


def test_a_missing_marker_is_named_and_the_rest_loaded():
    reading = read_nexis(NEXIS_CLASSIC.encode(), {})
    assert reading.status == "read"
    assert reading.problems == [
        "no headline under the date line in 1 of 3 articles; the layout may have changed, "
        "the rest is loaded",
        "no date line like 'January 11, 2010 Monday' in 1 of 3 articles; the layout may have "
        "changed, the rest is loaded",
    ]


def test_places_are_those_of_the_decoded_text():
    text = NEXIS_CLASSIC.replace("\n", "\r\n")
    first = read_nexis(text.encode(), {}).drafts[0]
    assert text[first.source_start : first.source_end].startswith("The Elm Post (Port Elm)\r\n")
    assert text[first.source_start : first.source_end].endswith("All Rights Reserved")


def test_nexis_classic_in_french():
    reading = read_nexis(FRENCH.encode("cp1252"), {})
    assert rows(reading) == [
        (
            "Le port ferme après la tempête",
            "Le Courrier du Port",
            "2025-03-12",
            "Anne Roux",
            "SOCIÉTÉ",
            "fr",
            "Le port a fermé lundi.",
        )
    ]


def test_nexis_uni():
    reading = read_nexis_text("\n".join(NEXIS_UNI), Reading())
    assert rows(reading) == [
        (
            "Harbour closes after a night of storms",
            "The Elm Post (Port Elm)",
            "2025-03-12",
            "Ana Ruiz",
            "NEWS",
            "en",
            "The harbour of Port Elm closed on Monday.\n\nUpdate: the ferry sails again.\n\n"
            "Notes\n\nNobody was hurt, the harbour master said.",
        ),
        (
            "Bakers raise the price of bread",
            "The Valley Times",
            "2025-03-13",
            None,
            None,
            None,
            "Flour costs twice what it did, the guild said.",
        ),
    ]
    assert reading.problems == [
        "no line 'Body' in 1 of 2 articles; the layout may have changed, the rest is loaded"
    ]


def test_proquest_text():
    reading = read_proquest(PROQUEST.encode(), {})
    assert rows(reading) == [
        (
            "Harbour closes after a night of storms",
            "Elm Post; Port Elm",
            "2025-03-12",
            "Ruiz, Ana",
            "News",
            "en",
            "The harbour of Port Elm closed on Monday.\n\n"
            '"Nobody was hurt," said Ana Ruiz: she is the harbour master.',
        ),
        (
            "Bakers raise the price of bread",
            "Valley Times",
            "2025-03-13",
            None,
            None,
            None,
            "Flour costs twice what it did.",
        ),
    ]
    assert reading.drafts[0].url == "http://search.example.org/docview/123456789"
    assert reading.problems == [
        "no 'Full text:' (an abstract stands for it) in 1 of 2 articles; the layout may have "
        "changed, the rest is loaded"
    ]


def test_text_exports_are_known_by_what_they_hold(tmp_path):
    (tmp_path / "a.txt").write_text(NEXIS_CLASSIC)
    (tmp_path / "b.txt").write_text(PROQUEST)
    (tmp_path / "c").write_text("\n".join(NEXIS_UNI), "utf-16")
    (tmp_path / "d.txt").write_text("Two of 3 documents were read.\n")
    (tmp_path / "e.csv").write_text('title,body\nStorm,"Copied:\n1 of 3 DOCUMENTS\nIt ends."\n')
    files = wb.load_corpus(tmp_path).files
    assert files.select("format", "n_articles").rows() == [
        ("Nexis text", 3),
        ("ProQuest text", 2),
        ("Nexis text", 2),
        ("text", 1),
        ("CSV", 1),
    ]


@pytest.mark.parametrize("text", ["", "1 of 2 DOCUMENTS", "\n\nEnd of Document"])
def test_an_export_of_nothing(text):
    assert list(read_nexis_text(text, Reading()).drafts) == []
    assert not is_nexis("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 12, 2025 Wednesday", "2025-03-12"),
        ("Mittwoch, 12. März 2025", "2025-03-12"),
        ("mercredi 12 mars 2025, p. 3", "2025-03-12"),
        ("le 1er août 2025", "2025-08-01"),
        ("miércoles 12 de marzo de 2025", "2025-03-12"),
        ("12 marca 2025", None),
        ("2025年3月12日", "2025-03-12"),
        ("Sept. 5, 2025", "2025-09-05"),
        ("31 February 2025", None),
        ("Edition 12 2025", None),
        ("", None),
    ],
)
def test_printed_dates(text, expected):
    found = find_printed_date(text, "field")
    assert (str(found.first) if found else None) == expected


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EN", "en"),
        ("en_GB", "en"),
        ("ENGLISH", "en"),
        ("Englisch", "en"),
        ("anglais", "en"),
        ("Français", "fr"),
        ("ENGLISH; SPANISH", "en"),
        ("Chinese", "zh"),
        ("Klingonish", "Klingonish"),
    ],
)
def test_names_of_languages(name, code):
    assert language_code(name) == code
