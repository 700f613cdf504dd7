"""The sentences that state what the notebook of figures finds."""

import polars as pl

import workbook as wb
from workbook.figures.compare import COMPARISONS


def test_figures_in_sentences():
    figures = pl.DataFrame(
        {"article_id": ["a", "a"], "kind": ["count", "year"], "unit": ["person", None]}
    )
    assert wb.describe_figures(figures) == (
        "2 figures in 1 article: 1 count and 1 year. The commonest units: person (1)."
    )
    assert wb.describe_figures(figures, figures.tail(1)).endswith(
        "person (1). 1 count of one or two known things (“the two sides”) is hidden."
    )


def test_changes_in_sentences():
    figures = pl.DataFrame(
        {
            "text": ["3 percent", "9 percent", "5 tonnes", "4 percent"],
            "value": [3.0, 9.0, 5.0, 4.0],
            "unit": ["percent", "percent", "tonne", "percent"],
            "change": ["up", "up", "down", None],
            "subject": ["wages", None, "load", "rate"],
        }
    )
    assert wb.describe_changes(figures) == (
        "3 figures measure a change: 2 up and 1 down. The largest rise in percent: “9 percent”."
    )
    assert wb.describe_changes(figures.clear()) == "0 figures measure a change: none."


def test_comparisons_in_sentences():
    compared = pl.DataFrame(
        {
            "group": [0, 0, 1, 2, 3],
            "kind": ["same thing", "same thing", "agreement", "two currencies", "shares above 100"],
            "label": ["boats", "boats", "ships", "yuan per US dollar", "45 percent / ..."],
            "worth_a_look": [True, True, False, False, True],
            "spread": [1.5, 1.5, 1.0, None, None],
        }
    )
    assert wb.describe_comparisons(compared) == (
        "1 thing reported with values that differ, 1 on which several reports agree. "
        "Furthest apart: boats, the greatest 1.5 times the least. "
        "1 sum in two currencies; the rate that they imply is worth a look in none. "
        "Changes, totals and shares that do not fit the figures beside them: 1."
    )
    assert wb.describe_comparisons(pl.DataFrame(schema=COMPARISONS)).startswith("0 things reported")
