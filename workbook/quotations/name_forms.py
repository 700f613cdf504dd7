"""Which forms of a name mean the same person, and which of them is the fullest."""

from __future__ import annotations

from workbook.quotations.kinds import is_personal
from workbook.quotations.lexicon import given_names, words
from workbook.quotations.names import Name

_SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
LONGEST_NAME = 6


def fullest_names(names: list[Name], ordinary: set[str]) -> list[str]:
    """The distinct names of two words and more; a longer form stands for its shorter ones.

    "Donald J. Trump" stands for "Donald Trump", but what only precedes a name ("Rival Ana Ruiz",
    where `ordinary` words hold "rival") is no part of it, and a junior is somebody else.
    """
    long = [n for n in names if 2 <= len(n.parts) <= LONGEST_NAME]
    found = dict.fromkeys(n.text for n in long if not n.in_headline)
    sharing: dict[str, list[str]] = {}
    for name in found:
        for part in {name.split()[0], name.split()[-1]}:
            sharing.setdefault(part, []).append(name)
    return [name for name in found if not _is_replaced(name, sharing, ordinary)]


def same_person(name: str, fuller: str) -> bool:
    """Whether a full name is another's shorter form: equal ends, and words or initials left out.

    >>> same_person("Ana Ruiz", "Ana M. Ruiz"), same_person("Ana Ruiz", "Eva Ruiz")
    (True, False)
    """
    short, long = name.casefold().split(), fuller.casefold().split()
    ends = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1])
    return ends and set(short) < set(long)


def _is_replaced(name: str, sharing: dict[str, list[str]], ordinary: set[str]) -> bool:
    """Whether another of the names that begin or end like this one is its better form."""
    first, last = name.split()[0], name.split()[-1]
    return any(_replaces(other, name, ordinary) for other in (*sharing[first], *sharing[last]))


def _replaces(other: str, name: str, ordinary: set[str]) -> bool:
    """Whether another form is the better one for the same name."""
    ours, theirs = name.split(), other.split()
    if ours == theirs or {ours[-1], theirs[-1]} & _SUFFIXES:
        return False
    if is_personal(name) != is_personal(other):
        return False  # "New York" is not short for "New York Times"
    if set(ours) < set(theirs):
        surname = ours[-1] == theirs[-1] and not _is_label(theirs[0], ours[0], ordinary)
        return ours[0] == theirs[0] or surname
    cleaner = set(theirs) < set(ours) and ours[-1] == theirs[-1] and ours[0] != theirs[0]
    return cleaner and _is_label(ours[0], theirs[0], ordinary)


def _is_label(word: str, following: str, ordinary: set[str]) -> bool:
    """Whether a capitalised word before a name is rather what the person is: "Rival Ana Ruiz"."""
    listed = words("places") | words("qualifiers")
    return word.lower() in ordinary or word in listed or following in given_names()
