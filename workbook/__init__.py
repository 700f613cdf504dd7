"""The News Workbook: read a pile of news articles with numbers beside it.

The public names arrive when first used, so that `import workbook` stays light.
"""

from importlib import import_module

_HOMES = {
    "workbook.errors": ("WorkbookError",),
    "workbook.loading": ("Corpus", "correct_splits", "find_boundaries", "load_corpus"),
    "workbook.filters": ("Filter", "filter_articles"),
    "workbook.cache": (
        "compare_figures",
        "compare_terms",
        "find_figures",
        "find_hard_words",
        "find_quotations",
        "fit_topics",
        "map_articles",
        "mark_difficulty",
        "score_parts",
        "score_readability",
    ),
    "workbook.readability": (
        "add_caution",
        "explain_scores",
        "rank_sentences",
        "summarise_scores",
    ),
    "workbook.quotations": (
        "add_tone",
        "count_quoted",
        "merge_speakers",
        "summarise_cues",
        "summarise_pairs",
        "summarise_speakers",
    ),
    "workbook.figures": ("add_conversions", "hide_trivial"),
    "workbook.topics": (
        "TopicModel",
        "find_keyword",
        "load_topics",
    ),
    "workbook.scale": ("annotate",),
    "workbook.context": ("add_context",),
    "workbook.charts": (
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
    ),
    "workbook.findings": (
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
    ),
    "workbook.widgets": (
        "ArticleReader",
        "Beside",
        "FilterPanel",
        "LiveChart",
        "SplitReview",
        "choose_formula",
        "choose_topics",
        "export",
        "table",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = tuple(sorted(_HOME))


def __getattr__(name: str) -> object:
    """Import a public name from its module at first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'workbook' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
