"""The content words of lines: what articles share when they are about the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbook.loading.languages import function_words

# What a paragraph is about shows in so many characters.
ENOUGH = 10_000

_WORD = re.compile(r"[^\W_]{3,}")
# Endings cut in turn, so that "strikes", "striking" and "strike" meet; crude, and the same for all.
_ENDINGS = re.compile(r"(?:ing|ed|es|s|e|ly)$")


def content_words(text: str) -> list[str]:
    """Stems of the words of a text that are no function words.

    >>> content_words("The strikes of dockers; he strikes")
    ['strik', 'docker', 'strik']
    """
    words = _WORD.findall(text[:ENOUGH].casefold().replace("’", "'"))
    return [_stem(word) for word in words if word not in function_words()]


def share_found(words: Iterable[str], places: Iterable[Iterable[str]]) -> float:
    """The share of words that stand in any of the places."""
    wanted = set(words)
    found = wanted.intersection(*[set().union(*places)])
    return len(found) / len(wanted) if wanted else 0.0


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= 3 else word
