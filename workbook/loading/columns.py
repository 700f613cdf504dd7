"""Which column of a table holds which value of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from workbook.errors import require_known
from workbook.loading.drafts import Columns

# Below this many characters on average, the longest column is no article text.
LEAST_TEXT = 80


@cache
def column_aliases() -> dict[str, tuple[str, ...]]:
    """Normalised names per article column, the best first."""
    text = files("workbook.loading").joinpath("columns.txt").read_text("utf-8")
    rows = (line.split(":", 1) for line in text.splitlines() if ":" in line and line[0] != "#")
    return {name: tuple(_normal(alias) for alias in rest.split(",")) for name, rest in rows}


def check_columns(columns: Columns | None) -> Columns:
    """Return what the reader said about columns, or raise where it names no article column."""
    columns = dict(columns or {})
    require_known("article column", columns.values(), column_aliases())
    return columns


def match_columns(found: Sequence[str], columns: Columns) -> dict[str, str]:
    """Article column -> found column: first what the reader said, then the best alias.

    >>> match_columns(["Headline", "Body-Text", "pub_date"], {})
    {'title': 'Headline', 'body': 'Body-Text', 'published': 'pub_date'}
    """
    said = {name: column for column, name in columns.items() if column in found}
    free = {_normal(column): column for column in reversed(found) if column not in said.values()}
    for name, aliases in column_aliases().items():
        alias = next((alias for alias in aliases if alias in free), None)
        if name not in said and alias is not None:
            said[name] = free.pop(alias)
    return said


def longest_text(rows: Sequence[Mapping[str, object]], free: Iterable[str]) -> str | None:
    """The free column with the longest text on average, if that is long enough for articles."""
    best, longest = None, LEAST_TEXT * len(rows)
    for name in free:
        length = sum(len(value) for row in rows if isinstance(value := row.get(name), str))
        if length > longest:
            best, longest = name, length
    return best


def no_body(found: Sequence[str]) -> str:
    """What to say where no column can be the body."""
    first = next(iter(found), "story")
    return (
        f"no column for 'body'; found: {', '.join(found) or 'none'}. "
        f'Try load_corpus(path, columns={{"{first}": "body"}})'
    )


def _normal(name: str) -> str:
    return re.sub(r"[\s_.\-]+", "", name).casefold()
