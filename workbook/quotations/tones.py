"""The stance that a cue shows towards what it reports."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from workbook.quotations.lexicon import reporting_verbs
from workbook.schema import require_columns

_IRREGULAR = {
    "began": "begin", "begun": "begin", "forbade": "forbid", "forbidden": "forbid",
    "found": "find", "heard": "hear", "held": "hold",
    "read": "read", "said": "say", "sang": "sing", "spoke": "speak", "spoken": "speak",
    "sung": "sing", "swore": "swear", "sworn": "swear", "thought": "think", "told": "tell",
    "went": "go", "written": "write", "wrote": "write",
}  # fmt: skip
_NEUTRAL = {"according", "per", ":", "—", "–", "-"}
_WORD = re.compile(r"[^\W\d_]+|[:—–-]")


def add_tone(quotations: pl.DataFrame) -> pl.DataFrame:
    """Add the verb of each cue and the stance of the writer that it shows.

    Parameters
    ----------
    quotations
        Needs `cue`.

    Returns
    -------
    pl.DataFrame
        The same rows with `verb` ("say" for "said" and "did not say"; the cue in small letters
        where it has no listed verb) and `tone`: `neutral` leaves open whether it is so,
        `assertive` presses it or presents it as known, `doubting` keeps a distance, `critical` and
        `supportive` judge, `directive` asks or orders, `committing` binds the speaker. Null
        without a cue or where the verb is not listed. After Thompson and Ye (1991), kept in
        `quotations/verbs.tsv`.
    """
    require_columns(quotations, "cue")
    cues = quotations["cue"].unique(maintain_order=True).drop_nulls().to_list()
    known = {cue: _verb_and_tone(cue) for cue in cues}
    return quotations.with_columns(
        verb=pl.col("cue").replace_strict(
            {cue: verb for cue, (verb, _) in known.items()}, default=None, return_dtype=pl.String
        ),
        tone=pl.col("cue").replace_strict(
            {cue: tone for cue, (_, tone) in known.items()}, default=None, return_dtype=pl.String
        ),
    )


@cache
def _verb_and_tone(cue: str) -> tuple[str, str | None]:
    """The listed verb of a cue and its tone.

    >>> _verb_and_tone("did not say"), _verb_and_tone("pointed out"), _verb_and_tone("claim")
    (('say', 'neutral'), ('point out', 'assertive'), ('claim', 'doubting'))
    """
    found = [word.lower() for word in _WORD.findall(cue)]
    for i, word in enumerate(found):
        for lemma in _lemmas(word):
            for verb in (" ".join([lemma, *found[i + 1 : i + 2]]), lemma):
                if (entry := reporting_verbs().get(verb)) is not None:
                    return verb, entry.tone
    return " ".join(cue.lower().split()), "neutral" if _NEUTRAL & set(found) else None


def _lemmas(word: str) -> list[str]:
    """What a form may be a form of: "denies" of "deny", "quipped" of "quip".

    >>> _lemmas("denied"), _lemmas("quipped")
    (['denied', 'deny', 'deni', 'denie'], ['quipped', 'quipp', 'quippe', 'quip'])
    """
    lemmas = [_IRREGULAR.get(word, word)]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", "")):
        lemmas += [word.removesuffix(ending) + instead] if word.endswith(ending) else []
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            lemmas += [stem, stem + "e", *([stem[:-1]] if stem[-2:-1] == stem[-1:] else [])]
    return lemmas
