"""Who a mention is: the fullest name that the article gives, or null rather than a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbook.quotations.extent import Span
from workbook.quotations.kinds import is_personal
from workbook.quotations.lexicon import words
from workbook.quotations.phrases import of_phrase
from workbook.quotations.pronouns import of_body, of_pronoun
from workbook.quotations.quotation import Quotation
from workbook.quotations.relays import cited_by_outlet
from workbook.quotations.roles import bare, is_role
from workbook.quotations.scene import Scene

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
CLOSE = 60  # how many characters may stand between two quotations of one speaker named once


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the role that the article gives."""

    name: str | None
    role: str | None = None


def identify_speakers(body: str, found: list[Quotation]) -> list[Speaker]:
    """The speaker of each quotation of a body, in order."""
    scene = Scene(body, found)
    return [_speaker(scene, q) for q in found]


def _speaker(scene: Scene, q: Quotation) -> Speaker:
    """Who speaks in a quotation; those before it are known."""
    name = _name(scene, q)
    scene.record(name)
    roles = scene.cast.roles
    if name is not None and name not in roles and (role := _role_in_mention(scene, q, name)):
        roles[name] = role
    return Speaker(name, roles.get(name or ""))


def _name(scene: Scene, q: Quotation) -> str | None:
    """The name behind the mention of one quotation."""
    who = _cited(scene, q) or q.person or q.mention
    if who is None:
        return _of_sentence_before(scene, q)
    key = scene.body[slice(*who)].strip(" ,;―—–-")
    word = key.lower()
    if len(key) == 1 and word != "i":
        return None  # the "Q" and "A" of a transcript
    if word in _PERSON:
        return of_pronoun(scene, _PERSON[word], q)
    if word in _BODY or word in _SEVERAL:
        return of_body(scene, q, several=word in _SEVERAL)
    if not key or word in _NOBODY or _MARKS.search(key):
        return None
    name = scene.cast.at(who)
    if name is not None and name.text in words("qualifiers") and " " in key:
        return None if _ARTICLE.sub("", key) == name.text else bare(key)
    if name is not None:
        return scene.cast.choose(name, scene.recent(q))
    return of_phrase(scene, key, q)


def _cited(scene: Scene, q: Quotation) -> Span | None:
    """Whom an outlet cites; a person's name alone if there is one."""
    span = cited_by_outlet(scene.body, q)
    named = [n for n in scene.cast.between(*span) if is_personal(n.text)] if span else []
    return (named[-1].start, named[-1].end) if named else span


def _of_sentence_before(scene: Scene, q: Quotation) -> str | None:
    """Who goes on speaking where nobody is named: the speaker just before, if close by."""
    last = scene.last(q, 1)
    return last if last and q.start - scene.before.end < CLOSE else None


def _role_in_mention(scene: Scene, q: Quotation, name: str) -> str | None:
    """The words of the mention before the name, or the noun that the name stands beside."""
    if q.mention is None or name not in scene.cast.people:
        return None
    if q.person is not None and q.person[0] >= q.mention[1]:
        role = bare(scene.body[slice(*q.mention)])
        return role if is_role(role) else None
    inside = [n for n in scene.cast.between(*q.mention) if n.parts[-1] in name.split()]
    role = bare(scene.body[q.mention[0] : inside[-1].start].strip(" ,") if inside else "")
    return role if role and is_role(role) else None
