"""What a widget shows where there is no kernel: exported pages, GitHub, a closed notebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import anywidget


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
