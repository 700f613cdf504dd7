"""One article on screen, with the passages that rows of the result frames point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import traitlets

from workbook.chart_parts import PALETTE
from workbook.language import paragraph_spans
from workbook.schema import require_columns
from workbook.widgets.static import StaticWidget

HERE = Path(__file__).parent

Mark = tuple[int, int, str]  # start, end, layer

# Layers that lie under most of a text: a static page has no room for them.
SHADES = {"harder-than-a-quarter", "harder-than-half", "harder-than-three-quarters"}


class ArticleReader(StaticWidget):
    """Show an article, its passages marked: open it from any row that has an `article_id`.

    Parameters
    ----------
    articles
        Where the articles are looked up: `article_id`, `body`, and what else there is.
    quotations
        Marks the content, cue and speaker of each quotation.
    figures
        Marks each figure.
    marks
        Called with the opened article, a frame of one row; its `start`, `end` and `layer`
        are marked too, with `mark_difficulty` for instance.
    """

    _esm = HERE / "article_reader.js"
    _css = HERE / "article_reader.css"

    article = traitlets.Dict().tag(sync=True)
    palette = traitlets.Dict(PALETTE).tag(sync=True)

    def __init__(
        self,
        articles: pl.DataFrame,
        *,
        quotations: pl.DataFrame | None = None,
        figures: pl.DataFrame | None = None,
        marks: Callable[[pl.DataFrame], pl.DataFrame] | None = None,
    ) -> None:
        require_columns(articles, "article_id", "body")
        self._articles = articles
        self._quotations = quotations
        self._figures = figures
        self._more_marks = marks
        self._row: Mapping[str, Any] = {}
        super().__init__()

    def read(self, row: Mapping[str, Any]) -> None:
        """Show the article of a row; a row with `start` and `end` has that passage marked."""
        if "article_id" not in row:
            return  # a mark that stands for many articles
        found = self._articles.filter(pl.col("article_id") == row["article_id"])
        if found.is_empty():
            return
        self._row = row
        article = found.row(0, named=True)
        marks = [*self._marks(row["article_id"])]
        if self._more_marks is not None:
            marks += self._more_marks(found).select("start", "end", "layer").iter_rows()
        if row.get("start") is not None and row.get("end") is not None:
            marks.append((row["start"], row["end"], "passage"))
        self.article = lay_out(article, marks)

    def refresh(self) -> None:
        """Mark the open article anew, if there is one."""
        self.read(self._row)

    def _marks(self, article_id: str) -> Iterable[Mark]:
        mine = pl.col("article_id") == article_id
        if self._quotations is not None:
            for row in self._quotations.filter(mine).iter_rows(named=True):
                yield from ((part["start"], part["end"], "quotation") for part in row["parts"])
                for name, layer in (("cue", "cue"), ("mention", "speaker")):
                    if row[f"{name}_start"] is not None:
                        yield row[f"{name}_start"], row[f"{name}_end"], layer
        if self._figures is not None:
            for start, end in self._figures.filter(mine).select("start", "end").iter_rows():
                yield start, end, "figure"

    def static_html(self) -> str:
        """The open article as escaped HTML, for pages without a kernel."""
        if not self.article:
            return ""
        paragraphs = "".join(
            "<p>"
            + "".join(
                f"<mark>{escape(text)}</mark>" if {*layers} - SHADES else escape(text)
                for text, layers in paragraph["segments"]
            )
            + "</p>"
            for paragraph in self.article["paragraphs"]
        )
        return (
            f'<div class="tex2jax_ignore mathjax_ignore"><h3>{escape(self.article["heading"])}</h3>'
            f"<p>{escape(self.article['details'])}</p>{paragraphs}</div>"
        )


def lay_out(article: Mapping[str, Any], marks: list[Mark]) -> dict[str, Any]:
    """Cut an article into paragraphs of segments, each with the layers that mark it.

    >>> lay_out({"body": "He left.", "title": "A"}, [(3, 7, "passage")])["paragraphs"]
    [{'kind': 'text', 'segments': [['He ', []], ['left', ['passage']], ['.', []]]}]
    """
    body = article["body"] or ""
    spans = paragraph_spans(body)
    details = (article.get("outlet"), article.get("published"), article.get("byline"))
    return {
        "heading": article.get("title") or article.get("label") or "Untitled article",
        "details": " · ".join(str(part) for part in details if part),
        "layers": sorted({layer for _, _, layer in marks}),
        "paragraphs": [
            {"kind": "text", "segments": _segments(body, start, end, marks)} for start, end in spans
        ],
    }


def _segments(body: str, start: int, end: int, marks: list[Mark]) -> list[list[Any]]:
    """Cut one paragraph at every place where a mark begins or ends."""
    inside = [mark for mark in marks if mark[0] < end and mark[1] > start]
    cuts = {start, end}.union(*({max(start, a), min(end, b)} for a, b, _ in inside))
    edges = sorted(cuts)
    return [
        [body[a:b], sorted({layer for s, e, layer in inside if s <= a and b <= e})]
        for a, b in pairwise(edges)
    ]
