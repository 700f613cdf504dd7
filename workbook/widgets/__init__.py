"""What stands on screen: live charts, the filter panel, the article reader, tables, boundaries."""

from workbook.widgets.article_reader import ArticleReader
from workbook.widgets.export import export
from workbook.widgets.filter_panel import FilterPanel
from workbook.widgets.formula_choice import choose_formula
from workbook.widgets.live_chart import LiveChart
from workbook.widgets.outputs import Beside
from workbook.widgets.split_review import SplitReview
from workbook.widgets.table import table
from workbook.widgets.topic_choice import choose_topics

__all__ = (
    "ArticleReader",
    "Beside",
    "FilterPanel",
    "LiveChart",
    "SplitReview",
    "choose_formula",
    "choose_topics",
    "export",
    "table",
)
