"""Tables: pages, order, search, columns, choice, and cells that are only text."""

from datetime import date, timedelta

import polars as pl
import pytest

from workbook.widgets import table
from workbook.widgets.cells import as_text

ROWS = pl.DataFrame(
    {
        "article_id": [f"id{i}" for i in range(10)],
        "label": ["<img src=x onerror=alert(1)>", *[f"Article {i}" for i in range(1, 10)]],
        "n_words": [5, None, 3, 9, 8, 7, 6, 4, 2, 1],
    }
)


def cells(shown, column=0):
    return [line[column] for line in shown.view["lines"]]


def test_a_page_holds_eight_rows_as_text_and_no_key():
    shown = table(ROWS)
    assert [(each["title"], each["off"]) for each in shown.view["columns"]] == [
        ("article id", True),
        ("label", False),
        ("words", False),
    ]
    assert shown.view["lines"][1] == ["Article 1", None]
    assert (len(shown.view["lines"]), shown.view["page"], shown.view["total"]) == (8, 0, 10)


def test_the_next_page_starts_where_the_first_ended_and_the_last_is_the_last():
    shown = table(ROWS)
    shown.page = 1
    assert cells(shown) == ["Article 8", "Article 9"]
    shown.page = 99
    assert (shown.view["page"], cells(shown)) == (1, ["Article 8", "Article 9"])
    shown.page = -5
    assert shown.view["page"] == 0


def test_sorting_puts_nulls_last_both_ways():
    shown = table(ROWS)
    shown.order = ["n_words", True]
    assert cells(shown, 1)[:3] == ["9", "8", "7"]
    shown.order = ["n_words", False]
    shown.page = 1
    assert cells(shown, 1) == ["9", None]


def test_text_is_sorted_whatever_its_case():
    shown = table(pl.DataFrame({"label": ["tram", "Bus", "Zoo", None, "air"]}))
    shown.order = ["label", False]
    assert cells(shown) == ["air", "Bus", "tram", "Zoo", None]


@pytest.mark.parametrize("order", [["nonsense", True], ["", False], ["terms", True]])
def test_what_cannot_be_sorted_by_leaves_the_order_of_the_frame(order):
    shown = table(ROWS.head(2).with_columns(terms=pl.Series([["b"], ["a"]])))
    shown.order = order
    assert cells(shown, 1) == ["5", None]
    assert [each["sorts"] for each in shown.view["columns"]] == [True, True, True, False]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Harbour dues rise", "It’s a tide"]),
        ("HARB", ["Harbour dues rise"]),
        ("rise dues", ["Harbour dues rise"]),
        ("dues tide", []),
        ("it's", ["It’s a tide"]),
        ("2025-03", ["Harbour dues rise"]),
        ("1200", ["It’s a tide"]),
        ("port", ["Harbour dues rise"]),
        ("(rise", []),
        ("key", []),
    ],
)
def test_the_search_keeps_rows_that_hold_every_word(query, found):
    rows = pl.DataFrame(
        {
            "article_id": ["key1", "key2"],
            "label": ["Harbour dues rise", "It’s a tide"],
            "published": [date(2025, 3, 1), None],
            "n_words": [900, 1200],
            "terms": [["port", "dues"], None],
            "parts": [[{"start": 1, "end": 2}], None],
            "lasted": [timedelta(1), None],
        }
    )
    shown = table(rows)
    shown.query = query
    assert cells(shown) == found
    assert (shown.view["total"], shown.view["all"]) == (len(found), 2)


def test_columns_are_switched_off_and_on():
    shown = table(ROWS)
    shown.off = ["label", "n_words"]
    assert shown.view["lines"][3] == ["id3"]
    shown.off = ["article_id", "label", "n_words"]
    assert shown.view["lines"][3] == []


def test_choosing_a_row_hands_over_the_row_as_sorted_and_searched():
    chosen = []
    shown = table(ROWS, on_choose=chosen.append)
    shown.query = "article"
    shown.order = ["n_words", True]
    shown.chosen = 1
    assert chosen == [{"article_id": "id4", "label": "Article 4", "n_words": 8}]
    shown.order = ["n_words", False]
    assert (shown.chosen, len(chosen)) == (-1, 1)  # the place means another row now


def test_an_update_keeps_order_and_search_and_goes_to_the_first_page():
    shown = table(ROWS)
    shown.order, shown.page = ["n_words", True], 1
    shown.query = "article"
    shown.update(ROWS.head(4))
    assert (shown.page, cells(shown, 1)) == (0, ["9", "3", None])
    assert shown.frame["article_id"].to_list() == ["id3", "id2", "id1"]


def test_cells_are_escaped_in_the_static_form_and_null_is_no_empty_text():
    html = table(ROWS.with_columns(note=pl.lit("")).head(2)).static_html()
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert '<td title="no value">–</td><td dir="auto"></td>' in html


def test_a_very_long_cell_is_cut_on_screen_only():
    chosen = []
    shown = table(pl.DataFrame({"body": ["a" * 5_000]}), on_choose=chosen.append)
    assert cells(shown) == ["a" * 399 + "…"]
    assert len(shown.static_html()) < 1_000
    shown.chosen = 0
    assert chosen == [{"body": "a" * 5_000}]


def test_a_hundred_thousand_rows_send_a_page():
    rows = pl.DataFrame({"label": ["word " * 20], "n": [1]}).select(
        pl.all().repeat_by(100_000).explode()
    )
    shown = table(rows)
    shown.order = ["label", True]
    assert len(str(shown.get_state()["view"])) < 3_000


@pytest.mark.parametrize("frame", [ROWS.clear(), pl.DataFrame()])
def test_an_empty_frame_is_a_table_without_rows(frame):
    shown = table(frame)
    shown.query = "tram"
    shown.order = ["label", False]
    assert (shown.view["lines"], shown.view["total"]) == ([], 0)
    assert "<tbody></tbody>" in shown.static_html()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (1234567, "1,234,567"),
        (12.34, "12.3"),
        (0.12345, "0.1235"),
        (1500.0, "1,500"),
        (float("nan"), "nan"),
        (date(2025, 3, 1), "2025-03-01"),
        (["a", "b"], "a, b"),
        ([{"start": 1, "end": 8}, {"start": 9, "end": 12}], "1–8, 9–12"),
        ("$5 and $6", "$5 and $6"),
    ],
)
def test_values_as_text(value, text):
    assert as_text(value) == text
