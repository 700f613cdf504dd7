"""One count pass per text: textstat's own functions look at each distinct word once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

import polars as pl

from workbook.readability.pronunciation import load_backend

# What is summed over the forms of a text. A form is a run of characters without white space.
FORM_COUNTS = (
    "n_words",  # forms with a letter, digit or underscore
    "n_syllables",
    "n_characters",  # all but white space
    "n_letters",  # letters, digits and underscores
    "n_complex_words",  # 3 or more syllables
    "n_long_words",  # over 6 letters
    "n_short_words",  # at most 3 letters
    "n_difficult_words",  # 2 or more syllables and not on the list of easy words
    "n_unfamiliar_words",  # of any length, not on the list
    "n_fog_words",  # 3 or more syllables and not on the list
)
COUNTS = (
    *FORM_COUNTS,
    "n_difficult_types",  # distinct ones among the difficult words
    "n_tokens",  # forms, also those without a letter
    "n_sentences",
    "n_opening_points",  # first 100 words: 3 for a complex word, 1 for another
    "n_opening_sentences",  # sentences of the first 100 words
)
OPENING = 100

_LANGUAGE = "en_US"
_AROUND = '.,;:!?()[]"“”‘’…–—-'  # marks that textstat removes wherever they stand
_DIFFICULTY = (0, 2, 3)  # least syllables of an unfamiliar, a difficult and a fog word
_A_WORD = re.compile(r"\w")
_STOPS = re.compile(r"[.!?]+")
_THREE_WORDS = re.compile(r"(?:\W*\w\S*\s){2}\W*\w")
_OPENING = re.compile(rf"(?:\W*\w\S*){{1,{OPENING}}}")


def count_texts(texts: pl.Series) -> pl.DataFrame:
    """Count each text.

    Returns
    -------
    pl.DataFrame
        One row per text in order, one Int32 column per name in `COUNTS`.
    """
    tokens = pl.DataFrame(
        {
            "text": pl.Series(range(len(texts)), dtype=pl.Int32),
            "form": pl.Series([text.split() or [None] for text in texts], dtype=pl.List(pl.String)),
        }
    ).explode("form")
    forms = count_forms(tokens["form"].drop_nulls().unique(maintain_order=True))
    in_opening = pl.col("n_words").cum_sum() <= OPENING
    sums = (
        tokens.join(forms, on="form", how="left", maintain_order="left")
        .group_by("text", maintain_order=True)
        .agg(
            pl.col(FORM_COUNTS).sum(),
            pl.col("word")
            .filter(pl.col("n_difficult_words") > 0)
            .n_unique()
            .alias("n_difficult_types"),
            pl.col("form").count().alias("n_tokens"),
            pl.col("points").filter(in_opening).sum().alias("n_opening_points"),
        )
    )
    return sums.with_columns(
        pl.Series("n_sentences", [count_sentences(text) for text in texts], pl.Int32),
        pl.Series("n_opening_sentences", [_opening_sentences(text) for text in texts], pl.Int32),
    ).select(pl.col(COUNTS).cast(pl.Int32))


def count_sentences(text: str) -> int:
    """Count sentences as textstat does: runs up to a stop that hold more than two words.

    >>> count_sentences("It rained. No! The U.S. team lost again.")
    1
    >>> count_sentences("It rained all day. The team lost again.")
    2
    """
    if not _A_WORD.search(text):
        return 0
    return max(1, sum(_THREE_WORDS.match(run) is not None for run in _STOPS.split(text)))


def _opening_sentences(text: str) -> int:
    """Sentences of the first 100 words."""
    opening = _OPENING.match(text)
    return count_sentences(opening[0] if opening else "")


def count_forms(forms: pl.Series) -> pl.DataFrame:
    """Count distinct forms: `form`, `word` without its marks, `FORM_COUNTS`, Linsear's `points`.

    >>> count_forms(pl.Series(["Committees,"])).select("word", "n_words", "n_syllables").row(0)
    ('Committees', 1, 3)
    """
    read = _read_forms(forms)
    keys = read["key"].unique(maintain_order=True)
    judged = pl.DataFrame(
        [(key, *_judge_word(key)) for key in keys],
        schema={"key": pl.String, "n_syllables": pl.Int32, "difficulty": pl.Int32},
        orient="row",
    )
    letters, syllables = pl.col("n_letters"), pl.col("n_syllables")
    difficulty, is_word = pl.col("difficulty"), pl.col("word") != ""
    counts = {
        "n_words": is_word,
        "n_syllables": syllables,
        "n_characters": pl.col("form").str.len_chars(),
        "n_letters": letters,
        "n_complex_words": syllables >= 3,
        "n_long_words": is_word & (letters > 6),
        "n_short_words": is_word & (letters <= 3),
        "n_difficult_words": difficulty > 1,
        "n_unfamiliar_words": difficulty > 0,
        "n_fog_words": difficulty > 2,
        "points": pl.when(syllables >= 3).then(3).otherwise(syllables.clip(upper_bound=1)),
    }
    return read.join(judged, on="key", how="left").select(
        "form", "word", *(count.cast(pl.Int32).alias(name) for name, count in counts.items())
    )


def _read_forms(forms: pl.Series) -> pl.DataFrame:
    """Each form as a word, its letters, and the `key` by which the word is judged."""
    schema = {"form": pl.String, "word": pl.String, "key": pl.String, "n_letters": pl.Int32}
    bare = pl.DataFrame({"form": forms, "word": forms.str.strip_chars(_AROUND)})
    is_plain = pl.col("word").str.contains("^[A-Za-z0-9]+$")
    plain = bare.filter(is_plain).with_columns(
        key=pl.col("word").str.to_lowercase(),
        n_letters=pl.col("word").str.len_chars().cast(pl.Int32),
    )
    odd = [(form, *_read_form(form)) for form in bare.filter(~is_plain)["form"]]
    return pl.concat([plain, pl.DataFrame(odd, schema=schema, orient="row")])


@lru_cache(maxsize=2**17)
def _read_form(form: str) -> tuple[str, str, int]:
    """The same of one form: without punctuation but with its contractions."""
    bare = form.strip(_AROUND)
    if bare.isalnum():  # nothing inside that textstat's regular expressions would change
        word, n_letters = bare, len(bare)
    else:
        strip = load_backend().transformations.remove_punctuation
        word, n_letters = strip(form, rm_apostrophe=False), len(strip(form, rm_apostrophe=True))
    # Lower case makes the words fewer; beyond ASCII it may add a mark, so there the form stays.
    return word, word.lower() if word.isascii() else word, n_letters


def word_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a form without the marks around it.

    >>> word_span("(rain),", 0, 7)
    (1, 5)
    """
    form = text[start:end]
    left = len(form) - len(form.lstrip(_AROUND))
    return start + left, start + left + len(form.strip(_AROUND))


