"""The names of the readability formulas as people write them."""

from __future__ import annotations

# Those whose name is not simply their column's in words.
_WRITTEN = {
    "flesch_reading_ease": "Flesch reading ease",
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "gunning_fog": "Gunning fog index",
    "smog_index": "SMOG index",
    "coleman_liau_index": "Coleman-Liau index",
    "linsear_write_formula": "Linsear Write formula",
    "dale_chall_readability_score": "Dale-Chall score",
    "dale_chall_readability_score_v2": "New Dale-Chall score",
    "spache_readability": "Spache score",
    "lix": "LIX",
    "rix": "RIX",
    "mcalpine_eflaw": "McAlpine EFLAW score",
    "avg_syllables_per_word": "Syllables per word",
    "text_standard": "Consensus grade",
}


def name_formula(formula: str) -> str:
    """Write a formula's name as people do.

    >>> name_formula("flesch_kincaid_grade"), name_formula("reading_time")
    ('Flesch-Kincaid grade', 'Reading time')
    """
    return _WRITTEN.get(formula, formula.replace("_", " ").capitalize())
