"""Names of languages, as archives and tables write them, to ISO 639-1."""

from __future__ import annotations

import re
from functools import cache

# The languages in which exports name a language, besides the language itself.
NAMED_IN = ("en", "fr", "de", "es", "it", "pt")


@cache
def _codes() -> dict[str, str]:
    from babel import Locale
    from babel.core import UnknownLocaleError

    names = {}
    for code, english in Locale("en").languages.items():
        if len(code) != 2:
            continue
        names[english.casefold()] = code
        for named_in in NAMED_IN:
            names[Locale(named_in).languages.get(code, english).casefold()] = code
        try:
            names[str(Locale(code).languages[code]).casefold()] = code
        except (UnknownLocaleError, KeyError):
            continue
    return names | {"eng": "en", "fra": "fr", "deu": "de", "ger": "de", "spa": "es"}


def language_code(name: str) -> str:
    """The two letters of a language tag or name; a name that is not known as it stands.

    >>> language_code("en-GB"), language_code("FRENCH"), language_code("Español")
    ('en', 'fr', 'es')
    """
    tag = re.split(r"[-_;,/ ]", name.strip(), maxsplit=1)[0].casefold()
    if len(tag) == 2 and tag.isalpha():
        return tag
    return _codes().get(name.strip().casefold()) or _codes().get(tag) or name
