"""How much one file or archive may hold before it is left out, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from workbook.errors import WorkbookError, require_known


@dataclass(frozen=True)
class Limits:
    """What is too much; a file beyond a limit gets a row that names it."""

    file_bytes: int = 200_000_000  # of one file, or of what an Office document unpacks to
    slow_bytes: int = 20_000_000  # of one file in a format that takes seconds a megabyte
    members: int = 10_000  # files in one archive
    archive_bytes: int = 1_000_000_000  # what all files of one archive unpack to
    cells: int = 10_000_000  # of one sheet, from its first row and column to its last
    ratio: int = 200  # unpacked size of an archive to its own

    def over(self, name: str, found: str) -> str:
        """What to say of something beyond a limit, and how to raise it."""
        return (
            f"{found}, over the limit of {asdict(self)[name]:,}; raise it with "
            f'load_corpus(path, limits={{"{name}": ...}}) if you trust the file'
        )


def check_limits(limits: Mapping[str, int] | None) -> Limits:
    """Return the limits with what the reader said, or raise where that names none.

    >>> check_limits({"members": 50}).members
    50
    """
    said = dict(limits or {})
    require_known("limit", said, asdict(Limits()))
    for name, value in said.items():
        if not isinstance(value, int) or value < 1:
            raise WorkbookError(f"limit '{name}' is {value!r}; a whole number above 0 is needed.")
    return Limits(**said)
