"""The reporting verbs and nouns, what each takes and its tone, read from the data files beside."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

IRREGULAR = {
    "according", "began", "begun", "found", "held", "said", "sang", "spoke", "spoken", "stated",
    "states", "stating", "sung", "swore", "sworn", "thought", "told", "went", "written", "wrote",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_PER = re.compile(r"\bper [A-Z]")

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
def _forms() -> frozenset[str]:
    """The written forms of the reporting verbs and nouns; of "state" only what is no country."""
    verbs = {verb.split()[0] for verb in reporting_verbs()} - {"state"}
    forms = {form for verb in verbs for form in inflect(verb)} | IRREGULAR
    return frozenset(forms | {noun + plural for noun in reporting_nouns() for plural in ("", "s")})


def inflect(verb: str) -> list[str]:
    """The forms of a regular verb, with and without a doubled consonant.

    >>> inflect("deny")
    ['deny', 'denies', 'denied', 'denying']
    >>> inflect("urge")
    ['urge', 'urges', 'urged', 'urging']
    """
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    third = verb + ("es" if re.search(r"(?:s|sh|ch|x|o)$", verb) else "s")
    forms = [verb, third, verb + "ed", verb + "ing"]
    doubled = verb + verb[-1] if re.search(r"[aeiou][bdglmnprt]$", verb) else ""
    return forms + ([doubled + "ed", doubled + "ing"] if doubled else [])


def is_reporting_form(word: str) -> bool:
    """Whether a word may be a form of a reporting verb or noun."""
    return word.lower() in _forms() and word != "States"


def may_report(sentence: str) -> bool:
    """Whether a sentence may hold an attribution: a reporting word or phrase stands in it."""
    return any(map(is_reporting_form, _WORD.findall(sentence))) or _PER.search(sentence) is not None


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
