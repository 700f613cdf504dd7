import json
import os
import random
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
import textstat

from workbook.errors import WorkbookError
from workbook.loading import load_corpus
from workbook.readability import COUNTS, FORMULAS, apply_formulas, count_texts, score_readability
from workbook.readability.counts import count_sentences
from workbook.readability.pronunciation import load_backend

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "bench"

HAND = {
    "n_words": 100,
    "n_sentences": 5,
    "n_syllables": 150,
    "n_characters": 470,
    "n_letters": 450,
    "n_tokens": 100,
    "n_complex_words": 10,
    "n_long_words": 20,
    "n_short_words": 40,
    "n_difficult_words": 12,
    "n_difficult_types": 11,
    "n_unfamiliar_words": 16,
    "n_fog_words": 8,
    "n_opening_points": 120,
    "n_opening_sentences": 5,
}

# Invented articles: a plain one, a wordy one, one with figures, abbreviations and quotations.
PLAIN = (
    "The bridge on Mill Lane will shut for two days. Crews will mend the deck. "
    "Buses will go round by the old school. The town hopes to open the road on Sunday."
)
WORDY = (
    "Notwithstanding considerable parliamentary opposition, the administration's representatives "
    "characterised the intergovernmental memorandum as an unprecedented opportunity; "
    "constitutional authorities, however, anticipated extraordinarily complicated litigation."
)
MIXED = (
    "\"We didn't see it coming,\" said Dr. R. Ortiz of St. Mary's.\n\n"
    "Prices rose 3.5% to $1,204 (about €1.1k) in the U.S. — the co-op's worst year?\n\n"
    "'It's the farmers' turn', he'd say... They've paid £20m! So what's next? Rock'n'roll."
)


def articles(*bodies: str | None) -> pl.DataFrame:
    ids = [f"a{number}" for number in range(len(bodies))]
    return pl.DataFrame(
        {"article_id": ids, "body": bodies}, {"article_id": pl.String, "body": pl.String}
    )


def textstat_value(name: str, text: str) -> float:
    if name == "text_standard":
        return textstat.text_standard(text, float_output=True)
    return getattr(textstat, name)(text)


PIECES = (
    *("the", "a", "administration", "unbelievably", "extraordinary", "co-operation", "e-mail"),
    *("government's", "it's", "don't", "I'll", "'tis", "'s", "'t", "’s", "'said'", "''quoted''"),
    *(
        "U.S.",
        "a.b.c?",
        "it.'s",
        "no.Then",
        "rock'n'roll",
        "...",
        "…",
        "!",
        "?",
        "(",
        ")",
        "'",
        "''",
    ),
    *(
        "3.5",
        "1,000",
        "$5bn",
        "½",
        "²",
        "—",
        "-",
        "_x_",
        "İstanbul",
        "ΟΔΟΣ",
        "naïve",
        "e\u0301te",
        "zxqv",
    ),
)


def scrambled_texts(n_texts: int) -> list[str]:
    """Texts that no one would print, from pieces that trip tokenisers; the same on every run."""
    gaps = [" ", " ", " ", "", "\n", "\u2028", "\x1f"]
    dice = random.Random(7)  # noqa: S311 - a fixed seed, not a secret
    return [
        "".join(dice.choice(PIECES) + dice.choice(gaps) for _ in range(dice.choice([1, 3, 9, 160])))
        for _ in range(n_texts)
    ]


@pytest.mark.parametrize(
    ("formula", "score"),
    [
        ("flesch_reading_ease", 59.635),  # 206.835 - 1.015 * 20 - 84.6 * 1.5
        ("flesch_kincaid_grade", 9.91),  # 0.39 * 20 + 11.8 * 1.5 - 15.59
        ("gunning_fog", 11.2),  # 0.4 * (20 + 8)
        ("smog_index", 11.208143),  # 1.043 * sqrt(30 * 10 / 5) + 3.1291
        ("automated_readability_index", 10.707),  # 4.71 * 4.7 + 0.5 * 20 - 21.43
        ("coleman_liau_index", 8.82),  # 0.058 * 450 - 0.296 * 5 - 15.8
        ("linsear_write_formula", 12.0),  # 120 / 5 = 24, over 20: half of it
        ("dale_chall_readability_score", 7.1549),  # 0.1579 * 16 + 0.0496 * 20 + 3.6365
        ("dale_chall_readability_score_v2", 6.5233),  # 0.1579 * 12 + 0.0496 * 20 + 3.6365
        ("spache_readability", 4.691),  # 0.141 * 20 + 0.086 * 12 + 0.839
        ("lix", 40.0),  # 20 + 20
        ("rix", 4.0),  # 20 / 5
        ("mcalpine_eflaw", 28.0),  # (100 + 40) / 5
        ("difficult_words", 11.0),
        ("words_per_sentence", 20.0),
        ("avg_syllables_per_word", 1.5),
        ("reading_time", 6.9043),  # 14.69 ms * 470 characters
        # grades 9 10 10, 10, 11 12 11, 8 9 9, 10 11 11, 7 8 7, 12 12 12, 11 12 11: six say 11
        ("text_standard", 11.0),
    ],
)
def test_each_formula_matches_hand_arithmetic(formula, score):
    scores = apply_formulas(pl.DataFrame([HAND]), [formula])
    assert scores[formula].to_list() == [pytest.approx(score, abs=1e-6)]


