"""One row per speaker."""

from __future__ import annotations

from itertools import pairwise

import polars as pl

from workbook.language import WORD
from workbook.quotations.name_forms import same_person
from workbook.schema import require_columns


def summarise_speakers(quotations: pl.DataFrame) -> pl.DataFrame:
    """Count the quotations of each speaker over all articles.

    Parameters
    ----------
    quotations
        The rows of `find_quotations`, all or some of them.

    Returns
    -------
    pl.DataFrame
        One row per speaker, most quoted first: `speaker`, `role` (the most frequent one),
        `n_quotations`, `n_articles`, `n_direct`, `n_mixed`, `n_indirect`, `n_words` (of the
        quotations' text), `cue` (the most frequent one) and `forms` (every form of the name, the
        most frequent first). "Ana Ruiz" counts with "Ana M. Ruiz" if no other name would do; a
        surname alone is never merged with a full name, since two articles may mean two people.
        Quotations that nobody could be named for are counted in a last row whose `speaker` is
        null.
    """
    require_columns(quotations, "article_id", "kind", "text", "cue", "speaker", "role")
    of_kind = [
        (pl.col("kind") == kind).sum().cast(pl.Int32).alias(f"n_{kind}")
        for kind in ("direct", "mixed", "indirect")
    ]
    merged = merge_speakers(quotations.with_columns(form="speaker"))
    return (
        merged.group_by("speaker", maintain_order=True)
        .agg(
            _most_frequent("role"),
            pl.len().cast(pl.Int32).alias("n_quotations"),
            pl.col("article_id").n_unique().cast(pl.Int32).alias("n_articles"),
            *of_kind,
            pl.col("text").str.count_matches(WORD).sum().cast(pl.Int32).alias("n_words"),
            _most_frequent("cue"),
        )
        .join(_forms(merged), on="speaker", validate="1:1", nulls_equal=True, maintain_order="left")
        .sort(pl.col("speaker").is_null(), -pl.col("n_quotations"), "speaker", maintain_order=True)
    )


def merge_speakers(quotations: pl.DataFrame) -> pl.DataFrame:
    """The same rows, each speaker under the one fullest form of the name that the rows hold.

    Parameters
    ----------
    quotations
        Needs `speaker`. "Ana Ruiz" becomes "Ana M. Ruiz" if that is the only fuller name, or the
        fuller ones are forms of one another; two people are never merged.
    """
    require_columns(quotations, "speaker")
    names = quotations["speaker"].drop_nulls().unique(maintain_order=True).to_list()
    alike: dict[tuple[str, str], list[str]] = {}
    for name in names:
        alike.setdefault(_ends(name), []).append(name)
    fuller = {name: _fullest(name, alike[_ends(name)]) for name in names}
    return quotations.with_columns(pl.col("speaker").replace(fuller))


def _fullest(name: str, alike: list[str]) -> str:
    """The longest of the names that a name may be short for, if they are all one person's."""
    fuller = sorted((f for f in alike if same_person(name, f)), key=lambda f: (len(f.split()), f))
    one = all(same_person(short, long) for short, long in pairwise(fuller))
    return fuller[-1] if fuller and one else name


def _ends(name: str) -> tuple[str, str]:
    """The first and last word of a name, in small letters."""
    parts = name.casefold().split() or [""]
    return parts[0], parts[-1]


def _most_frequent(column: str) -> pl.Expr:
    """The most frequent value of a column, the first of equals; null if there is none."""
    return pl.col(column).drop_nulls().mode(maintain_order=True).first()


def _forms(merged: pl.DataFrame) -> pl.DataFrame:
    """The forms of each speaker's name, the most frequent first and equals in their order."""
    counts = merged.group_by("speaker", "form", maintain_order=True).len()
    ranked = counts.sort("len", descending=True, maintain_order=True)
    return ranked.group_by("speaker", maintain_order=True).agg(forms=pl.col("form").drop_nulls())
