"""What the notebook of figures finds, in sentences made from the frames at hand."""

from __future__ import annotations

import polars as pl

from workbook.findings.words import Finding, listed, ranked, say_count, say_kinds

CHECKED = ("change and its ends", "total and its parts", "shares above 100")


def describe_figures(figures: pl.DataFrame, shown: pl.DataFrame | None = None) -> Finding:
    """Say how many figures there are, of which kinds and units.

    Parameters
    ----------
    figures
        The frame of `find_figures`.
    shown
        Those that `hide_trivial` left; says how many are hidden.
    """
    said = [say_kinds(figures, "figure")]
    if most := ranked(figures["unit"])[:3]:
        said.append(f"The commonest units: {listed([f'{unit} ({n:,})' for unit, n in most])}.")
    if shown is not None and (hidden := figures.height - shown.height):
        few = say_count(hidden, "count")
        verb = "is" if hidden == 1 else "are"
        said.append(f"{few} of one or two known things (“the two sides”) {verb} hidden.")
    return Finding(" ".join(said))


def describe_changes(figures: pl.DataFrame) -> Finding:
    """Say how many figures measure a movement, and the largest one up and down in percent."""
    moved = figures.drop_nulls("change")
    ways = listed([f"{n:,} {way}" for way, n in ranked(moved["change"])])
    said = [f"{say_count(moved.height, 'figure')} measure a change: {ways}."]
    for way, word in (("up", "rise"), ("down", "fall")):
        alike = moved.filter(change=way, unit="percent").drop_nulls("value")
        if alike.height:
            row = alike.sort("value", descending=True, maintain_order=True).row(0, named=True)
            of = f" ({row['subject']})" if row["subject"] else ""
            said.append(f"The largest {word} in percent: “{row['text']}”{of}.")
    return Finding(" ".join(said))


def describe_comparisons(compared: pl.DataFrame) -> Finding:
    """Say how many things are reported differently, which most, and what else is worth a look.

    Parameters
    ----------
    compared
        The frame of `compare_figures`.
    """
    groups = compared.unique("group", keep="first", maintain_order=True)
    differing = groups.filter(kind="same thing").sort(
        "spread", "group", descending=[True, False], nulls_last=True
    )
    agreeing = groups.filter(kind="agreement").height
    said = [
        f"{say_count(differing.height, 'thing')} reported with values that differ, "
        f"{agreeing:,} on which several reports agree."
    ]
    if differing["spread"].count():
        label, spread = differing.select("label", "spread").row(0)
        said.append(f"Furthest apart: {label}, the greatest {spread:.2g} times the least.")
    rates = groups.filter(kind="two currencies")
    odd = rates.filter("worth_a_look").height
    said.append(
        f"{say_count(rates.height, 'sum')} in two currencies; "
        f"the rate that they imply is worth a look in {odd or 'none'}."
    )
    checks = groups.filter(pl.col("kind").is_in(CHECKED)).height
    said.append(
        f"Changes, totals and shares that do not fit the figures beside them: {checks or 'none'}."
    )
    return Finding(" ".join(said))