def test_low_values_take_the_other_branch_of_a_formula():
    counts = pl.DataFrame([HAND | {"n_opening_points": 60, "n_unfamiliar_words": 5}])
    scores = apply_formulas(counts, ["linsear_write_formula", "dale_chall_readability_score"])
    # (60 / 5 - 2) / 2 = 5; 0.1579 * 5 + 0.0496 * 20 = 1.7815
    assert scores.select(scores.columns[-2:]).row(0) == (5.0, pytest.approx(1.7815))


def test_every_formula_tells_how_to_read_it():
    for name, formula in FORMULAS.items():
        assert formula.unit, name
        assert formula.higher in ("easier", "harder", "longer"), name
        assert formula.source, name
        assert formula.high is None or formula.low < formula.high, name


def test_unknown_formula_is_named_with_the_nearest_one():
    with pytest.raises(WorkbookError, match=r"unknown formula 'flesch_kincaid'.*Did you mean"):
        apply_formulas(pl.DataFrame([HAND]), ["flesch_kincaid"])


def test_counts_of_a_short_text():
    # cat, sat, on, the, mat: five syllables; "Extraordinary" six, complex, long and unfamiliar
    counts = count_texts(pl.Series(["The cat sat on the mat. Extraordinary!"])).row(0, named=True)
    assert counts == {
        "n_words": 7,
        "n_syllables": 12,
        "n_characters": 32,
        "n_letters": 30,
        "n_complex_words": 1,
        "n_long_words": 1,
        "n_short_words": 6,
        "n_difficult_words": 1,
        "n_unfamiliar_words": 1,
        "n_fog_words": 1,
        "n_difficult_types": 1,
        "n_tokens": 7,
        "n_sentences": 1,
        "n_opening_points": 9,
        "n_opening_sentences": 1,
    }


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([PLAIN, WORDY, MIXED], id="invented articles"),
        pytest.param([f"{WORDY} {PLAIN} {MIXED} " * 4], id="over a hundred words"),
        pytest.param(["'s", "I", "'Twas O'Hara's", "1,000", "_", "No. No. No."], id="oddities"),
        pytest.param(scrambled_texts(400), id="scrambled"),
    ],
)
def test_every_score_equals_that_of_textstat(texts):
    load_backend()  # puts the pronunciations in place, for textstat's own calls too
    scores = score_readability(articles(*texts))
    scored = scores.filter(pl.col("n_words") > 0)
    for name in FORMULAS:
        with_words = [text for text in texts if textstat.lexicon_count(text)]
        expected = [pytest.approx(textstat_value(name, t), rel=0, abs=1e-9) for t in with_words]
        assert scored[name].to_list() == expected, name


def bench_texts(*names: str) -> list[str]:
    paths = [BENCH / name / "dev.jsonl" for name in names]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda: load_corpus(ROOT / "data").articles["body"].to_list(), id="sample"),
        pytest.param(
            lambda: bench_texts("topics", "quotes"),
            id="bench",
            marks=pytest.mark.skipif(not BENCH.is_dir(), reason="the benchmark is not here"),
        ),
    ],
)
def test_every_score_of_news_articles_equals_that_of_textstat(read):
    texts = read()
    scores = score_readability(articles(*texts))
    for name in FORMULAS:
        expected = pl.Series([float(textstat_value(name, text)) for text in texts])
        assert (scores[name] - expected).abs().max() < 1e-9, name


@pytest.mark.parametrize(
    ("count", "function"),
    [
        ("n_words", "lexicon_count"),
        ("n_syllables", "syllable_count"),
        ("n_characters", "char_count"),
        ("n_letters", "letter_count"),
        ("n_complex_words", "polysyllabcount"),
        ("n_long_words", "long_word_count"),
        ("n_short_words", "miniword_count"),
    ],
)
def test_every_count_equals_that_of_textstat(count, function):
    load_backend()
    texts = [PLAIN, WORDY, MIXED, "", "...", *scrambled_texts(100)]
    expected = [getattr(textstat, function)(text) for text in texts]
    assert score_readability(articles(*texts))[count].to_list() == expected


@pytest.mark.parametrize(
    ("text", "n_sentences"),
    [
        ("", 0),
        ("...", 0),
        ("Rain.", 1),
        ("It rained all day. The match was off.", 2),
        ("It rained. No. The match was off.", 1),
        ("He asked why? She said nothing at all! Then they left", 3),
    ],
)
def test_sentences_end_at_a_stop_and_hold_three_words_or_more(text, n_sentences):
    assert count_sentences(text) == n_sentences


