"""Whom "he", "she", "it" and "they" stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from workbook.language import sentence_spans
from workbook.quotations.extent import Span
from workbook.quotations.kinds import is_outlet, is_personal
from workbook.quotations.lexicon import words
from workbook.quotations.names import Name
from workbook.quotations.phrases import of_phrase
from workbook.quotations.quotation import Quotation
from workbook.quotations.roles import head_noun, is_role
from workbook.quotations.scene import NEAR, WINDOW, Scene

_SEVERAL = {"clergy", "men", "people", "police", "staff", "women"}
# "The mayor voted against.": the noun, known by the verb behind it.
_THE_NOUN = re.compile(
    r"(?P<phrase>The [a-z][\w’'-]+) (?:also |later |then |now )?"
    r"(?:are|came|can|could|did|does|had|has|is|left|may|met|might|said|says|should|told|was|went"
    r"|were|will|would|wrote|\w+ed)\b"
)
OPENING = 80  # how far into its sentence a subject may begin


def of_pronoun(scene: Scene, pronoun: str, q: Quotation) -> str | None:
    """Who "he" or "she" is: the last speaker, or whom the sentences before are about."""
    position = (q.mention or q.parts[0])[0]
    sentence = _sentence(scene, position)
    if (opener := _noun_opening(scene, sentence)) and is_role(opener):
        return of_phrase(scene, opener, q)
    last, since = _last_fitting(scene, pronoun, q)
    named = _people_named(scene, pronoun, (since, position))
    fitting = {who for who, _ in named} | ({last} if last else set())
    if len(fitting) == 1:
        name = fitting.pop()
        scene.cast.pronouns.setdefault(name, pronoun)
        return name
    here = {who for who, n in named if scene.paragraphs[q.paragraph][0] <= n.start < sentence}
    if len(here) == 1:
        return here.pop()  # the one person of the paragraph, rather than a speaker before it
    if named:
        return _subject_before(scene, named)
    return _opener(scene, pronoun, (since, position))


def _last_fitting(scene: Scene, pronoun: str, q: Quotation) -> tuple[str | None, int]:
    """The last speaker, if a pronoun may mean that one, and from where on others may be meant."""
    last, position = scene.last(q, NEAR), (q.mention or q.parts[0])[0]
    since = max(scene.paragraphs[max(0, q.paragraph - 1)][0], position - WINDOW)
    if last is None or not _may_be(scene, pronoun, last):
        return None, since
    before = scene.before
    return last, max(since, before.mention[1] if before.mention else before.end)


def _sentence(scene: Scene, position: int) -> int:
    """Where the sentence around a position begins."""
    line = scene.paragraphs[bisect_right(scene.paragraphs, (position, len(scene.body))) - 1][0]
    line = max(line, position - WINDOW)
    return line + sentence_spans(scene.body[line : position + 1])[-1][0]


def _noun_opening(scene: Scene, sentence: int) -> str | None:
    """The "The mayor" with which the sentence before this one opens; null for other openings."""
    end = len(scene.body[max(0, sentence - WINDOW) : sentence].rstrip()) + max(0, sentence - WINDOW)
    if end == 0 or "\n" in scene.body[end:sentence]:
        return None
    opened = _THE_NOUN.match(scene.body, _sentence(scene, end - 1))
    return opened["phrase"] if opened else None


def _opener(scene: Scene, pronoun: str, span: Span) -> str | None:
    """The name that may be a person's and opens the last sentence with such a name."""
    likely = [n for n in scene.cast.between(*span) if not scene.quoted[n.start]]
    likely = [n for n in likely if n.text in scene.cast.full and is_personal(n.text)]
    likely = [n for n in likely if scene.cast.pronouns.get(n.text, pronoun) == pronoun]
    return _subject_before(scene, [(n.text, n) for n in likely], 0) if likely else None


def _people_named(scene: Scene, pronoun: str, span: Span) -> list[tuple[str, Name]]:
    """The people named outside quotations in a stretch of the body whom a pronoun may mean."""
    named = []
    for name in scene.cast.between(*span):
        if scene.quoted[name.start] or name.in_headline:
            continue
        full = scene.cast.choose(name, [])
        if full is not None and _may_be(scene, pronoun, full):
            named.append((full, name))
    return named


def _may_be(scene: Scene, pronoun: str, name: str) -> bool:
    """Whether a name is a person's, and nothing in it speaks against a pronoun."""
    alone = " " not in name and name in scene.persons and is_personal(name)
    person = name in scene.cast.people or (alone and name not in _peoples())
    return person and scene.cast.pronouns.get(name, pronoun) == pronoun


def _subject_before(
    scene: Scene, named: list[tuple[str, Name]], opening: int = OPENING
) -> str | None:
    """The person who opens the last sentence with a fitting name in it."""
    start = _sentence(scene, named[-1][1].start)
    who, first = next((who, name) for who, name in named if name.start >= start)
    return who if first.start - start <= opening else None


def of_body(scene: Scene, q: Quotation, *, several: bool) -> str | None:
    """Who "it" or "they" is: the organisation or the several people that spoke last."""
    opener = _noun_opening(scene, _sentence(scene, (q.mention or q.parts[0])[0]))
    if opener and not is_role(opener) and several == _is_plural(opener):
        return of_phrase(scene, opener, q)
    position = (q.mention or q.parts[0])[0]
    if not several and (body := scene.body_before(position)) and not is_outlet(body):
        return body
    last = scene.last(q, 1)
    if last is None or last in scene.cast.people or last in scene.persons:
        return None
    named = last in scene.cast.full or last in scene.cast.mentions
    return last if several == (_is_plural(last) and not named) or (several and named) else None


def _is_plural(phrase: str) -> bool:
    """Whether a phrase names several: "officials", "the police", "most people in town"."""
    noun = head_noun(phrase)
    return " and " in phrase or noun in _SEVERAL or (noun.endswith("s") and noun[-2:] != "ss")


@cache
def _peoples() -> frozenset[str]:
    """Names of places, peoples and parties, which no "he" goes back to."""
    return words("places") | words("demonyms") | words("qualifiers")
