"""Where articles begin: separator lines, blank lines, headlines, language."""

import random
from pathlib import Path

import pytest

from workbook.loading.cohesion import find_segments
from workbook.loading.cues import closing_lines, score_starts
from workbook.loading.headlines import find_headlines
from workbook.loading.language_split import possible_starts
from workbook.loading.layout import separator_kind
from workbook.loading.lines import LONGEST, split_lines, split_paragraphs
from workbook.loading.second_look import look_again
from workbook.loading.text import read_articles

STORM = [
    "The harbour of Port Elm closed on Monday after waves broke the north wall, the port said.",
    "Waves of six metres went over the wall before dawn and filled the fish market with sand.",
    '"The wall was old and nobody mended it," said Ana Ruiz, the harbour master of Port Elm.',
    "Fishing boats from the harbour must use the river until the wall is mended, Ruiz said.",
]
SCHOOL = [
    "A school in Hill Street will teach chess to all of its pupils, teachers said on Friday.",
    "The pupils will play chess for an hour a week, and parents may come to watch the games.",
    "Chess makes pupils patient, said Omar Lind, who runs the school and plays chess himself.",
    "Parents gave the school forty boards, and Lind bought clocks for the games, he said.",
]
BREAD = [
    "Bakers raised the price of bread by a tenth on Tuesday, the third rise in a year.",
    "Flour costs twice what it did, and the ovens of the bakers burn gas, their guild said.",
    "A loaf of bread now costs two crowns in most towns, and bakers expect a further rise.",
    "Some bakers sell bread of the day before at half price, which the guild does not like.",
]
LONG_STORM = [
    "The wall of the harbour was built of local stone, and the sea has broken it four times.",
    "Ruiz said she had asked the port for money to mend the wall each year since she came.",
    "The fish market stands behind the wall. Its sellers lost their ice, their boxes and a day.",
    "Boats that lay in the harbour were tied twice, and the waves broke only two of them.",
    "The port will bring stone by sea and mend the wall before the storms of autumn, Ruiz said.",
    "Until then the fish market will open on the river, where the boats now land their fish.",
]
LONG_SCHOOL = [
    "Lind learned chess from his mother, who won games against all the teachers of her school.",
    "Pupils who lose a game of chess must shake hands and say what they would play next time.",
    "The teachers had doubts. Some said that pupils sit too long as it is, Lind remembers.",
    "Now the pupils play chess in the yard too, and the teachers have asked for a board.",
    "Hill Street is the first school here to teach chess, but two others have asked Lind how.",
    "In May the pupils will play against their parents, and the losers will cook, Lind said.",
]
TITLES = [
    "Harbour closes after waves break wall",
    "Hill Street pupils all to learn chess",
    "Bread price rises by a tenth",
]
ARTICLES = [STORM, SCHOOL, BREAD]


def dump(paragraph_end: str, article_end: str, *, titled: bool) -> str:
    """The three articles as one text, with these ends after a paragraph and an article."""
    heads = [[title] if titled else [] for title in TITLES]
    return article_end.join(
        paragraph_end.join(head + body) for head, body in zip(heads, ARTICLES, strict=True)
    )


@pytest.mark.parametrize(
    ("paragraph_end", "article_end", "titled", "basis"),
    [
        ("\n\n", "\n\n\n", True, "gap"),
        ("\n\n", "\n\n\n\n", False, "gap"),
        ("\n", "\n\n", True, "gap"),
        ("\n", "\n\n", False, "gap"),
        ("\r\n\r\n", "\r\n\r\n", True, "headline"),
        ("\r", "\r", True, "headline"),
        ("\n", "\n", True, "headline"),
        ("\n\n", "\n\n-----\n\n", True, "separator"),
        ("\n", "\n=====\n", False, "separator"),
        ("\n\n", "\n\n* * *\n\n", True, "separator"),
        ("\n\n", "\n\n***\n\n", False, "separator"),
    ],
)
def test_three_articles_are_told_apart_in_every_layout(paragraph_end, article_end, titled, basis):
    drafts = read_articles(dump(paragraph_end, article_end, titled=titled))
    assert [draft.title for draft in drafts] == (TITLES if titled else [None] * 3)
    assert [draft.body for draft in drafts] == ["\n\n".join(body) for body in ARTICLES]
    assert {draft.split_basis for draft in drafts} == {basis}


def test_numbered_separators_count_up():
    text = "\n".join(
        f"[{number}]\n{title}\n" + "\n".join(body)
        for number, (title, body) in enumerate(zip(TITLES, ARTICLES, strict=True), start=1)
    )
    drafts = read_articles(text)
    assert [draft.title for draft in drafts] == TITLES
    assert {draft.split_basis for draft in drafts} == {"separator"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("-----", "---"),
        ("* * *", "***"),
        ("Article 3 of 12", "article 0 of 0"),
        ("--- 3 ---", "--- 0 ---"),
        ("12 March", None),
        ("3,000 people came.", None),
        ("--", None),
    ],
)
def test_separator_kind(line, kind):
    assert separator_kind(line) == kind


