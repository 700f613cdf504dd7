"""What a notebook finds, in sentences made from the frames at hand."""

from workbook.findings.articles import describe_corpus, describe_topics
from workbook.findings.figures import (
    describe_changes,
    describe_comparisons,
    describe_figures,
)
from workbook.findings.quotations import (
    describe_cues,
    describe_quotations,
    describe_quoted,
)
from workbook.findings.scores import (
    describe_drivers,
    describe_parts,
    describe_scores,
)

__all__ = (
    "describe_changes",
    "describe_comparisons",
    "describe_corpus",
    "describe_cues",
    "describe_drivers",
    "describe_figures",
    "describe_parts",
    "describe_quotations",
    "describe_quoted",
    "describe_scores",
    "describe_topics",
)
