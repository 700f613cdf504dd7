"""Who a mention is: the fullest name that the article gives, or null rather than a guess."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from workbook.language import paragraph_spans, sentence_spans
from workbook.quotations.cast import Cast
from workbook.quotations.extent import Span
from workbook.quotations.lexicon import words
from workbook.quotations.names import Name, is_outlet, is_personal
from workbook.quotations.quotation import Quotation
from workbook.quotations.relays import cited_by_outlet
from workbook.quotations.roles import bare, fits_role, head_noun, is_role
from workbook.quotations.settle import cover

_DEFINITE = re.compile(r"^(?:(?:the|this|that)\s|[^\s]+['’]s?\s|\w+ \w+['’]s?\s)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|a|an)\s", re.IGNORECASE)
_MARKS = re.compile(r"[\"“”«»]")
_PERSON = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_BODY = {"it", "its"}
_SEVERAL = {"they", "them", "their", "these", "those"}
_NOBODY = {
    "all", "both", "everyone", "i", "many", "me", "mine", "my", "nobody", "one", "others", "our",
    "some", "that", "there", "this", "us", "we", "what", "which", "who", "whom", "whose", "you",
    "your",
}  # fmt: skip
_OUTLETS = {"broadcaster", "daily", "magazine", "network", "newspaper", "outlet", "paper"}
_BODIES = {
    "agency", "airline", "bank", "bureau", "carmaker", "club", "commission", "committee", "company",
    "corporation", "council", "firm", "foundation", "fund", "group", "institute", "ministry",
    "organisation", "organization", "regulator", "union", "university", "watchdog",
}  # fmt: skip
NEAR = 2  # how many paragraphs back "he" may point
CLOSE = 60  # how many characters may stand between two quotations of one speaker named once
MOST = 20  # how many quotations back a namesake is looked for
WINDOW = 2_000  # how many characters back a pronoun may point
OPENING = 80  # how far into its sentence a subject may begin


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the role that the article gives."""

    name: str | None
    role: str | None = None


