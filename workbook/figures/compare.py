"""The same thing counted differently, side by side; sums, shares and rates that do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from workbook.figures.checks import find_checks
from workbook.figures.exchange import find_exchanges, odd_rates
from workbook.figures.reports import Report, Row, as_report, content_words, number
from workbook.figures.same_thing import COMPARED, group_reports
from workbook.figures.stories import Run, Stories, read_stories, runs_of
from workbook.figures.taken_up import taken_up
from workbook.schema import require_columns

COMPARISONS = pl.Schema(
    {
        "group": pl.Int32(),
        "kind": pl.String(),
        "label": pl.String(),
        "worth_a_look": pl.Boolean(),
        "note": pl.String(),
        "n_figures": pl.Int32(),
        "n_articles": pl.Int32(),
        "n_values": pl.Int32(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "spread": pl.Float64(),
        "rate": pl.Float64(),
        "article_id": pl.String(),
        "figure": pl.Int32(),
        "start": pl.Int64(),
        "end": pl.Int64(),
        "text": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "as_of": pl.String(),
    }
)
_OF_FIGURE = list(COMPARISONS)[12:]
_NEEDED = ("article_id", "figure", "start", "end", "text", "value", "high", "unit")

# Agreement on less is no news: "the two sides", "both countries".
_TRIVIAL = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Figures side by side, and what is said of them."""

    kind: str
    label: str
    figures: list[Row]
    note: str | None = None
    worth_a_look: bool = True
    rate: float | None = None


def compare_figures(figures: pl.DataFrame, articles: pl.DataFrame | None = None) -> pl.DataFrame:
    """Put figures side by side that may be of the same thing: worth a look, never wrong.

    Figures may be of the same thing when their kind, `per` and `change` agree, their subjects
    share the head word and at least half of the others, their units can be the same, no `as_of`
    tells them apart and the larger is at most 2.5 times the smaller (5 times where more than the
    head is shared). In two articles, these must also be alike: by the words of their figures, and,
    where `articles` is given, by all their words and by days of issue at most a fortnight apart.
    Figures of people ("12 people") also need the same word beside them ("killed"). In one
    article, only figures that are told as counts ("according to", "counted") are compared. A
    figure is set beside at most 60 groups with the same head.

    Parameters
    ----------
    figures
        The frame of `find_figures`.
    articles
        Their articles: `article_id`, `body`; uses `title`, `published`, `duplicate_of`, as far as
        they are there. Near-duplicates of an earlier article are left out. Without it, less is
        known, and the answer is rougher.

    Returns
    -------
    pl.DataFrame
        One row per figure, groups in order of their first figure:

        - `group`: number of the group
        - `kind`: `same thing` (the reports differ), `agreement` (two articles allow one value),
          `two currencies`, `change and its ends`, `total and its parts`, `shares above 100`
        - `label`: subject and unit, or the two currencies
        - `worth_a_look`: false for agreements and for rates that others do not contradict
        - `note`: what the figures come to instead, in words; null for `same thing`
        - `n_figures`, `n_articles`, `n_values`: figures, articles, different values in the group
        - `low`, `high`, `spread`: least and greatest value, high / low; null for other kinds than
          `same thing` and `agreement`, `spread` also where `low` is not above 0
        - `rate`: for two currencies, units of the one for one of the other, at least 1; else null
        - `article_id`, `figure`, `start`, `end`, `text`, `value`, `unit`, `as_of` of the figure

        A figure allows other values than its own: "about 300" those that round to it, "more than
        300" those up to the next round number, 400. Reports agree when some value is allowed by
        all of them.

    Raises
    ------
    WorkbookError
        If a frame lacks a column that is needed.

    Examples
    --------
    >>> from workbook.figures import find_figures
    >>> body = "The loan is worth 710 million yuan ($100 million)."
    >>> articles = pl.DataFrame({"article_id": ["a"], "body": [body]})
    >>> compare_figures(find_figures(articles)).select("kind", "label", "rate").rows()[0]
    ('two currencies', 'yuan per US dollar', 7.1)
    """
    require_columns(figures, *_NEEDED, "kind", "bound", "change", "subject", "per", "as_of")
    if articles is not None:
        require_columns(articles, "article_id", "body")
        figures = _without_copies(figures, articles)
    places = {key: at for at, key in enumerate(figures["article_id"].unique(maintain_order=True))}
    rows = list(_in_order(figures, articles).iter_rows(named=True))
    stories = read_stories(rows, articles)
    runs = runs_of(rows, stories.bodies)
    groups = [*_same_things(runs, stories), *_exchanges(runs), *_checks(runs)]
    groups.sort(key=lambda group: (places[group.figures[0]["article_id"]], _start(group)))
    out = [row for number_, group in enumerate(groups) for row in _rows(number_, group)]
    return pl.DataFrame(out, schema=COMPARISONS)


