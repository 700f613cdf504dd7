"""Lines set apart as page furniture: kept as boilerplate paragraphs, never deleted."""

from workbook.loading.drafts import BOILERPLATE
from workbook.loading.text import read_articles

PAGES = [
    "Elm Post\n\nThe harbour closed on Monday after waves broke the north\n\n- 1 -",
    "Elm Post\n\nwall of the port and filled the fish market with sand.\n\n- 2 -",
    "Elm Post\n\nNobody was hurt, the harbour master said on Tuesday.\n\n- 3 -",
]


def furniture(drafts):
    return [p.text for draft in drafts for p in draft.paragraphs if p.kind == BOILERPLATE]


def test_headers_and_footers_of_pages_are_set_apart_where_they_stand():
    (draft,) = read_articles("\f".join(PAGES))
    assert [p.text for p in draft.paragraphs] == [
        "Elm Post",
        "The harbour closed on Monday after waves broke the north wall of the port and filled "
        "the fish market with sand.",
        "- 1 -",
        "Elm Post",
        "- 2 -",
        "Elm Post",
        "Nobody was hurt, the harbour master said on Tuesday.",
        "- 3 -",
    ]
    assert furniture([draft]) == [x for n in "123" for x in ("Elm Post", f"- {n} -")]


def test_two_pages_are_too_few():
    assert "Elm Post" not in furniture(read_articles("\f".join(PAGES[:2])))


def test_lines_that_close_three_articles_are_set_apart():
    closing = "Subscribe to hear from our newsroom every week of the year."
    bodies = ["The harbour closed.", "A school won a prize.", "The bridge is open."]
    text = "\n-----\n".join(f"{body} {body * 8}\nNobody knew why.\n{closing}" for body in bodies)
    drafts = read_articles(text)
    assert len(drafts) == 3
    assert [closing in draft.body for draft in drafts] == [False] * 3
    assert [any(p.text == closing for p in draft.paragraphs) for draft in drafts] == [True] * 3


def test_copies_of_one_article_have_no_furniture():
    text = "The harbour closed on Monday. " * 9 + "\nIt is open.\nNobody was hurt, the mayor said."
    drafts = read_articles("\n-----\n".join([text] * 4))
    assert {draft.body.count("Nobody was hurt") for draft in drafts} == {1}
