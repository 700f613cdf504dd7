"""The controls of a filter panel as one widget: what it shows, and the choice that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import traitlets

from workbook.search import DEFAULT_FIELDS
from workbook.widgets.chips import label_of, make_chips, title_of
from workbook.widgets.choices import Choice
from workbook.widgets.narrowing import Narrowing
from workbook.widgets.static import StaticWidget, read_script

HERE = Path(__file__).parent
PARTS = ("dom.js", "panel_facet.js", "panel_range.js", "panel.js")

MOST_LINES = 50  # of a list of values; the others are found by its search box
OF_ARTICLES = ("outlet", "section", "language")
OPEN_LISTS = 2  # the others open by a click


class PanelControls(StaticWidget):
    """Query, lists, sliders and chips. `choice` is a filter as plain data, `view` what is shown."""

    _esm = read_script(HERE, PARTS)
    _css = HERE / "panel.css"

    fields: traitlets.List = traitlets.List().tag(sync=True)  # what can be set, from top to bottom
    choice = traitlets.Dict().tag(sync=True)  # as `filter_to_plain` gives it
    searches = traitlets.Dict().tag(sync=True)  # what is sought in each list
    kept = traitlets.Bool(default_value=None, allow_none=True).tag(sync=True)
    view = traitlets.Dict().tag(sync=True)

    def static_html(self) -> str:
        """How much is kept, and the code that keeps it."""
        view = self.view
        return (
            f"<p>{view['chosen']:,} of {view['total']:,} {escape(view['rows'])}: "
            f"<code>{escape(view['code'])}</code></p>"
        )


def describe_fields(frame: pl.DataFrame, choices: Mapping[str, Choice]) -> list[dict[str, Any]]:
    """What a panel over a frame lets the reader set, in the order of its controls."""
    made: list[dict[str, Any]] = []
    if any(name in frame.columns for name in DEFAULT_FIELDS):
        made.append({"name": "text", "kind": "query", "title": title_of("text")})
    lists = [choice for choice in choices.values() if not choice.is_range]
    lists.sort(key=lambda choice: choice.name in OF_ARTICLES)  # first what this notebook is about
    made += [_describe_list(each, opened=i < OPEN_LISTS) for i, each in enumerate(lists)]
    made += [_describe_range(each) for each in choices.values() if each.is_range]
    if "duplicate_of" in frame.columns and frame["duplicate_of"].is_not_null().any():
        name = "hide_duplicates"
        made.append({"name": name, "kind": "tick", "title": title_of(name)})
    return made


def _describe_list(choice: Choice, *, opened: bool) -> dict[str, Any]:
    about = {"name": choice.name, "kind": "list", "title": title_of(choice.name)}
    return {**about, "n": len(choice.options), "opened": opened}


def _describe_range(choice: Choice) -> dict[str, Any]:
    stops = [stop.isoformat() if isinstance(stop, date) else stop for stop in choice.options]
    totals = np.bincount(choice.codes, minlength=choice.n_codes).tolist()
    return {
        "name": choice.name,
        "kind": "range",
        "title": title_of(choice.name),
        "days": isinstance(choice.options[0], date),
        "stops": stops,
        "bars": totals[:-1],
        "without": totals[-1],
    }


def show_state(narrowing: Narrowing, searches: Mapping[str, str]) -> dict[str, Any]:
    """What a panel shows of its rows: how many are chosen, by what, and what else could be."""
    return {
        "chosen": narrowing.chosen.height,
        "total": narrowing.frame.height,
        "code": repr(narrowing.filter),
        "chips": make_chips(narrowing.filter),
        "shown": _show_choices(narrowing, searches),
    }


def _show_choices(narrowing: Narrowing, searches: Mapping[str, str]) -> dict[str, Any]:
    """What each list and each histogram shows: values with their counts, bars."""
    counts = narrowing.count()
    return {
        name: counts[name].tolist()
        if choice.is_range
        else _show_list(choice, counts[name], getattr(narrowing.filter, name), searches.get(name))
        for name, choice in narrowing.choices.items()
    }


def _show_list(
    choice: Choice, counts: np.ndarray, chosen: tuple[Any, ...], sought: str | None
) -> dict[str, Any]:
    """The lines of a list: value, label and count, those with most rows first."""
    places = np.arange(len(choice.options))
    if sought:
        labels = (label_of(value).casefold() for value in choice.options)
        places = np.flatnonzero([sought.casefold() in label for label in labels])
    first = _largest(counts, places).tolist()
    ticked = [] if sought else [choice.places[one] for one in chosen if one in choice.places]
    lines = [
        [choice.options[i], label_of(choice.options[i]), int(counts[i])]
        for i in [*_absent(ticked, first), *first]
    ]
    return {"lines": lines, "more": max(0, len(places) - len(lines))}


def _largest(counts: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The places with the highest counts, of equals the first."""
    found = counts[places]
    if len(places) > MOST_LINES:  # sorts the few that are shown, not all
        least = np.partition(found, -MOST_LINES)[-MOST_LINES]
        places = places[found >= least]
    return places[np.argsort(-counts[places], kind="stable")][:MOST_LINES]


def _absent(ticked: list[int], first: list[int]) -> list[int]:
    """What is ticked but not among the first, so that it can be unticked."""
    return sorted(set(ticked).difference(first))[:MOST_LINES]
