"""From articles to the frame of their quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import polars as pl

from workbook.language import paragraph_spans, parse
from workbook.quotations.cues import Attribution, find_attributions
from workbook.quotations.extent import Span, noun_phrase
from workbook.quotations.lexicon import reporting_verbs
from workbook.quotations.marks import Quoted, find_quoted
from workbook.quotations.passages import Passage, find_passages, n_words, stands_alone
from workbook.quotations.speakers import Cast
from workbook.schema import QUOTATIONS, require_columns

PARSED_AT_ONCE = 64


@dataclass(frozen=True)
class Quotation:
    """One quotation of a body, before it becomes a row."""

    parts: tuple[Span, ...]
    paragraph: int
    cue: Span | None = None
    mention: Span | None = None
    told: Span | None = None

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.parts[-1][1]


def find_quotations(articles: pl.DataFrame) -> pl.DataFrame:
    """Direct, mixed and indirect quotations, with their cues and speakers.

    Parameters
    ----------
    articles
        One row per article: `article_id`, `body`.

    Returns
    -------
    pl.DataFrame
        One row per quotation, in the order of the articles and of the text; the columns of
        `workbook.schema.QUOTATIONS`. `text` is `body[start:end]`, quotation marks included, so an
        interrupted quotation shows its interruption; `parts` has the spans of the quoted words
        alone. `speaker` is null where the article does not settle who speaks.
    """
    require_columns(articles, "article_id", "body")
    ids = articles["article_id"].to_list()
    bodies = [body or "" for body in articles["body"].to_list()]
    rows = [
        {"article_id": article_id, "quotation": number, **row}
        for article_id, found in zip(ids, _quotations(bodies), strict=True)
        for number, row in enumerate(found)
    ]
    return pl.DataFrame(rows, schema=QUOTATIONS, orient="row")


def _quotations(bodies: list[str]) -> Iterator[list[dict[str, object]]]:
    """The rows of each body; sentences of all bodies go through the parser together."""
    quoted = [find_quoted(body) for body in bodies]
    passages = [find_passages(b, q, needs_parse) for b, q in zip(bodies, quoted, strict=True)]
    docs = parse((p.text for ps in passages for p in ps), batch_size=PARSED_AT_ONCE)
    for body, marks, of_body in zip(bodies, quoted, passages, strict=True):
        found = []
        for passage in of_body:
            doc = next(docs)
            folded = [(p.start, p.end) for p in passage.pieces if p.folded]
            for attribution in find_attributions(doc, folded):
                found.append(_place(passage, attribution, body))
        yield _rows(body, _settle(body, marks, found))


def needs_parse(sentence: str) -> bool:
    """Whether a sentence may hold an attribution: a reporting verb or phrase stands in it."""
    return _reporting_word().search(sentence) is not None


@cache
def _reporting_word() -> re.Pattern[str]:
    stems = sorted({re.sub(r"(e|y)$", "", verb.split()[0]) for verb in reporting_verbs()})
    irregular = ["said", "told", "wrote", "written", "thought", "according", "swore", "sworn", "spoke", "went on", "began", "begun", "read", "swor"]
    return re.compile(rf"\b(?:{'|'.join([*stems, *irregular])})\w{{0,4}}\b", re.IGNORECASE)


def _place(passage: Passage, found: Attribution, body: str) -> Quotation:
    """An attribution of a passage, in positions of the body."""
    parts = [passage.span(*span) for span in found.content]
    parts += [(passage.folded[n].start, passage.folded[n].end) for n in found.quotes]
    mention = told = None
    if found.speaker is not None:
        mention = passage.span(*noun_phrase(found.speaker))
    if found.told is not None:
        told = passage.span(*noun_phrase(found.told))
    return Quotation(tuple(sorted(parts)), passage.paragraph, passage.span(*found.cue), mention, told)


def _settle(body: str, marks: list[Quoted], found: list[Quotation]) -> list[Quotation]:
    """Join, complete and prune what the sentences gave."""
    found = [_snap(q, marks) for q in found if q.parts]
    found = _continue_quotes(body, marks, found)
    return _without_nested(found)


def _snap(quotation: Quotation, marks: list[Quoted]) -> Quotation:
    """Let no part begin or end inside quotation marks; join parts that meet."""
    parts: list[Span] = []
    for start, end in quotation.parts:
        for mark in marks:
            if mark.start < end and start < mark.end:
                start, end = min(start, mark.start), max(end, mark.end)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    return replace(quotation, parts=tuple(parts))


def _continue_quotes(body: str, marks: list[Quoted], found: list[Quotation]) -> list[Quotation]:
    """Give quotations without a cue of their own to the one they go on from."""
    paragraphs = paragraph_spans(body)
    found = sorted(found, key=lambda q: (q.start, q.end))
    previous: Quoted | None = None
    for mark in marks:
        owner = _owner(found, mark)
        if owner is None:
            number = next(n for n, (_, end) in enumerate(paragraphs) if mark.start < end)
            if stands_alone(body, mark, paragraphs[number]) and n_words(body[mark.start : mark.end]) > 2:
                before = None
                if previous is not None:
                    before = _owner(found, previous)
                    same = paragraphs[number][0] <= previous.start
                    if not (same or previous.continues):
                        before = None
                if before is not None:
                    i = found.index(before)
                    found[i] = replace(before, parts=tuple(sorted([*before.parts, (mark.start, mark.end)])))
                elif n_words(body[mark.start : mark.end]) > 4:
                    found.append(Quotation(((mark.start, mark.end),), number))
        previous = mark
    return sorted(found, key=lambda q: (q.start, q.end))


def _owner(found: list[Quotation], mark: Quoted) -> Quotation | None:
    for q in found:
        if any(start < mark.end and mark.start < end for start, end in q.parts):
            return q
    return None


def _without_nested(found: list[Quotation]) -> list[Quotation]:
    """Keep the outer of two quotations one inside the other."""
    kept: list[Quotation] = []
    by_size = sorted(found, key=lambda q: -sum(e - s for s, e in q.parts))
    for q in by_size:
        inside = [k for k in kept if all(any(s >= a and e <= b for a, b in k.parts) for s, e in q.parts)]
        cue_inside = q.cue and any(a <= q.cue[0] < b for k in kept for a, b in k.parts)
        if not inside and not cue_inside:
            kept.append(q)
    return sorted(kept, key=lambda q: (q.start, q.end))


def _rows(body: str, found: list[Quotation]) -> list[dict[str, object]]:
    cast = Cast(body)
    rows: list[dict[str, object]] = []
    last: str | None = None
    for q in found:
        speaker = None
        if q.mention is not None:
            speaker = cast.resolve(body[slice(*q.mention)], q.mention[0], last)
        last = speaker or last
        rows.append(
            {
                "kind": _kind(body, q),
                "text": body[q.start : q.end],
                "start": q.start,
                "end": q.end,
                "parts": [{"start": s, "end": e} for s, e in q.parts],
                **_spanned(body, "cue", q.cue),
                **_spanned(body, "mention", q.mention),
                "speaker": speaker,
                "role": None,
                "told_to": None if q.told is None else body[slice(*q.told)],
                "reported_by": None,
            }
        )
    return rows


def _spanned(body: str, name: str, span: Span | None) -> dict[str, object]:
    """The three columns of a span."""
    start, end = span if span is not None else (None, None)
    return {name: None if span is None else body[slice(*span)], f"{name}_start": start, f"{name}_end": end}


def _kind(body: str, q: Quotation) -> str:
    """Direct if nearly all words stand in marks, mixed if some do."""
    marks = find_quoted(body)
    total = sum(n_words(body[s:e]) for s, e in q.parts)
    quoted = sum(
        n_words(body[max(s, m.start) : min(e, m.end)])
        for s, e in q.parts
        for m in marks
        if m.start < e and s < m.end
    )
    if quoted >= 0.9 * total:
        return "direct"
    return "mixed" if quoted else "indirect"


__all__: Iterable[str] = ["find_quotations"]