@lru_cache(maxsize=2**17)
def _judge_word(word: str) -> tuple[int, int]:
    """Syllables of a word, and how many of the steps of `_DIFFICULTY` it passes."""
    if not word:
        return 0, 0
    if not (word.isascii() and word.isalnum()):
        return _ask_textstat(word)
    # What textstat does, without its regular expressions, which change nothing here.
    spoken, easy, hyphens = _word_lists()
    if sounds := spoken.get(word):
        n_syllables = sum(sound[-1].isdigit() for sound in sounds[0])
    else:
        n_syllables = len(hyphens(word)) + 1
    return n_syllables, 0 if word in easy else sum(n_syllables >= least for least in _DIFFICULTY)


def _ask_textstat(word: str) -> tuple[int, int]:
    """The same of any word, by textstat's own functions."""
    backend = load_backend()
    n_syllables = backend.counts.count_syllables(word, _LANGUAGE)
    for passed, least in enumerate(_DIFFICULTY):
        if not backend.validations.is_difficult_word(word, least, _LANGUAGE):
            return n_syllables, passed
    return n_syllables, len(_DIFFICULTY)


@cache
def _word_lists() -> tuple[dict[str, list[list[str]]], set[str], Callable[[str], list[int]]]:
    """The pronunciations, easy words and hyphenation."""
    utils = load_backend().utils
    return (
        utils.get_cmudict(_LANGUAGE),
        utils.get_lang_easy_words(_LANGUAGE),
        utils.get_pyphen(_LANGUAGE).positions,
    )
