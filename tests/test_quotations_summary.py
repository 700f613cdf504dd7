"""One row per speaker."""

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.quotations import find_quotations, summarise_speakers

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
