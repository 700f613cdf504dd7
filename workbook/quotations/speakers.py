"""Who a mention is: the fullest name that the article gives, or null rather than a guess."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from workbook.language import paragraph_spans
from workbook.quotations.extent import Span
from workbook.quotations.lexicon import given_names, words
from workbook.quotations.names import Name, find_names, fullest_names, is_personal
from workbook.quotations.quotation import Quotation
from workbook.quotations.settle import cover

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those)\s+", re.IGNORECASE)
_DEFINITE = re.compile(r"^(?:the|this|that)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PREPOSITION = re.compile(r"\b(?:of|for|at|in|from|on|with|to|by)\b")
# 'Name, a professor of law at X, said' -> the words between the commas.
_APPOSITION = re.compile(
    r"\s*,\s+(?P<role>(?:the |a |an )?[^,.;:\"“”\n]{3,150}?)(?=[,.;]|\s+(?:told|said|says)\b)"
)
_NO_ROLE = re.compile(
    r"^(?:who|whose|which|and|but|or|as|if|when|where|while|in|on|at|after|before|by|with|for|to"
    r"|is|was|has|had|he|she|it|they|we|i|said|says|told|adding|saying|[a-z]+ing"
    r"|[a-z]+ed (?:by|the|a|an|that|to))\b|^\d+$",
    re.IGNORECASE,
)
_SINGULAR_PRONOUNS = {"he", "she"}
_HONORIFICS = {"Dame", "Dr", "Dr.", "Miss", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Sir"}
_PRONOUNS = {
    "her", "him", "i", "it", "one", "that", "them", "these", "they", "this", "we", "which", "who",
    "you",
}  # fmt: skip
NEAR = 2  # how many paragraphs back "he" may point
CLOSE = 60  # how many characters may stand between two quotations of one speaker named once


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the role that the article gives."""

    name: str | None
    role: str | None = None


