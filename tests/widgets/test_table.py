"""Tables: pages, order, choice, and cells that are only text."""

from datetime import date

import polars as pl
import pytest

from workbook.widgets import table
from workbook.widgets.table import as_text

ROWS = pl.DataFrame(
    {
        "article_id": [f"id{i}" for i in range(10)],
        "label": ["<img src=x onerror=alert(1)>", *[f"Article {i}" for i in range(1, 10)]],
        "n_words": [5, None, 3, 9, 8, 7, 6, 4, 2, 1],
    }
)


def first_cells(shown):
    return [line[1] for line in shown.view["lines"]]


def test_a_page_holds_eight_rows_as_text_and_no_key():
    shown = table(ROWS)
    assert [column["title"] for column in shown.view["columns"]] == ["label", "words"]
    assert shown.view["lines"][1] == ["Article 1", ""]
    assert (len(shown.view["lines"]), shown.view["first"], shown.view["total"]) == (8, 0, 10)


def test_the_next_page_starts_where_the_first_ended():
    shown = table(ROWS)
    shown.page = 1
    assert (shown.view["first"], [line[0] for line in shown.view["lines"]]) == (
        8,
        ["Article 8", "Article 9"],
    )


def test_sorting_puts_nulls_last_both_ways():
    shown = table(ROWS)
    shown.order = ["n_words", True]
    assert first_cells(shown)[:3] == ["9", "8", "7"]
    shown.order = ["n_words", False]
    shown.page = 1
    assert first_cells(shown) == ["9", ""]


def test_choosing_a_row_hands_over_the_row_as_sorted():
    chosen = []
    shown = table(ROWS, on_choose=chosen.append)
    shown.order = ["n_words", True]
    shown.chosen = 0
    assert chosen == [{"article_id": "id3", "label": "Article 3", "n_words": 9}]


def test_an_update_keeps_the_order_and_goes_to_the_first_page():
    shown = table(ROWS)
    shown.order, shown.page = ["n_words", True], 1
    shown.update(ROWS.head(3))
    assert (shown.page, first_cells(shown)) == (0, ["5", "3", ""])


def test_an_unknown_column_to_sort_by_changes_nothing():
    shown = table(ROWS)
    shown.order = ["nonsense", True]
    assert first_cells(shown)[0] == "5"


def test_cells_are_escaped_in_the_static_form():
    html = table(ROWS).static_html()
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_an_empty_frame_is_a_table_without_rows():
    assert table(ROWS.clear()).view["lines"] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "True"),
        (1234567, "1,234,567"),
        (12.34, "12.3"),
        (1500.0, "1,500"),
        (date(2025, 3, 1), "2025-03-01"),
        (["a", "b"], "a, b"),
        ("$5 and $6", "$5 and $6"),
    ],
)
def test_values_as_text(value, text):
    assert as_text(value) == text