def _in_order(figures: pl.DataFrame, articles: pl.DataFrame | None) -> pl.DataFrame:
    """By day of issue, article and place, so that those of one time are near each other."""
    order = ["article_id", "start", "figure"]
    if articles is None or "published" not in articles.columns:
        return figures.sort(order)
    days = articles.select("article_id", day_of_issue="published")
    dated = figures.join(days, on="article_id", how="left")
    return dated.sort("day_of_issue", *order, nulls_last=True).drop("day_of_issue")


def _start(group: Group) -> tuple[float, str]:
    return number(group.figures[0]["start"]), group.kind


def _without_copies(figures: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    if "duplicate_of" not in articles.columns:
        return figures
    copies = articles.filter(pl.col("duplicate_of").is_not_null())
    return figures.join(copies, on="article_id", how="anti", maintain_order="left")


def _same_things(runs: list[Run], stories: Stories) -> Iterator[Group]:
    reports = [report for report in _reports(runs) if report.head or report.takes_up]
    for group in group_reports(reports, stories):
        if not _agree(group):
            yield Group("same thing", _label(group), [report.row for report in group])
        elif _is_news(group):
            rows = [report.row for report in group]
            yield Group("agreement", _label(group), rows, worth_a_look=False)


def _reports(runs: list[Run]) -> Iterator[Report]:
    earlier: list[Row] = []
    for order, run in enumerate(runs):
        earlier = [row for row in earlier if row["article_id"] == run.rows[0]["article_id"]]
        for row in run.rows:
            if row["kind"] not in COMPARED or row["value"] is None:
                continue
            before = run.before(row)
            first = taken_up(row, before, earlier)
            yield as_report(row, order, (before, run.after(row)), takes_up=first)
            earlier = [row, *earlier[:5]]


def _agree(group: list[Report]) -> bool:
    """Whether some value is allowed by all."""
    return max(one.allows.low for one in group) <= min(one.allows.high for one in group)


def _is_news(group: list[Report]) -> bool:
    """Whether an agreement is of several articles, or of differing words, on more than a pair."""
    several = len({report.article for report in group}) > 1
    values = {report.value for report in group}
    return max(values) > _TRIVIAL and (several or len(values) > 1)


def _label(group: list[Report]) -> str:
    """The shortest subject with the head of the first, and the unit."""
    head = group[0].head
    subjects = [str(report.row["subject"]).partition(",")[0] for report in group]
    named = [name for name in subjects if head in content_words(name)]
    unit = next((report.row["unit"] for report in group if report.row["unit"]), None)
    name = min(named, key=lambda name: (len(name), name), default=head)
    told = unit is None or content_words(str(unit)) <= content_words(name)
    return name if told else f"{name} ({unit})"


def _exchanges(runs: list[Run]) -> Iterator[Group]:
    found = find_exchanges(runs)
    notes = odd_rates(found)
    for place, exchange in enumerate(found):
        note = notes.get(place)
        rows = list(exchange.figures)
        yield Group(
            *("two currencies", exchange.label, rows, note),
            worth_a_look=note is not None,
            rate=exchange.rate,
        )


def _checks(runs: list[Run]) -> Iterator[Group]:
    for check in find_checks(runs):
        label = " / ".join(str(row["text"]) for row in check.figures)
        yield Group(check.kind, label, check.figures, check.note)


def _rows(order: int, group: Group) -> Iterator[Row]:
    about: Row = {
        "group": order,
        "kind": group.kind,
        "label": group.label,
        "worth_a_look": group.worth_a_look,
        "note": group.note,
        "n_figures": len(group.figures),
        "n_articles": len({row["article_id"] for row in group.figures}),
        "n_values": len({(row["value"], row["high"]) for row in group.figures}),
        **_spread(group),
        "rate": group.rate,
    }
    for row in group.figures:
        yield {**about, **{name: row[name] for name in _OF_FIGURE}}


def _spread(group: Group) -> Row:
    if group.kind not in ("same thing", "agreement"):
        return {"low": None, "high": None, "spread": None}
    ends = [row[name] for row in group.figures for name in ("value", "high")]
    values = [number(end) for end in ends if end is not None]
    low, high = min(values), max(values)
    return {"low": low, "high": high, "spread": high / low if low > 0 else None}
