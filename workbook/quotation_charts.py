"""Quotations as charts: who speaks, where, when and beside whom; cues; how much is quoted."""

from __future__ import annotations

from typing import Literal

import altair as alt
import polars as pl

from workbook.chart_parts import (
    PALETTE,
    UNDATED,
    as_step,
    base_chart,
    caption,
    in_words,
    known,
    steps_of,
)
from workbook.quotations.counts import KINDS, OWN_WORDS, summarise_cues, summarise_pairs
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


def chart_speakers(
    quotations: pl.DataFrame, n_speakers: int = 12, *, by: Literal["kind", "outlet"] = "kind"
) -> alt.Chart:
    """Draw who is quoted most, by kind of quotation or by outlet.

    Parameters
    ----------
    quotations
        Needs `article_id`, `speaker` and the column `by`; unattributed ones are left out and
        counted in the caption.
    n_speakers
        How many speakers to show.
    by
        What the bars are divided by.
    """
    require_columns(quotations, "article_id", "speaker", by)
    unknown = quotations["speaker"].null_count()
    words = caption(quotations, "quotations") + (f", {unknown:,} unattributed" if unknown else "")
    spoken = quotations.drop_nulls("speaker").with_columns(known(by))
    counts = _top(spoken, "speaker", n_speakers).group_by("speaker", by).agg(n=pl.len())
    counts = counts.with_columns(total=pl.col("n").sum().over("speaker"))
    counts = counts.sort("total", "speaker", by, descending=[True, False, False])
    colour = _kinds() if by == "kind" else _parts(by)
    title = "Most quoted speakers" + ("" if by == "kind" else f" by {by}")
    return _bars(counts, "speaker", colour, title=title, words=words)


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
    return _bars(counts, "verb", colour, title="Cue words and their tone", words=words)


def chart_speaker_periods(quotations: pl.DataFrame, n_speakers: int = 12) -> alt.Chart:
    """Draw when the most quoted speakers were quoted.

    Parameters
    ----------
    quotations
        Needs `article_id`, `speaker`, `published`.
    n_speakers
        How many speakers to show.

    Returns
    -------
    alt.Chart
        A circle for each speaker and day, month or year; its area is the number of quotations.
    """
    require_columns(quotations, "article_id", "speaker", "published")
    steps = steps_of(quotations["published"])
    spoken = _top(quotations.drop_nulls("speaker"), "speaker", n_speakers)
    order = spoken["speaker"].value_counts().sort("count", "speaker", descending=[True, False])
    counts = (
        spoken.with_columns(published=as_step(steps))
        .group_by("speaker", "published")
        .agg(n=pl.len())
        .sort("published", "speaker")
    )
    words = caption(quotations, "quotations")
    chart = base_chart(counts, "Speakers over time", words, height=_height(order.height))
    return (
        _told(chart)
        .mark_circle(color=PALETTE["blue"], opacity=0.8)
        .encode(
            x=alt.X(
                "published:O", title=f"Published ({steps})", axis=alt.Axis(labelAngle=-40)
            ).sort([*sorted(set(counts["published"]) - {UNDATED}), UNDATED]),
            y=alt.Y("speaker:N", title=None, sort=order["speaker"].to_list()).axis(
                labelLimit=220, grid=True
            ),
            size=alt.Size("n:Q", title="Quotations", legend=alt.Legend(tickMinStep=1)).scale(
                domainMin=1, rangeMin=40, rangeMax=400
            ),
            tooltip=["speaker", "published", alt.Tooltip("n:Q", title="Quotations")],
        )
    )


