"""A text query as a Polars expression: AND, OR, NOT, "phrase", prefix*, field:word, brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from workbook.errors import WorkbookError, require_known

# Where a word without a field is looked for, as far as the frame has them.
DEFAULT_FIELDS = ("title", "body", "text")

DEEPEST = 50  # brackets inside brackets; beyond any query that a person reads
LONGEST = 1000  # characters of a word or phrase, which become a regular expression
MOST_SHOWN = 80  # characters of a query that a message repeats

# Thai, Lao, Burmese, Khmer, Chinese and Japanese put no space between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SPACED = rf"(?![{_UNSPACED}])\w"

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<operator>AND|OR|NOT)(?![^\s()])
      | (?:(?P<field>[^\W\d]\w*):)?(?:["“”](?P<phrase>[^"“”]*)["“”] | (?P<word>[^\s()"“”]+))
    )""",
    re.VERBOSE,
)


@dataclass
class _Tokens:
    """The query cut into tokens, and how far it has been read."""

    query: str
    tokens: list[re.Match[str]]
    at: int = 0
    depth: int = 0  # how many brackets are open

    def peek(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, kind: str, value: str) -> bool:
        token = self.peek()
        if token is None or token[kind] != value:
            return False
        self.at += 1
        return True

    def fail(self, what: str) -> WorkbookError:
        token = self.peek()
        place = f"at '{_shown(token[0].strip())}'" if token else "at its end"
        return WorkbookError(f"the query {_shown(self.query)!r} cannot be read {place}: {what}.")


def _shown(words: str) -> str:
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"


def search_expression(query: str, columns: Mapping[str, object]) -> pl.Expr:
    """Build the condition for a text query.

    Words match whole (where a script puts spaces between them), whatever their case; words side
    by side must all be there; curly and straight apostrophes are one.

    Parameters
    ----------
    query
        For instance `harbour AND (strike OR "work to rule") NOT title:footb*`.
    columns
        The columns of the frame; a word without a field is looked for in `title`, `body`
        and `text`, as far as they are there.

    Raises
    ------
    WorkbookError
        If a bracket, a quotation mark or a word is missing, a field is unknown, or a word or
        the brackets go on without end.
    """
    tokens = _Tokens(query, _tokenise(query))
    expression = _alternatives(tokens, columns)
    if tokens.peek():
        raise tokens.fail("this bracket was never opened")
    return expression


def _tokenise(query: str) -> list[re.Match[str]]:
    tokens, at = [], 0
    while query[at:].strip():
        token = _TOKEN.match(query, at)
        if token is None:
            raise WorkbookError(
                f"the query {_shown(query)!r} has a quotation mark that is not closed. "
                "Add the second one."
            )
        tokens.append(token)
        at = token.end()
    return tokens


# Side by side rather than one inside the other: a list of thousands of words stays flat.
def _alternatives(tokens: _Tokens, columns: Mapping[str, object]) -> pl.Expr:
    found = [_sequence(tokens, columns)]
    while tokens.take("operator", "OR"):
        found.append(_sequence(tokens, columns))
    return pl.any_horizontal(found) if len(found) > 1 else found[0]


def _sequence(tokens: _Tokens, columns: Mapping[str, object]) -> pl.Expr:
    found = [_negation(tokens, columns)]
    while (token := tokens.peek()) and not token["close"] and token["operator"] != "OR":
        tokens.take("operator", "AND")
        found.append(_negation(tokens, columns))
    return pl.all_horizontal(found) if len(found) > 1 else found[0]


def _negation(tokens: _Tokens, columns: Mapping[str, object]) -> pl.Expr:
    negated = False
    while tokens.take("operator", "NOT"):
        negated = not negated
    found = _brackets(tokens, columns) if tokens.take("open", "(") else _word(tokens, columns)
    return ~found if negated else found


def _brackets(tokens: _Tokens, columns: Mapping[str, object]) -> pl.Expr:
    tokens.depth += 1
    if tokens.depth > DEEPEST:
        raise tokens.fail(f"brackets stand more than {DEEPEST} deep")
    found = _alternatives(tokens, columns)
    if not tokens.take("close", ")"):
        raise tokens.fail("a closing bracket is missing")
    tokens.depth -= 1
    return found


def _word(tokens: _Tokens, columns: Mapping[str, object]) -> pl.Expr:
    token = tokens.peek()
    if token is None or not (token["phrase"] or token["word"] or "").strip("* "):
        raise tokens.fail("a word is missing here")
    tokens.at += 1
    return _contains(token, columns)


def _contains(token: re.Match[str], columns: Mapping[str, object]) -> pl.Expr:
    texts = [name for name, dtype in columns.items() if dtype == pl.String]
    if token["field"]:
        require_known("field", [token["field"]], texts)
        names = [token["field"]]
    else:
        names = [name for name in DEFAULT_FIELDS if name in texts]
        if not names:
            raise WorkbookError(
                f"there is no {', '.join(DEFAULT_FIELDS)} to search here; say which column, "
                f"as in {(texts or ['field'])[0]}:{token[0].strip()}"
            )
    pattern = _pattern(token["phrase"] if token["word"] is None else token["word"])
    return pl.any_horizontal(pl.col(name).str.contains(pattern).fill_null(False) for name in names)


def _pattern(words: str) -> str:
    """A case-blind regular expression of whole words; a star at the end leaves it open."""
    prefix = words.endswith("*")
    if len(words) > LONGEST:
        raise WorkbookError(f"a word or phrase of the query has more than {LONGEST:,} characters.")
    if not words.isascii() and any("\ud800" <= sign <= "\udfff" for sign in words):
        raise WorkbookError(f"the query holds what is no text: {words!r}.")
    parts = [pl.escape_regex(part) for part in words.rstrip("*").split()]
    inner = re.sub("['’]", "['’]", r"\s+".join(parts))
    left = r"\b" if re.match(_SPACED, words) else ""
    right = r"\b" if not prefix and re.search(rf"{_SPACED}$", words) else ""
    return f"(?i){left}{inner}{right}"
