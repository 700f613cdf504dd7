"""A cheap test for English: the share of its commonest function words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# Of running English about two words in five are listed; of French or German under one in ten.
ENGLISH_SHARE = 0.2
# Fewer words than this say too little.
LEAST_WORDS = 12
SAMPLE = 3000

_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def function_words() -> frozenset[str]:
    """English words that carry grammar rather than subject."""
    text = files("workbook.loading").joinpath("function_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def guess_language(body: str) -> str | None:
    """Return "en" where the text is plainly English, else None.

    >>> guess_language("The mayor said that the bridge would be closed for most of the summer.")
    'en'
    """
    words = _LETTERS.findall(body[:SAMPLE].lower())
    if len(words) < LEAST_WORDS:
        return None
    return (
        "en"
        if sum(map(function_words().__contains__, words)) >= ENGLISH_SHARE * len(words)
        else None
    )
