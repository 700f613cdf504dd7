"""The list of formulas on a panel: one change, one drawing, however often cells run."""

import polars as pl
import pytest

from tests.widgets.test_rerun import kernel, run  # noqa: F401 - the fixture is asked for by name
from workbook.errors import WorkbookError
from workbook.filters import Filter
from workbook.widgets import ArticleReader, FilterPanel, choose_formula

SCORES = pl.DataFrame(
    {
        "article_id": ["a", "b"],
        "outlet": ["Courier", "Wire"],
        "body": ["He left.", "She stayed."],
        "lix": [20.0, 40.0],
        "rix": [1.0, 3.0],
    }
)


def test_the_outputs_follow_the_formula_and_keep_the_filter():
    panel = FilterPanel(SCORES)
    formula = choose_formula(panel, "lix")
    drawn = []

    def draw(chosen):
        drawn.append(chosen[formula.value].to_list())
        return chosen.select("article_id", formula.value)

    panel.show(draw)
    panel.filter = Filter(outlet=("Wire",))
    drawn.clear()
    formula.value = "rix"
    assert drawn == [[3.0]]


def test_choosing_twice_on_one_panel_leaves_one_list_on_top():
    panel = FilterPanel(SCORES)
    before = len(panel.children)
    choose_formula(panel, "lix")
    second = choose_formula(panel, "lix")
    assert panel.children[0] is second
    assert len(panel.children) == before + 1


def test_the_open_article_is_marked_anew():
    panel = FilterPanel(SCORES)

    def marks(article):
        return article.select(start=0, end=2, layer=pl.lit(formula.value))

    reader = ArticleReader(SCORES, marks=marks)
    formula = choose_formula(panel, "lix", reader=reader)
    reader.read({"article_id": "a"})
    assert reader.article["layers"] == [["lix", 1]]
    formula.value = "rix"
    assert reader.article["layers"] == [["rix", 1]]
    assert reader.article["paragraphs"][0][0] == ["He", ["rix"], ["rix"]]


SETUP = """
import json
import polars as pl, workbook as wb
rows = {"article_id": ["a", "b"], "outlet": ["A", "B"], "lix": [2.0, 4.0], "rix": [1.0, 3.0]}
scores = pl.DataFrame(rows)
drawings = []

def draw(chosen):
    drawings.append(formula.value)
    return chosen.select("article_id", formula.value)
"""
PANEL = 'panel = wb.FilterPanel(scores)\nformula = wb.choose_formula(panel, "lix")'


def test_cells_run_again_draw_once_for_one_change_and_keep_the_formula(kernel):  # noqa: F811
    run(kernel, SETUP, "setup")
    for _ in range(3):
        run(kernel, PANEL, "one")
        for _ in range(3):
            run(kernel, "panel.show(draw)", "two")
    change = 'drawings.clear(); formula.value = "rix"; print(json.dumps(drawings))'
    assert run(kernel, change, "probe") == '["rix"]\n'
    run(kernel, PANEL, "one")
    assert run(kernel, "print(formula.value)", "probe") == "rix\n"


def test_an_unknown_formula_is_named():
    with pytest.raises(WorkbookError, match="Did you mean 'lix'"):
        choose_formula(FilterPanel(SCORES), "lixx")
