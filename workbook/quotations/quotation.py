"""One quotation of a body, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.quotations.extent import Span


@dataclass(frozen=True)
class Quotation:
    """The parts of one speech act in positions of the body, its cue and who is named for it."""

    parts: tuple[Span, ...]
    paragraph: int
    cue: Span | None = None
    mention: Span | None = None
    person: Span | None = None  # whom a relative pronoun stands for, else the mention
    told: Span | None = None
    relay: Span | None = None  # the outlet that passes it on
    is_turn: bool = False  # a labelled turn of a transcript: direct speech without marks

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.parts[-1][1]

    @property
    def length(self) -> int:
        """How many characters its parts have."""
        return sum(end - start for start, end in self.parts)

    def meets(self, start: int, end: int) -> bool:
        """Whether one of its parts shares a character with a span."""
        return any(first < end and start < last for first, last in self.parts)
