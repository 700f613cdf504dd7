"""What one selection of articles says and another does not, as a chart."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.parts import NAMED_COLOURS, base_chart, measure_axis, tooltips
from workbook.schema import require_columns

RATES = ("per_1000_words_a", "per_1000_words_b")


def chart_key_terms(terms: pl.DataFrame, n_terms: int = 12) -> alt.Chart:
    """Draw the terms that tell one selection from another, those of each on its own side.

    Parameters
    ----------
    terms
        The frame of `compare_terms`.
    n_terms
        How many terms to show of each selection.

    Returns
    -------
    alt.Chart
        A bar for each term, as long as its log-odds are many standard errors from 0: to the
        right what the first selection says more, to the left what the second does.
    """
    require_columns(terms, "term", "z", "article_id", "start", "end", *RATES)
    told = pl.concat([terms.filter(pl.col("z") > 0).head(n_terms), _last(terms, n_terms)])
    side = pl.when(pl.col("z") > 0).then(pl.lit("first")).otherwise(pl.lit("second"))
    rows = told.select("term", "z", *RATES, "article_id", "start", "end", selection=side)
    words = (
        f"{terms.height:,} terms compared; right: more in the first selection, left: in the second"
    )
    colour = alt.Color("selection:N", title="More in the").scale(
        domain=["first", "second"], range=NAMED_COLOURS[:2]
    )
    rates = [alt.Tooltip(f"{rate}:Q", format=".2f") for rate in RATES]
    return (
        base_chart(rows, "Terms that tell the selections apart", words, max(80, 18 * rows.height))
        .mark_bar()
        .encode(
            x=alt.X("z:Q", title="Log-odds (standard errors)", axis=measure_axis()),
            y=alt.Y("term:N", title=None, axis=alt.Axis(labelLimit=220)).sort(
                field="z", order="descending"
            ),
            color=colour,
            tooltip=[*tooltips("term"), *rates],
        )
    )


def _last(terms: pl.DataFrame, n_terms: int) -> pl.DataFrame:
    """The terms that tell the second selection most."""
    return terms.filter(pl.col("z") < 0).tail(n_terms)
