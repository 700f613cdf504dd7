"""What drives a score, how far to trust it; groups, parts of an article, hard sentences."""

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.readability import (
    FORMULAS,
    add_caution,
    explain_scores,
    find_hard_words,
    mark_difficulty,
    rank_sentences,
    score_parts,
    score_readability,
    summarise_scores,
)
from workbook.readability.explain import TWO_TERMS


def counted(**columns: list[int]) -> pl.DataFrame:
    """Counts of texts in which only the given columns matter."""
    height = len(next(iter(columns.values())))
    ids = [f"a{number}" for number in range(height)]
    return pl.DataFrame({"article_id": ids, **columns})


THREE = counted(
    n_words=[100, 100, 100],
    n_sentences=[10, 5, 4],  # 10, 20 and 25 words per sentence
    n_syllables=[150, 140, 180],
    n_long_words=[20, 10, 30],
)


def test_a_sum_is_divided_into_its_terms():
    # LIX: middling are 20 words per sentence and 20 % long words
    explained = explain_scores(THREE, "lix")
    assert explained.select("from_sentences", "from_words", "driver").rows() == [
        (-10.0, 0.0, "short sentences"),
        (0.0, -10.0, "easy words"),
        (5.0, 10.0, "hard words"),
    ]


def test_a_product_is_divided_so_that_both_orders_count_alike():
    # RIX: middling 20 * 0.2 = 4; the last 25 * 0.3 = 7.5
    # sentences first 25 * 0.2 - 4 = 1, or last 7.5 - 20 * 0.3 = 1.5; words 2 or 2.5
    last = explain_scores(THREE, "rix").row(2, named=True)
    assert last["from_sentences"] == pytest.approx(1.25)
    assert last["from_words"] == pytest.approx(2.25)


def test_where_a_higher_score_is_easier_long_sentences_take_points_away():
    # Flesch: -1.015 * (25 - 20) = -5.075; -84.6 * (1.8 - 1.5) = -25.38
    explained = explain_scores(THREE, "flesch_reading_ease")
    parts = explained.select("from_sentences", "from_words", "driver").rows()
    assert parts[0] == (pytest.approx(10.15), pytest.approx(0), "short sentences")
    assert parts[2] == (pytest.approx(-5.075), pytest.approx(-25.38), "hard words")


def test_the_measures_stand_beside_the_parts():
    explained = explain_scores(THREE, "lix")
    assert explained["sentence_length"].to_list() == [10.0, 20.0, 25.0]
    assert explained["word_length"].to_list() == [20.0, 10.0, 30.0]


def test_other_scores_may_set_the_middle():
    explained = explain_scores(THREE.tail(1), "lix", against=THREE.head(1))
    # the middle is now 10 words per sentence and 20 %
    assert explained.select("from_sentences", "from_words").rows() == [(15.0, 10.0)]


BODIES = [
    "The ferry was late. Nobody on the quay was surprised, since it always is in winter.",
    "The administration reconsidered its extraordinary proposal for municipal restructuring.",
    "It rained on the hills for a week. Then the river rose. Then the road went under.",
    "",
]


@pytest.mark.parametrize("formula", TWO_TERMS)
def test_the_two_parts_add_up_to_the_distance_from_the_middle(formula):
    bodies = pl.DataFrame({"article_id": ["a", "b", "c", "d"], "body": BODIES})
    explained = explain_scores(score_readability(bodies), formula)
    measures = explained.select("sentence_length", "word_length")
    middle = measures.median().select(FORMULAS[formula].score(*map(pl.col, measures.columns)))
    distance = explained[formula] - middle.item()
    total = explained["from_sentences"] + explained["from_words"]
    assert total.to_list() == [*(pytest.approx(d, abs=1e-9) for d in distance[:3]), None]
    assert explained["driver"][3] is None


def test_a_formula_without_two_terms_cannot_be_explained():
    with pytest.raises(WorkbookError, match="unknown formula of two terms 'text_standard'"):
        explain_scores(THREE, "text_standard")


def test_no_scores_are_explained_by_no_rows():
    explained = explain_scores(THREE.clear(), "lix")
    assert explained.height == 0
    assert explained.columns[-5:] == [
        "sentence_length",
        "word_length",
        "from_sentences",
        "from_words",
        "driver",
    ]


