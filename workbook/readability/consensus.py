"""textstat's consensus of the formulas: the grade that most of them name."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from workbook.readability.measures import Formula

VOTERS = (
    "flesch_kincaid_grade",
    "flesch_reading_ease",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
    "linsear_write_formula",
    "gunning_fog",
)


def consensus(formulas: Mapping[str, Formula]) -> pl.Expr:
    """The grade named most often, the first named of several; each formula names up to three."""
    grades: list[pl.Expr] = []
    for name in VOTERS:
        score = formulas[name].expression
        if name == "flesch_reading_ease":
            grades += _grades_of_ease(score)
        else:
            grades += [score.floor(), score.ceil(), score.round(mode="half_to_even")]
    first_of_most = pl.element().mode(maintain_order=True).first()
    voted = pl.concat_list(grades).list.drop_nulls().list.eval(first_of_most)
    return voted.list.first().clip(1, 18)


def _grades_of_ease(ease: pl.Expr) -> list[pl.Expr]:
    """The grade, or the two grades, that textstat reads from the Flesch reading ease."""
    # From 90 to 100 points it is grade 5, from 80 grade 6, ...; everywhere else grade 13.
    bands = ((90, 5), (80, 6), (70, 7), (60, 8), (60, 9), (50, 10), (40, 11), (30, 12))
    inside = [
        pl.when((ease >= floor) & (ease < floor + 10)).then(float(grade)) for floor, grade in bands
    ]
    return [*inside, pl.when((ease >= 100) | (ease < 30)).then(13.0)]