class Cast:
    """The names of one article, looked up by what may stand for them, and who has spoken so far."""

    def __init__(self, body: str, found: list[Quotation]) -> None:
        self.body = body
        self.found = found
        self.paragraphs = paragraph_spans(body)
        self.quoted = cover(body, found)
        self.names = find_names(body)
        self.starts = [name.start for name in self.names]
        self.full = fullest_names(self.names)
        self.by_part = _by_part(self.full)
        self.pronouns = {full: p for full in self.full if (p := given_names().get(full.split()[0]))}
        self.pronouns |= {name.text: name.pronoun for name in self.names if name.pronoun}
        self.people = self._known_people()
        self.roles: dict[str, str] = {}
        self.spoke: list[str | None] = []

    def _known_people(self) -> set[str]:
        """The full names that a title, or a part used alone, shows to be people's."""
        alone = {name.text for name in self.names if " " not in name.text}
        return {
            full
            for full in self.full
            if is_personal(full)
            and (full in self.pronouns or alone & {full.split()[0], full.split()[-1]})
        }

    def next_speaker(self) -> Speaker:
        """Who speaks in the next quotation."""
        q = self.found[len(self.spoke)]
        name = self._name(q)
        if name is not None and name in self.full and is_personal(name):
            self.people.add(name)
        if name in self.people and name not in self.roles:
            role = self._role_before(q, name) or self._role_behind(name)
            self.roles |= {name: role} if role else {}
        self.spoke.append(name)
        return Speaker(name, self.roles.get(name or ""))

    def _name(self, q: Quotation) -> str | None:
        """The name behind the mention of one quotation."""
        who = q.person or q.mention
        if who is None:
            return self._of_sentence_before(q)
        key = _POSSESSIVE.sub("", self.body[slice(*who)].strip())
        if len(key) == 1:
            return None  # the "Q" and "A" of a transcript
        if key.lower() in _SINGULAR_PRONOUNS:
            return self._of_pronoun(key.lower(), q)
        if not key or key.lower() in _PRONOUNS:
            return None
        name = self._head_name(who)
        if name is not None:
            return self.fullest(name)
        noun = key.split()[-1].lower()
        known = any(noun in role.lower().split() for role in self.roles.values())
        if _DEFINITE.match(key) and (known or noun in words("persons")):
            return self._by_role(noun)
        return self._phrase(key)

    def _head_name(self, who: Span) -> Name | None:
        """The name that a mention is, if it is one and not a phrase around one."""
        inside = self._names_between(*who)
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        behind = self.body[last.end : who[1]].strip(" ,.)’'s")
        if not behind and not _PREPOSITION.search(self.body, who[0], last.start):
            return last
        leads = " " in first.text and not _PREPOSITION.search(self.body, who[0], first.start)
        return first if leads and is_personal(first.text) else None

    def _names_between(self, start: int, end: int) -> list[Name]:
        """The names that end inside a span."""
        first = max(0, bisect_left(self.starts, start) - 1)
        first += first < len(self.names) and self.names[first].end <= start
        last = bisect_left(self.starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def fullest(self, name: Name) -> str | None:
        """The one fuller name that this may be short for; null if there are several."""
        text, parts = name.text, name.text.split()
        longer = [f for f in self.by_part.get(parts[-1].casefold(), []) if f != text]
        if text.isupper():
            longer = [f for f in longer if f.split()[-1].casefold() == text.casefold()]
        else:
            longer = [f for f in longer if set(parts) < set(f.split())]
        people = [f for f in longer if f.split()[-1] == parts[-1] and is_personal(f)]
        first = [f for f in longer if text.isupper() or f.split()[0] == parts[0]]
        longer = people or first or [f for f in longer if is_personal(f)]
        if len(longer) > 1 and name.pronoun:
            longer = [f for f in longer if self.pronouns.get(f) == name.pronoun] or longer
        if not longer:
            return text
        return longer[0] if len(longer) == 1 else None

    def _of_pronoun(self, pronoun: str, q: Quotation) -> str | None:
        """Who "he" or "she" is: the one person named since the last quotation, or its speaker."""
        position = (q.mention or q.parts[0])[0]
        since = self.paragraphs[max(0, q.paragraph - 1)][0]
        last = self.found[len(self.spoke) - 1] if self.spoke else None
        named: set[str | None] = set()
        if last is not None and q.paragraph - last.paragraph <= NEAR:
            since = max(since, last.mention[1] if last.mention else last.end)
            named = {self.spoke[-1]}
        between = self._names_between(since, position)
        if last is None or named & self.people:
            between = [n for n in between if not self.quoted[n.start]]
        else:
            since = self.paragraphs[max(0, q.paragraph - 1)][0]
            between = self._names_between(since, position)
        named = {full for n in between if (full := self.fullest(n)) in self.people} or named
        fitting = {n for n in named if n in self.people and self._may_be(pronoun, n)}
        name = fitting.pop() if len(fitting) == 1 else None
        if name is not None:
            self.pronouns[name] = pronoun
        return name

    def _may_be(self, pronoun: str, name: str | None) -> bool:
        """Whether no title speaks against a pronoun."""
        return self.pronouns.get(name or "", pronoun) == pronoun

    def _of_sentence_before(self, q: Quotation) -> str | None:
        """Who goes on speaking where nobody is named: the speaker just before, if close by."""
        if not self.spoke:
            return None
        last = self.found[len(self.spoke) - 1]
        close = q.paragraph - last.paragraph <= 1 and q.start - last.end < CLOSE
        return self.spoke[-1] if close else None

    def _by_role(self, noun: str) -> str | None:
        """The one person whose role has this noun, or the only person who has spoken."""
        fitting = {name for name, role in self.roles.items() if noun in role.lower().split()}
        fitting = fitting or {name for name in self.spoke if name is not None} & self.people
        return fitting.pop() if len(fitting) == 1 else None

    def _phrase(self, key: str) -> str | None:
        """A phrase as it stands; "the ministry" is the one ministry that the article names."""
        bare = _ARTICLE.sub("", key)
        if _DEFINITE.match(key) and " " not in bare:
            fuller = [f for f in self.by_part.get(bare.casefold(), []) if not is_personal(f)]
            return fuller[0] if len(fuller) == 1 else bare
        return bare or None

    def _role_before(self, q: Quotation, name: str) -> str | None:
        """The words of the mention before the name: "foreign ministry spokesman Li Wei"."""
        if q.mention is None:
            return None
        if q.person is not None and q.person[0] >= q.mention[1]:
            return _ARTICLE.sub("", self.body[slice(*q.mention)])
        inside = [n for n in self._names_between(*q.mention) if n.text.split()[-1] in name.split()]
        before = self.body[q.mention[0] : inside[-1].start].strip(" ,") if inside else ""
        role = _ARTICLE.sub("", before + " ").strip()
        return role if role and role not in _HONORIFICS else None

    def _role_behind(self, name: str) -> str | None:
        """What stands between commas behind a full mention of a name."""
        for mention in self.names:
            found = _APPOSITION.match(self.body, mention.end) if mention.text == name else None
            if found and not _NO_ROLE.match(found["role"]):
                return found["role"].strip()
        return None


def _by_part(full: list[str]) -> dict[str, list[str]]:
    """Each word of a full name, in small letters, to the names that have it."""
    found: dict[str, list[str]] = {}
    for name in full:
        for part in dict.fromkeys(name.casefold().split()):
            found.setdefault(part, []).append(name)
    return found


def identify_speakers(body: str, found: list[Quotation]) -> list[Speaker]:
    """The speaker of each quotation of a body, in order."""
    cast = Cast(body, found)
    return [cast.next_speaker() for _ in found]