def test_a_text_without_words_scores_null_and_keeps_its_row():
    scores = score_readability(articles("", None, " \n", "...", "Rain fell on the town."))
    assert scores["n_words"].to_list() == [0, 0, 0, 0, 5]
    for name in FORMULAS:
        assert scores[name].is_null().to_list() == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("article", ["article_id"]),
        ("paragraph", ["article_id", "paragraph", "start", "end"]),
        ("sentence", ["article_id", "sentence", "start", "end"]),
    ],
)
def test_no_articles_give_an_empty_frame_with_all_columns(by, keys):
    empty, one = (score_readability(frame, by=by) for frame in (articles(), articles(PLAIN)))
    assert empty.height == 0
    assert empty.columns == [*keys, *COUNTS, *FORMULAS]
    assert empty.schema == one.schema
    assert all(empty.schema[name] == pl.Int32 for name in COUNTS)
    assert all(empty.schema[name] == pl.Float64 for name in FORMULAS)


def test_sentences_and_paragraphs_carry_their_place_in_the_body():
    body = "Élan sold the mill. It had stood idle.\n\nNo one bid."
    scores = score_readability(articles("", body), by="sentence")
    assert scores.select("article_id", "sentence", "start", "end", "n_words").rows() == [
        ("a1", 0, 0, 19, 4),
        ("a1", 1, 20, 38, 4),
        ("a1", 2, 40, 51, 3),
    ]
    paragraphs = score_readability(articles("", body), by="paragraph")
    assert paragraphs.select("paragraph", "start", "end", "n_words").rows() == [
        (0, 0, 38, 8),
        (1, 40, 51, 3),
    ]


def test_a_sentence_scores_as_an_article_of_its_own():
    body = "The council met on Monday. It argued about extraordinary expenditure for hours."
    sentences = score_readability(articles(body), by="sentence").select(*COUNTS, *FORMULAS)
    alone = score_readability(articles(body[:26], body[27:])).select(*COUNTS, *FORMULAS)
    assert sentences.equals(alone)


def test_order_and_batches_do_not_change_a_score(monkeypatch):
    frame = articles(WORDY, "", PLAIN, MIXED)
    scores = score_readability(frame)
    assert score_readability(frame.reverse()).equals(scores.reverse())
    monkeypatch.setattr("workbook.readability.scoring.SLICE", 1)
    assert score_readability(frame).equals(scores)


def test_unknown_unit_and_missing_column_are_told():
    with pytest.raises(WorkbookError, match=r"unknown value of by 'sentences'.*'sentence'"):
        score_readability(articles(PLAIN), by="sentences")
    with pytest.raises(WorkbookError, match="no column 'body' in this frame; found: article_id"):
        score_readability(articles(PLAIN).drop("body"))


def start_python(code: str, home: Path, cache: Path) -> subprocess.Popen[str]:
    """A fresh interpreter with its own home and cache folder, whose every request fails."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    environment = {**os.environ, **nowhere, "HOME": str(home), "XDG_CACHE_HOME": str(cache)}
    pipe = subprocess.PIPE
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


FIRST_CALL = """
import sys
import workbook.readability as readability, polars as pl
assert not {"nltk", "textstat", "spacy"} & set(sys.modules)
articles = pl.DataFrame({"article_id": ["a"], "body": ["The committee deliberated."]})
print(readability.score_readability(articles)["n_syllables"][0])
"""


def test_the_first_call_needs_no_network_and_no_preparation(tmp_path):
    output, errors = start_python(FIRST_CALL, tmp_path, tmp_path / "cache").communicate()
    assert (output, errors) == ("9\n", "")  # the 1, com-mit-tee 3, de-lib-er-a-ted 5


PLACE = """
from workbook.readability.pronunciation import dictionary_folder
print(dictionary_folder())
print((dictionary_folder() / "corpora" / "cmudict" / "cmudict").read_text("utf-8").count("\\n"))
"""


def test_two_processes_may_write_the_dictionary_at_once(tmp_path):
    cache = tmp_path / "cache"
    both = [start_python(PLACE, tmp_path, cache) for _ in range(2)]
    (first, _), (second, _) = (process.communicate() for process in both)
    folder, n_lines = first.split("\n")[:2]
    assert first == second
    assert int(n_lines) > 130_000
    assert [path.name for path in Path(folder, "corpora", "cmudict").iterdir()] == ["cmudict"]


def test_a_cache_folder_that_cannot_be_written_gives_way_to_a_temporary_one(tmp_path):
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file, not a folder", "utf-8")
    output, errors = start_python(PLACE, in_the_way, in_the_way).communicate()
    folder, n_lines = output.split("\n")[:2]
    assert errors == ""
    assert int(n_lines) > 130_000
    assert not Path(folder).exists()  # removed when the process ended


# McLaughlin 1969, SMOG grading: three more than the root of the perfect square nearest to the
# number of words of three or more syllables in thirty sentences.
@pytest.mark.parametrize(("n_complex_words", "grade"), [(4, 5), (25, 8), (64, 11), (121, 14)])
def test_smog_lies_within_a_grade_of_mclaughlins_rule(n_complex_words, grade):
    thirty = HAND | {"n_words": 600, "n_sentences": 30, "n_complex_words": n_complex_words}
    smog = apply_formulas(pl.DataFrame([thirty]), ["smog_index"])["smog_index"].item()
    assert grade <= smog <= grade + 1
