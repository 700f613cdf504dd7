"""How many topics, what they are called, which belong together: decided beside a panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import ipywidgets
import polars as pl

from workbook.errors import WorkbookError
from workbook.topics import TopicModel
from workbook.widgets.filter_panel import FilterPanel
from workbook.widgets.kept import loaded_articles
from workbook.widgets.notebook_cell import take_place

MOST_TOPICS = 40  # of the slider; more are a list, not an overview
WIDE = {"description_width": "initial"}


class TopicChoice(ipywidgets.VBox):
    """A slider for the number of topics, and names and merges; made by `choose_topics`.

    Attributes
    ----------
    model : TopicModel
        The model as the reader has it now, with its names, merges and number of topics.
    labels : list of str
        What its topics are called, the largest first.
    """

    def __init__(self, panel: FilterPanel, model: TopicModel, folder: Path | None = None) -> None:
        self.fitted = self.model = model
        self.labels: list[str] = []
        self._panel, self._folder, self._steps = panel, folder, list[TopicModel]()
        self._quiet = False
        self._number = ipywidgets.IntSlider(
            min=1,
            max=1,
            description="Number of topics",
            continuous_update=False,
            style=WIDE,
            layout={"width": "min(100%, 420px)"},
        )
        self._topics = ipywidgets.SelectMultiple(
            description="Topics", layout={"width": "min(100%, 560px)"}
        )
        self._name = ipywidgets.Text(description="New name", placeholder="of the one picked above")
        buttons = [
            _button("Rename", "Give the picked topic this name", self._rename),
            _button("Merge", "Make one topic of those picked", self._merge),
            _button("Undo", "Take the last step back", self._undo),
        ]
        self._said = ipywidgets.HTML()
        self._number.observe(self._recut, "value")
        naming = ipywidgets.HBox([self._name, *buttons], layout={"flex_flow": "row wrap"})
        super().__init__([self._number, self._topics, naming, self._said])
        self._take(model)
        if folder is not None:
            self._try(lambda: self._take(model.apply_choices(folder)))

    def _take(self, model: TopicModel) -> None:
        """Show a model, and sort the panel's articles into its topics."""
        self.model = model
        topics = model.topics()
        self.labels = topics["label"].to_list()
        self._quiet = True
        self._number.max = max(1, min(model.most_topics, MOST_TOPICS))
        self._number.value = max(1, model.n_topics)
        self._quiet = False
        self._topics.options = [
            (f"{label} ({n:,})", topic)
            for topic, label, n in topics.select("topic", "label", "n_articles").rows()
        ]
        self._topics.rows = max(2, min(8, topics.height))
        self._panel.frame = sort_into_topics(self._panel.frame, model)

    def _step(self, change: Callable[[], TopicModel]) -> None:
        """Do one step of the reader's and keep what is decided."""
        before = self.model
        if self._try(lambda: self._take(change())):
            self._steps.append(before)
            self._keep()

    def _try(self, act: Callable[[], object]) -> bool:
        """Say what stands in the way, if anything does."""
        self._said.value = ""
        try:
            act()
        except WorkbookError as error:
            self._said.value = f'<span role="alert">{escape(str(error))}</span>'
        return not self._said.value

    def _keep(self) -> None:
        """Write names and merges beside the articles."""
        folder = self._folder
        if folder is not None:
            self._try(lambda: self.model.save_choices(folder))

    def _recut(self, _change: object) -> None:
        if not self._quiet:
            self._step(lambda: replace(self.model, n_topics=self._number.value))

    def _rename(self) -> None:
        self._step(lambda: self.model.rename(self._picked(), self._name.value))

    def _picked(self) -> int:
        if len(self._topics.value) != 1:
            raise WorkbookError("Pick the one topic that the name is for.")
        return int(self._topics.value[0])

    def _merge(self) -> None:
        self._step(lambda: self.model.merge(self._topics.value))

    def _undo(self) -> None:
        if self._steps:
            self._take(self._steps.pop())
            self._keep()


def choose_topics(
    panel: FilterPanel, model: TopicModel, *, articles: str | Path | None = None
) -> TopicChoice:
    """Decide beside a panel how many topics there are, what they are called, which are one.

    Parameters
    ----------
    panel
        Over the model's articles; its columns that are of `main_topics` follow, and so do
        its outputs. Nothing is fitted again.
    model
        A fitted model.
    articles
        The file or folder that was loaded: its `.workbook/topics.json` keeps names and merges.
        By default `WORKBOOK_DATA`, which `workbook lab` sets; without either they last as long
        as the kernel.

    Returns
    -------
    TopicChoice
        To display; its `model` is the model as the reader has it now. Running the cell again
        on the same model keeps what was decided.
    """
    made = TopicChoice(panel, model, loaded_articles(articles))
    before = take_place(made)
    if before is not None and before.fitted is model:
        made._steps = before._steps
        made._take(before.model)
    return made


def sort_into_topics(articles: pl.DataFrame, model: TopicModel) -> pl.DataFrame:
    """Put what `main_topics` says of each article into its row."""
    main = model.main_topics()
    main = main.select(name for name in main.columns if name in articles.columns)
    others = articles.select("article_id", pl.exclude(main.columns))
    joined = others.join(main, on="article_id", how="left", validate="m:1", maintain_order="left")
    return joined.select(articles.columns)


def _button(name: str, about: str, act: Callable[[], None]) -> ipywidgets.Button:
    made = ipywidgets.Button(description=name, tooltip=about, layout={"width": "auto"})
    made.on_click(lambda _button: act())
    return made
