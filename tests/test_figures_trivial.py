"""Counts of known things, left out of view."""

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.figures import find_figures, hide_trivial


def shown(body):
    articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    return hide_trivial(find_figures(articles), articles)["text"].to_list()


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("The two sides met.", []),
        ("Her two sons came.", []),
        ("Two people were hurt.", ["Two people"]),
        ("The three sides met.", ["three sides"]),
        ("The two percent were lost.", ["two percent"]),
        ("Nothing was counted.", []),
    ],
)
def test_counts_of_one_or_two_known_things_are_hidden(body, texts):
    assert shown(body) == texts


def test_articles_without_their_text_are_refused():
    with pytest.raises(WorkbookError, match="no column 'body'"):
        hide_trivial(
            find_figures(pl.DataFrame({"article_id": ["a"], "body": [""]})),
            pl.DataFrame({"article_id": ["a"]}),
        )
