"""One row per speaker."""

from __future__ import annotations

import polars as pl

from workbook.language import WORD
from workbook.quotations.names import same_person
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
        quotations' text) and `cue` (the most frequent one). "Ana Ruiz" counts with "Ana M. Ruiz"
        if no other name would do; a surname alone is never merged with a full name, since two
        articles may mean two people. Quotations that nobody could be named for are counted in a
        last row whose `speaker` is null.
    """
    require_columns(quotations, "article_id", "kind", "text", "cue", "speaker", "role")
    of_kind = [
        (pl.col("kind") == kind).sum().cast(pl.Int32).alias(f"n_{kind}")
        for kind in ("direct", "mixed", "indirect")
    ]
    return (
        quotations.with_columns(_merged(quotations["speaker"]))
        .group_by("speaker", maintain_order=True)
        .agg(
            _most_frequent("role"),
            pl.len().cast(pl.Int32).alias("n_quotations"),
            pl.col("article_id").n_unique().cast(pl.Int32).alias("n_articles"),
            *of_kind,
            pl.col("text").str.count_matches(WORD).sum().cast(pl.Int32).alias("n_words"),
            _most_frequent("cue"),
        )
        .sort(pl.col("speaker").is_null(), -pl.col("n_quotations"), "speaker", maintain_order=True)
    )


def _merged(speakers: pl.Series) -> pl.Series:
    """Each speaker under the one fuller form of the name that the quotations hold."""
    names = speakers.drop_nulls().unique(maintain_order=True).to_list()
    alike: dict[tuple[str, str], list[str]] = {}
    for name in names:
        alike.setdefault(_ends(name), []).append(name)
    fuller = {name: [f for f in alike[_ends(name)] if same_person(name, f)] for name in names}
    longest = {name: found[0] for name, found in fuller.items() if len(found) == 1}
    return speakers.replace(longest)


def _ends(name: str) -> tuple[str, str]:
    """The first and last word of a name, in small letters."""
    parts = name.casefold().split() or [""]
    return parts[0], parts[-1]


def _most_frequent(column: str) -> pl.Expr:
    """The most frequent value of a column, the first of equals; null if there is none."""
    return pl.col(column).drop_nulls().mode(maintain_order=True).first()
