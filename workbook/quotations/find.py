"""From articles to the frame of their quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from workbook.language import english_bodies, parse_sentences, trim
from workbook.quotations.cues import find_attributions
from workbook.quotations.extent import Span, child, noun_phrase
from workbook.quotations.layout import with_blocks
from workbook.quotations.lexicon import may_report
from workbook.quotations.marks import Quoted, find_quoted, overlapping
from workbook.quotations.passages import Passage, find_passages, n_words
from workbook.quotations.quotation import Quotation
from workbook.quotations.relays import outlet_name, with_relays
from workbook.quotations.reports import Attribution
from workbook.quotations.settle import settle
from workbook.quotations.speakers import Speaker, identify_speakers
from workbook.quotations.subjects import antecedent
from workbook.schema import QUOTATIONS, require_columns

if TYPE_CHECKING:
    from spacy.tokens import Token

DIRECT = 0.9  # the share of words in marks from which a quotation is direct


def find_quotations(articles: pl.DataFrame) -> pl.DataFrame:
    """Direct, mixed and indirect quotations, with their cues and speakers.

    Parameters
    ----------
    articles
        One row per article: `article_id`, `body`; articles whose `language` is another than
        English give no row.

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
    rows = [
        {"article_id": article_id, "quotation": number, **row}
        for article_id, body in zip(ids, english_bodies(articles), strict=True)
        for number, row in enumerate(_rows(body))
    ]
    return pl.DataFrame(rows, schema=QUOTATIONS, orient="row")


def _rows(body: str) -> list[dict[str, object]]:
    """The rows of one body, without the key."""
    marks = with_blocks(body, find_quoted(body))
    passages = find_passages(body, marks, may_report)
    found: list[Quotation] = []
    for passage, doc in zip(passages, parse_sentences(p.text for p in passages), strict=True):
        folded = [(p.start, p.end) for p in passage.pieces if p.folded]
        found += [_place(passage, a) for a in find_attributions(doc, folded)]
    settled = with_relays(body, settle(body, marks, found))
    speakers = identify_speakers(body, settled)
    return [_row(body, marks, q, who) for q, who in zip(settled, speakers, strict=True)]


def _place(passage: Passage, found: Attribution) -> Quotation:
    """An attribution of a passage, in positions of the body."""
    parts = [passage.span(*span) for span in found.content]
    parts += [(passage.folded[n].start, passage.folded[n].end) for n in found.quotes]
    who = found.speaker
    if who is not None and who.lower_ == "that":
        who = antecedent(who)
    return Quotation(
        tuple(sorted(parts)),
        passage.paragraph,
        cue=passage.span(*found.cue),
        mention=_span_of(passage, who),
        person=_span_of(passage, _person(who)),
        told=_span_of(passage, found.told),
    )


def _person(who: Token | None) -> Token | None:
    """Whom a noun or pronoun stands for: "the inspector, Eva Bos"; the name before "who"."""
    if who is None:
        return None
    who = antecedent(who)
    name = child(who, "appos") if who.pos_ == "NOUN" else None
    return name if name is not None and name.pos_ == "PROPN" else who


def _span_of(passage: Passage, token: Token | None) -> Span | None:
    """The span of a noun phrase in the body, without a quotation that the parser took into it."""
    if token is None:
        return None
    start, end = noun_phrase(token)
    taken = [p.end for p in passage.pieces if p.folded and start < p.end <= token.idx]
    return passage.span(*trim(passage.text, max([start, *taken]), end))


def _row(body: str, marks: list[Quoted], q: Quotation, speaker: Speaker) -> dict[str, object]:
    """The columns of one quotation."""
    return {
        "kind": kind_of(body, marks, q),
        "text": body[q.start : q.end],
        "start": q.start,
        "end": q.end,
        "parts": [{"start": start, "end": end} for start, end in q.parts],
        **_columns(body, "cue", q.cue),
        **_columns(body, "mention", q.mention),
        "speaker": speaker.name,
        "role": speaker.role,
        "told_to": outlet_name(body, q.told),
        "reported_by": outlet_name(body, q.relay),
    }


def _columns(body: str, name: str, span: Span | None) -> dict[str, object]:
    """The three columns of a span: its text, start and end."""
    start, end = span or (None, None)
    return {name: span and body[start:end], f"{name}_start": start, f"{name}_end": end}


def kind_of(body: str, marks: list[Quoted], q: Quotation) -> str:
    """Direct if nearly all words stand in marks, mixed if some do, else indirect."""
    total = sum(n_words(body[start:end]) for start, end in q.parts)
    inside = sum(
        n_words(body[max(start, mark.start) : min(end, mark.end)])
        for start, end in q.parts
        for mark in overlapping(marks, start, end)
    )
    if q.is_turn or inside >= DIRECT * total:
        return "direct"
    return "mixed" if inside else "indirect"
