"""The controls of a filter panel: which ones a frame gets, and what they say as a Filter."""

from __future__ import annotations

from typing import Any

import ipywidgets
import polars as pl

from workbook.filters import CATEGORIES, Filter
from workbook.search import DEFAULT_FIELDS

UNKNOWN = "(unknown)"
MOST_LINES = 4  # of a list, before it scrolls
MOST_DAYS = 400  # steps of the date slider, before they become weeks and months

WIDTH = {"width": "250px"}
LABEL = {"description_width": "70px"}

Controls = dict[str, Any]  # a field of Filter -> its ipywidgets control


def make_controls(frame: pl.DataFrame) -> Controls:
    """One control for each field of Filter in which the rows of the frame differ."""
    controls: Controls = {}
    if any(name in frame.columns for name in DEFAULT_FIELDS):
        controls["text"] = ipywidgets.Text(
            description="Search",
            placeholder='strike AND "night bus", harbo*',
            continuous_update=False,
            **_look(),
        )
    for name in CATEGORIES:
        if name in frame.columns and frame[name].n_unique() > 1:
            controls[name] = _choice(name, frame[name])
    if "published" in frame.columns and frame["published"].n_unique() > 1:
        controls["published"] = _period(frame["published"])
    if "n_words" in frame.columns and frame["n_words"].n_unique() > 1:
        low, high = frame["n_words"].min(), frame["n_words"].max()
        controls["n_words"] = ipywidgets.IntRangeSlider(
            value=(low, high),
            min=low,
            max=high,
            description="Words",
            continuous_update=False,
            **_look(),
        )
    if "duplicate_of" in frame.columns and frame["duplicate_of"].is_not_null().any():
        controls["hide_duplicates"] = ipywidgets.Checkbox(
            description="Hide near-duplicates", indent=False, layout=WIDTH
        )
    return controls


def _look() -> dict[str, Any]:
    return {"layout": dict(WIDTH), "style": dict(LABEL)}


def _choice(name: str, values: pl.Series) -> ipywidgets.SelectMultiple:
    """A list of the values with their counts, the commonest first."""
    counts = values.value_counts(sort=True).sort("count", name, descending=[True, False])
    options = [(f"{UNKNOWN if v is None else v} ({n:,})", v) for v, n in counts.rows()]
    return ipywidgets.SelectMultiple(
        options=options,
        rows=min(len(options), MOST_LINES),
        description=name.capitalize(),
        **_look(),
    )


def _period(days: pl.Series) -> ipywidgets.SelectionRangeSlider:
    """A slider over the days from the first to the last, in weeks or months where they are many."""
    known = days.drop_nulls().sort().to_list()
    first, last = known[0], known[-1]
    length = (last - first).days
    step = "1d" if length <= MOST_DAYS else "1w" if length <= 7 * MOST_DAYS else "1mo"
    steps = pl.date_range(first, last, step, eager=True).to_list()
    if steps[-1] != last:
        steps.append(last)
    return ipywidgets.SelectionRangeSlider(
        options=[(day.isoformat(), day) for day in steps],
        index=(0, len(steps) - 1),
        description="Published",
        continuous_update=False,
        readout=False,  # the panel prints the days with the filter
        **_look(),
    )


def read_filter(controls: Controls) -> Filter:
    """What the controls say. A range at its full width asks for nothing."""
    chosen: dict[str, Any] = {}
    for name, control in controls.items():
        if name not in ("published", "n_words") or tuple(control.value) != _ends(control):
            chosen[name] = control.value
    return Filter(**chosen)


def write_filter(controls: Controls, chosen: Filter) -> None:
    """Set the controls to a filter; what they have no place for is the full width."""
    for name, control in controls.items():
        value = getattr(chosen, name)
        if name in CATEGORIES:
            known = {option for _, option in control.options}
            control.value = tuple(item for item in value if item in known)
        elif name in ("published", "n_words"):
            control.value = _within(control, value or (None, None))
        else:
            control.value = value


def _ends(control: Any) -> tuple[Any, Any]:
    """The lowest and highest value of a range control."""
    if isinstance(control, ipywidgets.SelectionRangeSlider):
        return control.options[0][1], control.options[-1][1]
    return control.min, control.max


def _within(control: Any, ends: tuple[Any, Any]) -> tuple[Any, Any]:
    """The range nearest to the wanted ends that the control can show."""
    low, high = _ends(control)
    wanted = (low if ends[0] is None else ends[0], high if ends[1] is None else ends[1])
    if not isinstance(control, ipywidgets.SelectionRangeSlider):
        return max(low, wanted[0]), min(high, wanted[1])
    days = [day for _, day in control.options]
    return (
        max((day for day in days if day <= wanted[0]), default=low),
        min((day for day in days if day >= wanted[1]), default=high),
    )
