"""Figures: every quantity that the articles report, as rows that can be compared."""

from workbook.figures.find import find_figures

__all__ = ["find_figures"]