def chart_speaker_pairs(quotations: pl.DataFrame, n_speakers: int = 12) -> alt.LayerChart:
    """Draw who is quoted together with whom in the same article.

    Parameters
    ----------
    quotations
        Needs `article_id`, `speaker`.
    n_speakers
        How many of the most quoted speakers to show.

    Returns
    -------
    alt.LayerChart
        A square for each pair, once; the number in it and its shade are the number of articles.
    """
    require_columns(quotations, "article_id", "speaker")
    spoken = _top(quotations.drop_nulls("speaker"), "speaker", n_speakers)
    pairs = summarise_pairs(spoken)
    most = max(pairs["n_articles"].to_list(), default=1)
    base = alt.Chart(pairs).encode(
        x=alt.X("speaker:N", title=None, axis=alt.Axis(labelAngle=-40, labelLimit=160)),
        y=alt.Y("other:N", title=None, axis=NAMES),
        tooltip=["speaker", "other", alt.Tooltip("n_articles:Q", title="Articles")],
    )
    shade = alt.Color("n_articles:Q", title="Articles", legend=None).scale(
        domain=[0, most], range=["#eef3f7", PALETTE["blue"]]
    )
    dark = alt.condition(f"datum.n_articles > {most} / 2", alt.value("white"), alt.value("black"))
    layers = alt.LayerChart(
        layer=[
            base.mark_rect().encode(color=shade),
            base.mark_text().encode(text="n_articles:Q", color=dark),
        ]
    )
    words = f"{caption(spoken, 'quotations')}; the number is that of articles with both"
    return layers.properties(
        title=alt.TitleParams("Quoted together", subtitle=words),
        description=f"Quoted together. {words}",
        width="container",
        height=_height(pairs["other"].n_unique()),
    )


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
    chart = base_chart(shares, title, words, height=_height(shares[by].n_unique()))
    axis = alt.Axis(format=".0%", tickCount=5)
    return (
        _told(chart)
        .mark_bar()
        .encode(
            x=alt.X("share:Q", title=f"Share of the {what}", axis=axis).scale(domain=[0, 1]),
            y=alt.Y(f"{by}:N", title=None, axis=alt.Axis(labelLimit=300)),
            color=_kinds(own=what == "text"),
            order="place:Q",
            tooltip=[by, "kind", alt.Tooltip("share:Q", format=".1%"), n, "articles"],
        )
    )


def _top(rows: pl.DataFrame, name: str, most: int) -> pl.DataFrame:
    """The rows of the commonest values of a column; of equals, the first of the alphabet."""
    counts = rows[name].value_counts().sort("count", name, descending=[True, False])
    return rows.filter(pl.col(name).is_in(counts[name].head(most).to_list()))


def _bars(
    counts: pl.DataFrame, name: str, colour: alt.Color, *, title: str, words: str
) -> alt.Chart:
    """Bars of numbers of quotations, longest first, divided by a colour."""
    chart = base_chart(counts, title, words, height=_height(counts[name].n_unique()))
    about = [column for column in counts.columns if column not in {"n", "total"}]
    return (
        _told(chart)
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title="Quotations", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(f"{name}:N", title=None, axis=NAMES).sort(
                field="total", op="max", order="descending"
            ),
            color=colour,
            tooltip=[*about, alt.Tooltip("n:Q", title="Quotations")],
        )
    )


def _kinds(*, own: bool = False) -> alt.Color:
    """The colour of the kinds of quotation, the same in every chart."""
    shown = [*KINDS, OWN_WORDS] if own else list(KINDS)
    colours = [KIND_COLOURS[kind] for kind in shown]
    title = "Words" if own else "Kind"
    return alt.Color("kind:N", title=title, sort=shown).scale(domain=shown, range=colours)


def _parts(by: str) -> alt.Color:
    """The colour of other parts, in the order of the palette."""
    return alt.Color(f"{by}:N", title=in_words(by)).scale(range=list(PALETTE.values()))


def _told(chart: alt.Chart) -> alt.Chart:
    """The chart with its title and caption as the text for those who do not see it."""
    return chart.properties(description=f"{chart.title.text}. {chart.title.subtitle}")


def _height(n_rows: int) -> int:
    """The height of a chart with so many rows."""
    return max(80, ROW * n_rows)
