"""A bar for what takes longer than two seconds; in a notebook it leaves nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import parent_process
from typing import Any, TypeVar

SECONDS = 2  # what is done sooner shows no bar
COLUMNS = 88

Item = TypeVar("Item")


class CellLine:
    """A file whose last line is shown in the notebook cell that runs, until it is cleared."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self._handle: Any = None

    def write(self, text: str) -> None:
        """Show the line in place of the one before."""
        if line := text.strip():
            self._show({"text/plain": line})

    def flush(self) -> None:
        """Nothing waits to be written."""

    def clear(self) -> None:
        """Take the line away: a saved notebook or a page of it holds no trace."""
        if self._handle is not None:
            self._show({"text/html": ""})  # no data at all makes nbconvert warn

    def _show(self, data: dict[str, str]) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(data, raw=True, display_id=True)
        else:
            self._handle.update(data, raw=True)


@contextmanager
def progress(total: int, what: str, unit: str = "articles") -> Iterator[Callable[[int], object]]:
    """A function that counts what is done; rate and time left are shown while there is more."""
    from tqdm import tqdm

    line = CellLine() if in_notebook() else None
    try:
        with tqdm(
            total=total,
            desc=what,
            unit=f" {unit}",
            delay=SECONDS,
            leave=False,
            file=line,
            ncols=COLUMNS if line else None,
            disable=_disabled(line),
        ) as bar:
            yield bar.update
    finally:
        if line:
            line.clear()


def counted(items: Sequence[Item], what: str, unit: str = "articles") -> Iterator[Item]:
    """The items one by one, counted as they are taken."""
    with progress(len(items), what, unit) as count:
        for item in items:
            yield item
            count(1)


def _disabled(line: CellLine | None) -> bool | None:
    """Not in the processes of a pool; else None: only where a person looks at a terminal."""
    if parent_process() is not None:
        return True
    return False if line else None


def in_notebook() -> bool:
    """Whether this process is the kernel of a notebook."""
    if "ipykernel" not in sys.modules or "IPython" not in sys.modules:
        return False
    shell = sys.modules["IPython"].get_ipython()
    return shell is not None and getattr(shell, "kernel", None) is not None
