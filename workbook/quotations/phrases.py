"""Whom a phrase without a name stands for: "the minister", "the company", "the statement"."""

from __future__ import annotations

import re

from workbook.quotations.kinds import is_outlet
from workbook.quotations.lexicon import words
from workbook.quotations.quotation import Quotation
from workbook.quotations.roles import bare, fits_role, head_noun, is_role
from workbook.quotations.scene import NEAR, Scene

_DEFINITE = re.compile(r"^(?:(?:the|this|that)\s|[^\s]+['’]s?\s|\w+ \w+['’]s?\s)", re.IGNORECASE)
_PUT_OUT = r"(?:in|issued|released|published) (?:an?|its|his|her|their)"
_OUTLETS = {"broadcaster", "daily", "magazine", "network", "newspaper", "outlet", "paper"}
_BODIES = {
    "agency", "airline", "bank", "bureau", "carmaker", "club", "commission", "committee", "company",
    "corporation", "council", "firm", "foundation", "fund", "group", "institute", "ministry",
    "organisation", "organization", "regulator", "union", "university", "watchdog",
}  # fmt: skip
_TEXTS = {
    "advisory", "announcement", "article", "bulletin", "communique", "complaint", "declaration",
    "document", "editorial", "email", "filing", "lawsuit", "letter", "memo", "message", "note",
    "notice", "notification", "petition", "post", "release", "report", "statement", "testimony",
    "tweet", "warning",
}  # fmt: skip
STEM = 5  # how many letters "announced" and "the announcement" must share
LOOK_BACK = 200  # how far before a quotation it may be said to be put out "in a statement"


def of_phrase(scene: Scene, key: str, q: Quotation) -> str | None:
    """Whom a phrase without a name of its own means; else the phrase as it stands."""
    phrase, noun = bare(key), head_noun(key)
    definite = _DEFINITE.match(key) is not None
    if definite and is_role(key):
        return _by_role(scene, key, q)
    if definite and (body := _by_kind(scene, phrase, noun, q)):
        return body
    if definite and (before := _of_text(scene, noun, q) or _as_before(scene, noun, phrase)):
        return before
    if not definite:
        scene.unnamed.setdefault(noun, []).append(phrase)
    return phrase or None


def _by_role(scene: Scene, key: str, q: Quotation) -> str | None:
    """The person with this role; the unnamed one of whom the article spoke in such words."""
    fitting = [n for n, role in scene.cast.roles.items() if fits_role(key, role)]
    if len(fitting) > 1:
        fitting = [n for n in scene.recent(q) if n in fitting][:1]
        return fitting[0] if fitting else None
    phrase = bare(key)
    if fitting or (before := _as_before(scene, head_noun(key), phrase)):
        return fitting[0] if fitting else before
    if " " in phrase:
        return phrase
    people = scene.persons & scene.cast.people
    return next(iter(people)) if len(people) == 1 and scene.last(q, NEAR) in people else None


def _of_text(scene: Scene, noun: str, q: Quotation) -> str | None:
    """Whose "the announcement" is: the speaker's who just "announced" or put it out."""
    last = scene.last(q, 1)
    if last is None or noun not in _TEXTS:
        return None
    before = scene.before
    cue = scene.body[slice(*before.cue)].lower() if before.cue else ""
    said = scene.body[max(0, before.start - LOOK_BACK) : q.start]
    put_out = re.search(rf"\b{_PUT_OUT} (?:[\w-]+ ){{0,2}}{re.escape(noun)}\b", said)
    return last if cue[:STEM] == noun[:STEM] or put_out else None


def _as_before(scene: Scene, noun: str, phrase: str) -> str | None:
    """The fuller phrase of before: "the source" is the "source close to the talks"."""
    alike = dict.fromkeys(scene.unnamed.get(noun, []))
    marks = {word for word in phrase.split() if word[0].isupper()}
    fitting = [p for p in alike if marks <= set(p.split())]
    return fitting[0] if len(fitting) == 1 else None


def _by_kind(scene: Scene, phrase: str, noun: str, q: Quotation) -> str | None:
    """The organisation that "the ministry", "the company", "the newspaper" stands for."""
    if phrase.lower() != noun or noun not in _BODIES | _OUTLETS:
        return None
    cast = scene.cast
    named = [f for f in cast.by_part.get(noun, []) if f not in cast.people]
    if len(named) == 1:
        return named[0]
    fits = is_outlet if noun in _OUTLETS else _is_body
    spoke = [n for n in scene.recent(q) if n not in cast.people and fits(n)]
    near = [n for n in spoke if n in named] or ([] if named else spoke)
    if near or named:
        return near[0] if near else None
    before = scene.body_before((q.mention or q.parts[0])[0])
    return before if before is not None and (noun in _OUTLETS) == is_outlet(before) else None


def _is_body(name: str) -> bool:
    """Whether the name of a speaker is an organisation's rather than a phrase."""
    return name[0].isupper() and name not in words("places")
