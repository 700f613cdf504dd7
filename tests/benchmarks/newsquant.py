"""Rows of `find_figures` -> quantities by the conventions of NewsQuant (Almasian et al. 2023).

The two say different things about the same words: the workbook normalises what is counted
("person"), NewsQuant keeps the noun phrase ("eligible pensioners"); the workbook gives ages,
durations and movements that NewsQuant leaves out. Nothing is corrected here, only translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from workbook.figures.numbers import read_number
from workbook.figures.tokens import tokenise, words

Quantity = dict[str, object]

# Calendar years, dates and ordinals are no quantities there.
LEFT_OUT = ("ordinal", "year", "date")
# "five-year award", in words, is none either; "50-foot", "18-month-old" are.
# Nor are "twice" and "double the number"; "sixfold" is.
MULTIPLE = re.compile(r"(.*\s)?(twice|thrice|double|triple|treble|quadruple)(\s.*)?", re.I)
SPELLED_DURATION = re.compile(r"[a-z-]+-(year|month|week|day|hour|minute|night|decade)", re.I)
# Ages are quantities only where their unit is printed: not "Ana Ruiz, 25," or "aged 18 to 34".
BARE = re.compile(r"\d+(\s*(to|and|-|–)\s*\d+)?")
# Small words between a number and the noun that it counts.
OPENING = re.compile(
    r"^\W*(of\s+)?((the|its|their|his|her|our|my|these|those)\s+)?((more|other|additional)\s+)?"
)
# Labels follow the word list of the benchmark's own extractor (number_lookup.py of CQE): what is
# nearly reached and averages are "~", further ones ">"; its sentences have "=" for "just", "as many
# as", "no more than" and a bare sign. "More than" outdoes a verb of movement,
# which outdoes "about"; a range has no direction.
EQUAL = re.compile(r"(just\b|no (more|fewer) than|as (many|much) as|≈)", re.I)
NEARLY = re.compile(r"(nearly|almost|close to|barely)\b", re.I)
AVERAGED = re.compile(r"\baverag(es?|ed|ing)\s+$", re.I)
FURTHER = re.compile(r"\S+ more\b", re.I)
RATE = re.compile(r"\s+(per|an?|each|every)\s+\S+$")


def to_newsquant(
    found: pl.DataFrame, bodies: Mapping[str, str] | None = None
) -> dict[str, list[Quantity]]:
    """Quantities by article: value, upper, unit, kind, bound, change, subject.

    `bodies`, where given, show the words before a figure, which some labels go by.
    """
    kept = found.filter(~pl.col("kind").is_in(LEFT_OUT))
    out: dict[str, list[Quantity]] = {}
    for row in kept.iter_rows(named=True):
        if not is_left_out(row):
            before = (bodies or {}).get(row["article_id"], "")[: row["start"]]
            out.setdefault(row["article_id"], []).append(translate(row, before))
    return out


def is_left_out(row: dict) -> bool:
    """Whether NewsQuant would not list a figure: a spelled adjectival duration, a bare age."""
    bare_age = row["kind"] == "age" and BARE.fullmatch(row["text"]) is not None
    return bare_age or any(kind.fullmatch(row["text"]) for kind in (SPELLED_DURATION, MULTIPLE))


def translate(row: dict, before: str = "") -> Quantity:
    """One figure, and what stands before it, in the words of NewsQuant."""
    unit, subject = row["unit"] or "", row["subject"]
    if unit == "fraction":  # the unit of a share is its whole: "half the flats" -> flats
        unit, subject = subject or "", None
    elif row["kind"] == "count" and unit not in ("", "point", "time"):
        unit = noun_phrase(row) or unit  # a counted thing keeps its words and its number
    if row["per"]:  # a rate is one unit: "dollar per month"
        unit += f" per {row['per']}"
    return {
        "value": row["value"],
        "upper": row["high"],
        "unit": unit,
        "kind": row["kind"],
        "bound": label(row, before),
        "change": None if is_no_movement(row) else row["change"],
        "subject": subject,
    }


def label(row: dict, before: str) -> str:
    """The bound of a figure as NewsQuant labels it."""
    if EQUAL.match(row["text"]):
        return "="
    if NEARLY.match(row["text"]) or AVERAGED.search(before):
        return "~"
    return ">" if FURTHER.match(row["text"]) else row["bound"]


def noun_phrase(row: dict) -> str:
    """What the text of a counted figure says after its last number."""
    tokens = tokenise(row["text"])
    ends = [number.end for place in range(len(tokens)) if (number := read_number(tokens, place))]
    noun = row["text"][tokens[max(ends) - 1].end :] if ends else row["text"]
    noun = OPENING.sub("", noun, count=1)
    return RATE.sub("", noun) if row["per"] else noun


def is_no_movement(row: dict) -> bool:
    """Whether a noun says it, which is none there ("a 7% increase"), or "more than" goes before."""
    if EQUAL.match(row["text"]) or row["bound"] in (">", ">=") or row["high"] is not None:
        return True
    nouns = words("rise nouns") | words("fall nouns") | {"higher", "lower", "more", "less", "fewer"}
    parts = (row["subject"] or "").lower().split(", ")
    heads = {part.split(" of ")[0].split()[-1] for part in parts if part}
    return row["text"].split()[-1].lower() in nouns or not nouns.isdisjoint(heads)
