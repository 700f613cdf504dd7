"""Quotations of short invented articles, row by row."""

import json
import os
import random
import subprocess
import sys

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.quotations import find_quotations
from workbook.schema import QUOTATIONS


def articles(*bodies: str | None) -> pl.DataFrame:
    ids = [f"a{number}" for number in range(len(bodies))]
    schema = {"article_id": pl.String, "body": pl.String}
    return pl.DataFrame({"article_id": ids, "body": bodies}, schema=schema)


def attributions(body: str) -> list[tuple[str, str, str | None, str | None]]:
    """Kind, parts joined by a bar, cue and mention of each quotation of a body."""
    return [
        (
            row["kind"],
            " | ".join(body[part["start"] : part["end"]] for part in row["parts"]),
            row["cue"],
            row["mention"],
        )
        for row in find_quotations(articles(body)).iter_rows(named=True)
    ]


def test_a_row_holds_words_cue_speaker_and_role_with_their_places():
    body = '"The bridge is safe," said Ana Ruiz, the mayor of Port Hill.'
    assert find_quotations(articles(body)).rows(named=True) == [
        {
            "article_id": "a0",
            "quotation": 0,
            "kind": "direct",
            "text": '"The bridge is safe,"',
            "start": 0,
            "end": 21,
            "parts": [{"start": 0, "end": 21}],
            "cue": "said",
            "cue_start": 22,
            "cue_end": 26,
            "mention": "Ana Ruiz",
            "mention_start": 27,
            "mention_end": 35,
            "speaker": "Ana Ruiz",
            "role": "the mayor of Port Hill",
            "told_to": None,
            "reported_by": None,
        }
    ]


