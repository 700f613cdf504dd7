"""Figures of the same thing, and of two currencies, side by side."""

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.figures import compare_figures, find_figures
from workbook.figures.compare import COMPARISONS


def found(*bodies):
    """The figures of articles "a", "b", ..."""
    keys = list("abcdef"[: len(bodies)])
    return find_figures(pl.DataFrame({"article_id": keys, "body": list(bodies)}))


def test_one_thing_counted_differently_is_a_group_with_its_spread():
    compared = compare_figures(
        found(
            "About 300 striking dockers blocked the gate.",
            "Police counted 450 striking dockers.",
            "Nobody was hurt.",
        )
    )
    columns = ("group", "kind", "n_values", "low", "high", "spread", "article_id", "text", "value")
    assert compared.select(columns).rows() == [
        (0, "same thing", 2, 300.0, 450.0, 1.5, "a", "About 300 striking dockers", 300.0),
        (0, "same thing", 2, 300.0, 450.0, 1.5, "b", "450 striking dockers", 450.0),
    ]


def test_money_in_two_currencies_gives_the_implied_rate():
    compared = compare_figures(found("The loan of 710 million yuan ($100 million) was repaid."))
    columns = ("kind", "label", "n_values", "spread", "rate", "text")
    assert compared.select(columns).rows() == [
        ("two currencies", "yuan per US dollar", 2, None, 7.1, "710 million yuan"),
        ("two currencies", "yuan per US dollar", 2, None, 7.1, "$100 million"),
    ]


@pytest.mark.parametrize(
    "bodies",
    [
        # the same value twice
        ("Some 300 striking dockers sat down.", "About 300 striking dockers sang."),
        # another thing, another unit, another date, another size
        ("Some 300 striking dockers sat down.", "About 400 young nurses sang."),
        ("The harbour dues rose 5 percent.", "The harbour dues rose $5."),
        ("In 2019 it had 30 patrol boats.", "In 2020 it had 40 patrol boats."),
        ("The port has 30 patrol boats.", "The port has 4,000 patrol boats."),
        # one figure alone
        ("The port has 30 patrol boats.",),
    ],
)
def test_figures_of_other_things_are_not_compared(bodies):
    assert compare_figures(found(*bodies)).is_empty()


def test_no_figures_give_no_comparisons_in_the_full_schema():
    compared = compare_figures(found("Nothing was counted."))
    assert (compared.height, compared.schema) == (0, COMPARISONS)


def test_a_frame_that_is_not_of_figures_is_refused():
    with pytest.raises(WorkbookError, match="no column 'figure'"):
        compare_figures(pl.DataFrame({"article_id": ["a"]}))
