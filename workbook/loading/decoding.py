"""Bytes to text, and text to clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

# The longer mark first: UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Soft hyphen, zero-width and direction marks, byte-order mark, controls but tab and line ends,
# halves of surrogate pairs.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


@dataclass(frozen=True)
class Decoded:
    """A text with line ends untouched and no byte-order mark, how it was read, and what was odd."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    r"""Decode by byte-order mark, then strict UTF-8, then Windows-1252; never raises.

    >>> decode(b"caf\xe9").text
    'café'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_known(data[len(mark) :], encoding)
    if guess := _utf16_without_mark(data):
        return _decode_known(data, guess)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_western(data, error)


def _decode_known(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if lost <= 0:
        return Decoded(text, encoding)
    problem = f"{lost} places are not valid {encoding} and read \ufffd; save the file as UTF-8"
    return Decoded(text, encoding, (problem,))


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a NUL in every other byte; nothing else has."""
    head = data[:4096]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[first::2].count(0) > 0.4 * len(head) and head[1 - first :: 2].count(0) == 0:
            return encoding
    return None


def _decode_western(data: bytes, error: UnicodeDecodeError) -> Decoded:
    try:
        text, encoding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    problem = (
        f"byte {error.start:,} (0x{data[error.start]:02x}) is not UTF-8: read as {encoding}; "
        "if letters look wrong, save the file as UTF-8"
    )
    return Decoded(text, encoding, (problem,))


def clean(text: str) -> str:
    """NFC without invisible characters, every space an ordinary one, no space at the ends.

    >>> clean(" state\u00adment\u00a0by ")
    'statement by'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()
