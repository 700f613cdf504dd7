"""Who a mention is: the fullest name that the article gives, or null rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.quotations.lexicon import words

_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)

PRONOUNS = {
    "he": "m", "she": "f", "him": "m", "her": "f", "they": "", "them": "", "i": "", "we": "", "you": "", "who": "", "one": "",
}  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A run of capitalised words in a body, titles taken off."""

    text: str
    start: int
    end: int

    @property
    def parts(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(self.text.split())


def find_names(body: str) -> list[Name]:
    """Every run of capitalised words of a body, without leading titles and sentence openers.

    >>> [name.text for name in find_names("But Mr. Herman Van Rompuy met Cui Heng.")]
    ['Herman Van Rompuy', 'Cui Heng']
    """
    common = set(re.findall(r"(?<![\w’'])[a-zß-öø-ÿ][\w’'-]*", body))
    names = []
    for run in _runs(body):
        run = _without_openers(body, run, common)
        if run:
            start, end = run[0].start(), run[-1].end()
            text = _POSSESSIVE.sub("", body[start:end]).rstrip(".")
            names.append(Name(re.sub(r"\s+", " ", text), start, start + len(text)))
    return names


def _runs(body: str) -> Iterator[list[re.Match[str]]]:
    """Runs of capitalised words with one blank between them; particles may stand inside."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(body):
        joined = bool(run) and body[run[-1].end() : token.start()] in {" ", "\u00a0"}
        if joined and (_POSSESSIVE.search(run[-1][0]) or (run[-1][0].endswith(".") and not _is_short(run[-1][0]))):
            joined = False
        if run and not joined:
            yield _trimmed(run)
            run = []
        if token[0][0].isupper() or (run and token[0] in words("particles")):
            run.append(token)
        elif run:
            yield _trimmed(run)
            run = []
    if run:
        yield _trimmed(run)


def _is_short(word: str) -> bool:
    return len(word) <= 2 or word in words("titles")


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """A run without particles at its end."""
    while run and not run[-1][0][0].isupper():
        run = run[:-1]
    return run


def _without_openers(
    body: str, run: list[re.Match[str]], common: set[str]
) -> list[re.Match[str]]:
    """A run without titles, and without the common word that opens a sentence."""
    before = body[: run[0].start()].rstrip()[-1:] if run else ""
    if run and before in {"", ".", "?", "!", ":", '"', "“", "‘", "”"} and run[0][0].lower() in common:
        run = run[1:]
    while run and (run[0][0] in words("titles") or run[0][0] in {"The", "A", "An", "But", "And", "In"}):
        run = run[1:]
    return run


class Cast:
    """The names of one article and who was last spoken of."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.names = find_names(body)
        self.full = _full_names(self.names)

    def resolve(self, mention: str, start: int, last: str | None) -> str | None:
        """The speaker behind a mention at this place."""
        key = mention.strip()
        if key.lower() in PRONOUNS:
            return self._pronoun(start, last) if key.lower() in {"he", "she"} else None
        name = self.name_in(start, start + len(mention))
        if name:
            return self.fullest(name)
        return _ARTICLE.sub("", _POSSESSIVE.sub("", key)) or None

    def name_in(self, start: int, end: int) -> str | None:
        """The last name inside a span whose words are a name, not a phrase around one."""
        inside = [n for n in self.names if n.start >= start and n.end <= end]
        if not inside:
            return None
        last = inside[-1]
        rest = self.body[last.end : end].strip(" ,.)’'s")
        return last.text if not rest else None

    def fullest(self, name: str) -> str | None:
        """The one fuller name of the article that this may be short for; null if there are several."""
        parts = set(name.split())
        fuller = [full for full in self.full if parts < set(full.split())]
        if not fuller:
            return name
        return fuller[0] if len(fuller) == 1 else None

    def _pronoun(self, start: int, last: str | None) -> str | None:
        return last


def _full_names(names: list[Name]) -> list[str]:
    """The distinct names of two to five words, a longer form standing for its shorter ones."""
    found = list(dict.fromkeys(n.text for n in names if 2 <= len(n.parts) <= 5))
    return [n for n in found if not any(set(n.split()) < set(m.split()) for m in found)]
