"""What a widget shows where there is no kernel: exported pages, GitHub, a closed notebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import anywidget
import traitlets


def read_script(folder: Path, names: Iterable[str]) -> str:
    """JavaScript files as one module, without comments and indentation.

    Each widget's module is saved with the notebook, so it is kept small.
    """
    lines = (
        line.strip()
        for name in names
        for line in folder.joinpath(name).read_text("utf-8").split("\n")
    )
    return "\n".join(line for line in lines if line and not line.startswith("//"))


class StaticWidget(anywidget.AnyWidget):
    """A widget whose output also holds a static form of what it shows."""

    def static_html(self) -> str:
        """What is shown now, as HTML in which nothing can run."""
        raise NotImplementedError

    def static(self) -> dict[str, str]:
        """The static forms by media type."""
        return {"text/html": self.static_html()}

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle:
            bundle[0].update(self.static())
        return bundle


class OutputWidget(StaticWidget):
    """A chart or a table, which knows whether the reader can see it now.

    Attributes
    ----------
    in_view : bool
        False only where the pages that show it have said so: without a page, true.
    """

    watched = traitlets.Bool(default_value=False).tag(sync=True)  # whether pages tell
    in_view = traitlets.Bool(default_value=True)

    def __init__(self, **state: object) -> None:
        self._n_seen = 0
        super().__init__(**state)
        self.on_msg(self._answer)

    def _answer(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        """Take what a page sends."""
        if content.get("type") == "in view":
            self._n_seen += content["by"]
            self.in_view = self._n_seen > 0
