"""Which cell of a notebook is running, so that running it again replaces what it made before."""

from __future__ import annotations

from typing import Any, TypeVar

from IPython.core.getipython import get_ipython

T = TypeVar("T")


def current_cell() -> tuple[str, int]:
    """The running cell's identity, which stays when it runs again, and the number of the run.

    Outside of a notebook every call is a cell of its own. Front ends that send no cell
    identity are told apart by the text of the cell.
    """
    shell = get_ipython()
    if shell is None or not hasattr(shell, "get_parent"):
        return "", 0
    request = shell.get_parent()
    code = request.get("content", {}).get("code", "")
    return request.get("metadata", {}).get("cellId") or code, shell.execution_count


# What each cell made last, by kind and order, with the run that made it.
_made: dict[tuple[type, str, int], tuple[int, Any]] = {}


def take_place(made: T) -> T | None:
    """Note what the running cell makes; what its run before made in this place, if it did."""
    cell, run = current_cell()
    if not cell:
        return None
    kind = type(made)
    order = sum(place[:2] == (kind, cell) and when == run for place, (when, _) in _made.items())
    _, before = _made.get((kind, cell, order), (0, None))
    _made[kind, cell, order] = run, made
    return before