@pytest.mark.parametrize(
    ("body", "words", "cue", "mention"),
    [
        ('"The bridge is safe," said Ruiz.', '"The bridge is safe,"', "said", "Ruiz"),
        ('Ruiz said: "The bridge is safe."', '"The bridge is safe."', "said", "Ruiz"),
        ('"Is the bridge safe?" Ruiz asked.', '"Is the bridge safe?"', "asked", "Ruiz"),
        ('"The bridge," she said, "is safe."', '"The bridge," | "is safe."', "said", "she"),
        (
            '"The bridge is safe," Ruiz said. "We checked every bolt."',
            '"The bridge is safe," | "We checked every bolt."',
            "said",
            "Ruiz",
        ),
        ('"The bridge is safe," she typed.', '"The bridge is safe,"', "typed", "she"),
        ("“The bridge is safe,” said Ruiz.", "“The bridge is safe,”", "said", "Ruiz"),
        ("«The bridge is safe,» said Ruiz.", "«The bridge is safe,»", "said", "Ruiz"),
        ("‘The bridge is safe,’ said Ruiz.", "‘The bridge is safe,’", "said", "Ruiz"),
        ("'The bridge is safe,' said Ruiz.", "'The bridge is safe,'", "said", "Ruiz"),
        ('"The bridge is safe,"said Ruiz.', '"The bridge is safe,"', "said", "Ruiz"),
        ("“The bridge is safe now.” — Ana Ruiz", "“The bridge is safe now.”", "—", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_direct_quotations(body, words, cue, mention):
    assert attributions(body) == [("direct", words, cue, mention)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('Ruiz called the plan "a costly mistake" and left.', 'the plan "a costly mistake"'),
        ('Ruiz said the plan was "a mistake" for all.', 'the plan was "a mistake" for all'),
        ('Ruiz warned of "long, long delays" on the road.', '"long, long delays" on the road'),
    ],
)
def test_mixed_quotations_keep_their_marks(body, words):
    [(kind, found, _, mention)] = attributions(body)
    assert (kind, found, mention) == ("mixed", words, "Ruiz")


@pytest.mark.parametrize(
    ("body", "words", "cue"),
    [
        ("Ruiz said that the bridge was safe.", "that the bridge was safe", "said"),
        ("The bridge is safe, Ruiz said on Monday.", "The bridge is safe", "said"),
        ("But the bridge is safe, Ruiz said.", "the bridge is safe", "said"),
        ("The bridge, Ruiz said, is safe.", "The bridge | is safe", "said"),
        ("The bridge is safe, according to Ruiz.", "The bridge is safe", "according to"),
        ("According to Ruiz, the bridge is safe.", "the bridge is safe", "According to"),
        ("As Ruiz put it, the bridge is a disaster.", "the bridge is a disaster", "put"),
        ("Ruiz urged drivers to take the tunnel.", "drivers to take the tunnel", "urged"),
        ("Ruiz denied taking money from builders.", "taking money from builders", "denied"),
        ("Ruiz vowed to rebuild the bridge.", "to rebuild the bridge", "vowed"),
        ("Ruiz accused the builders of lying.", "the builders of lying", "accused"),
        ("Ruiz called for a new bridge.", "a new bridge", "called for"),
        ("Ruiz announced a plan to close it.", "a plan to close it", "announced"),
        ("LONDON — The bridge is safe, Ruiz said.", "The bridge is safe", "said"),
        ("Ruiz did not say when it would open.", "when it would open", "did not say"),
        ("Ruiz left, saying that it was safe.", "that it was safe", "saying"),
        ("The board cut all contracts, per Ruiz.", "The board cut all contracts", "per"),
    ],
)  # fmt: skip
def test_indirect_quotations(body, words, cue):
    assert attributions(body) == [("indirect", words, cue, "Ruiz")]


def test_a_second_report_behind_a_comma_is_a_row_of_its_own():
    body = "Ruiz said the bridge was safe, adding that the tunnel was not."
    assert attributions(body) == [
        ("indirect", "the bridge was safe", "said", "Ruiz"),
        ("indirect", "that the tunnel was not", "adding", "Ruiz"),
    ]


def test_of_two_reports_one_inside_the_other_the_outer_is_kept():
    body = "Ruiz said he told them the bridge was too old."
    words = "he told them the bridge was too old"
    assert attributions(body) == [("indirect", words, "said", "Ruiz")]


def test_paragraphs_that_open_with_a_mark_go_on_until_one_closes():
    body = "Ruiz said: “It rained for days.\n\n“Nobody came to help us.\n\n“We left.”"
    assert attributions(body) == [
        (
            "direct",
            "“It rained for days. | “Nobody came to help us. | “We left.”",
            "said",
            "Ruiz",
        )
    ]


def test_a_paragraph_that_ends_with_a_colon_introduces_the_next():
    body = 'The mayor continued:\n\n"The bridge is safe and will stay open."'
    assert attributions(body) == [
        ("direct", '"The bridge is safe and will stay open."', "continued", "The mayor")
    ]


def test_words_in_marks_go_on_from_an_indirect_report_just_before():
    body = 'The bridge is safe, Ruiz said. "We checked every single bolt."'
    words = 'The bridge is safe | "We checked every single bolt."'
    assert attributions(body) == [("mixed", words, "said", "Ruiz")]


def test_a_colon_alone_introduces_words_in_marks():
    body = 'The mayor has a new slogan: "We build the bridges."'
    assert attributions(body) == [("direct", '"We build the bridges."', ":", "The mayor")]


def test_a_missing_blank_does_not_hide_who_speaks():
    body = "Ana Ruiz, head of the port,told the Harbour Post that it was late."
    assert attributions(body) == [("indirect", "that it was late", "told", "Ana Ruiz")]


def test_a_mark_that_never_closes_ends_with_its_sentence():
    body = 'Ruiz said: "The bridge is safe. It will stay open.\n\nThe tunnel, Ruiz said, is closed.'
    assert attributions(body) == [
        ("direct", '"The bridge is safe.', "said", "Ruiz"),
        ("indirect", "The tunnel | is closed", "said", "Ruiz"),
    ]


def test_labelled_turns_of_a_transcript_are_direct():
    assert attributions("RUIZ: Is it safe?\n\nLI: It is safe now.") == [
        ("direct", "Is it safe?", ":", "RUIZ"),
        ("direct", "It is safe now.", ":", "LI"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        'The "old town" is popular with visitors.',
        'Her second book, "The Long Bridge", sold well.',
        'The forum "Peace and Prosperity: Shared Roads" opened.',
        "The board tells a long story about the 1950s.",
        'The 6-foot-2" guard saw a 3" pipe in the workers\' room.',
        "The minister was told to leave the room.",
        "A law to disclose gifts was passed.",
        "The term was a nickname referring to workers of the mill.",
        "The acronym refers to the ministry of transport.",
    ],
)
def test_terms_titles_and_mere_verbs_are_no_quotations(body):
    assert attributions(body) == []


def speakers(body: str) -> list[str | None]:
    return find_quotations(articles(body))["speaker"].to_list()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ana Ruiz spoke. Ruiz said it was late.", ["Ana Ruiz"]),
        ("Mr. Li said so. Li Wei spoke. Mr. Li said it was late.", ["Li Wei"]),
        ("Cui Hong and Cui Heng met. Cui said it was late.", [None]),
        ("Cui Hong and Cui Heng met. Cui Heng said it was late.", ["Cui Heng"]),
        ("Ana Ruiz said it was late. She said it rained.", ["Ana Ruiz", "Ana Ruiz"]),
        ("Mr. Jan Bos said it was late. She said it rained.", ["Jan Bos", None]),
        ("He said it was late.", [None]),
        (
            "Ana Ruiz, a chemist at Hill Lab, said it was late. The chemist said it rained.",
            ["Ana Ruiz", "Ana Ruiz"],
        ),
        ("The expert said it was late.", [None]),
        ("The Transport Ministry met. The ministry said it was late.", ["Transport Ministry"]),
        ("A source close to the talks said it was late.", ["source close to the talks"]),
        ("Former council head Herman van den Berg said it was late.", ["Herman van den Berg"]),
        ("John Bos spoke. He said it was late.", ["John Bos"]),
        ("John Bos spoke. She said it was late.", [None]),
        ("Eva Ruiz Ortega spoke. Ruiz said it was late.", ["Eva Ruiz Ortega"]),
        ("The inspector, Eva Bos, said it was late.", ["Eva Bos"]),
        ("Ana Ruiz-Ortega said it was late.", ["Ana Ruiz-Ortega"]),
        ("Nguyễn Văn Hùng said it was late.", ["Nguyễn Văn Hùng"]),
        ("Officials who were there said it was late.", ["Officials"]),
    ],
)
def test_the_speaker_is_the_fullest_name_or_null(body, expected):
    assert speakers(body) == expected


