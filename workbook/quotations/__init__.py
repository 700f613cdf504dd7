"""Articles to quotations: who is quoted saying what."""

from workbook.quotations.counts import count_quoted, summarise_cues, summarise_pairs
from workbook.quotations.find import find_quotations
from workbook.quotations.summary import merge_speakers, summarise_speakers
from workbook.quotations.tones import add_tone

__all__ = [
    "add_tone",
    "count_quoted",
    "find_quotations",
    "merge_speakers",
    "summarise_cues",
    "summarise_pairs",
    "summarise_speakers",
]
