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


# How much of a file shows whether it is UTF-16, and how much chardet looks at.
HEAD, SAMPLE = 4096, 65_536
# Share of NUL bytes that UTF-16 has at least, that nothing else has, and of bytes beyond ASCII.
LEAST_NUL, MOSTLY_NUL, SOME_OTHER = 0.01, 0.4, 0.2
# Below this, a few odd letters have told chardet nothing; Windows-1252 is the likeliest then.
LEAST_SURE = 0.1
# Characters of several bytes that are whole, to one that is broken, in UTF-8 that was damaged.
WHOLE_TO_LOST = 4

_ESCAPE = re.compile(rb"\x1b\$[@AB()]|\x1b\([BJI]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_STOPS = re.compile("[\u3001\u3002\uff0c]")
_NO_ASCII = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f-\xff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
# The first letters of garbled UTF-8, each with a sign that seldom follows it in a word.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0413-\u0440][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122\u0400-\u045f]"
)
_ODD_LINE = re.compile("[^\r\n\f]*[^\x00-\x7f\r\n\f][^\r\n\f]*")


@dataclass(frozen=True)
class Decoded:
    """A text with line ends untouched and no byte-order mark, how it was read, and what was odd."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    r"""Decode by what the bytes show; never raises.

    In turn: a byte-order mark, UTF-16 without one, ISO-2022, UTF-8, and what chardet takes it for.

    >>> decode(b"caf\xe9").text
    'café'
    """
    decoded = _decode(data)
    repaired, n_lines = repair(decoded.text)
    if not n_lines:
        return decoded
    problem = (
        f"{n_lines} line{'s' if n_lines > 1 else ''} had letters garbled by a wrong encoding, "
        "as in Ã© for é: repaired"
    )
    return Decoded(repaired, decoded.encoding, (*decoded.problems, problem))


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_known(data[len(mark) :], encoding)
    if guess := _utf16_without_mark(data):
        return _decode_known(data, guess)
    if escaped := _decode_escaped(data):
        return escaped
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_broken_utf8(data) or _decode_guessed(data, error)


def _decode_known(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if lost <= 0:
        return Decoded(text, encoding)
    problem = f"{lost} places are not valid {encoding} and read \ufffd; save the file as UTF-8"
    return Decoded(text, encoding, (problem,))


def _utf16_without_mark(data: bytes) -> str | None:
    """Text in UTF-16 has the NULs of its spaces and line ends on one side of its pairs only."""
    head = data[: HEAD // 2 * 2]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        n_nul = head[first::2].count(0)
        if n_nul > LEAST_NUL * len(head) and not head[1 - first :: 2].count(0):
            if n_nul > MOSTLY_NUL * len(head) or _is_no_ascii(head):
                return encoding
        elif _has_east_asian_stops(head, encoding):
            return encoding
    return None


def _is_no_ascii(head: bytes) -> bool:
    """Whether a good part of the bytes other than NUL are no text as they stand."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last letter may be cut
        odd = _CONTROL
    except UnicodeDecodeError:
        odd = _NO_ASCII
    return len(odd.findall(head)) > SOME_OTHER * len(head)


def _has_east_asian_stops(head: bytes, encoding: str) -> bool:
    """Commas and stops of Chinese and Japanese hold bytes that no text has in one-byte form."""
    text = head.decode(encoding, errors="replace")
    return len(_STOPS.findall(text)) > LEAST_NUL * len(text) and "\ufffd" not in text[:-1]


def _decode_escaped(data: bytes) -> Decoded | None:
    """ISO-2022: plain ASCII in which escapes switch to Japanese, Korean or Chinese signs."""
    if not _ESCAPE.search(data):
        return None
    encoding = "iso2022_kr" if b"\x1b$)C" in data else "iso2022_jp_2"
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _decode_broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places: far more characters of several bytes are whole."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    whole = sum(len(found) for found in _BEYOND_ASCII.findall(text)) - lost
    return _decode_known(data, "utf-8") if whole >= WHOLE_TO_LOST * lost else None


def _decode_guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    for encoding in (_guess(data, error.start), "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        problem = (
            f"byte {error.start:,} (0x{data[error.start]:02x}) is not UTF-8: read as {encoding}; "
            "if letters look wrong, save the file as UTF-8"
        )
        return Decoded(text, encoding, (problem,))
    raise AssertionError("latin-1 decodes every byte")


def _guess(data: bytes, first: int) -> str:
    """What chardet takes the bytes around and after the first odd one for, by Python's name."""
    import chardet

    found = chardet.detect(data[max(0, first - 1000) : first + SAMPLE])
    name = found["encoding"] if found["confidence"] >= LEAST_SURE else None
    try:
        return codecs.lookup(name or "cp1252").name
    except LookupError:
        return "cp1252"


def repair(text: str) -> tuple[str, int]:
    """Undo UTF-8 that was read as something else, line by line, only where ftfy's test fires.

    >>> repair("Le cafÃ© est fermÃ©.")
    ('Le café est fermé.', 1)
    """
    if not _SUSPECT.search(text):
        return text, 0
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    n_lines = 0

    def fix(found: re.Match[str]) -> str:
        nonlocal n_lines
        fixed = fix_encoding(found[0]) if is_bad(found[0]) else found[0]
        n_lines += fixed != found[0]
        return fixed

    return _ODD_LINE.sub(fix, text), n_lines


def clean(text: str) -> str:
    """NFC without invisible characters, every space an ordinary one, no space at the ends.

    >>> clean(" state\u00adment\u00a0by ")
    'statement by'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()