def test_marks_that_go_on_at_once_have_the_same_speaker_but_no_mention():
    body = '"The bridge is old and worn," Ana Ruiz said.\n\n"It will have to be closed soon."'
    rows = find_quotations(articles(body)).select("mention", "speaker").rows()
    assert rows == [("Ana Ruiz", "Ana Ruiz"), (None, "Ana Ruiz")]


@pytest.mark.parametrize(
    ("body", "speaker", "told_to", "reported_by"),
    [
        ('"It is late," Ana Ruiz told the Harbour Post.', "Ana Ruiz", "Harbour Post", None),
        ("Ana Ruiz told us that it was late.", "Ana Ruiz", None, None),
        ("It is late, Ana Ruiz said, Xinhua reported.", "Ana Ruiz", None, "Xinhua"),
        ("It is late, the Harbour Post reported.", "Harbour Post", None, None),
    ],
)
def test_outlets_that_were_told_or_pass_on_are_kept_apart(body, speaker, told_to, reported_by):
    found = find_quotations(articles(body)).select("speaker", "told_to", "reported_by")
    assert found.rows() == [(speaker, told_to, reported_by)]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Ministry spokesman Li Wei said it was late.", "Ministry spokesman"),
        ("Li Wei, who is ill, said it was late.", None),
        ("Li Wei, asked by the court about it, said it was late.", None),
        ("Mr. Li Wei said it was late.", None),
        ("Li Wei, a teacher in Port Hill, spoke. Li said it was late.", "a teacher in Port Hill"),
    ],
)
def test_the_role_is_the_one_that_the_article_gives(body, role):
    assert find_quotations(articles(body))["role"].to_list() == [role]