def test_stars_between_sections_do_not_split_an_article():
    text = "\n\n".join([TITLES[0], *STORM[:2], "* * *", *STORM[2:]])
    (draft,) = read_articles(text)
    assert draft.title == TITLES[0]
    assert [p.text for p in draft.paragraphs if p.kind == "boilerplate"] == ["* * *"]


def test_ruled_lines_between_sections_do_not_split_an_article():
    sections = [TITLES[0], *STORM[:2], *LONG_STORM[:2], "-----", *STORM[2:], *LONG_STORM[2:]]
    assert len(read_articles("\n".join(sections))) == 1


def test_a_blank_line_more_in_one_article_does_not_split_it():
    (draft,) = read_articles("\n".join([TITLES[0], *STORM[:2]]) + "\n\n" + "\n".join(STORM[2:]))
    assert len(draft.paragraphs) == 4


def test_lone_headlines_between_blank_lines_head_what_follows():
    text = "\n\n\n".join(f"{t}\n\n\n" + "\n".join(b) for t, b in zip(TITLES, ARTICLES, strict=True))
    assert [draft.title for draft in read_articles(text)] == TITLES


def test_byline_outlet_and_date_under_a_headline_are_read():
    text = f"{TITLES[0]}\nBy Ana Ruiz | Elm Post | 12 March 2025\n\n" + "\n\n".join(STORM)
    (draft,) = read_articles(text)
    assert (draft.title, draft.byline, draft.outlet) == (TITLES[0], "By Ana Ruiz", "Elm Post")
    assert draft.published.first.isoformat() == "2025-03-12"
    assert draft.body == "\n\n".join(STORM)


def test_a_date_above_each_headline_goes_with_it():
    text = "\n\n".join(
        f"{day} March 2025\n\n{title}\n\n" + "\n\n".join(body)
        for day, title, body in zip((3, 4, 5), TITLES, ARTICLES, strict=True)
    )
    drafts = read_articles(text)
    assert [draft.title for draft in drafts] == TITLES
    assert [draft.published.first.day for draft in drafts] == [3, 4, 5]


@pytest.mark.parametrize(
    "line",
    [
        "What the harbour lost",  # a sub-heading of four words
        '"The wall was old and nobody mended it"',  # a pull quotation
        "Waves of six metres went over",  # the paragraph above it has not ended
    ],
)
def test_a_line_inside_an_article_that_is_no_headline(line):
    above = STORM[1].replace(".", ",") if line.startswith("Waves") else STORM[1]
    lines = split_paragraphs("\n".join([TITLES[0], STORM[0], above, line, *STORM[2:]]))
    assert list(find_headlines(lines)) == [0]


def test_the_questions_of_an_interview_are_no_headlines():
    questions = ["Who is to mend the wall?", "When will the market open?", "What do boats do now?"]
    text = [
        TITLES[0],
        STORM[0],
        *(x for pair in zip(questions, STORM[1:], strict=True) for x in pair),
    ]
    assert list(find_headlines(split_paragraphs("\n".join(text)))) == [0]


def test_a_file_without_a_headline_at_its_top_has_none():
    lines = split_paragraphs("\n".join([*STORM, TITLES[1], *SCHOOL]))
    assert find_headlines(lines) == {}


def test_language_alone_tells_articles_apart():
    # some 300 words each, since a few paragraphs alone prove little
    drafts = read_articles("\n".join([*STORM, *LONG_STORM, *SCHOOL, *LONG_SCHOOL]))
    bodies = ["\n\n".join([*STORM, *LONG_STORM]), "\n\n".join([*SCHOOL, *LONG_SCHOOL])]
    assert [draft.body for draft in drafts] == bodies
    assert {draft.split_basis for draft in drafts} == {"language"}


def test_a_dateline_helps_the_language():
    school = ["HILL TOWN, March 3 (Wire) - " + SCHOOL[0], *SCHOOL[1:]]
    drafts = read_articles("\n".join(STORM + school))
    assert [draft.body for draft in drafts] == ["\n\n".join(STORM), "\n\n".join(school)]
    assert {draft.split_basis for draft in drafts} == {"language"}


@pytest.mark.parametrize("article", ARTICLES)
def test_one_article_without_headline_stays_whole(article):
    (draft,) = read_articles("\n".join(article))
    assert (draft.title, draft.split_basis) == (None, "whole")


def test_segments_begin_where_the_words_change():
    # each half repeats its own four words
    words = [["wave", "wall", "sand", "port"]] * 4 + [["chess", "pupil", "game", "clock"]] * 4
    assert find_segments(words, [2.0] * 8).starts == (0, 4)
    assert find_segments(words, [100.0] * 8).starts == (0,)


