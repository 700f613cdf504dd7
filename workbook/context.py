"""The passage of a row, with the words around it."""

from __future__ import annotations

import polars as pl

from workbook.errors import WorkbookError
from workbook.schema import require_columns


def add_context(rows: pl.DataFrame, articles: pl.DataFrame, width: int = 60) -> pl.DataFrame:
    """Add to each row the words that stand around its passage.

    Parameters
    ----------
    rows
        Quotations, figures, sentences: needs `article_id`, `start`, `end`.
    articles
        Their articles: `article_id`, `body`.
    width
        Characters on each side, cut at a space; 0 gives the passage alone.

    Returns
    -------
    pl.DataFrame
        The rows in their order, with a String column `context`; an ellipsis stands where
        the article goes on.

    Raises
    ------
    WorkbookError
        If a row's article is not among the articles.

    Examples
    --------
    >>> body = "Rain fell on 12 May in the hills."
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    >>> rows = pl.DataFrame({"article_id": ["a"], "start": [13], "end": [19]})
    >>> add_context(rows, articles, width=8)["context"].item()
    '… fell on 12 May in the …'
    """
    require_columns(rows, "article_id", "start", "end")
    require_columns(articles, "article_id", "body")
    bodies = dict(articles.select("article_id", "body").iter_rows())
    spans = rows.select("article_id", "start", "end").iter_rows()
    try:
        contexts = [_around(bodies[key] or "", start, end, width) for key, start, end in spans]
    except KeyError as missing:
        raise WorkbookError(
            f"no article {missing} in this frame. Pass the articles that the rows were found in."
        ) from None
    return rows.with_columns(pl.Series("context", contexts, pl.String))


def _around(body: str, start: int, end: int, width: int) -> str:
    left, right = max(0, start - width), min(len(body), end + width)
    before, after = body[left:start], body[end:right]
    if left and width:
        before = "… " + (before if body[left - 1].isspace() else before.partition(" ")[2])
    if right < len(body) and width:
        after = (after if body[right].isspace() else after.rpartition(" ")[0]) + " …"
    return " ".join((before + body[start:end] + after).split())
