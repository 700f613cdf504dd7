"""Readability in sentences made from the frames at hand."""

from __future__ import annotations

import polars as pl

from workbook.findings.words import Finding, listed, ranked, say_count


def describe_scores(scores: pl.DataFrame, formula: str) -> Finding:
    """Say where the scores lie, in which articles the lowest and highest, and by outlet."""
    known = scores.drop_nulls(formula).sort(formula)
    if known.is_empty():
        return Finding("No article has words to score.")
    low, high = known.row(0, named=True), known.row(-1, named=True)
    median = known.select(pl.median(formula)).item()
    said = [
        f"The median {formula.replace('_', ' ')} of {say_count(known.height, 'article')} is "
        f"{median:.1f}; it runs from {low[formula]:.1f} (“{low['label']}”) "
        f"to {high[formula]:.1f} (“{high['label']}”)."
    ]
    by_outlet = known.drop_nulls("outlet").group_by("outlet")
    outlets = by_outlet.agg(pl.median(formula), pl.len()).sort(formula, "outlet")
    if outlets.height > 1:
        medians = [f"{name} {score:.1f} (n = {n:,})" for name, score, n in outlets.rows()]
        said.append(f"Medians by outlet: {listed(medians)}.")
    if "caution" in known.columns and (doubted := known["caution"].count()):
        said.append(f"With a caution: {doubted:,}.")
    return Finding(" ".join(said))


def describe_drivers(explained: pl.DataFrame) -> Finding:
    """Say whether sentences or words make the scores differ, and for how many articles.

    Parameters
    ----------
    explained
        The frame of `explain_scores`.
    """
    known = explained.drop_nulls("from_sentences")
    if known.is_empty():
        return Finding("No article has words to score.")
    parts = ("from_sentences", "from_words")
    sentences, words = known.select(pl.col(parts).abs().median()).row(0)
    larger = "Sentences" if sentences >= words else "Words"
    drivers = [f"{driver} in {n:,}" for driver, n in ranked(known["driver"])]
    return Finding(
        f"{larger} make the larger difference: against a middling text, sentences move the score "
        f"of the median article by {sentences:.1f} up or down, words by {words:.1f}. "
        f"What weighs most: {listed(drivers)}."
    )


def describe_parts(parts: pl.DataFrame, formula: str) -> Finding:
    """Say how headlines compare with bodies, and quotations with the reporters' own words.

    Parameters
    ----------
    parts
        The frame of `score_parts`.
    formula
        A column of it.
    """
    from workbook.readability import FORMULAS

    wide = parts.pivot("part", index="article_id", values=formula)
    said = []
    for part, other in (("headline", "body"), ("quotations", "own words")):
        if part in wide.columns and other in wide.columns:
            difference = wide.select(by=pl.col(part) - pl.col(other)).drop_nulls()
            above = difference.filter(pl.col("by") > 0).height
            median = difference.select(pl.median("by")).item() or 0
            of = say_count(difference.height, "article")
            said.append(
                f"In {above:,} of {of} the score of the {part} is above that of the {other}; "
                f"the median difference is {median:+.1f}."
            )
    if not said:
        return Finding("No article has two parts to compare.")
    return Finding(" ".join([*said, f"Higher is {FORMULAS[formula].higher}."]))