@pytest.mark.parametrize(
    ("n_words", "grade", "caution"),
    [
        (100, 8.0, None),
        (99, 8.0, "under 100 words"),
        (300, -0.5, "below the scale of 0 to 18"),
        (300, 18.5, "above the scale of 0 to 18"),
        (20, 21.0, "under 100 words; above the scale of 0 to 18"),
        (0, None, None),
    ],
)
def test_a_caution_says_what_makes_a_score_doubtful(n_words, grade, caution):
    scores = pl.DataFrame({"n_words": [n_words], "flesch_kincaid_grade": [grade]})
    scores = scores.cast({"flesch_kincaid_grade": pl.Float64})
    assert add_caution(scores)["caution"].to_list() == [caution]


def test_an_open_scale_is_never_left():
    scores = pl.DataFrame({"n_words": [900], "difficult_words": [700.0]})
    assert add_caution(scores, "difficult_words")["caution"].to_list() == [None]


GROUPED = pl.DataFrame(
    {
        "outlet": ["Wire", "Wire", "Wire", "Wire", "Courier", None],
        "published": pl.Series(
            ["2025-03-01", "2025-01-05", "2025-01-31", None, None, None], dtype=pl.String
        ).str.to_date(),
        "n_words": [200, 200, 200, 0, 200, 50],
        "lix": [30.0, 34.0, 50.0, None, 25.0, 40.0],
    }
)


def test_groups_have_median_quartiles_ends_number_and_cautions():
    assert summarise_scores(GROUPED, "lix").rows() == [
        ("Courier", 1, 25.0, 25.0, 25.0, 25.0, 25.0, 0),
        # between 30, 34 and 50: the quartiles lie half-way
        ("Wire", 3, 30.0, 32.0, 34.0, 42.0, 50.0, 0),
        (None, 1, 40.0, 40.0, 40.0, 40.0, 40.0, 1),
    ]


def test_months_stand_in_their_order_and_the_undated_last():
    by_month = summarise_scores(GROUPED, "lix", by="month")
    assert by_month.select("month", "n_scores", "median").rows() == [
        ("2025-01", 2, 42.0),
        ("2025-03", 1, 30.0),
        (None, 2, 32.5),
    ]


def test_an_unknown_group_or_formula_is_named():
    with pytest.raises(WorkbookError, match="no column 'topic' in this frame"):
        summarise_scores(GROUPED, "lix", by="topic")
    with pytest.raises(WorkbookError, match=r"unknown formula 'lixx'.*Did you mean 'lix'"):
        summarise_scores(GROUPED, "lixx")


def test_no_scores_have_no_groups():
    assert summarise_scores(GROUPED.clear(), "lix").height == 0


BODY = (
    "The pump failed at noon. "
    '"We had been warned," said Ana Ruiz, "but nobody came." '
    'She called the repair "a fig leaf" and left. '
    "The town drank from tanks."
)
PIECES = ('"We had been warned,"', '"but nobody came."')
FRAGMENT = '"a fig leaf"'
ARTICLE = pl.DataFrame({"article_id": ["a"], "title": ["Pump fails in Tell"], "body": [BODY]})


def span(piece: str) -> dict[str, int]:
    start = BODY.index(piece)
    return {"start": start, "end": start + len(piece)}


QUOTATIONS = pl.DataFrame(
    {
        "article_id": ["a", "a", "a"],
        "kind": ["direct", "mixed", "indirect"],
        "parts": [
            [span(piece) for piece in PIECES],
            [span(FRAGMENT)],
            [span("The town drank from tanks")],
        ],
    }
)


def test_headline_body_own_words_and_quotations_are_scored_apart():
    parts = score_parts(ARTICLE, QUOTATIONS)
    assert parts.select("article_id", "part", "n_words", "n_sentences").rows() == [
        ("a", "headline", 4, 1),
        ("a", "body", 29, 4),
        # the first and the last sentence; an indirect quotation is the reporter's wording
        ("a", "own words", 10, 2),
        # one interrupted sentence, a stop at its end
        ("a", "quotations", 7, 1),
    ]


