"""The language of an article: a cheap test for English, then a model for the others."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Of running English about two words in five are listed; of French or German under one in ten.
ENGLISH_SHARE = 0.2
# Fewer words than this say too little.
LEAST_WORDS, LEAST_LETTERS = 12, 15
# The model's share for its best language: far lower on tables, names and strings of letters.
LEAST_SURE = 0.95
SAMPLE = 3000

_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def function_words() -> frozenset[str]:
    """English words that carry grammar rather than subject."""
    text = files("workbook.loading").joinpath("function_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def guess_language(body: str) -> str | None:
    """ISO 639-1 code of the language that a text is plainly in, else None.

    >>> guess_language("The mayor said that the bridge would be closed for most of the summer.")
    'en'
    >>> guess_language("El puente estará cerrado hasta el verano, dijo el lunes la alcaldesa.")
    'es'
    """
    sample = body[:SAMPLE].lower()
    words = _LETTERS.findall(sample)
    if sum(map(len, words)) < LEAST_LETTERS:
        return None
    is_enough = len(words) >= LEAST_WORDS
    if is_enough and sum(map(function_words().__contains__, words)) >= ENGLISH_SHARE * len(words):
        return "en"
    # scripts without spaces have few words and no lack of letters
    if not is_enough and sample.isascii():
        return None
    language, share = _identifier().classify(sample)
    return str(language) if share >= LEAST_SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    """py3langid's model, which comes with the package, for the listed languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    text = files("workbook.loading").joinpath("languages.txt").read_text("utf-8")
    listed = {code for line in text.splitlines() if line[:1] != "#" for code in line.split()}
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if code in listed])
    return identifier
