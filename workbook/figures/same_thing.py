"""Reports of figures -> groups that may be of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, takewhile

from workbook.figures.reports import Place, Report, apart, is_general, is_of_people, sign_words
from workbook.figures.stories import Stories, number_is_telling

# Kinds whose values can be of one thing; dates, years, ordinals and ages stand for themselves.
COMPARED = frozenset({"money", "percent", "count", "measure", "duration", "rate"})
# Values further apart than this are hardly of one thing: with a subject of one word, of more words.
_FACTORS = (2.5, 5.0)
# The same where one article gives both and its words are not at hand.
_FACTOR_WITHIN = 1.6
# How alike two articles must be: for the same telling number; for the same noun, where their text
# is known and where it is not; for people of one kind; for people. Of all pairs of articles, one
# in ten is as alike as the second.
_LITTLE, _SOME, _UNSEEN, _MUCH, _MOST = 0.05, 0.12, 0.18, 0.2, 0.35
# A figure is set beside the latest groups with its key, and the latest of each, so that time stays
# linear.
_WINDOW, _LATEST = 100, 20

Group = list[Report]


@dataclass(frozen=True, slots=True)
class _Block:
    """The groups of one key by number, the one that grew last at the end, and those of a value."""

    groups: dict[int, Group] = field(default_factory=dict)
    by_value: dict[float, int] = field(default_factory=dict)


def group_reports(reports: Iterable[Report], stories: Stories) -> list[Group]:
    """Groups of figures that may be of the same thing.

    A figure joins the group of the one that it takes up, or the latest group that has a figure
    which it fits and none that it cannot stand beside.

    Parameters
    ----------
    reports
        The figures; where days of issue are known, in their order.
    stories
        What is known of their articles.
    """
    blocks: dict[tuple[object, ...], _Block] = defaultdict(_Block)
    homes: dict[Place, Group] = {}
    groups: list[Group] = []
    for report in reports:
        group = homes.get(report.takes_up) if report.takes_up else None
        if group is None:
            group = _home(report, blocks[_key(report)], stories)
        if not group:
            groups.append(group)
        group.append(report)
        homes[report.place] = group
    return [group for group in groups if len(group) > 1]


def _key(report: Report) -> tuple[object, ...]:
    row = report.row
    return row["kind"], row["per"], row["change"], report.head, apart(row)


def _home(report: Report, block: _Block, stories: Stories) -> Group:
    """The group of the same value or else the latest that a figure fits, or a new one."""
    for number in _candidates(report, block, stories):
        if _joins(report, block.groups[number], stories):
            break
    else:
        number = len(block.groups)
    group = block.groups.pop(number, [])
    block.groups[number] = group
    block.by_value[report.value] = number
    return group


def _candidates(report: Report, block: _Block, stories: Stories) -> list[int]:
    latest = takewhile(
        lambda number: stories.are_near(block.groups[number][-1].article, report.article),
        reversed(block.groups),
    )
    same = block.by_value.get(report.value)
    return [*([] if same is None else [same]), *islice(latest, _WINDOW)]


def _joins(report: Report, group: Group, stories: Stories) -> bool:
    latest = group[-_LATEST:]
    return all(_can_be_same(one, report) for one in latest) and any(
        _fits(one, report, stories) for one in latest
    )


def _can_be_same(one: Report, other: Report) -> bool:
    """Whether unit, time, size and place leave it open that two figures are of one thing."""
    first, second = one.row, other.row
    if None not in (first["as_of"], second["as_of"]) and first["as_of"] != second["as_of"]:
        return False
    if not _units_meet(first["unit"], second["unit"]):
        return False
    if one.value != other.value and one.run == other.run and not _are_contrasted(one, other):
        return False
    return _ratio(one, other) <= _FACTORS[len(one.subject & other.subject) > 1]


def _units_meet(one: object, other: object) -> bool:
    """Whether two names of units can stand for the same: "boat" and "fishing boat", or none."""
    if one is None or other is None or one == other:
        return True
    return str(one).split()[-1] == str(other).split()[-1]


def _ratio(one: Report, other: Report) -> float:
    low, high = sorted((one.value, other.value))
    if low == high:
        return 1.0
    return high / low if low > 0 else float("inf")


def _are_contrasted(one: Report, other: Report) -> bool:
    """Whether a sentence gives two figures as two counts of one thing."""
    return bool((one.around | other.around) & sign_words("counting"))


def _fits(one: Report, other: Report, stories: Stories) -> bool:
    """Whether there is enough in favour of two figures being of one thing."""
    shared = len(one.subject & other.subject)
    if 2 * shared < len(one.subject | other.subject):
        return False
    if one.article == other.article:
        return _fits_within(one, other, known=one.article in stories.bodies)
    same = one.value == other.value and number_is_telling(one.row)
    if not same and not stories.are_near(one.article, other.article):
        return False
    likeness = stories.likeness(one.article, other.article)
    if same:
        return likeness > _LITTLE
    if not (is_of_people(one) or is_of_people(other)) or one.beside & other.beside:
        return likeness > (_SOME if one.article in stories.bodies else _UNSEEN)
    return not (one.beside and other.beside) and likeness > (_MOST if is_general(one) else _MUCH)


def _fits_within(one: Report, other: Report, *, known: bool) -> bool:
    """Whether two figures of one article are of one thing."""
    if one.run == other.run:
        return True
    if one.allows.meets(other.allows) or (one.subject == other.subject and len(one.subject) > 1):
        return True
    if known:
        return all(report.around & sign_words("counting") for report in (one, other)) and (
            not is_general(one) or bool(one.beside & other.beside)
        )
    several = bool(one.actor and other.actor) and one.actor != other.actor
    return several and not is_general(one) and _ratio(one, other) <= _FACTOR_WITHIN
