"""What a reader of one format hands on: articles before they become rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

TEXT, HEADING, BOILERPLATE = "text", "heading", "boilerplate"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of an article, cleaned, with its kind as in `workbook.schema.PARAGRAPHS`."""

    text: str
    kind: str = TEXT


@dataclass(frozen=True)
class Published:
    """The first and last day that a date of issue allows, and where it was read."""

    first: date
    last: date
    basis: str


@dataclass(frozen=True)
class Draft:
    """One article as read; a missing value is None."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    place: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    source_start: int | None = None
    source_end: int | None = None
    split_basis: str = "field"
    split_confidence: float = 1.0

    @property
    def body(self) -> str:
        """The paragraphs that belong to the article, joined by one blank line."""
        return "\n\n".join(p.text for p in self.paragraphs if p.kind != BOILERPLATE)


@dataclass(frozen=True)
class Reading:
    """What one file gave: articles, encoding, what was odd, whether anything was left out."""

    drafts: Sequence[Draft] = ()
    encoding: str | None = None
    problems: Sequence[str] = ()
    incomplete: bool = False

    @property
    def status(self) -> str:
        """`read`, `partly read` or `skipped`, as in the files frame."""
        if not self.drafts:
            return "skipped"
        return "partly read" if self.incomplete else "read"

    def placeless(self) -> Reading:
        """The same where the text has no place in the file: markup and documents."""
        drafts = [replace(draft, source_start=None, source_end=None) for draft in self.drafts]
        return replace(self, drafts=drafts)

    def failed(self, problem: str) -> Reading:
        """The same without articles, with the reason."""
        return replace(self, drafts=(), problems=[*self.problems, problem])


Columns = Mapping[str, str]
