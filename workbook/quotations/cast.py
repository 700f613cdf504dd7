"""The people and bodies that an article names, looked up by what may stand for them."""

from __future__ import annotations

import re
from bisect import bisect_left

from workbook.quotations.extent import Span
from workbook.quotations.kinds import is_outlet, is_personal
from workbook.quotations.lexicon import given_names, words
from workbook.quotations.name_forms import fullest_names
from workbook.quotations.names import Name, find_names, ordinary_words
from workbook.quotations.roles import find_role

_DEFINED = re.compile(r"\s*\((?:the )?[\"“']?(?P<short>[^\W\d_]*[A-Z][^\W\d_]*[A-Z]s?)[\"”']?\)")
_COMPANY = {
    "AG", "Agency", "Co", "Company", "Corp", "Corporation", "Daily", "Group", "Holdings", "Inc",
    "Ltd", "News", "PLC", "SA", "Television", "Times", "plc",
}  # fmt: skip
_SMALL = {"of", "the", "and", "for", "in", "on"}
MOSTLY = 3  # how many times oftener than its namesakes a full name must stand to be the one meant


class Cast:
    """The names of one article, their full forms, roles, pronouns and short forms."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.names = find_names(body)
        self.ordinary = ordinary_words(body)
        self.starts = [name.start for name in self.names]
        self.full = fullest_names(self.names, self.ordinary)
        self.by_part = _by_part(self.full)
        self.mentions: dict[str, list[Name]] = {}
        for name in self.names:
            self.mentions.setdefault(name.text, []).append(name)
        self.roles = self._known_roles()
        self.pronouns = {full: p for full in self.full if (p := given_names().get(full.split()[0]))}
        self.pronouns |= {name.text: name.pronoun for name in self.names if name.pronoun}
        self.people = {full for full in self.full if self._is_person(full)}
        self.short = self._short_forms()

    def _known_roles(self) -> dict[str, str]:
        """The role of each full name that may be a person's and is given one."""
        found = {
            full: find_role(self.body, self.mentions[full])
            for full in self.full
            if is_personal(full)
        }
        return {full: role for full, role in found.items() if role is not None}

    def _is_person(self, full: str) -> bool:
        """Whether a title, a role, a given name or a part used alone shows a person."""
        if not is_personal(full):
            return False
        ends = {full.split()[0], full.split()[-1]} - words("places")
        ends = {end for end in ends if end.lower() not in self.ordinary}
        titled = any(mention.titled for mention in self.mentions[full])
        known = full in self.roles or full in self.pronouns or titled
        return known or any(end in self.mentions for end in ends)

    def _short_forms(self) -> dict[str, list[str]]:
        """Acronyms and other short forms to the names that they may stand for."""
        found: dict[str, list[str]] = {}
        for full in self.full:
            defined = _DEFINED.match(self.body, self.mentions[full][0].end)
            capitals = "".join(part[0] for part in full.split() if part not in _SMALL)
            if defined is not None:
                found.setdefault(defined["short"], []).append(full)
            elif len(capitals) > 1 and not is_personal(full):
                found.setdefault(capitals, []).append(full)
        return found

    def between(self, start: int, end: int) -> list[Name]:
        """The names that end inside a span."""
        first = max(0, bisect_left(self.starts, start) - 1)
        first += first < len(self.names) and self.names[first].end <= start
        last = bisect_left(self.starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def at(self, span: Span) -> Name | None:
        """The one name that a phrase is, with or without titles; null for a phrase around one."""
        inside = self.between(*span)
        if not inside:
            return None
        last, before = inside[-1], self.body[span[0] : inside[-1].start]
        if self.is_noun(last.text):
            return None
        behind = self.body[last.end : span[1]].strip(" ,.)’'s")
        joined = len(inside) > 1 and _JOINS.search(before) is not None
        owned = self._is_owned(last, span[0])
        around = _outside(before) if is_personal(last.text) else before
        if not behind and not joined and not owned and not _PREPOSITION.search(around):
            return last
        first = inside[0]
        leads = " " in first.text and is_personal(first.text)
        plain = not _PREPOSITION.search(self.body, span[0], first.start)
        goes_on = _GOES_ON.match(self.body, first.end, span[1])
        return first if leads and plain and goes_on else None

    def is_noun(self, text: str) -> bool:
        """Whether a single capitalised word is a noun that opens a sentence: "Residents"."""
        word = text.lower()
        return word in self.ordinary or word.removesuffix("s") in words("persons")

    def _is_owned(self, name: Name, since: int) -> bool:
        """Whether a name is a part of what another one names: "the Hill Bureau's Port Branch"."""
        owner = _OWNER.search(self.body, since, name.start)
        if owner is None or name.text in self.people:
            return False
        of_place = owner[1] in words("places") or is_outlet(owner[1])
        return not (of_place and is_personal(name.text))

    def candidates(self, name: Name) -> list[str]:
        """The full names that a name may be short for."""
        text, parts = name.text, name.text.split()
        if text in self.short and text.isupper():
            return self.short[text]
        alike = [f for f in self.by_part.get(parts[-1].casefold(), []) if f != text]
        if text.isupper():
            return [f for f in alike if f.split()[-1].casefold() == text.casefold()]
        longer = [f for f in alike if set(parts) < set(f.split())]
        people = [f for f in longer if f in self.people or is_personal(f)]
        by_last = [f for f in people if f.split()[-1] == parts[-1]]
        if by_last or text in words("places"):
            return by_last
        by_first = [f for f in people if f.split()[0] == parts[0]]
        return by_first or people or [f for f in longer if _is_same_body(text, f)]

    def choose(self, name: Name, recent: list[str]) -> str | None:
        """The full name that a name stands for there; null if several may be meant.

        Of namesakes it is the one whom the title fits, the only one introduced so far, the one who
        spoke just before, or the one that the article is mostly about.
        """
        found = self.candidates(name)
        if not found:
            return name.text
        if len(found) > 1 and name.pronoun:
            found = [f for f in found if self.pronouns.get(f) == name.pronoun] or found
        introduced = [f for f in found if self.mentions[f][0].start < name.start]
        found = introduced if len(introduced) == 1 else found
        spoke = [f for f in recent if f in found]
        if len(found) == 1 or spoke:
            return spoke[0] if spoke else found[0]
        counts = sorted(((len(self.mentions[f]), f) for f in found), reverse=True)
        mostly = counts[0][0] >= MOSTLY * sum(n for n, _ in counts[1:])
        return counts[0][1] if mostly else None


_JOINS = re.compile(r"(?:\band|,|&)\s*(?:[A-Z][a-z]+\.?\s+)?\Z")
_OWNER = re.compile(r"([^\s]+)['’]s\s+\Z")
_GOES_ON = re.compile(r"\s*(?:,|\(|(?:of|from|at|for|in|with)\b)")
_PREPOSITION = re.compile(r"\b(?:of|for|at|in|from|on|with|to|by)\b")
# "of the Port Authority ", "to Chile ": what a role before a name may hold.
_ROLE_OF = re.compile(r"\b(?:of|for|at|to) (?:the )?(?:[A-Z(][\w.’')-]*\s|(?:and|of|for|the)\s)+$")


def _outside(before: str) -> str:
    """What stands before a name without the "to Chile" of "ambassador to Chile Ana Ruiz"."""
    return _ROLE_OF.sub("", before)


def _is_same_body(short: str, full: str) -> bool:
    """Whether a name only leaves out what its kind is: "Xinhua" for "Xinhua News Agency"."""
    rest = full.split()[len(short.split()) :]
    begins = full.split()[: len(short.split())] == short.split()
    return begins and (set(rest) <= _COMPANY or (is_outlet(short) and is_outlet(full)))


def _by_part(full: list[str]) -> dict[str, list[str]]:
    """Each word of a full name, in small letters, to the names that have it."""
    found: dict[str, list[str]] = {}
    for name in full:
        for part in dict.fromkeys(name.casefold().split()):
            found.setdefault(part, []).append(name)
    return found
