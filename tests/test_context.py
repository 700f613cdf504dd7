"""The words around a passage."""

import polars as pl
import pytest

from workbook.context import add_context
from workbook.errors import WorkbookError

BODY = "Rain fell on 12 May\nin the hills above the town."
ARTICLES = pl.DataFrame({"article_id": ["a"], "body": [BODY]})


def rows(start, end):
    return pl.DataFrame({"article_id": ["a"], "start": [start], "end": [end]})


@pytest.mark.parametrize(
    ("start", "end", "width", "context"),
    [
        (13, 19, 0, "12 May"),
        (13, 19, 8, "… fell on 12 May in the …"),
        (13, 19, 6, "… on 12 May in …"),
        (13, 19, 500, "Rain fell on 12 May in the hills above the town."),
        (0, 4, 6, "Rain fell …"),
        (43, 47, 5, "… the town."),
    ],
)
def test_the_words_around_a_passage(start, end, width, context):
    assert add_context(rows(start, end), ARTICLES, width)["context"].to_list() == [context]


def test_a_row_of_another_corpus_is_refused():
    with pytest.raises(WorkbookError, match="no article 'a' in this frame"):
        add_context(rows(0, 4), ARTICLES.clear())


def test_no_rows_give_an_empty_column():
    assert add_context(rows(0, 4).clear(), ARTICLES).schema["context"] == pl.String
