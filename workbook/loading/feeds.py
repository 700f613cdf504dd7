"""RSS and Atom feeds."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbook.loading.drafts import Columns, Reading
from workbook.loading.exports import Exported, read_export
from workbook.loading.markup import block_text, parse_page, without_doctype

FEED = r"(?:<\?xml[^>]*>\s*)?(?:<!--(?s:(?!-->).)*-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b"


def read_feed(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  readers are called alike
    """Read the entries of a feed; many feeds carry summaries only, which is said."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(without_doctype(data)), resolve_relative_uris=False)
    reading = Reading((), str(feed.get("encoding") or "utf-8"))
    outlet, language = feed.feed.get("title"), feed.feed.get("language")
    items = [_item(entry, outlet, language) for entry in feed.entries]
    reading = read_export(items, {}, reading, basis="field")
    summaries = sum("content" not in entry for entry in feed.entries)
    if summaries:
        said = f"{summaries} of {len(items)} entries carry a summary, not the full text"
        reading = replace(reading, problems=[*reading.problems, said])
    return reading


def _item(entry: Mapping[str, Any], outlet: str | None, language: str | None) -> Exported:
    texts = [part.get("value") or "" for part in entry.get("content", ())]
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    content = entry.get("content") or [{}]
    fields = {
        "title": _plain(entry.get("title", "")),
        "outlet": (entry.get("source") or {}).get("title") or outlet,
        "byline": entry.get("author"),
        "section": next((tag.get("term") for tag in entry.get("tags", ())), None),
        "url": entry.get("link"),
        "language": content[0].get("language") or language,
        "published": "{:04}-{:02}-{:02}".format(*when[:3]) if when else entry.get("published"),
    }
    body = _plain("\n".join(texts) or entry.get("summary", ""))
    return Exported({name: value for name, value in fields.items() if value}, body)


def _plain(markup: str | None) -> str:
    """The text of a piece of HTML."""
    markup = markup or ""
    page = parse_page(markup) if "<" in markup or "&" in markup else None
    return markup if page is None else block_text(page)
