"""Vectors of words, from the weights that the wordllama package carries.

WordLlama (Miller 2024, MIT licence): the token embeddings of a large language model, trained on to
tell texts apart, in 256 dimensions. Its files are read as they are: its own loader
asks the network.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]

WEIGHTS = "wordllama/weights/l2_supercat_256.safetensors"
TOKENIZER = "wordllama/tokenizers/l2_supercat_tokenizer_config.json"
WIDTH = 256
BATCH = 5_000  # words at a time, to keep memory flat


def embed_words(words: pl.Series) -> Vectors:
    """The vector of each word (words x 256): the mean of `word` and `Word`.

    Words are counted in small letters, in which the weights hardly know names.
    """
    batches = [words[start : start + BATCH].to_list() for start in range(0, len(words), BATCH)]
    parts = [(_embed(batch) + _embed([word.title() for word in batch])) / 2 for batch in batches]
    return np.concatenate([np.zeros((0, WIDTH), dtype=np.float32), *parts])


def _embed(words: list[str]) -> Vectors:
    """The mean of the vectors of the pieces of each word."""
    tokenizer = _load_tokenizer()
    found = tokenizer.encode_batch_fast(words, add_special_tokens=False)
    pieces = [encoding.ids for encoding in found]
    n_pieces = np.array([len(ids) for ids in pieces])
    vectors = _load_weights()[np.concatenate(pieces).astype(np.intp)].astype(np.float32)
    firsts = np.concatenate([[0], np.cumsum(n_pieces)[:-1]])
    sums = np.add.reduceat(vectors, firsts, axis=0)
    return (sums / n_pieces[:, None]).astype(np.float32)


@cache
def _load_weights() -> NDArray[np.float16]:
    from safetensors import safe_open

    with safe_open(_find_file(WEIGHTS), framework="numpy") as file:
        (name,) = file.keys()
        return file.get_tensor(name)


@cache
def _load_tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_find_file(TOKENIZER)))
    tokenizer.no_padding()
    return tokenizer


def _find_file(name: str) -> Path:
    """Where a file of the wordllama package is; the package is not imported."""
    try:
        path = Path(str(distribution("wordllama").locate_file(name)))
    except PackageNotFoundError:
        path = Path(name)
    if not path.is_file():
        raise WorkbookError(
            f"the word vectors are missing: no {name}. Run: pip install 'wordllama>=0.4,<0.5'"
        )
    return path