def test_a_part_scores_as_a_text_of_its_own():
    own = "The pump failed at noon.\nThe town drank from tanks."
    alone = score_readability(pl.DataFrame({"article_id": ["a"], "body": [own]}))
    part = score_parts(ARTICLE, QUOTATIONS).filter(pl.col("part") == "own words").drop("part")
    assert part.equals(alone)


def test_without_quotations_there_are_headline_and_body():
    two = pl.concat([ARTICLE, pl.DataFrame({"article_id": "b", "title": None, "body": "Rain."})])
    assert score_parts(two).select("article_id", "part").rows() == [
        ("a", "headline"),
        ("a", "body"),
        ("b", "body"),
    ]


def test_no_articles_have_no_parts():
    parts = score_parts(ARTICLE.clear(), QUOTATIONS.clear())
    assert parts.height == 0
    assert parts.schema == score_parts(ARTICLE, QUOTATIONS).schema


def test_a_frame_that_holds_no_quotations_is_refused():
    with pytest.raises(WorkbookError, match="no column 'parts' in this frame"):
        score_parts(ARTICLE, QUOTATIONS.drop("parts"))


WORDY = 'Élan: "The committee" (sitting late) deliberated again.'


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("flesch_kincaid_grade", ["committee", "deliberated"]),  # 3 syllables or more
        ("lix", ["committee", "sitting", "deliberated"]),  # over 6 letters
        ("mcalpine_eflaw", ["The"]),  # at most 3 letters
        ("dale_chall_readability_score", ["Élan", "committee", "deliberated"]),  # not on the list
    ],
)
def test_hard_words_are_those_that_the_formula_counts(formula, words):
    found = find_hard_words(pl.DataFrame({"article_id": ["a"], "body": [WORDY]}), formula)
    assert found["text"].to_list() == words
    assert [WORDY[start:end] for start, end in found.select("start", "end").rows()] == words


def test_hard_words_of_a_formula_are_as_many_as_its_count():
    bodies = pl.DataFrame({"article_id": ["a", "b", "c", "d"], "body": BODIES})
    scores = score_readability(bodies)
    for formula in FORMULAS:
        found = find_hard_words(bodies, formula)
        assert found.height == scores[FORMULAS[formula].hard_words].sum(), formula


def test_empty_bodies_have_no_hard_words():
    nothing = pl.DataFrame({"article_id": ["a", "b"], "body": ["", None]})
    assert find_hard_words(nothing).height == 0


SENTENCES = pl.DataFrame(
    {
        "article_id": ["a", "a", "a", "b", "b"],
        "start": [0, 10, 20, 0, 10],
        "end": [9, 19, 29, 9, 19],
        "n_words": [12, 12, 3, 12, 15],
        "lix": [20.0, 50.0, 90.0, 30.0, 40.0],
        "flesch_reading_ease": [80.0, 30.0, 0.0, 60.0, None],
    }
)


def test_the_hardest_sentences_come_first_whichever_way_the_formula_points():
    assert rank_sentences(SENTENCES, "lix")["lix"].to_list() == [50.0, 40.0, 30.0, 20.0]
    assert rank_sentences(SENTENCES, "flesch_reading_ease")["start"].to_list() == [10, 0, 0]


def test_sentences_are_shaded_by_quarter_beside_those_of_all_articles():
    # of 20, 30, 40 and 50 the quartiles are 27.5, 35 and 42.5; three words are not rated
    one = pl.DataFrame({"article_id": ["a"], "body": ["x" * 30]})
    other = pl.DataFrame({"article_id": ["b"], "body": ["An inexorable tide. It came."]})
    assert mark_difficulty(one, SENTENCES, "lix").select("start", "layer").rows() == [
        (10, "harder-than-three-quarters"),
        (0, "hard-word"),
    ]
    assert mark_difficulty(other, SENTENCES, "lix").rows() == [
        ("b", 0, 9, "harder-than-a-quarter"),
        ("b", 10, 19, "harder-than-half"),
        ("b", 3, 13, "hard-word"),
    ]


def test_no_articles_have_no_marks():
    empty = pl.DataFrame(schema={"article_id": pl.String, "body": pl.String})
    assert mark_difficulty(empty, SENTENCES.clear(), "lix").height == 0
