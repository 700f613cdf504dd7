"""The quotations of one article with who has spoken so far."""

from __future__ import annotations

from bisect import bisect_right

from workbook.language import paragraph_spans, sentence_spans
from workbook.quotations.cast import Cast
from workbook.quotations.kinds import is_personal
from workbook.quotations.quotation import Quotation
from workbook.quotations.settle import cover

WINDOW = 2_000  # how many characters back a pronoun may point
OPENS = len("The ")  # how far into its sentence a name that opens it may stand
NEAR = 2  # how many paragraphs back "he" may point
MOST = 20  # how many quotations back a namesake is looked for


class Scene:
    """The quotations of one article and who has spoken so far."""

    def __init__(self, body: str, found: list[Quotation]) -> None:
        self.body = body
        self.found = found
        self.paragraphs = paragraph_spans(body)
        self.quoted = cover(body, found)
        self.cast = Cast(body)
        self.spoke: list[str | None] = []
        self.persons: set[str] = set()  # who has spoken and may be a person
        self.unnamed: dict[str, list[str]] = {}  # "source" to "source close to the talks"

    @property
    def before(self) -> Quotation:
        """The quotation before the one that is looked at."""
        return self.found[len(self.spoke) - 1]

    def body_before(self, position: int) -> str | None:
        """The one organisation of the sentence before a position's, if it opens that sentence."""
        line = self.paragraphs[bisect_right(self.paragraphs, (position, len(self.body))) - 1][0]
        since = max(line, position - WINDOW)
        sentences = sentence_spans(self.body[since : position + 1])
        if len(sentences) < 2:
            return None
        start, end = (since + place for place in sentences[-2])
        inside = [n for n in self.cast.between(start, end) if not self.quoted[n.start]]
        named = [(self.cast.choose(n, []), n.start) for n in inside]
        bodies = [(who, place) for who, place in named if who is not None and self._is_body(who)]
        opens = len({who for who, _ in bodies}) == 1 and bodies[0][1] - start <= OPENS
        return bodies[0][0] if opens else None

    def _is_body(self, name: str) -> bool:
        """Whether a full name of the article is an organisation's."""
        return name in self.cast.full and name not in self.cast.people and not is_personal(name)

    def record(self, name: str | None) -> None:
        """Note who speaks in the quotation that was looked at."""
        self.spoke.append(name)
        if name is None or not is_personal(name) or name not in self.cast.mentions:
            return
        if not self.cast.is_noun(name):
            self.persons.add(name)
            self.cast.people |= {name} if " " in name else set()

    def recent(self, q: Quotation) -> list[str]:
        """Who spoke in this and the last paragraphs, the last one first."""
        recent = []
        for number in range(len(self.spoke) - 1, max(-1, len(self.spoke) - 1 - MOST), -1):
            if q.paragraph - self.found[number].paragraph > NEAR:
                break
            name = self.spoke[number]
            recent += [name] if name is not None else []
        return recent

    def last(self, q: Quotation, within: int) -> str | None:
        """Who spoke last, if that is no more than some paragraphs ago."""
        if not self.spoke or q.paragraph - self.before.paragraph > within:
            return None
        return self.spoke[-1]
