"""The parse of the sentences that may hold a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from workbook.language import load_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

PARSED_AT_ONCE = 64
WORDS_KEPT = 2**17
BY_WORD = ("attribute_ruler", "lemmatizer")


def parse_sentences(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse the sentences of one article, each as the one sentence that it is.

    Batches never mix articles: the parser's numbers vary in the last digit with what else is in a
    batch, and an article must read the same in any corpus. Parts of speech and lemmas depend on
    nothing but the word, its tag and its dependency; they are worked out once for each of these.
    """
    docs = map(_as_one_sentence, texts)
    for doc in _model().pipe(docs, batch_size=PARSED_AT_ONCE, disable=BY_WORD):
        for token in doc:
            token.pos, token.lemma = _part_of_speech_and_lemma(token.orth_, token.tag_, token.dep_)
        yield doc


@cache
def _model() -> Language:
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
    model = _model()
    doc = type(model.make_doc(word))(model.vocab, [word], tags=[tag], heads=[0], deps=[dependency])
    for name in BY_WORD:
        doc = model.get_pipe(name)(doc)
    return doc[0].pos, doc[0].lemma


def _as_one_sentence(text: str) -> Doc:
    doc = _model().make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
