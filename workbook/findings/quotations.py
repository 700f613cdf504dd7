"""Quotations in sentences made from the frames at hand."""

from __future__ import annotations

import polars as pl

from workbook.findings.words import Finding, listed, ranked, say_count, say_kinds


def describe_quotations(quotations: pl.DataFrame) -> Finding:
    """Say how many quotations there are, of which kind, and who is quoted most and together."""
    from workbook.quotations import merge_speakers, summarise_pairs

    said = [say_kinds(quotations, "quotation")]
    if most := ranked(merge_speakers(quotations)["speaker"])[:3]:
        said.append(f"Quoted most: {listed([f'{name} ({n:,})' for name, n in most])}.")
    pairs = summarise_pairs(quotations).filter(pl.col("n_articles") > 1)
    if pairs.height:
        one, other, n = pairs.row(0)
        said.append(f"Most often together: {one} and {other}, in {n:,} articles.")
    if unknown := quotations["speaker"].null_count():
        said.append(f"For {unknown:,} of them the article does not settle who speaks.")
    return Finding(" ".join(said))


def describe_cues(quotations: pl.DataFrame) -> Finding:
    """Say which cue words are the commonest and how many show another stance than neutral.

    Parameters
    ----------
    quotations
        The rows of `find_quotations`.
    """
    from workbook.quotations import add_tone

    cues = add_tone(quotations.drop_nulls("cue")).with_columns(
        pl.col("tone").fill_null("not listed")
    )
    if cues.is_empty():
        return Finding("No quotation has a cue word.")
    verbs = [f"“{verb}” ({n:,})" for verb, n in ranked(cues["verb"])[:3]]
    tones = [f"{tone} {n / cues.height:.0%}" for tone, n in ranked(cues["tone"])]
    different = f"{cues['verb'].n_unique():,} different ones, most often " if len(verbs) > 1 else ""
    total, verb = say_count(cues.height, "quotation"), "has" if cues.height == 1 else "have"
    return Finding(
        f"{total} {verb} a cue word: {different}{listed(verbs)}. By tone: {listed(tones)}."
    )


def describe_quoted(quoted: pl.DataFrame) -> Finding:
    """Say which share of the text is quoted, and in which article the most.

    Parameters
    ----------
    quoted
        The frame of `count_quoted` with the articles' `label`.
    """
    if quoted.is_empty():
        return Finding("No article has text.")
    own = quoted.filter(pl.col("kind") == "own words")
    of_kind = dict(quoted.group_by("kind").agg(pl.sum("n_characters")).rows())
    total, words, marked = sum(of_kind.values()), of_kind["own words"], of_kind.get("direct", 0)
    label, share = own.sort("share", maintain_order=True).select("label", "share").row(0)
    said = (
        f"Of the text of {say_count(own.height, 'article')}, {1 - words / total:.0%} is what "
        f"others are reported to say, {marked / total:.0%} in direct quotations."
    )
    most = f" Quoted the most: “{label}” ({1 - share:.0%})." if own.height > 1 else ""
    return Finding(said + most)
