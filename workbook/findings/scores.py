"""Readability in sentences made from the frames at hand."""

from __future__ import annotations

import polars as pl

from workbook.findings.words import Finding, listed, ranked, say_count

MOST_OUTLETS = 6  # more medians are a table, not a sentence


def describe_scores(scores: pl.DataFrame, formula: str) -> Finding:
    """Say where the scores lie, in which articles the lowest and highest, and by outlet."""
    from workbook.readability import FORMULAS, name_formula

    known = scores.drop_nulls(formula).sort(formula, maintain_order=True)
    if known.is_empty():
        return Finding("No article has words to score.")
    low, high = known.row(0, named=True), known.row(-1, named=True)
    name, higher = name_formula(formula), FORMULAS[formula].higher
    said = [
        f"The median {name} of {say_count(known.height, 'article')} is "
        f"{known.select(pl.median(formula)).item():.1f} (higher is {higher}); the scores run from "
        f"{low[formula]:.1f} (“{low['label']}”) to {high[formula]:.1f} (“{high['label']}”)."
    ]
    if known.height == 1:
        said = [f"The {name} of “{low['label']}” is {low[formula]:.1f} (higher is {higher})."]
    said += _outlet_medians(known, formula)
    if "caution" in known.columns and (doubted := known["caution"].count()):
        said.append(
            f"{say_count(doubted, 'score')} {'carries' if doubted == 1 else 'carry'} a caution."
        )
    return Finding(" ".join(said))


def _outlet_medians(known: pl.DataFrame, formula: str) -> list[str]:
    """The median of each outlet, or of the lowest and highest of many."""
    by_outlet = known.drop_nulls("outlet").group_by("outlet")
    outlets = by_outlet.agg(pl.median(formula), pl.len()).sort(formula, "outlet")
    medians = [f"{name} {score:.1f} (n = {n:,})" for name, score, n in outlets.rows()]
    if len(medians) < 2:
        return []
    if len(medians) > MOST_OUTLETS:
        return [f"Medians by outlet run from {medians[0]} to {medians[-1]}."]
    return [f"Medians by outlet: {listed(medians)}."]


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
    if known.height == 1:
        return Finding("One article alone has no other to be compared with.")
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
    for part, other, whole in (
        ("headline", "body", "the body"),
        ("quotations", "own words", "the reporter's own words"),
    ):
        if not {part, other} <= set(wide.columns):
            continue
        by = wide.select(by=pl.col(part) - pl.col(other)).drop_nulls()["by"]
        if by.len():
            said.append(
                f"In {(by > 0).sum():,} of {say_count(by.len(), 'article')} the {part} "
                f"{'score' if part == 'quotations' else 'scores'} above {whole} "
                f"(median difference {_signed(by.median())})."
            )
    if not said:
        return Finding("No article has two parts to compare.")
    return Finding(" ".join([*said, f"Higher is {FORMULAS[formula].higher}."]))


def _signed(value: object) -> str:
    """A difference with its sign.

    >>> _signed(-1.42), _signed(0.5)
    ('−1.4', '+0.5')
    """
    return f"{value:+.1f}".replace("-", "−")
