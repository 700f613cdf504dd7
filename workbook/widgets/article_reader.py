"""One article on screen, with the passages that rows of the result frames point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import polars as pl
import traitlets

from workbook.charts.parts import PALETTE
from workbook.errors import WorkbookError
from workbook.schema import require_columns
from workbook.topics.concordance import find_keyword
from workbook.widgets.marks import SHADES, Mark, lay_out
from workbook.widgets.static import StaticWidget, read_script

HERE = Path(__file__).parent


class ArticleReader(StaticWidget):
    """Show an article, its passages marked: open it from any row that has an `article_id`.

    Each kind of mark is a layer that the reader of the page switches on and off. Two buttons,
    or the keys n and p, go from mark to mark; a search marks words, "a phrase" or `prefix*`,
    and Enter goes from hit to hit. Escape leads back to where the keyboard came from.

    Parameters
    ----------
    articles
        Where the articles are looked up: `article_id`, `body`, and what else there is.
    quotations
        Marks the content, cue and speaker of each quotation.
    figures
        Marks each figure.
    topics
        `label` and `terms` as in `TopicModel.topics()`: marks the terms of the topic whose label
        stands in the article's column `topic`.
    marks
        Called with the opened article, a frame of one row; its `start`, `end` and `layer`
        are marked too, with `mark_difficulty` for instance.

    Attributes
    ----------
    query : str
        What is searched for; set it to a filter's text to see what the filter found.

    Examples
    --------
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": ["The trams stop."]})
    >>> reader = ArticleReader(articles)
    >>> reader.read({"article_id": "a", "start": 4, "end": 9})
    >>> reader.static_html().partition("</h3>")[2]
    '<p>The <mark title="passage">trams</mark> stop.</p></div>'
    """

    _esm = read_script(HERE, ["dom.js", "article_reader.js"])
    _css = HERE / "article_reader.css"

    article = traitlets.Dict().tag(sync=True)
    opened = traitlets.Int(0).tag(sync=True)  # how many articles and passages were opened so far
    query = traitlets.Unicode("").tag(sync=True)
    problem = traitlets.Unicode("").tag(sync=True)  # what is wrong with the query
    off = traitlets.List(traitlets.Unicode()).tag(sync=True)  # layers not shown
    palette = traitlets.Dict(PALETTE).tag(sync=True)

    def __init__(
        self,
        articles: pl.DataFrame,
        *,
        quotations: pl.DataFrame | None = None,
        figures: pl.DataFrame | None = None,
        topics: pl.DataFrame | None = None,
        marks: Callable[[pl.DataFrame], pl.DataFrame] | None = None,
    ) -> None:
        require_columns(articles, "article_id", "body", *(["topic"] if topics is not None else []))
        self._articles = articles
        self._quotations, self._figures, self._topics = quotations, figures, topics
        self._more_marks = marks
        self._row: Mapping[str, Any] = {}
        super().__init__()

    def read(self, row: Mapping[str, Any]) -> None:
        """Show the article of a row; a row with `start` and `end` has that passage marked.

        A row without `article_id`, such as a bar that stands for many articles, opens none.
        """
        if self._find(row).is_empty():
            return
        self._row = row
        with self.hold_sync():
            self.opened += 1
            self.refresh()

    @traitlets.observe("query")
    def refresh(self, _change: object = None) -> None:
        """Mark the open article anew, if there is one."""
        found = self._find(self._row)
        if not found.is_empty():
            marks = [*self._marks(found), *_passage(self._row)]
            self.article = lay_out(found.row(0, named=True), marks)

    def _find(self, row: Mapping[str, Any]) -> pl.DataFrame:
        """The article of a row, as a frame of one row or none."""
        if row.get("article_id") is None:
            return self._articles.clear()
        return self._articles.filter(pl.col("article_id") == row["article_id"]).head(1)

    def _marks(self, found: pl.DataFrame) -> Iterable[Mark]:
        """The marks of every layer in one article."""
        mine = pl.col("article_id") == found["article_id"].item()
        if self._quotations is not None:
            for row in self._quotations.filter(mine).iter_rows(named=True):
                yield from _quotation_marks(row)
        if self._figures is not None:
            for start, end in self._figures.filter(mine).select("start", "end").iter_rows():
                yield start, end, "figure"
        if self._topics is not None:
            own = self._topics.join(found, left_on="label", right_on="topic", how="semi")
            terms = own["terms"].explode().drop_nulls()
            yield from _hits(found, " ".join(f'"{term}"' for term in terms), "topic-term")
        if self._more_marks is not None:
            yield from self._more_marks(found).select("start", "end", "layer").iter_rows()
        yield from self._search(found)

    def _search(self, found: pl.DataFrame) -> list[Mark]:
        """What the query finds; what is wrong with it is told, not raised."""
        self.problem = ""
        try:
            return _hits(found, self.query, "search")
        except WorkbookError as error:
            self.problem = str(error)
            return []

    def static_html(self) -> str:
        """The open article as escaped HTML, for pages without a kernel."""
        if not self.article:
            return ""
        paragraphs = "".join(
            f"<p>{''.join(map(_static_segment, segments))}</p>"
            for segments in self.article["paragraphs"]
        )
        details = escape(self.article["details"])
        return (
            f'<div class="tex2jax_ignore mathjax_ignore"><h3>{escape(self.article["heading"])}</h3>'
            f"{details and f'<p>{details}</p>'}{paragraphs}</div>"
        )


def _static_segment(segment: list[Any]) -> str:
    text, layers, _ = segment
    shown = ", ".join(layer for layer in layers if layer not in SHADES)
    return f'<mark title="{escape(shown)}">{escape(text)}</mark>' if shown else escape(text)


def _passage(row: Mapping[str, Any]) -> list[Mark]:
    """The passage of a row, if it has one; a chart may send its places as floats."""
    start, end = row.get("start"), row.get("end")
    if isinstance(start, int | float) and isinstance(end, int | float):
        return [(int(start), int(end), "passage")]
    return []


def _quotation_marks(row: Mapping[str, Any]) -> Iterable[Mark]:
    """The content, cue and speaker of a quotation."""
    yield from ((part["start"], part["end"], "quotation") for part in row["parts"])
    for name, layer in (("cue", "cue"), ("mention", "speaker")):
        if row[f"{name}_start"] is not None:
            yield row[f"{name}_start"], row[f"{name}_end"], layer


def _hits(found: pl.DataFrame, query: str, layer: str) -> list[Mark]:
    """The places of a query's words in one article."""
    if not query.strip():
        return []
    places = find_keyword(found, query, width=0).select("start", "end")
    return [(start, end, layer) for start, end in places.iter_rows()]
