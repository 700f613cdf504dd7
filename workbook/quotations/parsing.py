"""The parse of the sentences that may hold a quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, cast

from workbook.language import load_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

PARSED_AT_ONCE = 64


def parse_sentences(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse the sentences of one article, each as the one sentence that it is.

    Batches never mix articles: the parser's numbers vary in the last digit with what else is in a
    batch, and an article must read the same in any corpus.
    """
    return _model().pipe(map(_as_one_sentence, texts), batch_size=PARSED_AT_ONCE)


@cache
def _model() -> Language:
    """The pipeline, its lists of known words as sets, which need no walk through."""
    model = load_model()
    lemmatizer = cast("Lemmatizer", model.get_pipe("lemmatizer"))
    known = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, forms in list(known.items()):
        known[part_of_speech] = frozenset(forms)
    return model


def _as_one_sentence(text: str) -> Doc:
    doc = _model().make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
