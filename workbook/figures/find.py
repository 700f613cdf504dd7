"""Articles -> figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, tee
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from workbook.figures.cues import find_changes
from workbook.figures.dating import date_figures
from workbook.figures.elided import share_rates, share_units, unit_from_subject
from workbook.figures.figure import Figure
from workbook.figures.grammar import may_hold_figure, read_figures
from workbook.figures.nouns import count_nouns
from workbook.figures.sentence import Sentence, sentence_of
from workbook.figures.subjects import find_subjects
from workbook.figures.tokens import Token, tokenise
from workbook.language import english_bodies, parse, sentence_spans
from workbook.schema import FIGURES, require_columns

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A longer "sentence" is a table or a list; it is read by the number grammar alone.
_LONGEST_PARSED = 2000


def find_figures(articles: pl.DataFrame) -> pl.DataFrame:
    """Find the quantities that articles report, each with its place in the text.

    Numbers, units, bounds, ranges and dates come from one number grammar; counted nouns, subjects
    and directions from the spaCy parse of the sentences that have figures. Numbers in names
    ("Unit 12", "Stoxx 50"), clock times and scores are no figures. Each article is read by
    itself, so that the rows do not depend on what else is in the frame.

    Parameters
    ----------
    articles
        `article_id` and `body`; where `published` is there too, it settles dates that are
        printed without a year (the one nearest to it). Articles whose `language` is another
        than English give no row.

    Returns
    -------
    pl.DataFrame
        One row per figure, articles in their order, figures by `start`, not overlapping:

        - `article_id`, `figure` (from 0 in each article)
        - `text`, `start`, `end`: number with bound words, unit or noun; `body[start:end] == text`
        - `value`, `high`: the number in full units ("3.5 million" is 3500000.0) and the upper end
          of a range, else null; "dozens", "hundreds of" are ranges of one power of ten; `value`
          is null for a date
        - `unit`: in the singular (`percent`, `US dollar`, `metre`, `year`), for a counted thing
          its noun, `person` for people, `fraction` for "a third of"; null where none is printed.
          A bare $ is read as US dollars, a bare yen mark as yen
        - `kind`: `money`, `percent` (also points and fractions), `count`, `measure`, `duration`,
          `age`, `rate` (km/h, parts per million), `ordinal`, `year`, `date`
        - `bound`: `=`, `~`, `<`, `>`, `<=`, `>=` from words like "about", "nearly", "at least"
        - `change`: `up` or `down` where the figure measures a movement, else null
        - `subject`: what is counted or measured, in the article's words; null when unknown
        - `per`: what a rate is counted by ("a month", "per barrel"), else null
        - `as_of`: the nearest date of the sentence, ISO 8601 (2018, 2024-Q3, 1951/1958), else null
        - `date`: for kind `date`, its day; the first day of a month or quarter; null while the
          year is unknown

    Raises
    ------
    WorkbookError
        If the frame lacks `article_id` or `body`.

    Examples
    --------
    >>> body = "More than 40 ships paid about $1.2 million."
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    >>> find_figures(articles).select("text", "value", "unit", "bound").rows()
    [('More than 40 ships', 40.0, 'ship', '>'), ('about $1.2 million', 1200000.0, 'US dollar', '~')]
    """
    require_columns(articles, "article_id", "body")
    return pl.DataFrame(list(_rows(articles)), schema=FIGURES)


class _Found(NamedTuple):
    """A sentence with figures: of which article, where it begins, what the grammar reads."""

    article: int
    start: int
    text: str
    tokens: list[Token]
    figures: list[Figure]


def _sentences(bodies: Iterable[str]) -> Iterator[_Found]:
    for article, body in enumerate(bodies):
        for start, end in sentence_spans(body):
            if not may_hold_figure(text := body[start:end]):
                continue
            tokens = tokenise(body, start, end)
            if figures := read_figures(tokens):
                yield _Found(article, start, text, tokens, figures)


def _rows(articles: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Rows of all articles; the sentences run through the parser in batches, far ahead."""
    bodies = english_bodies(articles).to_list()
    keys, days = articles["article_id"], _published(articles)
    found, ahead = tee(_sentences(bodies))
    docs = parse(sentence.text for sentence in ahead if _needs_parse(sentence))
    for article, sentences in groupby(found, key=lambda sentence: sentence.article):
        figures = (
            _row(bodies[article], sentence.tokens, figure)
            for sentence in sentences
            for figure in date_figures(sentence.tokens, _read(sentence, docs), days[article])
        )
        for order, row in enumerate(figures):
            yield {"article_id": keys[article], "figure": order, **row}


def _published(articles: pl.DataFrame) -> list[date | None]:
    if "published" not in articles.columns:
        return [None] * articles.height
    days = articles["published"]
    if days.dtype == pl.String:
        return days.str.to_date("%Y-%m-%d", strict=False).to_list()
    return days.cast(pl.Date, strict=False).to_list()


def _needs_parse(sentence: _Found) -> bool:
    """Whether a sentence has more than dates and is no table or list."""
    undated = any(figure.kind not in ("date", "year") for figure in sentence.figures)
    return undated and len(sentence.text) <= _LONGEST_PARSED


def _read(sentence: _Found, docs: Iterator[Doc]) -> list[Figure]:
    """The figures of a sentence with what the parse adds to them."""
    if not _needs_parse(sentence):
        return sentence.figures
    return _with_context(sentence_of(sentence.tokens, next(docs), sentence.start), sentence.figures)


def _with_context(sentence: Sentence, figures: list[Figure]) -> list[Figure]:
    tokens = sentence.tokens
    counted = share_units(tokens, count_nouns(sentence, figures))
    about = [unit_from_subject(figure) for figure in find_subjects(sentence, counted)]
    return find_changes(sentence, share_rates(tokens, about))


def _row(body: str, tokens: list[Token], figure: Figure) -> dict[str, object]:
    start, end = tokens[figure.start].start, tokens[figure.end - 1].end
    return {
        "text": body[start:end],
        "start": start,
        "end": end,
        "value": figure.value,
        "high": figure.high,
        "unit": figure.unit,
        "kind": figure.kind,
        "bound": figure.bound,
        "change": figure.change,
        "subject": figure.subject,
        "per": figure.per,
        "as_of": figure.as_of,
        "date": figure.date,
    }
