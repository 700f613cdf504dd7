"""The rows of a frame that a filter keeps, and how many rows each choice would keep."""

from __future__ import annotations

import numpy as np
import polars as pl

from workbook.filters import Filter, filter_conditions
from workbook.widgets.choices import find_choices


class Narrowing:
    """A frame narrowed by a filter, which may change often.

    Attributes
    ----------
    frame : pl.DataFrame
        All rows.
    choices : dict of str to Choice
        The fields of Filter in which they differ.
    filter : Filter
        What is asked for now.
    chosen : pl.DataFrame
        The rows that it keeps, as `filter_articles` would.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = self.chosen = frame
        self.choices = find_choices(frame)
        self.filter = Filter()
        self._masks: dict[str, np.ndarray] = {}  # a field -> whether it keeps each row

    def narrow(self, chosen: Filter) -> None:
        """Keep what a filter asks for; only fields that changed are sought anew.

        Raises
        ------
        WorkbookError
            As `filter_articles` does; then all stays as it was.
        """
        conditions = filter_conditions(self.frame, chosen)
        masks = {
            name: self._masks[name]
            if name in self._masks and getattr(chosen, name) == getattr(self.filter, name)
            else self._mask(name, getattr(chosen, name), condition)
            for name, condition in conditions.items()
        }
        self._masks, self.filter = masks, chosen
        kept = self._kept()
        self.chosen = self.frame if kept.all() else self.frame.filter(pl.Series(kept))

    def _mask(self, name: str, values: tuple[object, ...], condition: pl.Expr) -> np.ndarray:
        """Whether one field keeps each row; values that were counted are looked up by number."""
        choice = self.choices.get(name)
        if choice is None or choice.is_range:
            return self.frame.select(condition.fill_null(value=False)).to_series().to_numpy()
        asked = np.zeros(choice.n_codes, dtype=bool)
        asked[[choice.places[value] for value in values if value in choice.places]] = True
        return asked.take(choice.codes)

    def _kept(self, without: str = "") -> np.ndarray:
        """Whether each row passes all fields, or all but one."""
        kept = np.ones(self.frame.height, dtype=bool)
        for name, mask in self._masks.items():
            if name != without:
                kept &= mask
        return kept

    def count(self) -> dict[str, np.ndarray]:
        """Count the rows of each code of each choice, under all fields but its own."""
        kept = np.flatnonzero(self._kept())
        counts = {}
        for name, choice in self.choices.items():
            rows = np.flatnonzero(self._kept(without=name)) if name in self._masks else kept
            counts[name] = np.bincount(choice.codes.take(rows), minlength=choice.n_codes)
        return counts
