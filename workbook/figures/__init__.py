"""Figures: every quantity that the articles report, as rows that can be compared."""

from workbook.figures.compare import compare_figures
from workbook.figures.convert import add_conversions
from workbook.figures.find import find_figures
from workbook.figures.trivial import hide_trivial

__all__ = ["add_conversions", "compare_figures", "find_figures", "hide_trivial"]
