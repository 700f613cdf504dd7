"""Articles that the export of an archive or service holds, as drafts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbook.loading.decoding import clean
from workbook.loading.drafts import Draft, Reading
from workbook.loading.language_names import language_code
from workbook.loading.printed_dates import find_printed_date
from workbook.loading.text import read_body

_PAGE = re.compile(r"\s*[;,]\s*(?:pg?|pages?|s|seite)\b\.?\s*[\w-]+.*$", re.IGNORECASE)
_AS_PRINTED = ("title", "outlet", "byline", "section", "place", "url", "language")


@dataclass(frozen=True)
class Exported:
    """One article of an export: what its fields hold as printed, its text, its place."""

    fields: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    start: int | None = None
    end: int | None = None


def read_export(
    items: Sequence[Exported], markers: Mapping[str, str], reading: Reading, *, basis: str
) -> Reading:
    """Add the articles to a reading; markers that articles lack are named and cost nothing else.

    `markers` maps a field, or "body", to what shows it in this layout.
    """
    drafts = [export_draft(item, basis) for item in items]
    full = [draft for draft in drafts if draft.title or draft.paragraphs]
    return replace(
        reading,
        drafts=full,
        problems=[*reading.problems, *_missing(items, markers), *_odd_dates(items, drafts)],
        incomplete=reading.incomplete or len(full) < len(drafts),
    )


def export_draft(item: Exported, basis: str) -> Draft:
    """One exported article as a draft."""
    values = {name: clean(" ".join(text.split())) for name, text in item.fields.items()}
    known: dict[str, str | None] = {name: values.get(name) or None for name in _AS_PRINTED}
    if section := known["section"]:
        known["section"] = _PAGE.sub("", section) or section
    if language := known["language"]:
        known["language"] = language_code(language)
    draft = read_body(item.body)
    return replace(
        draft,
        title=known["title"],
        outlet=known["outlet"],
        byline=known["byline"],
        section=known["section"],
        place=known["place"] or draft.place,
        url=known["url"],
        language=known["language"],
        published=find_printed_date(values.get("published", ""), "field") or draft.published,
        source_start=item.start,
        source_end=item.end,
        split_basis=basis,
    )


def _missing(items: Sequence[Exported], markers: Mapping[str, str]) -> list[str]:
    """What to say of markers that the layout should have."""
    problems = []
    for name, marker in markers.items():
        bare = sum(not (item.body if name == "body" else item.fields.get(name)) for item in items)
        if bare:
            problems.append(
                f"no {marker} in {bare} of {len(items)} articles; the layout may have changed, "
                "the rest is loaded"
            )
    return problems


def _odd_dates(items: Sequence[Exported], drafts: Sequence[Draft]) -> list[str]:
    odd = [
        text
        for item, draft in zip(items, drafts, strict=True)
        if (text := item.fields.get("published")) and draft.published is None
    ]
    return [f"{len(odd)} of {len(items)} dates not understood, such as '{odd[0]}'"] if odd else []
