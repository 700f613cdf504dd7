"""The quotations of one article with who has spoken so far."""

from __future__ import annotations

from workbook.language import paragraph_spans
from workbook.quotations.cast import Cast
from workbook.quotations.kinds import is_personal
from workbook.quotations.quotation import Quotation
from workbook.quotations.settle import cover

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