def test_segments_of_one_paragraph_and_of_none_shared():
    assert find_segments([["wave"]], [2.0]).starts == (0,)
    assert find_segments([["wave"], ["wall"]], [2.0, 2.0]).starts == (0,)


def test_a_segment_longer_than_the_programme_weighs_at_once_is_not_cut():
    # 60,000 words drawn as words are: the second half as often as the first, and so on
    draw = random.Random(0).choices  # noqa: S311  no secret
    chances = [1 / (rank + 2) for rank in range(2000)]
    words = [draw([f"w{i}" for i in range(2000)], chances, k=40) for _ in range(1500)]
    assert find_segments(words, [25.0] * 1500).starts == (0,)


def test_a_line_printed_just_before_begins_no_article():
    assert possible_starts(["Rain.", "Rain.", "Wind.", "Rain."], [0.0] * 4) == [0, 2]


def test_lines_wrapped_at_a_width_become_paragraphs():
    wrapped = (
        "Harbour closes after waves break wall\n\n"
        "The harbour of Port Elm closed on Monday\n"
        "after waves broke the north wall, the\n"
        "port said.\n\n"
        "Waves of six metres went over the wall\n"
        "before dawn and filled the fish market\n"
        "with sand.\n"
    )
    (draft,) = read_articles(wrapped)
    assert draft.body == "\n\n".join(STORM[:2])


TEXTS = [
    "-----\n" + dump("\n\n", "\n-----\n", titled=True) + "\n-----\n",
    dump("\n", "\n\n\n", titled=True),
    dump("\n\n", "\n\n-----\n\n", titled=False),
    "\n".join(["-----", "", "By Ana Ruiz", "12 March 2025", *STORM, "READ MORE: Walls", "-----"]),
    "\n".join(["Elm Post", TITLES[0], "By Ana Ruiz", "An old wall", *STORM, "(c) Elm Post 2025"]),
    "\n".join(["By Ana Ruiz", "12 March 2025"]),
    "\n".join(["1", "2", "3", "* * *", "?", "Elm"]),
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_line_ends_in_exactly_one_place(text):
    """Title, body, boilerplate, or a metadata line, which lies between title and paragraphs."""
    drafts = read_articles(text)
    placed = [
        line
        for draft in drafts
        for line in [draft.title, *(paragraph.text for paragraph in draft.paragraphs)]
        if line is not None
    ]
    metadata = [line for line in text.splitlines() if line in ("By Ana Ruiz", "12 March 2025")]
    read = [line for line in metadata if line not in placed]
    assert sorted(placed + read) == sorted(line for line in text.splitlines() if line)
    assert all(any(draft.byline or draft.published for draft in drafts) for _ in read)


SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="../shared/articles is not here")
@pytest.mark.parametrize(("start", "n_articles", "titled"), [("000", 10, True), ("003", 3, False)])
def test_files_of_the_neighbourhood_split_and_lose_no_line(start, n_articles, titled):
    (path,) = (SHARED / "articles").glob(f"{start}_*.txt")
    text = path.read_text("utf-8")
    drafts = read_articles(text)
    assert [draft.title is not None for draft in drafts] == [titled] * n_articles
    placed = [line for d in drafts for line in [d.title, *(p.text for p in d.paragraphs)] if line]
    assert placed == [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_a_text_without_line_ends_is_cut_where_sentences_end():
    sentence = "The harbour closed on Monday. "
    lines = split_lines(sentence * 4000)
    assert all(len(line.text) <= LONGEST and line.text.endswith("Monday.") for line in lines)
    assert " ".join(line.text for line in lines) == (sentence * 4000).strip()
    assert [line.gap for line in lines] == [0] * len(lines)
    (line,) = split_lines("x" * (LONGEST + 1))
    assert len(line.text) == LONGEST + 1


def test_a_closing_note_broken_into_lines_closes_to_its_stop():
    texts = ["Editor’s note: the port", "was built in", "1907.", "Pupils learn chess."]
    assert closing_lines(texts) == [True, True, True, False]


def test_a_heading_at_the_head_of_a_paragraph_speaks_against_a_start():
    (run_in,) = score_starts(["Anger at port: Some of them say no."])
    (plain,) = score_starts(["Anger at port, and some of them say no."])
    assert run_in < plain


@pytest.mark.parametrize(
    "line", ["What the storm means for sellers", "A long history of broken walls"]
)
def test_a_sub_heading_as_long_as_a_headline_stays_in_its_article(line):
    article = [TITLES[0], *STORM, *LONG_STORM[:3], line, *LONG_STORM[3:]]
    lines = split_lines("\n".join([*article, TITLES[1], *SCHOOL, *LONG_SCHOOL]))
    assert list(find_headlines(lines)) == [0, len(article)]


def test_sure_headlines_need_no_second_look():
    assert look_again([["wave"], ["wall"]], {1: 3.0}) == {1: 3.0}
