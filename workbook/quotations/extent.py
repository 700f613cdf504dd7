"""Which words of a parsed sentence are a noun phrase or a run of content."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]

VERBS = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_BEFORE_HEAD = {
    "advmod", "amod", "case", "cc", "compound", "conj", "det", "nmod", "npadvmod", "nummod", "poss",
    "predet", "quantmod",
}  # fmt: skip
_OF_NAME = {"of", "for", "at", "in", "from", "on", "with", "to", "between", "among"}
_TIMES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "day", "days", "week", "weeks", "month", "months", "year", "years",
    "decade", "decades", "hour", "hours",
}  # fmt: skip
_EDGES = {",", ".", ";", ":", "-", "--", "–", "—", "―", "(", ")"}


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def direct_object(verb: Token) -> Token | None:
    """The noun behind a verb that takes it without a preposition."""
    return next((c for c in verb.rights if c.dep_ == "dobj"), None)


def is_infinitive(token: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.tag_ == "TO" for c in token.lefts if c.dep_ == "aux")


def is_time(preposition: Token) -> bool:
    """Whether a preposition tells when or for how long: "on Monday", "for years"."""
    thing = child(preposition, "pobj")
    return thing is not None and thing.lower_ in _TIMES


def same(one: Token | None, other: Token | None) -> bool:
    """Whether two tokens of a sentence are one; spaCy gives a new object at each look."""
    return one is not None and other is not None and one.i == other.i


def noun_phrase(token: Token) -> Span:
    """The span of a noun phrase without its appositions, relative clauses and parentheses."""
    before = [t for t in token.subtree if t.i <= token.i and _leads_to(t, token)]
    left = before[0]
    for one, following in pairwise(before):
        if following.i != one.i + 1:
            left = following
    while left.i < token.i and left.is_punct and left.text not in "\"“'‘":
        left = left.nbor(1)
    right = right_edge(token)
    while right.i + 2 < len(token.doc) and right.nbor(1).text == "-" and not right.whitespace_:
        right = right.nbor(2)  # "co-operative" is three tokens
    return left.idx, right.idx + len(right)


def _leads_to(inner: Token, head: Token) -> bool:
    """Whether a token up to the head belongs to its noun phrase proper."""
    while not same(inner, head):
        if inner.dep_ not in _BEFORE_HEAD and not inner.is_punct:
            return False
        inner = inner.head
    return True


def right_edge(token: Token) -> Token:
    """The last token of a noun phrase: its prepositional and coordinated parts without a comma."""
    right = token
    for c in token.rights:
        between = token.doc[right.i + 1 : c.left_edge.i]
        if any(t.is_punct and t.text != "-" for t in between):
            break
        if c.dep_ == "prep" and c.lower_ in _OF_NAME and (thing := child(c, "pobj")) is not None:
            right = right_edge(thing)
        elif c.dep_ in {"conj", "appos"} and c.pos_ in NOMINAL:
            right = right_edge(c)
        elif c.dep_ in {"amod", "acl"} and c.tag_ in {"JJ", "VBN"} and token.pos_ == "NOUN":
            right = c.right_edge  # "a source close to the talks", "a report released in May"
        elif c.dep_ not in {"cc", "case", "punct"}:
            break
    return right


def spans(tokens: Iterable[Token]) -> list[Span]:
    """The spans of the runs of these tokens, without the commas, stops and dashes at their ends."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = [_trim(run) for run in runs]
    return [(run[0].idx, run[-1].idx + len(run[-1])) for run in trimmed if run]


def _trim(run: list[Token]) -> list[Token]:
    """A run without the marks at its ends; nothing if it holds no word."""
    while run and (run[0].is_space or run[0].text in _EDGES):
        run = run[1:]
    while run and (run[-1].is_space or run[-1].text in _EDGES):
        run = run[:-1]
    return run if any(t.is_alpha or t.like_num for t in run) else []
