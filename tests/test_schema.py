"""Errors and frame checks: what was wrong, where, and what to do."""

from types import SimpleNamespace

import polars as pl
import pytest

from workbook import find_quotations
from workbook.errors import WorkbookError, require_known
from workbook.schema import TERMS, check_frame, require_columns


def test_an_unknown_name_lists_the_known_ones_and_the_nearest():
    with pytest.raises(
        WorkbookError, match=r"unknown colour 'blu'; known: blue, red\. Did you mean"
    ):
        require_known("colour", ["blu"], ["red", "blue"])


def test_an_unknown_name_far_from_all_has_no_hint():
    with pytest.raises(WorkbookError, match=r"known: blue, red\.$"):
        require_known("colour", ["xyz"], ["red", "blue"])


def test_a_frame_of_the_schema_passes_unchanged():
    frame = pl.DataFrame(schema=TERMS)
    assert check_frame(frame, TERMS) is frame


def test_a_frame_with_other_columns_is_refused_with_all_of_them():
    frame = pl.DataFrame({"topic": ["a"], "term": ["b"], "extra": [1]})
    with pytest.raises(
        WorkbookError,
        match="topic: String, not Int32; weight: missing, not Float64; extra: not in the schema",
    ):
        check_frame(frame, TERMS)


def test_columns_in_another_order_are_refused():
    frame = pl.DataFrame(schema=TERMS).select("term", "topic", "weight")
    with pytest.raises(WorkbookError, match="order"):
        check_frame(frame, TERMS)


def test_a_missing_column_is_named_with_those_found():
    with pytest.raises(WorkbookError, match="no column 'body' in this frame; found: text"):
        require_columns(pl.DataFrame({"text": ["a"]}), "body")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (pl.LazyFrame({"body": ["a"]}), r"not a LazyFrame\. Call \.collect\(\)"),
        (SimpleNamespace(articles=None), r"Pass its \.articles"),
        ({"body": ["a"]}, r"not a dict\. Pass the articles of load_corpus"),
    ],
)
def test_what_is_no_frame_is_named_with_what_makes_one(given, message):
    with pytest.raises(WorkbookError, match=message):
        require_columns(given, "body")


def test_what_is_no_frame_is_not_touched():
    mine = {"article_id": ["a"], "body": ["Rain."]}
    with pytest.raises(WorkbookError, match="not a dict"):
        find_quotations(mine)
    assert mine == {"article_id": ["a"], "body": ["Rain."]}
