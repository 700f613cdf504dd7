"""A word wherever it stands, with the words to its left and right."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from workbook.errors import WorkbookError
from workbook.schema import CONCORDANCE, check_frame, require_columns

BODY_FIELDS = (None, "body", "text")
OPERATORS = ("AND", "OR", "NOT")

_TERM = re.compile(
    r"""NOT\s+\([^()]*\)
      | (?P<left_out>NOT\s+)? (?:(?P<field>[^\W\d]\w*):)?
        (?:["“”](?P<phrase>[^"“”]*)["“”] | (?P<word>[^\s()"“”]+))""",
    re.VERBOSE,
)


def find_keyword(articles: pl.DataFrame, query: str, *, width: int = 60) -> pl.DataFrame:
    """Find every place of some words, each with what stands around it: a concordance.

    Parameters
    ----------
    articles
        `article_id` and `body`, in any language.
    query
        Words, each of which is found; "a phrase" in quotation marks; `harbo*` for all words
        that begin so. Whole words, whatever their case; curly and straight apostrophes are one.
        The query of a `Filter` may be used as it is: what it excludes (NOT) or looks for in
        another field (`title:...`) is not looked for.
    width
        Characters to the left and to the right, cut at a space.

    Returns
    -------
    pl.DataFrame
        One row per place, in the order of the articles: `article_id`, `start`, `end`, `left`,
        `keyword` (as printed: `body[start:end]`), `right`.

    Raises
    ------
    WorkbookError
        If there is no word in the query, or the width is below 0.

    Examples
    --------
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": ["Trams stop. The tram strike."]})
    >>> find_keyword(articles, "tram*", width=12).rows()[1]
    ('a', 16, 20, 'stop. The', 'tram', 'strike.')
    """
    require_columns(articles, "article_id", "body")
    if width < 0:
        raise WorkbookError(f"width={width} is below 0; it counts characters on each side.")
    pattern = compile_query(query)
    maybe = articles.select("article_id", "body").filter(
        pl.col("body").str.contains(pattern.pattern)
    )
    rows = [
        (article_id, *match.span(), *_around(body, *match.span(), width=width))
        for article_id, body in maybe.iter_rows()
        for match in pattern.finditer(body)
    ]
    return check_frame(pl.DataFrame(rows, schema=CONCORDANCE, orient="row"), CONCORDANCE)


def compile_query(query: str) -> re.Pattern[str]:
    """The terms of a query as one pattern, which means the same to Python and to Polars."""
    terms = sorted(set(_terms(query)), key=lambda term: (-len(term), term))
    if not terms:
        raise WorkbookError(
            f"the query {query!r} has no word to look for. "
            'Write a word, "a phrase" or the beginning of a word with a star: harbo*.'
        )
    return re.compile("(?i)" + "|".join(map(_pattern, terms)))


def _terms(query: str) -> Iterator[str]:
    """The words and phrases that are looked for in bodies."""
    for found in _TERM.finditer(query):
        if found["left_out"] or found["field"] not in BODY_FIELDS:
            continue
        word = "" if found["word"] in OPERATORS else found["word"]
        term = found["phrase"] or word or ""
        if re.search(r"\w", term):
            yield " ".join(term.split())


def _pattern(term: str) -> str:
    """A term as a regular expression of whole words; a star stands for any letters."""
    inner = r"\s+".join(re.escape(word) for word in term.split())
    inner = re.sub("['’]", "['’]", inner.replace(r"\*", r"\w*"))
    left = r"\b" if re.match(r"\w", term) else ""
    right = r"\b" if re.search(r"\w$", term) else ""
    return f"{left}{inner}{right}"


def _around(body: str, start: int, end: int, *, width: int) -> tuple[str, str, str]:
    """The words to the left, the place itself, and the words to the right."""
    left, right = body[max(0, start - width) : start], body[end : end + width]
    if start > width and not body[start - width - 1].isspace():
        left = re.sub(r"^\S*", "", left)
    if end + width < len(body) and not body[end + width].isspace():
        right = re.sub(r"\S*$", "", right)
    return " ".join(left.split()), body[start:end], " ".join(right.split())
