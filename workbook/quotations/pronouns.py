"""Whom "he", "she", "it" and "they" stand for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from workbook.language import sentence_spans
from workbook.quotations.extent import Span
from workbook.quotations.kinds import is_personal
from workbook.quotations.lexicon import words
from workbook.quotations.names import Name
from workbook.quotations.quotation import Quotation
from workbook.quotations.roles import head_noun
from workbook.quotations.scene import NEAR, Scene

WINDOW = 2_000  # how many characters back a pronoun may point
OPENING = 80  # how far into its sentence a subject may begin


def of_pronoun(scene: Scene, pronoun: str, q: Quotation) -> str | None:
    """Who "he" or "she" is: the last speaker, or whom the sentence before is about."""
    position = (q.mention or q.parts[0])[0]
    last = scene.last(q, NEAR)
    since = max(scene.paragraphs[max(0, q.paragraph - 1)][0], position - WINDOW)
    if last is not None and _may_be(scene, pronoun, last):
        before = scene.before
        since = max(since, before.mention[1] if before.mention else before.end)
    else:
        last = None
    named = _people_named(scene, pronoun, (since, position))
    fitting = {who for who, _ in named} | ({last} if last else set())
    if len(fitting) == 1:
        name = fitting.pop()
        scene.cast.pronouns.setdefault(name, pronoun)
        return name
    if named:
        return _subject_before(scene, named)
    return _opener(scene, pronoun, (since, position))


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
    nearest = named[-1][1].start
    line = scene.paragraphs[bisect_right(scene.paragraphs, (nearest, len(scene.body))) - 1][0]
    line = max(line, nearest - WINDOW)
    before = sentence_spans(scene.body[line : nearest + 1])
    start = line + before[-1][0]
    inside = [(who, name) for who, name in named if name.start >= start]
    who, first = inside[0]
    return who if first.start - start <= opening else None


def of_body(scene: Scene, q: Quotation, *, several: bool) -> str | None:
    """Who "it" or "they" is: the organisation or the several people that spoke last."""
    last = scene.last(q, 1)
    if last is None or last in scene.cast.people or last in scene.persons:
        return None
    noun = head_noun(last)
    plural = " and " in last or (noun == last.split()[-1] and noun.endswith("s"))
    named = last in scene.cast.full or last in scene.cast.mentions
    return last if several == (plural and not named) or (several and named) else None


@cache
def _peoples() -> frozenset[str]:
    """Names of places, peoples and parties, which no "he" goes back to."""
    return words("places") | words("demonyms") | words("qualifiers")
