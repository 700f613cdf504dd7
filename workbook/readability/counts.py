"""One count pass per text: textstat's own functions look at each distinct word once."""

from __future__ import annotations

import re
from functools import lru_cache

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
    forms = _count_forms(tokens["form"].drop_nulls().unique(maintain_order=True))
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


def _count_forms(forms: pl.Series) -> pl.DataFrame:
    rows = [(form, *count_form(form)) for form in forms]
    schema = {"form": pl.String, "word": pl.String, **dict.fromkeys(FORM_COUNTS, pl.Int32)}
    schema["points"] = pl.Int32
    return pl.DataFrame(rows, schema=schema, orient="row")


def word_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a form without the marks around it.

    >>> word_span("(rain),", 0, 7)
    (1, 5)
    """
    form = text[start:end]
    left = len(form) - len(form.lstrip(_AROUND))
    return start + left, start + left + len(form.strip(_AROUND))


@lru_cache(maxsize=2**17)
def count_form(form: str) -> tuple[str | int, ...]:
    """The form as a word, its counts as in `FORM_COUNTS`, and its points for Linsear Write.

    >>> count_form("Committees,")[:3]
    ('Committees', 1, 3)
    """
    word, n_letters = _strip_punctuation(form)
    if not word:
        return ("", 0, 0, len(form), n_letters, *[0] * 7)
    # Lower case makes the words fewer; beyond ASCII it may add a mark, so there the form stays.
    n_syllables, difficulty = _judge_word(word.lower() if word.isascii() else word)
    return (
        word,
        1,
        n_syllables,
        len(form),
        n_letters,
        int(n_syllables >= 3),
        int(n_letters > 6),
        int(n_letters <= 3),
        int(difficulty > 1),
        int(difficulty > 0),
        int(difficulty > 2),
        3 if n_syllables >= 3 else min(n_syllables, 1),
    )


def _strip_punctuation(form: str) -> tuple[str, int]:
    """The form without punctuation but with its contractions, and its number of letters."""
    bare = form.strip(_AROUND)
    if bare.isalnum():  # nothing inside: the usual case, without textstat's regular expressions
        return bare, len(bare)
    strip = load_backend().transformations.remove_punctuation
    return strip(form, rm_apostrophe=False), len(strip(form, rm_apostrophe=True))


@lru_cache(maxsize=2**17)
def _judge_word(word: str) -> tuple[int, int]:
    """Syllables of a word, and how many of the steps of `_DIFFICULTY` it passes."""
    backend = load_backend()
    n_syllables = backend.counts.count_syllables(word, _LANGUAGE)
    for passed, least in enumerate(_DIFFICULTY):
        if not backend.validations.is_difficult_word(word, least, _LANGUAGE):
            return n_syllables, passed
    return n_syllables, len(_DIFFICULTY)
