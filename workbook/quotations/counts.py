"""What quotations add up to: cue words, who is quoted together, how much of the text."""

from __future__ import annotations

import polars as pl

from workbook.language import english_bodies
from workbook.quotations.summary import merge_speakers
from workbook.quotations.tones import add_tone
from workbook.schema import require_columns

KINDS = ("direct", "mixed", "indirect")
OWN_WORDS = "own words"


def summarise_cues(quotations: pl.DataFrame) -> pl.DataFrame:
    """Count the cue words.

    Parameters
    ----------
    quotations
        The rows of `find_quotations`, all or some of them.

    Returns
    -------
    pl.DataFrame
        One row per verb of a cue, most frequent first: `verb`, `tone` (see `add_tone`; null where
        it is not listed), `n_quotations`, `n_articles`, `n_speakers`, `n_direct`, `n_mixed`,
        `n_indirect`. Quotations without a cue are left out.
    """
    require_columns(quotations, "article_id", "cue", "speaker", "kind")
    of_kind = [(pl.col("kind") == kind).sum().cast(pl.Int32).alias(f"n_{kind}") for kind in KINDS]
    return (
        add_tone(quotations.drop_nulls("cue"))
        .group_by("verb", "tone")
        .agg(
            pl.len().cast(pl.Int32).alias("n_quotations"),
            pl.col("article_id").n_unique().cast(pl.Int32).alias("n_articles"),
            pl.col("speaker").drop_nulls().n_unique().cast(pl.Int32).alias("n_speakers"),
            *of_kind,
        )
        .sort("n_quotations", "verb", descending=[True, False])
    )


def summarise_pairs(quotations: pl.DataFrame) -> pl.DataFrame:
    """Count who is quoted together with whom, in the same article.

    Parameters
    ----------
    quotations
        The rows of `find_quotations`, all or some of them.

    Returns
    -------
    pl.DataFrame
        One row per pair of speakers, most articles first: `speaker`, `other` (in the order of the
        alphabet) and `n_articles`.
    """
    require_columns(quotations, "article_id", "speaker")
    spoke = merge_speakers(quotations).select("article_id", "speaker").drop_nulls().unique()
    return (
        spoke.join(spoke.rename({"speaker": "other"}), on="article_id", validate="m:m")
        .filter(pl.col("speaker") < pl.col("other"))
        .group_by("speaker", "other")
        .agg(pl.len().cast(pl.Int32).alias("n_articles"))
        .sort("n_articles", "speaker", "other", descending=[True, False, False])
    )


def count_quoted(articles: pl.DataFrame, quotations: pl.DataFrame) -> pl.DataFrame:
    """How much of each article is other people's words and how much the reporter's own.

    Parameters
    ----------
    articles
        Needs `article_id`, `body`; articles without text or in another language than English,
        whose quotations are not looked for, are left out.
    quotations
        Needs `article_id`, `kind`, `parts`.

    Returns
    -------
    pl.DataFrame
        Four rows per article, in its order: `article_id`, `kind` (`direct`, `mixed`, `indirect`,
        `own words`), `n_characters` and `share` (of the article's characters, 0 to 1; the four
        sum to 1). Cue and mention count as the reporter's own words.
    """
    require_columns(articles, "article_id", "body")
    require_columns(quotations, "article_id", "kind", "parts")
    length = pl.col("parts").list.eval(
        pl.element().struct.field("end") - pl.element().struct.field("start")
    )
    quoted = quotations.group_by("article_id", "kind").agg(n_characters=length.list.sum().sum())
    total = articles.select("article_id", total=english_bodies(articles).str.len_chars())
    total = total.filter(pl.col("total") > 0).with_columns(pl.col("total").cast(pl.Int64))
    rows = (
        total.join(pl.DataFrame({"kind": KINDS}), how="cross")
        .join(quoted, on=["article_id", "kind"], how="left", validate="1:1", maintain_order="left")
        .with_columns(pl.col("n_characters").cast(pl.Int64).fill_null(0))
    )
    own = rows.group_by("article_id", "total", maintain_order=True).agg(
        n_characters=pl.col("total").first() - pl.col("n_characters").sum()
    )
    own = own.with_columns(kind=pl.lit(OWN_WORDS)).select(rows.columns)
    place = pl.DataFrame({"article_id": total["article_id"]}).with_row_index("place")
    return (
        pl.concat([rows, own])
        .join(place, on="article_id", validate="m:1", maintain_order="left")
        .sort("place", maintain_order=True)
        .select(
            "article_id", "kind", "n_characters", share=pl.col("n_characters") / pl.col("total")
        )
    )
