"""Quotations as charts: cues and their tone, kinds, how much of the text is quoted."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.parts import (
    PALETTE,
    base_chart,
    caption,
    known,
)
from workbook.quotations.counts import KINDS, OWN_WORDS, summarise_cues
from workbook.schema import require_columns

KIND_COLOURS = {
    "direct": PALETTE["blue"],
    "mixed": PALETTE["sky"],
    "indirect": PALETTE["orange"],
    OWN_WORDS: PALETTE["grey"],
}
UNLISTED = "not listed"
TONE_COLOURS = {
    "neutral": PALETTE["grey"],
    "assertive": PALETTE["blue"],
    "committing": PALETTE["sky"],
    "supportive": PALETTE["green"],
    "directive": PALETTE["purple"],
    "doubting": PALETTE["orange"],
    "critical": PALETTE["vermilion"],
    UNLISTED: PALETTE["yellow"],
}
ROW = 22  # pixels for a bar and its gap
NAMES = alt.Axis(labelLimit=220)


def chart_cues(quotations: pl.DataFrame, n_cues: int = 15) -> alt.Chart:
    """Draw the commonest cue words, coloured by the stance that they show.

    Parameters
    ----------
    quotations
        Needs `article_id`, `cue`, `speaker`, `kind`.
    n_cues
        How many cue words to show.

    Returns
    -------
    alt.Chart
        A bar for each verb; its colour is the `tone` of `add_tone`.
    """
    cues = summarise_cues(quotations)
    counts = cues.head(n_cues).with_columns(
        tone=pl.col("tone").fill_null(UNLISTED), n="n_quotations", total="n_quotations"
    )
    shown = [tone for tone in TONE_COLOURS if tone in counts["tone"]]
    colour = alt.Color("tone:N", title="Tone").scale(
        domain=shown, range=[TONE_COLOURS[tone] for tone in shown]
    )
    counts = counts.select("verb", "tone", "n", "total", "n_articles", "n_speakers")
    words = f"{caption(quotations, 'quotations')}; {cues.height:,} cue words in all"
    return number_bars(counts, "verb", colour, title="Cue words and their tone", words=words)


def chart_kinds(quotations: pl.DataFrame, by: str = "outlet") -> alt.Chart:
    """Draw which share of the quotations is direct, mixed or indirect.

    Parameters
    ----------
    quotations
        Needs `article_id`, `kind` and the column `by`.
    by
        `outlet`, `section`, `topic`, `speaker`, ...

    Returns
    -------
    alt.Chart
        A bar from 0 to 100 % for each group.
    """
    require_columns(quotations, "article_id", "kind", by)
    counts = quotations.group_by(known(by), "kind").agg(
        quotations=pl.len(), articles=pl.n_unique("article_id")
    )
    return _share_bars(
        counts,
        "quotations",
        by,
        title=f"Kinds of quotation by {by}",
        words=caption(quotations, "quotations"),
    )


def chart_quoted(quoted: pl.DataFrame, by: str = "outlet") -> alt.Chart:
    """Draw which share of the text is quoted, and which the reporters' own words.

    Parameters
    ----------
    quoted
        The frame of `count_quoted`, joined with the articles' column `by`.
    by
        `outlet`, `section`, `topic`, or `label` for each article.

    Returns
    -------
    alt.Chart
        A bar from 0 to 100 % for each group, over the characters of all its articles.
    """
    require_columns(quoted, "article_id", "kind", "n_characters", by)
    counts = quoted.group_by(known(by), "kind").agg(
        pl.sum("n_characters"), articles=pl.n_unique("article_id")
    )
    return _share_bars(
        counts,
        "n_characters",
        by,
        title=f"Quoted and own words by {'article' if by == 'label' else by}",
        words=caption(quoted.unique("article_id"), "articles"),
    )


def _share_bars(counts: pl.DataFrame, n: str, by: str, *, title: str, words: str) -> alt.Chart:
    """Bars from 0 to 100 %, divided by kind, in the order of the kinds."""
    order = {kind: place for place, kind in enumerate(KIND_COLOURS)}
    shares = counts.with_columns(
        share=pl.col(n) / pl.col(n).sum().over(by),
        place=pl.col("kind").replace_strict(order, return_dtype=pl.Int8),
    ).sort(by, "place")
    what = "text" if n == "n_characters" else n
    chart = base_chart(shares, title, words, height=height_of(shares[by].n_unique()))
    axis = alt.Axis(format=".0%", tickCount=5)
    return chart.mark_bar().encode(
        x=alt.X("share:Q", title=f"Share of the {what}", axis=axis).scale(domain=[0, 1]),
        y=alt.Y(f"{by}:N", title=None, axis=alt.Axis(labelLimit=300)),
        color=kind_colour(own=what == "text"),
        order="place:Q",
        tooltip=[by, "kind", alt.Tooltip("share:Q", format=".1%"), n, "articles"],
    )


def commonest(rows: pl.DataFrame, name: str, most: int) -> pl.DataFrame:
    """The rows of the commonest values of a column; of equals, the first of the alphabet."""
    counts = rows[name].value_counts().sort("count", name, descending=[True, False])
    return rows.filter(pl.col(name).is_in(counts[name].head(most).to_list()))


def number_bars(
    counts: pl.DataFrame, name: str, colour: alt.Color, *, title: str, words: str
) -> alt.Chart:
    """Bars of numbers of quotations, longest first, divided by a colour."""
    chart = base_chart(counts, title, words, height=height_of(counts[name].n_unique()))
    about = [column for column in counts.columns if column not in {"n", "total"}]
    return chart.mark_bar().encode(
        x=alt.X("n:Q", title="Quotations", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y(f"{name}:N", title=None, axis=NAMES).sort(
            field="total", op="max", order="descending"
        ),
        color=colour,
        tooltip=[*about, alt.Tooltip("n:Q", title="Quotations")],
    )


def kind_colour(*, own: bool = False) -> alt.Color:
    """The colour of the kinds of quotation, the same in every chart."""
    shown = [*KINDS, OWN_WORDS] if own else list(KINDS)
    colours = [KIND_COLOURS[kind] for kind in shown]
    title = "Words" if own else "Kind"
    return alt.Color("kind:N", title=title, sort=shown).scale(domain=shown, range=colours)


def height_of(n_rows: int) -> int:
    """The height of a chart with so many rows."""
    return max(80, ROW * n_rows)
