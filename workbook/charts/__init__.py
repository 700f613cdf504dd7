"""Frames as Altair charts, a module a subject; the palette and what they share are in `parts`."""

from workbook.charts.articles import chart_articles, chart_lengths
from workbook.charts.figure_events import (
    chart_comparisons,
    chart_figure_changes,
    chart_figure_dates,
)
from workbook.charts.figure_values import chart_figure_values
from workbook.charts.figures import (
    chart_figure_counts,
    chart_figures,
    chart_largest_figures,
)
from workbook.charts.key_terms import chart_key_terms
from workbook.charts.quotations import (
    chart_cues,
    chart_kinds,
    chart_quoted,
)
from workbook.charts.scores import (
    chart_score_drivers,
    chart_score_groups,
    chart_scores,
)
from workbook.charts.speakers import (
    chart_speaker_pairs,
    chart_speaker_periods,
    chart_speakers,
)
from workbook.charts.topics import (
    chart_topic_groups,
    chart_topic_map,
    chart_topics,
)

__all__ = (
    "chart_articles",
    "chart_comparisons",
    "chart_cues",
    "chart_figure_changes",
    "chart_figure_counts",
    "chart_figure_dates",
    "chart_figure_values",
    "chart_figures",
    "chart_key_terms",
    "chart_kinds",
    "chart_largest_figures",
    "chart_lengths",
    "chart_quoted",
    "chart_score_drivers",
    "chart_score_groups",
    "chart_scores",
    "chart_speaker_pairs",
    "chart_speaker_periods",
    "chart_speakers",
    "chart_topic_groups",
    "chart_topic_map",
    "chart_topics",
)
