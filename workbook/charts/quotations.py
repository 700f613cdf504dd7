"""Quotations as charts: cues and their tone, kinds, how much of the text is quoted."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbook.charts.captions import caption, count_words
from workbook.charts.division import divide
from workbook.charts.parts import (
    PALETTE,
    base_chart,
    count_axis,
    in_words,
    known,
    say_longest,
    tooltips,
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
MARKS = {":": "colon (:)", ",": "comma (,)", "-": "dash (-)", "–": "dash (–)", "—": "dash (—)"}
ROW = 22  # pixels for a bar and its gap
NAMES = alt.Axis(labelLimit=220)
SHARE_TOOLTIPS = {
    "text": [
        alt.Tooltip("share:Q", title="share of the text", format=".1%"),
        alt.Tooltip("size:Q", title="characters", format=","),
    ],
    "quotations": [
        alt.Tooltip("share:Q", title="share of the quotations", format=".1%"),
        alt.Tooltip("size:Q", title="quotations", format=","),
    ],
}


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
    # A cue may be a punctuation mark; alone on an axis it would not be seen.
    counts = counts.with_columns(pl.col("verb").replace(MARKS))
    words = f"{caption(quotations, 'quotations')}; {count_words(cues.height, 'cue words')} in all"
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
        A bar from 0 to 100 % for each group, named with the number of its articles. Outlets are
        files where no article names an outlet.
    """
    require_columns(quotations, "article_id", "kind", by)
    return _share_bars(
        quotations,
        pl.len(),
        by,
        title="Kinds of quotation",
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
        A bar from 0 to 100 % for each group, over the characters of all its articles, whose
        number stands in its name. Outlets are files where no article names an outlet.
    """
    require_columns(quoted, "article_id", "kind", "n_characters", by)
    return _share_bars(
        quoted,
        pl.sum("n_characters"),
        by,
        title="Quoted and own words",
        words=caption(quoted.unique("article_id"), "articles"),
    )


def _share_bars(rows: pl.DataFrame, size: pl.Expr, by: str, *, title: str, words: str) -> alt.Chart:
    """Bars from 0 to 100 %, divided by kind; the group that quotes the most directly is first."""
    division = divide(rows, by) if by == "outlet" else None
    column = division.column if division else by
    name = (division.title if division else in_words(by)).lower()
    shares = _shares(rows.with_columns(division.fold if division else known(by)), size, column)
    what = "text" if "n_characters" in rows.columns else "quotations"
    words += division.note if division else ""
    height = height_of(shares[column].n_unique())
    title = f"{title} by {'article' if name == 'label' else name}"
    axis = alt.Axis(format=".0%", tickCount=5)
    return (
        base_chart(shares, title, words, height=height)
        .mark_bar()
        .encode(
            x=alt.X("share:Q", title=f"Share of the {what}", axis=axis).scale(domain=[0, 1]),
            y=alt.Y("group:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
            color=kind_colour(own=what == "text"),
            order=alt.Order("place:Q"),
            tooltip=[*tooltips(column, "kind"), *SHARE_TOOLTIPS[what], *tooltips("articles")],
        )
    )


def _shares(rows: pl.DataFrame, size: pl.Expr, by: str) -> pl.DataFrame:
    """The share of each kind in each group, with the number of the group's articles in its name."""
    order = {kind: place for place, kind in enumerate(KIND_COLOURS)}
    return (
        rows.with_columns(articles=pl.n_unique("article_id").over(by))
        .group_by(by, "kind", "articles")
        .agg(size=size)
        .with_columns(
            share=pl.col("size") / pl.col("size").sum().over(by),
            place=pl.col("kind").replace_strict(order, return_dtype=pl.Int8),
            group=pl.format("{} ({})", pl.col(by).cast(pl.String), "articles"),
        )
        .with_columns(direct=pl.col("share").filter(pl.col("kind") == "direct").sum().over(by))
        .sort("direct", by, "place", descending=[True, False, False])
        .drop("direct")
    )


def commonest(rows: pl.DataFrame, name: str, most: int) -> pl.DataFrame:
    """The rows of the commonest values of a column; of equals, the first of the alphabet."""
    counts = rows[name].value_counts().sort("count", name, descending=[True, False])
    return rows.filter(pl.col(name).is_in(counts[name].head(most).to_list()))


def number_bars(
    counts: pl.DataFrame, name: str, colour: alt.Color, *, title: str, words: str
) -> alt.Chart:
    """Bars of numbers of quotations, longest first, divided by a colour."""
    height, gist = height_of(counts[name].n_unique()), say_longest(counts, name)
    chart = base_chart(counts, title, words, height, gist=gist)
    about = [column for column in counts.columns if column not in {"n", "total"}]
    return chart.mark_bar().encode(
        x=alt.X("n:Q", title="Quotations", axis=count_axis()),
        y=alt.Y(f"{name}:N", title=None, axis=NAMES).sort(
            field="total", op="max", order="descending"
        ),
        color=colour,
        tooltip=[*tooltips(*about), alt.Tooltip("n:Q", title="Quotations")],
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
