"""Who a mention is: the fullest name that the article gives, or null rather than a guess."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbook.quotations.extent import Span
from workbook.quotations.lexicon import words
from workbook.quotations.names import Name, find_names, fullest_names, is_personal
from workbook.quotations.quotation import Quotation

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"^(?:the|this|that)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PREPOSITION = re.compile(r"\b(?:of|for|at|in|from|on|with|to|by)\b")
# 'Name, a professor of law at X, said' -> the words between the commas.
_APPOSITION = r"\s*,\s+(?P<role>(?:the |a |an )?[^,.;:\"“”\n]{3,150}?)(?=[,.;]|\s+(?:told|said|says)\b)"
_NO_ROLE = re.compile(
    r"^(?:who|whose|which|and|but|or|as|if|when|where|while|in|on|at|after|before|by|with|for|to|is|was|has|had"
    r"|he|she|it|they|we|i|said|says|told|adding|saying|[a-z]+ing)\b|^\d+$",
    re.IGNORECASE,
)
_SINGULAR_PRONOUNS = {"he", "she"}
_PRONOUNS = {"i", "we", "you", "they", "it", "who", "that", "which", "one", "him", "her", "them", "this", "these"}


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the role that the article gives."""

    name: str | None
    role: str | None = None


class Cast:
    """The names of one article: looks up who is meant, keeping track of who spoke last."""

    def __init__(self, body: str, found: list[Quotation]) -> None:
        self.body = body
        self.names = find_names(body)
        self.starts = [name.start for name in self.names]
        self.full = fullest_names(self.names)
        self.people = self._known_people()
        self.found = found
        self.roles: dict[str, str] = {}

    def _known_people(self) -> set[str]:
        """The full names that titles or a part used alone show to be people's."""
        alone = {n.text for n in self.names if len(n.parts) == 1}
        titled = {n.text for n in self.names if n.pronoun}
        return {
            full
            for full in self.full
            if is_personal(full) and (full in titled or alone & {full.split()[0], full.split()[-1]})
        }

    def identify(self) -> list[Speaker]:
        """The speaker of each quotation, in the order given."""
        speakers: list[str | None] = []
        for number, q in enumerate(self.found):
            name = self._name(number, q, speakers)
            speakers.append(name)
            if name is not None and " " in name and is_personal(name):
                self.people.add(name)
            if name in self.people and name not in self.roles:
                role = self._role(q, name)
                if role is not None:
                    self.roles[name] = role
        return [Speaker(name, self.roles.get(name or "")) for name in speakers]

    def _name(self, number: int, q: Quotation, before: list[str | None]) -> str | None:
        """The name behind the mention of one quotation."""
        who = q.person or q.mention
        if who is None:
            return self._of_sentence_before(number, q, before)
        key = _POSSESSIVE.sub("", self.body[slice(*who)].strip())
        if key.lower() in _SINGULAR_PRONOUNS:
            return self._of_pronoun(key.lower(), q, before)
        if key.lower() in _PRONOUNS:
            return None
        name = self._head_name(who)
        if name is not None:
            return self.fullest(name)
        noun = key.split()[-1].lower() if key else ""
        if noun in words("persons") and _DEFINITE.match(key):
            return self._by_role(noun, before)
        return self._organisation(key)

    def _head_name(self, who: Span) -> Name | None:
        """The name that a mention is, if it is one and not a phrase around one."""
        inside = self._names_between(*who)
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        behind = self.body[last.end : who[1]].strip(" ,.)’'s")
        before = self.body[who[0] : last.start]
        if not behind and not _PREPOSITION.search(before):
            return last
        return first if len(first.parts) > 1 and first.is_person and not _PREPOSITION.search(self.body[who[0] : first.start]) else None

    def _names_between(self, start: int, end: int) -> list[Name]:
        """The names that begin and end inside a span."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def fullest(self, name: Name | str) -> str | None:
        """The one fuller name that this may be short for; null if there are several."""
        text = name if isinstance(name, str) else name.text
        parts = text.split()
        if text.isupper() and text not in self.full:
            fuller = [f for f in self.full if f.split()[-1].upper() == text]
            return fuller[0] if len(fuller) == 1 else text
        fuller = [f for f in self.full if f != text and set(parts) < set(f.split())]
        by_last = [f for f in fuller if f.split()[-1] == parts[-1] and is_personal(f)]
        fuller = by_last or [f for f in fuller if f.split()[0] == parts[0]]
        if len(fuller) > 1 and isinstance(name, Name) and name.pronoun:
            fuller = [f for f in fuller if self._pronoun_of(f) in {name.pronoun}]
        if not fuller:
            return text if not by_last else None
        return fuller[0] if len(fuller) == 1 else None

    def _pronoun_of(self, full: str) -> str | None:
        """The pronoun that titles before a full name tell, if any."""
        return next((n.pronoun for n in self.names if n.text == full and n.pronoun), None)

    def _of_pronoun(self, pronoun: str, q: Quotation, before: list[str | None]) -> str | None:
        """Who "he" or "she" is: the last person to speak, or the one person named since."""
        start = (q.mention or q.parts[0])[0]
        last = next((i for i in reversed(range(len(before))) if self._is_near(i, q)), None)
        since = self._paragraph_before(start)
        if last is not None:
            mention = self.found[last].mention
            since = max(since, mention[1] if mention else self.found[last].end)
        named: set[str | None] = {
            full
            for name in self._names_between(since, start)
            if not self._is_quoted(name) and (full := self.fullest(name)) in self.people
        }
        if last is not None and not named:
            named = {before[last]}
        named = {n for n in named if n in self.people and self._pronoun_of(n) in {None, pronoun}}
        return named.pop() if len(named) == 1 else None

    def _is_near(self, i: int, q: Quotation) -> bool:
        """Whether an earlier quotation stands in the same or the two paragraphs before."""
        return q.paragraph - self.found[i].paragraph <= 2

    def _paragraph_before(self, position: int) -> int:
        """Where the paragraph before that of a position begins."""
        this = self.body.rfind("\n", 0, position)
        before = self.body.rfind("\n", 0, len(self.body[:this].rstrip())) if this > 0 else -1
        return max(before, 0)

    def _is_quoted(self, name: Name) -> bool:
        return any(q.meets(name.start, name.end) for q in self.found)

    def _of_sentence_before(self, number: int, q: Quotation, before: list[str | None]) -> str | None:
        """Who goes on speaking where nobody is named: the speaker just before in the same paragraph."""
        if number and self.found[number - 1].paragraph == q.paragraph:
            gap = self.body[self.found[number - 1].end : q.start]
            if len(gap) < 60:
                return before[number - 1]
        return None

    def _by_role(self, noun: str, before: list[str | None]) -> str | None:
        """The one person whose role has this noun, or the only person who has spoken."""
        fitting: set[str | None] = {n for n, role in self.roles.items() if noun in role.lower().split()}
        if not fitting:
            fitting = {n for n in before if n in self.people}
        return fitting.pop() if len(fitting) == 1 else None

    def _organisation(self, key: str) -> str | None:
        """A phrase as it stands; "the ministry" is the one ministry that the article names."""
        bare = _ARTICLE.sub("", key)
        if _DEFINITE.match(key) and " " not in bare:
            fuller = [f for f in self.full if f.split()[-1].lower() == bare.lower()]
            if len(fuller) == 1:
                return fuller[0]
        return bare or None

    def _role(self, q: Quotation, name: str) -> str | None:
        """The role that stands before or behind the name where it is first given in full."""
        if q.mention is not None:
            inside = [n for n in self._names_between(*q.mention) if n.text.split()[-1] in name.split()]
            before = self.body[q.mention[0] : inside[-1].start].strip(" ,") if inside else ""
            before = _ARTICLE.sub("", before)
            if len(before.split()) > 1 or (before and before.islower()):
                return before
        return next(self._roles_behind(name), None)

    def _roles_behind(self, name: str) -> Iterator[str]:
        """What stands between commas behind each full mention of a name."""
        for found in re.finditer(re.escape(name) + _APPOSITION, self.body):
            role = found["role"].strip()
            if not _NO_ROLE.match(role) and not role[0].isdigit():
                yield role


def identify_speakers(body: str, found: list[Quotation]) -> list[Speaker]:
    """The speaker of each quotation of a body."""
    return Cast(body, [replace(q) for q in found]).identify()
