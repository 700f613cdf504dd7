"""An article cut into paragraphs of segments, each with the layers that mark it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from workbook.language import paragraph_spans

Mark = tuple[int, int, str]  # start, end, layer

# Layers that lie under most of a text: a static page has no room for them, and nobody steps
# from one to the next.
SHADES = {"harder-than-a-quarter", "harder-than-half", "harder-than-three-quarters"}

# In which order layers are named; others follow in that of the alphabet.
ORDER = ("passage", "search", "quotation", "cue", "speaker", "figure", "topic-term", "hard-word")


def lay_out(article: Mapping[str, Any], marks: list[Mark]) -> dict[str, Any]:
    """Cut an article into paragraphs of segments: text, layers, and the layers that begin there.

    >>> lay_out({"body": "He left.", "title": "A"}, [(3, 7, "passage")])["paragraphs"]
    [[['He ', [], []], ['left', ['passage'], ['passage']], ['.', [], []]]]
    """
    body = article["body"] or ""
    marks = [mark for mark in marks if 0 <= mark[0] < mark[1] <= len(body)]
    details = (article.get("outlet"), article.get("published"), article.get("byline"))
    counts = Counter(layer for _, _, layer in marks)
    return {
        "heading": article.get("title") or article.get("label") or "Untitled article",
        "details": " · ".join(str(part) for part in details if part),
        "layers": [[layer, counts[layer]] for layer in sorted(counts, key=_place)],
        "paragraphs": [_segments(body, start, end, marks) for start, end in paragraph_spans(body)],
    }


def _place(layer: str) -> tuple[int, str]:
    return ORDER.index(layer) if layer in ORDER else len(ORDER), layer


def _segments(body: str, start: int, end: int, marks: list[Mark]) -> list[list[Any]]:
    """Cut one paragraph at every place where a mark begins or ends."""
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    cuts = {start, end}.union(*({max(start, a), min(end, b)} for a, b, _ in inside))
    segments = []
    for a, b in pairwise(sorted(cuts)):
        here = {(s, layer) for s, e, layer in inside if s <= a and b <= e}
        layers = sorted({layer for _, layer in here})
        begins = sorted({layer for s, layer in here if s == a})
        segments.append([body[a:b], layers, begins])
    return segments