def test_empty_articles_give_an_empty_frame_with_the_full_schema():
    assert find_quotations(articles()).schema == QUOTATIONS
    found = find_quotations(articles("", None, "\n\n", "No one spoke."))
    assert (found.schema, found.height) == (QUOTATIONS, 0)


def test_a_frame_without_body_is_an_error():
    with pytest.raises(WorkbookError, match="no column 'body' in this frame; found: article_id"):
        find_quotations(pl.DataFrame({"article_id": ["a"]}))


def test_articles_keep_their_order_and_read_the_same_alone_as_together():
    bodies = ('"It is late," said Ana Ruiz.', "", "Li Wei said that it was early.") * 3
    together = find_quotations(articles(*bodies))
    frame = articles(*bodies)
    alone = pl.concat([find_quotations(frame[number]) for number in range(frame.height)])
    assert together.equals(alone)
    assert together["article_id"].to_list() == ["a0", "a2", "a3", "a5", "a6", "a8"]


def test_another_process_with_another_hash_seed_and_thread_count_finds_the_same():
    script = (
        "import sys, polars as pl; from workbook.quotations import find_quotations;"
        "body = sys.stdin.read();"
        "print(find_quotations(pl.DataFrame({'article_id': ['a'], 'body': [body]})).write_json())"
    )
    other = subprocess.run(
        [sys.executable, "-c", script],
        input=MANY,
        env={**os.environ, "PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    frame = pl.DataFrame({"article_id": ["a"], "body": [MANY]})
    assert json.loads(other.stdout) == json.loads(find_quotations(frame).write_json())


def test_a_long_article_has_the_rows_of_its_parts():
    # 300 paragraphs: more sentences than are parsed at once.
    found = find_quotations(pl.DataFrame({"article_id": ["a"], "body": [MANY]}))
    assert found["kind"].to_list() == ["direct", "indirect", "mixed"] * 100
    assert found["speaker"].unique().to_list() == ["Ana Ruiz"]


MANY = "\n\n".join(
    [
        '"The bridge is old and worn," Ana Ruiz said.',
        "Ana Ruiz told the board that repairs would cost millions.",
        'Ana Ruiz called the plan "a clown show" on Monday.',
    ]
    * 100
)

FRAGMENTS = [
    '"', "“", "”", "«", "»", "'", "’", "‘", "''", "``", "\n", "\n\n", "\r\n", " ", ".", ",", "?",
    "!", ":", "—", "...", "said", "told", "called", "Ana Ruiz", "he", "according to", "per", "that",
    "the mayor", "It is late", "“We go,” ", "Q:", "as she put it", "According to Xinhua, ", '6\'2"',
    "3,000", "é", "漢字", "😀", "\u00a0", "\u200b", "\u2028", "\x00",
]  # fmt: skip


def scrambled(seed: int) -> str:
    pick = random.Random(seed)  # noqa: S311 - a repeatable scramble, not a secret
    return "".join(pick.choice(FRAGMENTS) + pick.choice(["", " "]) for _ in range(60))


def test_any_text_gives_spans_that_equal_it_in_order_and_apart():
    bodies = [scrambled(seed) for seed in range(150)]
    found = find_quotations(articles(*bodies))
    assert found.height > 100
    ends: dict[str, int] = {}
    covered: dict[str, set[int]] = {}
    for row in found.iter_rows(named=True):
        body = bodies[int(row["article_id"][1:])]
        parts = [(part["start"], part["end"]) for part in row["parts"]]
        assert body[row["start"] : row["end"]] == row["text"]
        assert (parts[0][0], parts[-1][1]) == (row["start"], row["end"])
        assert parts == sorted(parts)
        for name in ("cue", "mention"):
            if row[name] is not None:
                assert body[row[f"{name}_start"] : row[f"{name}_end"]] == row[name]
        assert row["start"] >= ends.get(row["article_id"], 0)
        ends[row["article_id"]] = row["start"]
        words = {place for start, end in parts for place in range(start, end)}
        assert not words & covered.setdefault(row["article_id"], set())
        covered[row["article_id"]] |= words
