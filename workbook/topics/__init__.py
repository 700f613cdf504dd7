"""Topics: articles -> a frozen model, cut into any number of topics by a look-up."""

from workbook.topics.concordance import find_keyword
from workbook.topics.fit import fit_topics
from workbook.topics.keyness import compare_terms
from workbook.topics.model import TopicModel
from workbook.topics.places import map_articles
from workbook.topics.storage import load_topics

__all__ = [
    "TopicModel",
    "compare_terms",
    "find_keyword",
    "fit_topics",
    "load_topics",
    "map_articles",
]
