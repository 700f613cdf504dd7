"""Words, phrases and names of articles: how often each article uses them, and where first."""

from __future__ import annotations

import polars as pl

from workbook.language import WORD
from workbook.topics.tokens import stop_words

CHUNK = 2_000  # articles at a time, so that the words of a large corpus need not fit into memory

_PIECES = rf"{WORD}|[\W_]+"  # words and what stands between them: together the whole text
_POSSESSIVE = r"['’]s$"
_CONTRACTED = r"['’](?:t|re|ve|ll|d|m)$"
# The words of a term, each as its hash, which takes a third of the time of text. Among a million
# words two share one with a chance of 1 to 30 million.
KEY = ("first", "second", "third")


def count_terms(bodies: pl.Series) -> pl.DataFrame:
    """Count the terms of each text: words that may tell a subject, and runs of two or three words.

    A run begins and ends with such a word, and only spaces stand inside.

    Returns
    -------
    pl.DataFrame
        One row per text and term: `row` of the text; `first`, `second`, `third`; `n`; `n_judged`
        uses in which capitals tell a name, `n_capital` of them with capitals; `start`, `end` of
        the first use, `capital_start`, `capital_end` of the first with capitals.
    """
    chunks = [
        _count_chunk(bodies.slice(at, CHUNK), at) for at in range(0, max(len(bodies), 1), CHUNK)
    ]
    return pl.concat(chunks)


def count_words(bodies: pl.Series) -> pl.Series:
    """How many words each text has, whatever they are."""
    return bodies.fill_null("").str.count_matches(WORD)


def _count_chunk(bodies: pl.Series, offset: int) -> pl.DataFrame:
    words = _find_words(bodies.fill_null(""), offset)
    runs = pl.concat([_runs(words, length) for length in (1, 2, 3)])
    capital = pl.col("capital")
    return runs.group_by("row", *KEY).agg(
        pl.len().alias("n"),
        pl.col("judged").sum().alias("n_judged"),
        capital.sum().alias("n_capital"),
        pl.col("start", "end").min(),
        *(_first_capital(end).alias(f"capital_{end}") for end in ("start", "end")),
    )


def _first_capital(end: str) -> pl.Expr:
    """Where the first use with capitals starts or ends; all in capitals only where no other is."""
    place, capital = pl.col(end), pl.col("capital")
    return pl.coalesce(place.filter(capital & ~pl.col("loud")).min(), place.filter(capital).min())


def _find_words(bodies: pl.Series, offset: int) -> pl.DataFrame:
    """One row per word in the order of the texts, with its place in the text."""
    piece, row = pl.col("piece"), pl.col("row")
    length = piece.str.len_chars().cast(pl.Int64)
    return (
        pl.DataFrame({"piece": bodies.str.extract_all(_PIECES)})
        .with_row_index("row", offset)
        .explode("piece")
        .with_columns(
            start=length.cum_sum().over("row") - length,
            inside=piece.shift(1).is_in([" ", ", "]) & (row == row.shift(1)),
            joined=(piece.shift(-1) == " ") & (row == row.shift(-2)),
        )
        .filter(piece.str.contains(r"^[^\W_]"))
        .with_columns(piece.str.replace(_POSSESSIVE, "").alias("piece"))
        .select(
            "row",
            "start",
            "joined",
            "inside",
            (pl.col("start") + piece.str.len_chars()).alias("end"),
            word=piece.str.to_lowercase().str.replace_all("’", "'", literal=True),
            capital=piece.str.contains(r"^\p{Lu}"),
            loud=piece.str.contains(r"^\P{Ll}+$"),
        )
        .with_columns(telling=_is_telling(), word=pl.col("word").hash())
    )


def _is_telling() -> pl.Expr:
    """Whether a word may tell a subject: letters, and not on the list of stop words."""
    word = pl.col("word")
    return (
        word.str.contains(r"\p{L}.*\p{L}")
        & ~word.str.contains(_CONTRACTED)
        & ~word.is_in(sorted(stop_words()))
    )


def _runs(words: pl.DataFrame, length: int) -> pl.DataFrame:
    """Every run of so many words that may be a term.

    A single word is judged by its capital where no sentence begins; a run by those of both ends.
    """
    last = length - 1
    joined = [pl.col("joined").shift(-at) for at in range(last)]
    both = pl.col("capital") & pl.col("capital").shift(-last)
    judged = pl.col("inside") if length == 1 else pl.lit(True)
    none = pl.lit(None, pl.UInt64)
    return (
        words.select(
            "row",
            "start",
            pl.col("end").shift(-last).alias("end"),
            *(
                pl.col("word").shift(-at).alias(name) if at <= last else none.alias(name)
                for at, name in enumerate(KEY)
            ),
            judged.alias("judged"),
            (both & judged).alias("capital"),
            "loud",
            pl.all_horizontal("telling", pl.col("telling").shift(-last), *joined).alias("is_term"),
        )
        .filter("is_term")
        .drop("is_term")
    )
