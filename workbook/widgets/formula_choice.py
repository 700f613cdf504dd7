"""A list of the readability formulas on top of a filter panel, whose outputs follow it."""

from __future__ import annotations

import ipywidgets

from workbook.errors import require_known
from workbook.readability import FORMULAS, name_formula
from workbook.widgets.article_reader import ArticleReader
from workbook.widgets.filter_panel import FilterPanel
from workbook.widgets.notebook_cell import take_place


class FormulaChoice(ipywidgets.Dropdown):
    """The list; its `value` is the name of the chosen formula."""


def choose_formula(
    panel: FilterPanel,
    formula: str = "flesch_kincaid_grade",
    *,
    reader: ArticleReader | None = None,
) -> FormulaChoice:
    """Put a list of the formulas on top of a panel; the panel's outputs follow it.

    Parameters
    ----------
    panel
        Where the list stands, and whose outputs are drawn again.
    formula
        The formula to start from.
    reader
        Marks its open article anew.

    Returns
    -------
    FormulaChoice
        Its `value` is the chosen formula's name. Called again for the same panel, it
        replaces the list that was there.
    """
    require_known("formula", [formula], FORMULAS)
    made = FormulaChoice(
        options=[(name_formula(name), name) for name in FORMULAS],
        value=formula,
        description="Formula",
        layout={"width": "250px"},
        style={"description_width": "70px"},
    )

    def follow(_change: object) -> None:
        panel.filter = panel.filter  # the same choice, drawn again
        if reader is not None:
            reader.refresh()

    before = take_place(made)
    if before is not None:
        made.value = before.value
    made.observe(follow, "value")
    others = [child for child in panel.children if not isinstance(child, FormulaChoice)]
    panel.children = [made, *others]
    return made
