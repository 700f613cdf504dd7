"""Measures in the other system, beside what was printed."""

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.figures import add_conversions, find_figures


def converted(body):
    found = find_figures(pl.DataFrame({"article_id": ["a"], "body": [body]}))
    return add_conversions(found).select("text", "converted").rows()


@pytest.mark.parametrize(
    ("body", "text", "answer"),
    [
        # the foot is 0.3048 metres, the mile 1,609.344
        ("The mast is 334 feet high.", "334 feet", "102 metre"),
        ("They sailed 12 miles.", "12 miles", "19.3 kilometre"),
        ("It burns 40 to 50 tonnes.", "40 to 50 tonnes", "44.1 to 55.1 ton"),
        ("It was 50 degrees Fahrenheit.", "50 degrees Fahrenheit", "10 degree Celsius"),
        ("They sold 30,000 hectares.", "30,000 hectares", "74,100 acre"),
        ("He paid $5.", "$5", None),
        ("It has 12 ships.", "12 ships", None),
    ],
)
def test_a_measure_has_its_counterpart(body, text, answer):
    assert converted(body) == [(text, answer)]


def test_no_figures_have_the_column_too():
    empty = add_conversions(find_figures(pl.DataFrame({"article_id": ["a"], "body": [""]})))
    assert (empty.height, empty.schema["converted"]) == (0, pl.String)


def test_a_frame_without_units_is_refused():
    with pytest.raises(WorkbookError, match="no column 'unit'"):
        add_conversions(pl.DataFrame({"value": [1.0], "high": [None], "kind": ["measure"]}))
