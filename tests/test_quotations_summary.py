"""One row per speaker."""

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.quotations import (
    add_tone,
    count_quoted,
    find_quotations,
    summarise_cues,
    summarise_pairs,
    summarise_speakers,
)

SPOKEN = pl.DataFrame(
    {
        "article_id": ["a", "a", "b", "b", "b"],
        "kind": ["direct", "mixed", "indirect", "direct", "indirect"],
        "text": ["“It is late.”", "a “mess”", "to go", "“No.”", "it rains"],
        "cue": ["said", "called", "vowed", None, "said"],
        "speaker": ["Ana Ruiz", "Ana Ruiz", "Ana M. Ruiz", None, "Ruiz"],
        "role": [None, "mayor", "mayor", None, None],
    }
)


def test_one_row_per_speaker_most_quoted_first_and_nobody_last():
    columns = [
        "speaker",
        "role",
        "n_quotations",
        "n_articles",
        "n_direct",
        "n_mixed",
        "n_indirect",
        "n_words",
        "cue",
        "forms",
    ]
    summary = summarise_speakers(SPOKEN)
    assert summary.columns == columns
    # 3 + 2 + 2 words; "Ruiz" alone may be somebody else.
    assert summary.rows() == [
        ("Ana M. Ruiz", "mayor", 3, 2, 1, 1, 1, 7, "said", ["Ana Ruiz", "Ana M. Ruiz"]),
        ("Ruiz", None, 1, 1, 0, 0, 1, 2, "said", ["Ruiz"]),
        (None, None, 1, 1, 1, 0, 0, 1, None, []),
    ]  # fmt: skip


def test_names_that_fit_two_people_are_not_merged():
    spoken = SPOKEN[:3].with_columns(speaker=pl.Series(["Ana Ruiz", "Ana B. Ruiz", "Ana M. Ruiz"]))
    assert summarise_speakers(spoken)["speaker"].sort().to_list() == [
        "Ana B. Ruiz",
        "Ana M. Ruiz",
        "Ana Ruiz",
    ]


@pytest.mark.parametrize(
    ("names", "merged"),
    [
        (["Ana Ruiz", "Ana M. Ruiz", "Ana Maria M. Ruiz"], ["Ana Maria M. Ruiz"]),
        (["Ana Ruiz", "Ana Li Ruiz", "Ana Ruiz Li"], ["Ana Li Ruiz", "Ana Ruiz Li"]),
        (["Jan Bos", "Jan Bos Jr"], ["Jan Bos", "Jan Bos Jr"]),
        (["Li Wei", "Li Wei Min"], ["Li Wei", "Li Wei Min"]),
        (["Harbour Post", "Post"], ["Harbour Post", "Post"]),
    ],
)
def test_only_forms_of_one_name_are_one_speaker(names, merged):
    spoken = pl.concat([SPOKEN[:1]] * len(names)).with_columns(speaker=pl.Series(names))
    assert summarise_speakers(spoken)["speaker"].sort().to_list() == merged


def test_the_order_of_the_rows_does_not_change_who_is_merged():
    forward, backward = summarise_speakers(SPOKEN), summarise_speakers(SPOKEN.reverse())
    columns = ["speaker", "n_quotations", "n_words"]
    assert forward.select(columns).equals(backward.select(columns))


def test_no_quotations_give_an_empty_summary_with_the_same_columns():
    empty = summarise_speakers(SPOKEN.clear())
    assert (empty.height, empty.schema) == (0, summarise_speakers(SPOKEN).schema)


def test_it_takes_what_find_quotations_gives():
    body = '"It is late," said Ana Ruiz. Ruiz vowed to leave.'
    found = find_quotations(pl.DataFrame({"article_id": ["a"], "body": [body]}))
    assert summarise_speakers(found).select("speaker", "n_quotations").rows() == [("Ana Ruiz", 2)]


def test_another_frame_is_an_error():
    with pytest.raises(WorkbookError, match="no column 'kind' in this frame"):
        summarise_speakers(SPOKEN.drop("kind"))


@pytest.mark.parametrize(
    ("cue", "verb", "tone"),
    [
        ("said", "say", "neutral"),
        ("did not say", "say", "neutral"),
        ("According to", "according to", "neutral"),
        (":", ":", "neutral"),
        ("pointed out", "point out", "assertive"),
        ("denied", "deny", "critical"),
        ("claims", "claim", "doubting"),
        ("urging", "urge", "directive"),
        ("vowed", "vow", "committing"),
        ("praised", "praise", "supportive"),
        ("announcement", "announcement", None),
        (None, None, None),
    ],
)
def test_the_tone_of_a_cue_is_that_of_its_verb(cue, verb, tone):
    cues = pl.DataFrame({"cue": [cue]}, schema={"cue": pl.String})
    assert add_tone(cues).row(0) == (cue, verb, tone)


def test_cues_count_under_their_verb_most_frequent_first():
    spoken = SPOKEN.with_columns(cue=pl.Series(["said", "claims", "says", None, "announcement"]))
    # Two of "say": a direct one of Ana Ruiz and an indirect one of Ana M. Ruiz.
    assert summarise_cues(spoken).rows() == [
        ("say", "neutral", 2, 2, 2, 1, 0, 1),
        ("announcement", None, 1, 1, 1, 0, 0, 1),
        ("claim", "doubting", 1, 1, 1, 0, 1, 0),
    ]
    assert summarise_cues(spoken.clear()).schema == summarise_cues(spoken).schema


def test_speakers_of_one_article_are_a_pair():
    spoken = pl.DataFrame(
        {
            "article_id": ["a", "a", "a", "b", "b", "c"],
            "speaker": ["Li", "Bos", "Li", "Li", "Bos", "Ana"],
        }
    )
    assert summarise_pairs(spoken).rows() == [("Bos", "Li", 2)]
    assert summarise_pairs(spoken.clear()).rows() == []


def test_what_is_quoted_and_what_is_not_makes_up_the_text():
    articles = pl.DataFrame(
        {
            "article_id": ["b", "a", "empty", "other"],
            "body": ["éé said it", "plain", "", "Il a dit oui"],
            "language": ["en", "en", "en", "fr"],
        }
    )
    found = pl.DataFrame(
        {"article_id": ["b"], "kind": ["indirect"], "parts": [[{"start": 8, "end": 10}]]}
    )
    quoted = count_quoted(articles, found)
    assert quoted.filter(pl.col("n_characters") > 0).rows() == [
        ("b", "indirect", 2, 0.2),
        ("b", "own words", 8, 0.8),
        ("a", "own words", 5, 1.0),
    ]
    assert quoted.height == 8
    empty = count_quoted(articles.clear(), found.clear())
    assert (empty.height, empty.schema) == (0, quoted.schema)
