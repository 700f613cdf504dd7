"""What a chart is divided by: outlets, or files where none is named; each with one colour."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import polars as pl

from workbook.charts.parts import (
    NAMED_COLOURS,
    OTHER,
    PALETTE,
    UNKNOWN,
    for_last_frame,
    in_words,
)
from workbook.schema import require_columns

# What stands in for a column that no article fills.
INSTEAD = {"outlet": "source"}
TITLES = {"source": "File"}


@dataclass(frozen=True)
class Division:
    """A column of names, those with a colour of their own, and what else there is.

    Attributes
    ----------
    column
        Of the frame.
    names
        The commonest values, in the order of the alphabet; at most as many as there are colours.
    others, unknown
        Whether there are more values than these, and rows without a value.
    note
        Why another column than the one asked for; goes behind the caption.
    """

    column: str
    names: tuple[str, ...]
    others: bool
    unknown: bool
    note: str = ""

    @property
    def title(self) -> str:
        """The column in words."""
        return TITLES.get(self.column, in_words(self.column))

    @property
    def order(self) -> list[str]:
        """All names as drawn: the others and the unknown last."""
        return [*self.names, *[OTHER] * self.others, *[UNKNOWN] * self.unknown]

    @property
    def fold(self) -> pl.Expr:
        """The column with the rarer values as `OTHER` and null as `UNKNOWN`."""
        value = pl.col(self.column)
        named = pl.when(value.is_in(self.names)).then(value).otherwise(pl.lit(OTHER))
        return pl.when(value.is_null()).then(pl.lit(UNKNOWN)).otherwise(named).alias(self.column)

    @property
    def colour(self) -> alt.Color:
        """The colour channel; without any name, one colour and no legend."""
        colours = dict(zip(self.names, NAMED_COLOURS, strict=False))
        rest = PALETTE["grey"] if self.names else PALETTE["blue"]
        colours |= {OTHER: PALETTE["dark grey"], UNKNOWN: rest}
        legend = alt.Legend(values=self.order, labelLimit=160) if self.names else None
        return alt.Color(f"{self.column}:N", title=self.title, legend=legend).scale(
            domain=self.order, range=[colours[name] for name in self.order]
        )

    @property
    def axis(self) -> alt.Y:
        """A line for each name."""
        axis = alt.Axis(labelLimit=160, grid=True)
        return alt.Y(f"{self.column}:N", title=self.title, sort=self.order, axis=axis)


def divide(
    frame: pl.DataFrame, by: str = "outlet", *, among: pl.DataFrame | None = None
) -> Division:
    """Find the names that a chart tells apart.

    Parameters
    ----------
    frame
        Needs `article_id` and the column `by`; where no article names an outlet, `source` is
        used in its place, if it is there and has several values.
    by
        A column of names.
    among
        All rows, where `frame` is some of them: names and colours are theirs.

    Examples
    --------
    >>> frame = pl.DataFrame({"article_id": ["a", "b"], "outlet": ["Wire", None]})
    >>> divide(frame).order
    ['Wire', 'unknown']
    """
    return _divide(frame if among is None else among, by)


@for_last_frame
def _divide(rows: pl.DataFrame, by: str) -> Division:
    require_columns(rows, "article_id", by)
    column, note = _known_column(rows, by)
    sizes = rows.drop_nulls(column).group_by(column).agg(n=pl.n_unique("article_id"))
    sizes = sizes.sort("n", column, descending=[True, False])
    names = sorted(sizes[column].head(len(NAMED_COLOURS)))
    others, unknown = sizes.height > len(names), rows[column].null_count() > 0
    return Division(column, tuple(names), others, unknown, note)


def _known_column(rows: pl.DataFrame, by: str) -> tuple[str, str]:
    """The column, or what stands in for it with the reason."""
    instead = INSTEAD.get(by, by)
    if rows.is_empty() or rows[by].count() or instead not in rows.columns:
        return by, ""
    if rows[instead].n_unique() < 2:
        return by, ""
    return instead, f", so by {TITLES[instead].lower()}"
