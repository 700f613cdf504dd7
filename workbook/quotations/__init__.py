"""Articles to quotations: who is quoted saying what."""

from workbook.quotations.find import find_quotations
from workbook.quotations.summary import summarise_speakers

__all__ = ["find_quotations", "summarise_speakers"]
