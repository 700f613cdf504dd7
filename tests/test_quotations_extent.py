"""Which words are reported: frames of verbs and nouns, passives, insertions, asides, blocks."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.quotations import find_quotations
from workbook.quotations.layout import find_label


def rows(body: str) -> list[dict]:
    articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    return find_quotations(articles).rows(named=True)


def reported(body: str) -> list[tuple[str, str | None, str | None]]:
    """Parts joined by a bar, cue and mention of each quotation."""
    return [
        (
            " | ".join(body[part["start"] : part["end"]] for part in row["parts"]),
            row["cue"],
            row["mention"],
        )
        for row in rows(body)
    ]


@pytest.mark.parametrize(
    ("body", "words", "cue", "mention"),
    [
        ("Ruiz was accused of hiding the cracks.", "Ruiz | hiding the cracks", "accused of", None),
        ("Ruiz was asked about the cracks.", "the cracks", "asked about", None),
        ("The cracks were first reported by Li Wei.", "The cracks", "reported", "Li Wei"),
        ("Ruiz has been called a hero by critics.", "Ruiz | a hero", "called", "critics"),
    ],
)
def test_passives(body, words, cue, mention):
    assert reported(body) == [(words, cue, mention)]


@pytest.mark.parametrize(
    ("body", "words", "cue", "mention"),
    [
        ("Her claim that the bridge is safe is false.", "that the bridge is safe", "claim", "Her"),
        ("Ruiz made a pledge to close the bridge.", "to close the bridge", "pledge", "Ruiz"),
        ("Ruiz expressed concern about the old bridge.", "the old bridge", "concern", "Ruiz"),
        ("He denied reports that the bridge fell.", "that the bridge fell", "denied", "He"),
    ],
)  # fmt: skip
def test_nouns(body, words, cue, mention):
    assert reported(body) == [(words, cue, mention)]


@pytest.mark.parametrize(
    ("body", "words", "mention"),
    [
        ("Close it now, she said, and you save lives.", "Close it now | and you save lives", "she"),
        ("The bridge, as Ruiz pointed out, is old.", "The bridge | is old", "Ruiz"),
        ("Ruiz said at the time that it was safe.", "that it was safe", "Ruiz"),
        ("Ruiz has not said when it will open.", "when it will open", "Ruiz"),
        ("Ruiz went on to explain why it was late.", "why it was late", "Ruiz"),
    ],
)
def test_clauses_around_and_behind(body, words, mention):
    assert [(found[0], found[2]) for found in reported(body)] == [(words, mention)]


def test_an_aside_behind_a_noun_phrase_is_the_reporters():
    body = "Ruiz questioned the health of Li Wei, who is 70."
    assert reported(body) == [("the health of Li Wei", "questioned", "Ruiz")]


def test_somebody_elses_report_behind_a_comma_is_not_part_of_the_first():
    body = "Ruiz said the bridge was safe, and experts warned that it was not."
    assert [(words, mention) for words, _, mention in reported(body)] == [
        ("the bridge was safe", "Ruiz"),
        ("that it was not", "experts"),
    ]


def test_a_short_shout_is_quoted():
    assert reported('The crowd chanted "What bridge?" for hours.') == [
        ('"What bridge?"', "chanted", "The crowd")
    ]


def test_an_opening_before_the_marks_is_not_quoted():
    body = 'As for the bridge, "it is far too old for heavy lorries," Ruiz said.'
    words = '"it is far too old for heavy lorries,"'
    assert reported(body) == [(words, "said", "Ruiz")]


def test_a_paragraph_announced_by_a_colon_is_a_block_quotation():
    body = "Ruiz added:\n\nIt was late when the bridge closed. We went home."
    [row] = rows(body)
    words = "It was late when the bridge closed. We went home."
    assert (row["kind"], row["text"], row["mention"]) == ("direct", words, "Ruiz")


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Ruiz: The Bridge Is Safe.", ["The Bridge Is Safe"]),
        ("Poll: Most Drivers Want the Tunnel.", ["Most Drivers Want the Tunnel"]),
        ("The Latest: The Bridge Is Safe.", []),
        ("Bad News: The Bridge Is Safe.", []),
    ],
)
def test_a_headline_that_names_its_speaker_first(headline, found):
    body = f"{headline}\n\nThe mayor, Ana Ruiz, spoke on Monday."
    assert [body[q.start : q.end] for q in find_label(body)] == found


def test_a_headline_with_words_in_marks_has_the_name_that_the_body_has():
    body = "Ana Ruiz Warns Harbour Board: ‘Close the Bridge.’\n\nThe mayor, Ana Ruiz, spoke."
    assert reported(body) == [("‘Close the Bridge.’", ":", "Ana Ruiz")]


@pytest.mark.parametrize(
    ("body", "words", "cue", "mention"),
    [
        ('Ruiz was blunt: "Close it."', '"Close it."', ":", "Ruiz"),
        ('Ruiz: "The bridge is safe."', '"The bridge is safe."', ":", "Ruiz"),
        ('Her answer: "Never."', '"Never."', ":", "Her"),
        ('They chanted "Close it now!" and "Shame!"', '"Close it now!" | "Shame!"', "chanted",
         "They"),
        ('"Close it," she said. "Now."', '"Close it," | "Now."', "said", "she"),
        ("He was seen, as Ruiz put it, “the fool.”", "“the fool.”", "put", "Ruiz"),
    ],
)  # fmt: skip
def test_words_in_marks_behind_a_colon_in_a_list_and_behind_as(body, words, cue, mention):
    assert reported(body) == [(words, cue, mention)]


def test_which_stands_for_the_sentence_that_is_granted():
    body = "The repairs took too long, which Ruiz conceded."
    assert reported(body) == [("The repairs took too long", "conceded", "Ruiz")]
    assert reported("She crossed the bridge, which Ruiz praised.") == []


def test_reportedly_alone_names_nobody_and_is_no_quotation():
    assert reported("The bridge will reportedly close in May.") == []
    body = "Ruiz reportedly told the board that the bridge would close."
    assert reported(body) == [("that the bridge would close", "told", "Ruiz")]


def test_an_attribution_covers_the_sentences_in_its_marks_but_without_marks_only_its_own():
    marked = '"The bridge is old. Repairs cost millions. We cannot pay," Ruiz said.'
    assert reported(marked) == [(marked.removesuffix(" Ruiz said."), "said", "Ruiz")]
    plain = "The bridge is old. Repairs cost millions. The city cannot pay, Ruiz said."
    assert reported(plain) == [("The city cannot pay", "said", "Ruiz")]


def test_a_law_or_a_plan_to_say_something_is_no_report():
    assert reported("A plan to announce prices failed.") == []


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "\n\n",
        ", ",
        ". ",
        ": ",
        "Ruiz",
        " said ",
        " it is late",
        " told us that ",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_gives_parts_in_order_inside_it_and_apart(body):
    covered: set[int] = set()
    for row in rows(body):
        parts = [(part["start"], part["end"]) for part in row["parts"]]
        assert row["text"] == body[row["start"] : row["end"]]
        assert parts == sorted(parts)
        assert (row["start"], row["end"]) == (parts[0][0], parts[-1][1])
        places = {place for start, end in parts for place in range(start, end)}
        assert not places & covered
        covered |= places