class Scene:
    """The quotations of one article and who has spoken so far."""

    def __init__(self, body: str, found: list[Quotation]) -> None:
        self.body = body
        self.found = found
        self.paragraphs = paragraph_spans(body)
        self.quoted = cover(body, found)
        self.cast = Cast(body)
        self.spoke: list[str | None] = []
        self.persons: set[str] = set()
        self.unnamed: dict[str, list[str]] = {}  # "source" to "source close to the talks"

    def next_speaker(self) -> Speaker:
        """Who speaks in the next quotation."""
        q = self.found[len(self.spoke)]
        name = self._name(q)
        self.spoke.append(name)
        if name is None:
            return Speaker(None)
        if is_personal(name) and name in self.cast.mentions and not self.cast.is_noun(name):
            self.persons.add(name)
            self.cast.people |= {name} if " " in name else set()
        if name not in self.cast.roles and (role := self._role_in_mention(q, name)):
            self.cast.roles[name] = role
        return Speaker(name, self.cast.roles.get(name))

    def _name(self, q: Quotation) -> str | None:
        """The name behind the mention of one quotation."""
        who = self._cited(q) or q.person or q.mention
        if who is None:
            return self._of_sentence_before(q)
        key = self.body[slice(*who)].strip(" ,;―—–-")
        word = key.lower()
        if len(key) == 1 and word != "i":
            return None  # the "Q" and "A" of a transcript
        if word in _PERSON:
            return self._of_pronoun(_PERSON[word], q)
        if word in _BODY or word in _SEVERAL:
            return self._of_body(q, several=word in _SEVERAL)
        if not key or word in _NOBODY or _MARKS.search(key):
            return None
        name = self.cast.at(who)
        if name is not None and name.text in words("qualifiers") and " " in key:
            return None if _ARTICLE.sub("", key) == name.text else bare(key)
        if name is not None:
            return self.cast.choose(name, self._recent(q))
        return self._of_phrase(key, q)

    def _cited(self, q: Quotation) -> Span | None:
        """Whom an outlet cites; a person's name alone if there is one."""
        span = cited_by_outlet(self.body, q)
        named = [n for n in self.cast.between(*span) if is_personal(n.text)] if span else []
        return (named[-1].start, named[-1].end) if named else span

    def _recent(self, q: Quotation) -> list[str]:
        """Who spoke in this and the last paragraphs, the last one first."""
        recent = []
        for number in range(len(self.spoke) - 1, max(-1, len(self.spoke) - 1 - MOST), -1):
            if q.paragraph - self.found[number].paragraph > NEAR:
                break
            name = self.spoke[number]
            recent += [name] if name is not None else []
        return recent

    def _last(self, q: Quotation, within: int) -> str | None:
        """Who spoke last, if that is no more than some paragraphs ago."""
        if not self.spoke or q.paragraph - self.found[len(self.spoke) - 1].paragraph > within:
            return None
        return self.spoke[-1]

    def _of_sentence_before(self, q: Quotation) -> str | None:
        """Who goes on speaking where nobody is named: the speaker just before, if close by."""
        last = self._last(q, 1)
        return last if last and q.start - self.found[len(self.spoke) - 1].end < CLOSE else None

    def _of_pronoun(self, pronoun: str, q: Quotation) -> str | None:
        """Who "he" or "she" is: the last speaker, or whom the sentence before is about."""
        position = (q.mention or q.parts[0])[0]
        last = self._last(q, NEAR)
        since = max(self.paragraphs[max(0, q.paragraph - 1)][0], position - WINDOW)
        if last is not None and self._may_be(pronoun, last):
            before = self.found[len(self.spoke) - 1]
            since = max(since, before.mention[1] if before.mention else before.end)
        else:
            last = None
        named = self._people_named(pronoun, since, position)
        fitting = {who for who, _ in named} | ({last} if last else set())
        if len(fitting) == 1:
            name = fitting.pop()
            self.cast.pronouns.setdefault(name, pronoun)
            return name
        if named:
            return self._subject_before(named, position)
        return self._opener(pronoun, since, position)

    def _opener(self, pronoun: str, since: int, position: int) -> str | None:
        """The name that may be a person's and opens the last sentence with such a name."""
        likely = [n for n in self.cast.between(since, position) if not self.quoted[n.start]]
        likely = [n for n in likely if n.text in self.cast.full and is_personal(n.text)]
        likely = [n for n in likely if self.cast.pronouns.get(n.text, pronoun) == pronoun]
        return self._subject_before([(n.text, n) for n in likely], position, 0) if likely else None

    def _people_named(self, pronoun: str, since: int, until: int) -> list[tuple[str, Name]]:
        """The people named outside quotations in a stretch of the body whom a pronoun may mean."""
        named = []
        for name in self.cast.between(since, until):
            if self.quoted[name.start] or name.in_headline:
                continue
            full = self.cast.choose(name, [])
            if full is not None and self._may_be(pronoun, full):
                named.append((full, name))
        return named

    def _may_be(self, pronoun: str, name: str) -> bool:
        """Whether a name is a person's, and nothing in it speaks against a pronoun."""
        alone = " " not in name and name in self.persons and is_personal(name)
        person = name in self.cast.people or (alone and name not in _peoples())
        return person and self.cast.pronouns.get(name, pronoun) == pronoun

    def _subject_before(
        self, named: list[tuple[str, Name]], position: int, opening: int = OPENING
    ) -> str | None:
        """The person who opens the last sentence with a fitting name in it."""
        nearest = named[-1][1].start
        line = self.paragraphs[bisect_right(self.paragraphs, (nearest, position)) - 1][0]
        line = max(line, nearest - WINDOW)
        before = sentence_spans(self.body[line : nearest + 1])
        start = line + before[-1][0]
        inside = [(who, name) for who, name in named if name.start >= start]
        who, first = inside[0]
        return who if first.start - start <= opening else None

    def _of_body(self, q: Quotation, *, several: bool) -> str | None:
        """Who "it" or "they" is: the organisation or the several people that spoke last."""
        last = self._last(q, 1)
        if last is None or last in self.cast.people or last in self.persons:
            return None
        noun = head_noun(last)
        plural = " and " in last or (noun == last.split()[-1] and noun.endswith("s"))
        named = last in self.cast.full or last in self.cast.mentions
        return last if several == (plural and not named) or (several and named) else None

    def _of_phrase(self, key: str, q: Quotation) -> str | None:
        """Whom a phrase without a name of its own means; else the phrase as it stands."""
        phrase, noun = bare(key), head_noun(key)
        definite = _DEFINITE.match(key) is not None
        if definite and is_role(key):
            return self._by_role(key, q)
        if definite and (body := self._by_kind(phrase, noun, q)):
            return body
        if definite and (before := self._as_before(noun, phrase)):
            return before
        if not definite:
            self.unnamed.setdefault(noun, []).append(phrase)
        return phrase or None

    def _by_role(self, key: str, q: Quotation) -> str | None:
        """The person with this role; the unnamed one of whom the article spoke in such words."""
        fitting = [n for n, role in self.cast.roles.items() if fits_role(key, role)]
        if len(fitting) > 1:
            fitting = [n for n in self._recent(q) if n in fitting][:1]
            return fitting[0] if fitting else None
        phrase = bare(key)
        if fitting or (before := self._as_before(head_noun(key), phrase)):
            return fitting[0] if fitting else before
        if " " in phrase:
            return phrase
        people = self.persons & self.cast.people
        return next(iter(people)) if len(people) == 1 and self._last(q, NEAR) in people else None

    def _as_before(self, noun: str, phrase: str) -> str | None:
        """The fuller phrase of before: "the source" is the "source close to the talks"."""
        alike = dict.fromkeys(self.unnamed.get(noun, []))
        marks = {word for word in phrase.split() if word[0].isupper()}
        fitting = [p for p in alike if marks <= set(p.split())]
        return fitting[0] if len(fitting) == 1 else None

    def _by_kind(self, phrase: str, noun: str, q: Quotation) -> str | None:
        """The organisation that "the ministry", "the company", "the newspaper" stands for."""
        if phrase.lower() != noun or noun not in _BODIES | _OUTLETS:
            return None
        cast = self.cast
        named = [f for f in cast.by_part.get(noun, []) if f not in cast.people]
        if len(named) == 1:
            return named[0]
        fits = is_outlet if noun in _OUTLETS else _is_body
        spoke = [n for n in self._recent(q) if n not in cast.people and fits(n)]
        near = [n for n in spoke if n in named] or ([] if named else spoke)
        return near[0] if near else None

    def _role_in_mention(self, q: Quotation, name: str) -> str | None:
        """The words of the mention before the name, or the noun that the name stands beside."""
        if q.mention is None or name not in self.cast.people:
            return None
        if q.person is not None and q.person[0] >= q.mention[1]:
            role = bare(self.body[slice(*q.mention)])
            return role if is_role(role) else None
        inside = [n for n in self.cast.between(*q.mention) if n.parts[-1] in name.split()]
        role = bare(self.body[q.mention[0] : inside[-1].start].strip(" ,") if inside else "")
        return role if role and is_role(role) else None


@cache
def _peoples() -> frozenset[str]:
    """Names of places, peoples and parties, which no "he" goes back to."""
    return words("places") | words("demonyms") | words("qualifiers")


def _is_body(name: str) -> bool:
    """Whether the name of a speaker is an organisation's rather than a phrase."""
    return name[0].isupper() and name not in words("places")


def identify_speakers(body: str, found: list[Quotation]) -> list[Speaker]:
    """The speaker of each quotation of a body, in order."""
    scene = Scene(body, found)
    return [scene.next_speaker() for _ in found]
