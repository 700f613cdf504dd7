"""What kind of thing a name is: a person, an outlet, an office."""

from __future__ import annotations

import re

from workbook.quotations.lexicon import given_names, words

_QUARTERS = {
    "Central", "East", "Eastern", "New", "North", "Northeast", "Northern", "Northwest", "South",
    "Southeast", "Southern", "Southwest", "West", "Western",
}  # fmt: skip
# Words of organisations and places that are surnames, too.
_SURNAMES = {"Bush", "Church", "Day", "Hall", "Lake", "Law", "Park", "Street", "Sun", "Wood"}
_OUTLET_OPENS = {"Agence", "Daily", "Radio", "TV"}


def is_personal(name: str) -> bool:
    """Whether a name may be a person's: no "Ministry", no place, no acronym, no number in it.

    >>> [is_personal(name) for name in ("Ana Ruiz", "Ministry of Finance", "BBC", "East China")]
    [True, False, False, False]
    """
    parts = name.split()
    if not parts or is_outlet(name) or _is_place(parts) or {"The", "of", "and", "&"} & set(parts):
        return False
    ends = _SURNAMES & {parts[0], parts[-1]} if len(parts) > 1 else set()
    surnames = ends if parts[0] in ends or parts[0] in given_names() else set()
    if any(_is_of_body(part) for part in parts if part not in surnames):
        return False
    return len(parts) > 1 or len(name) == 1 or not name.isupper()


def _is_place(parts: list[str]) -> bool:
    """Whether a name is a place's or a people's: "East Hill", "Chile", "Thai Airways"."""
    of_people = len(parts) > 1 and parts[0] in words("demonyms")
    return parts[0] in _QUARTERS or parts[-1] in words("places") or of_people


def _is_of_body(word: str) -> bool:
    """Whether a word shows that a name is no person's."""
    listed = word in words("organisations") or word in words("outlets")
    return listed or any(c.isdigit() for c in word)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet.

    >>> [is_outlet(name) for name in ("Xinhua", "the Harbour Post", "Environment Agency", "Post")]
    [True, True, False, False]
    """
    parts = re.findall(r"[^\W_]+(?:-[^\W_]+)*", name)
    capitals = [part for part in parts if part[0].isupper()]
    if any(part in words("outlets") for part in parts) or "News Agency" in name:
        return True
    if not capitals or not (len(capitals) > 1 or parts[0].lower() == "the"):
        return False
    return capitals[-1] in words("outlet_words") or capitals[0] in _OUTLET_OPENS


def is_office(word: str) -> bool:
    """Whether a capitalised word is a title or an office: "Senator", "Dr.", "Spokesman"."""
    return word in words("titles") or (word[0].isupper() and word.lower() in words("persons"))
