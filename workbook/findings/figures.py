"""What the notebook of figures finds, in sentences made from the frames at hand."""

from __future__ import annotations

import polars as pl

from workbook.findings.words import Finding, listed, ranked, say_count, say_kinds

# What one figure of a kind is called in a sentence.
NOUNS = {
    "money": "sum of money",
    "percent": "percentage",
    "count": "count",
    "measure": "measurement",
    "duration": "duration",
    "age": "age",
    "ordinal": "place in an order",
    "year": "year",
    "date": "date",
    "rate": "rate",
}
NO_DIFFERENCE = "No thing is reported with values that differ"
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
    said = [say_kinds(figures, "figure", NOUNS)]
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
    if moved.is_empty():
        return Finding("No figure measures a change.")
    ways = listed([f"{n:,} {way}" for way, n in ranked(moved["change"])])
    verb = "measures" if moved.height == 1 else "measure"
    said = [f"{say_count(moved.height, 'figure')} {verb} a change: {ways}."]
    for way, word in (("up", "rise"), ("down", "fall")):
        alike = moved.filter(change=way, unit="percent").drop_nulls("value")
        if alike.height:
            row = alike.sort("value", descending=True, maintain_order=True).row(0, named=True)
            said.append(f"The largest {word} in percent: “{row['text']}”{_about(row)}.")
    return Finding(" ".join(said))


def _about(row: dict[str, str | None]) -> str:
    """What a figure is about, in brackets, unless its own words say so."""
    subject, text = row["subject"] or "", row["text"] or ""
    return f" ({subject})" if subject and subject.lower() not in text.lower() else ""


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
    n, verb = say_count(differing.height, "thing"), "is" if differing.height == 1 else "are"
    said = f"{n} {verb} reported with values that differ" if differing.height else NO_DIFFERENCE
    sentences = [f"{said}; on {agreeing:,} several reports agree." if agreeing else f"{said}."]
    if differing["spread"].count():
        label, spread = differing.select("label", "spread").row(0)
        sentences.append(f"Furthest apart: {label}, the greatest {spread:,.1f} times the least.")
    sentences += _rates(groups.filter(kind="two currencies"))
    checks = groups.filter(pl.col("kind").is_in(CHECKED)).height
    sentences.append(_checks(checks))
    return Finding(" ".join(sentences))


def _rates(rates: pl.DataFrame) -> list[str]:
    """How many sums stand in two currencies, and how many rates are odd."""
    if rates.is_empty():
        return []
    odd = rates.filter("worth_a_look").height
    stand = "stands" if rates.height == 1 else "stand"
    imply = "implies" if odd < 2 else "imply"
    return [
        f"{say_count(rates.height, 'sum')} {stand} in two currencies; {odd or 'none'} {imply} a "
        "rate that is worth a look."
    ]


def _checks(n: int) -> str:
    if not n:
        return "No change, total or share contradicts the figures beside it."
    verb, them = ("does", "it") if n == 1 else ("do", "them")
    return f"{n:,} of the changes, totals and shares {verb} not fit the figures beside {them}."
