"""Decide where articles begin: the doubtful boundaries of text files, one below the other."""

from __future__ import annotations

from html import escape
from pathlib import Path

import traitlets

from workbook.errors import WorkbookError
from workbook.loading import correct_splits, find_boundaries
from workbook.widgets.static import StaticWidget, read_script

HERE = Path(__file__).parent
PAGE_SIZE = 4


class SplitReview(StaticWidget):
    """Show the boundaries that the loader is least sure of, and the places that it nearly took.

    Each comes with the lines around it and two buttons. A decision is written at once to
    `.workbook/splits.json` in the folder; `load_corpus` follows it from its next run on.

    Parameters
    ----------
    path
        The file or folder as given to `load_corpus`.
    limit
        How many places at most; what was decided before is shown after them.

    Raises
    ------
    WorkbookError
        If nothing is at the path, or the kept decisions cannot be read.
    """

    _esm = read_script(HERE, ["dom.js", "split_review.js"])
    _css = HERE / "split_review.css"

    view = traitlets.Dict().tag(sync=True)  # the places of this page, where it starts, how many
    page = traitlets.Int(0).tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)
    decision = traitlets.List([-1, False]).tag(sync=True)  # place, whether an article begins there

    def __init__(self, path: str | Path, *, limit: int = 20) -> None:
        self._path = path
        self._places = find_boundaries(path, limit=limit).to_dicts()
        super().__init__(view=self._page())

    @traitlets.observe("page")
    def _turn(self, _change: object) -> None:
        self.view = self._page()

    @traitlets.observe("decision")
    def _decide(self, _change: object) -> None:
        number, begins = int(self.decision[0]), bool(self.decision[1])
        if not 0 <= number < len(self._places):
            return
        place = self._places[number]
        starts = {"added" if begins else "removed": [place["start"]]}
        try:
            written = correct_splits(self._path, place["source"], **starts)
        except WorkbookError as error:
            self.note = str(error)
            return
        place |= {"begins": begins, "decided": True}
        self.note = f"Kept in {written.parent.name}/{written.name}. Load again to see it."
        self.view = self._page()

    def _page(self) -> dict[str, object]:
        first = self.page * PAGE_SIZE
        shown = self._places[first : first + PAGE_SIZE]
        places = [{"place": n, **_plain(place)} for n, place in enumerate(shown, start=first)]
        return {"places": places, "first": first, "total": len(self._places)}

    def static_html(self) -> str:
        """The first places with the lines around them, for pages without a kernel."""
        shown = [_plain(place) for place in self._places[:PAGE_SIZE]]
        items = "".join(
            f"<li>{escape(place['heading'])}<blockquote>"
            + "".join(f"<p>{escape(text)}</p>" for text in place["before"])
            + f"<p><strong>{escape(place['text'])}</strong></p>"
            + "".join(f"<p>{escape(text)}</p>" for text in place["after"])
            + "</blockquote></li>"
            for place in shown
        )
        return f'<div class="tex2jax_ignore mathjax_ignore"><ol>{items}</ol></div>'


def _plain(place: dict) -> dict:
    """What the browser shows of a place."""
    verb = "Begins an article" if place["begins"] else "Goes on"
    how = "your decision" if place["decided"] else f"start {place['likelihood']:.0%} likely"
    kept = {name: place[name] for name in ("begins", "decided", "before", "text", "after")}
    return {"heading": f"{place['source']}: {verb.lower()} here ({how})", **kept}
