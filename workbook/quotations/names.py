"""The names in a body: whose they may be and which is the fullest form of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.quotations.lexicon import words

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!:\"“”‘'—–\n])[ \"“‘]*\Z")
_OPENERS = {"A", "An", "And", "As", "At", "But", "For", "In", "On", "The", "When", "While", "Yet"}
_MALE = dict.fromkeys(("Mr", "Mr.", "Sir", "Lord", "King"), "he")
_FEMALE = dict.fromkeys(("Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dame", "Lady", "Queen"), "she")
_GENDER = _MALE | _FEMALE
_SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
LONGEST_NAME = 6


@dataclass(frozen=True)
class Name:
    """A run of capitalised words in a body, titles taken off."""

    text: str
    start: int
    end: int
    pronoun: str | None = None  # "he" or "she" where the title tells

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(self.text.split())


def is_personal(name: str) -> bool:
    """Whether a name may be a person's: no "Ministry", no acronym, no number in it.

    >>> is_personal("Ana Ruiz"), is_personal("Ministry of Finance"), is_personal("BBC")
    (True, False, False)
    """
    parts = name.split()
    for part in parts:
        if (
            part in words("organisations")
            or part in words("outlets")
            or any(c.isdigit() for c in part)
        ):
            return False
        if len(parts) == 1 and len(part) > 1 and part.isupper():
            return False
    return bool(parts) and "of" not in parts and "and" not in parts


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news outlet."""
    return any(part in words("outlets") for part in re.findall(r"[^\W_]+", name))


def find_names(body: str) -> list[Name]:
    """Every run of capitalised words of a body, without leading titles and sentence openers.

    >>> [name.text for name in find_names("But Mr. Herman Van Rompuy met Cui Heng.")]
    ['Herman Van Rompuy', 'Cui Heng']
    """
    common = set(re.findall(r"(?<![\w’'])[a-zß-öø-ÿ][\w’'-]*", body))
    names = []
    for run in _runs(body):
        rest = _without_openers(body, run, common)
        if not rest:
            continue
        start, end = rest[0].start(), rest[-1].end()
        text = _POSSESSIVE.sub("", body[start:end]).rstrip(".")
        titles = run[: len(run) - len(rest)]
        pronoun = next((_GENDER[t[0]] for t in titles if t[0] in _GENDER), None)
        names.append(Name(re.sub(r"\s+", " ", text), start, start + len(text), pronoun))
    return names


def _runs(body: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with one blank between them; particles may stand inside."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(body):
        joined = bool(run) and body[run[-1].end() : token.start()] in {" ", "\u00a0"}
        if run and (not joined or _ends_name(run[-1][0])):
            yield _trimmed(run)
            run = []
        if token[0][0].isupper() or (run and token[0] in words("particles")):
            run.append(token)
        elif run:
            yield _trimmed(run)
            run = []
    if run:
        yield _trimmed(run)


def _ends_name(word: str) -> bool:
    """Whether a name cannot go on behind this word: a possessive, the end of a sentence."""
    if _POSSESSIVE.search(word):
        return True
    return word.endswith(".") and len(word) > 2 and word not in words("titles")


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """A run without particles at its end."""
    while run and not run[-1][0][0].isupper():
        run = run[:-1]
    return run


def _without_openers(body: str, run: list[re.Match[str]], common: set[str]) -> list[re.Match[str]]:
    """A run without titles, what stands before them, and a word that opens a sentence."""
    opens = bool(run) and _OPENS_SENTENCE.search(body, max(0, run[0].start() - 3), run[0].start())
    if opens and len(run) > 1 and run[0][0].lower() in common and run[0][0] not in words("titles"):
        run = run[1:]
    titles = [i for i, token in enumerate(run[:-1]) if token[0] in words("titles")]
    run = run[titles[-1] + 1 :] if titles else run
    while run and (run[0][0] in _OPENERS or run[0][0] in words("titles")):
        run = run[1:]
    if (
        len(run) > 2
        and run[0][0] in words("qualifiers")
        and is_personal(" ".join(t[0] for t in run[1:]))
    ):
        run = run[1:]
    return run


def fullest_names(names: list[Name]) -> list[str]:
    """The distinct names of two words and more; a longer form stands for its shorter ones.

    "Donald J. Trump" stands for "Donald Trump", but what only precedes a name ("State John Kerry")
    is no part of it, and a junior is somebody else.
    """
    found = dict.fromkeys(n.text for n in names if 2 <= len(n.parts) <= LONGEST_NAME)
    sharing: dict[str, list[str]] = {}
    for name in found:
        for part in {name.split()[0], name.split()[-1]}:
            sharing.setdefault(part, []).append(name)
    return [name for name in found if not _is_replaced(name, sharing)]


def same_person(name: str, fuller: str) -> bool:
    """Whether a full name is another's shorter form: equal ends, and words or initials left out.

    >>> same_person("Ana Ruiz", "Ana M. Ruiz"), same_person("Ana Ruiz", "Eva Ruiz")
    (True, False)
    """
    short, long = name.casefold().split(), fuller.casefold().split()
    ends = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1])
    return ends and set(short) < set(long)


def _is_replaced(name: str, sharing: dict[str, list[str]]) -> bool:
    """Whether another of the names that begin or end like this one is its better form."""
    first, last = name.split()[0], name.split()[-1]
    return any(_replaces(other, name) for other in (*sharing[first], *sharing[last]))


def _replaces(other: str, name: str) -> bool:
    """Whether another form is the better one for the same name."""
    ours, theirs = name.split(), other.split()
    if ours == theirs or {ours[-1], theirs[-1]} & _SUFFIXES:
        return False
    longer = set(ours) < set(theirs) and ours[0] == theirs[0]
    cleaner = set(theirs) < set(ours) and ours[-1] == theirs[-1] and ours[0] != theirs[0]
    return longer or cleaner
