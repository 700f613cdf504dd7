"""The sentences that state what the notebook of figures finds."""

import polars as pl

import workbook as wb
from workbook.figures.compare import COMPARISONS


def test_figures_in_sentences():
    figures = pl.DataFrame(
        {
            "article_id": ["a", "a", "a"],
            "kind": ["money", "year", "money"],
            "unit": ["person", None, None],
        }
    )
    assert wb.describe_figures(figures) == (
        "3 figures in 1 article: 2 sums of money and 1 year. The commonest units: person (1)."
    )
    assert wb.describe_figures(figures.clear()) == "No figure was found."
    assert wb.describe_figures(figures, figures.tail(2)).endswith(
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
    assert wb.describe_changes(figures.clear()) == "No figure measures a change."


def test_one_change_in_a_sentence_without_saying_its_subject_twice():
    figures = pl.DataFrame(
        {
            "text": ["114 percent increase"],
            "value": [114.0],
            "unit": ["percent"],
            "change": ["up"],
            "subject": ["increase"],
        }
    )
    assert wb.describe_changes(figures) == (
        "1 figure measures a change: 1 up. The largest rise in percent: “114 percent increase”."
    )


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
        "1 thing is reported with values that differ; on 1 several reports agree. "
        "Furthest apart: boats, the greatest 1.5 times the least. "
        "1 sum stands in two currencies; none implies a rate that is worth a look. "
        "1 of the changes, totals and shares does not fit the figures beside it."
    )
    assert wb.describe_comparisons(pl.DataFrame(schema=COMPARISONS)) == (
        "No thing is reported with values that differ. "
        "No change, total or share contradicts the figures beside it."
    )
