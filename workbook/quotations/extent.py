"""Which words of a parsed sentence are a verb's subject, a noun phrase, or a complement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_INSIDE_NAME = {"compound", "amod", "nmod", "nummod", "det", "poss", "quantmod", "predet", "advmod", "case"}
_OF_NAME = {"of", "for", "at", "in", "from", "on", "with", "to"}
_NEVER_SPEAK = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "yesterday", "it", "this", "that", "there", "what",
}  # fmt: skip


def child(token: Token, *deps: str) -> Token | None:
    """The first child with one of these dependencies."""
    return next((c for c in token.children if c.dep_ in deps), None)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does the verb: its subject, or that of the verb it hangs on; an antecedent for "who"."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ not in _NEVER_SPEAK]
    if own:
        return _antecedent(own[0], verb)
    head = verb.head
    if head is verb or depth > 4:
        return None
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "dep"} and head.pos_ in {"VERB", "AUX"}:
        return subject(head, depth + 1)
    if verb.dep_ == "pcomp":
        above = head.head
        if above.pos_ in {"VERB", "AUX"}:
            if head.lower_ == "as" and (quoted := child(above, "dobj", "nsubjpass")):
                return quoted
            return subject(above, depth + 1)
    return None


def _antecedent(token: Token, verb: Token) -> Token | None:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.tag_ in {"WP", "WDT"} or (token.lower_ == "that" and verb.dep_ == "relcl"):
        above = verb
        while above.dep_ == "conj" and above.head is not above:
            above = above.head
        return above.head if above.dep_ in {"relcl", "acl"} else None
    return token


def noun_phrase(token: Token) -> Span:
    """The span of a noun phrase without its appositions, relative clauses and parentheses."""
    left = right = token
    for inner in token.subtree:
        if inner.i < left.i and _leads_to(inner, token):
            left = inner
    right = _right_edge(token)
    while left.i < token.i and (left.is_punct or left.lower_ in {"both"}) and left.text not in "\"“'‘":
        left = left.nbor(1)
    return left.idx, right.idx + len(right)


def _leads_to(inner: Token, head: Token) -> bool:
    """Whether a token before the head belongs to its noun phrase proper."""
    while inner is not head:
        if inner.dep_ not in _INSIDE_NAME and not inner.is_punct and inner.dep_ not in {"conj", "cc", "npadvmod"}:
            return False
        inner = inner.head
    return True


def _right_edge(token: Token) -> Token:
    """The last token of a noun phrase: prepositional and coordinated parts without a comma."""
    right = token
    for c in token.rights:
        if c.i > right.i + 1 and any(t.is_punct and t.text != "-" for t in c.doc[right.i + 1 : c.i]):
            break
        if c.dep_ == "prep" and c.lower_ in _OF_NAME and (thing := child(c, "pobj")):
            right = _right_edge(thing)
        elif c.dep_ in {"conj", "appos"} and c.pos_ in {"PROPN", "NOUN"}:
            right = _right_edge(c)
        elif c.dep_ in {"cc", "case", "punct"}:
            continue
        else:
            break
    return right


def spans(tokens: Iterable[Token]) -> list[Span]:
    """The spans of the runs of these tokens, without the commas and stops at their ends."""
    ordered = sorted(tokens, key=lambda t: t.i)
    runs: list[list[Token]] = []
    for token in ordered:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = [_trim(run) for run in runs]
    return [(run[0].idx, run[-1].idx + len(run[-1])) for run in trimmed if run]


def _trim(run: list[Token]) -> list[Token]:
    """A run without the white space, commas, stops and dashes at its ends."""
    while run and (run[0].is_space or run[0].text in {",", ".", ";", ":", "-", "--", "–", "—", ")"}):
        run = run[1:]
    while run and (run[-1].is_space or run[-1].text in {",", ".", ";", ":", "-", "--", "–", "—", "("}):
        run = run[:-1]
    return run if any(t.is_alpha or t.like_num for t in run) else []
