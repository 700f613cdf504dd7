"""The reporting verbs and nouns, what each takes and its tone, read from the data files beside."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

IRREGULAR = (
    "said",
    "told",
    "wrote",
    "written",
    "thought",
    "swore",
    "sworn",
    "spoke",
    "spoken",
    "according",
    "went on",
    "began",
    "begun",
)

TONES = {"assertive", "committing", "critical", "directive", "doubting", "neutral", "supportive"}


class Reporting(NamedTuple):
    """How a reporting word introduces somebody's words."""

    takes: frozenset[str]
    tone: str


@cache
def reporting_verbs() -> dict[str, Reporting]:
    """Lemma, with its particle if it has one, to what the verb takes."""
    rows = (line.split("\t") for line in read_lines("verbs.tsv"))
    return {verb: Reporting(frozenset(takes.split()), tone) for verb, takes, tone in rows}


@cache
def reporting_nouns() -> dict[str, frozenset[str]]:
    """Singular noun to what it takes."""
    rows = (line.split("\t") for line in read_lines("nouns.tsv"))
    return {noun: frozenset(takes.split()) for noun, takes in rows}


@cache
def _forms() -> re.Pattern[str]:
    """The written forms of the reporting verbs, the regular ones by their stem."""
    stems = sorted({re.sub(r"[ey]$", "", verb.split()[0]) for verb in reporting_verbs()})
    forms = [rf"(?:{'|'.join(stems)})\w{{0,4}}", *IRREGULAR, "per(?= [A-Z])"]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def is_reporting_form(word: str) -> bool:
    """Whether a word may be a form of a reporting verb."""
    return _forms().fullmatch(word) is not None


def may_report(sentence: str) -> bool:
    """Whether a sentence may hold an attribution: a reporting verb or phrase stands in it."""
    return _forms().search(sentence) is not None


@cache
def given_names() -> dict[str, str]:
    """Given names to the pronoun, "he" or "she", of those who bear them."""
    return dict(row.split("\t") for row in read_lines("given_names.tsv"))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a word list: "titles", "outlets" ..."""
    return frozenset(read_lines(f"{name}.txt"))


def read_lines(name: str) -> list[str]:
    """The lines of a data file of this package, without its comments and blank lines."""
    text = files("workbook.quotations").joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
