"""Figures side by side: differing and agreeing reports, two currencies, what does not fit."""

from datetime import date

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.figures import compare_figures, find_figures
from workbook.figures.compare import COMPARISONS
from workbook.figures.reports import Interval, allowed
from workbook.schema import FIGURES


def articles(*bodies, days=()):
    """Articles "a", "b", ... with their days of issue in March 2025."""
    published = [date(2025, 3, day) for day in days] or [None] * len(bodies)
    keys = list("abcdef"[: len(bodies)])
    return pl.DataFrame({"article_id": keys, "body": list(bodies), "published": published})


def groups(compared, *, worth_a_look=True):
    """Kind, note, and article with text of each figure, by group."""
    return [
        (
            group["kind"][0],
            group["note"][0],
            list(zip(group["article_id"], group["text"], strict=True)),
        )
        for group in compared.filter(worth_a_look=worth_a_look).partition_by("group")
    ]


def compared(*bodies, days=(), worth_a_look=True):
    frame = articles(*bodies, days=days)
    return groups(compare_figures(find_figures(frame), frame), worth_a_look=worth_a_look)


# Two reports of one evening and one of another town; the words they share tell that.
BLOCKADE = "Dockers blocked the Ardo gate on Monday. About 300 striking dockers stood there."
POLICE = "Police at the Ardo gate on Monday saw dockers. They counted 450 striking dockers."
BRILL = "In Brill a bakery opened. It sells 400 striking loaves to young nurses."


def test_one_thing_counted_differently_is_a_group_with_its_spread():
    frame = articles(BLOCKADE, POLICE, BRILL)
    rows = compare_figures(find_figures(frame), frame)
    about = ("group", "kind", "label", "worth_a_look", "note", "n_figures", "n_articles")
    assert rows.select(about).unique().rows() == [
        (0, "same thing", "striking dockers", True, None, 2, 2)
    ]
    figures = ("n_values", "low", "high", "spread", "article_id", "text", "value")
    assert rows.select(figures).rows() == [
        (2, 300.0, 450.0, 1.5, "a", "About 300 striking dockers", 300.0),
        (2, 300.0, 450.0, 1.5, "b", "450 striking dockers", 450.0),
    ]


def test_without_the_articles_their_figures_alone_tell_that_they_are_alike():
    rows = compare_figures(find_figures(articles(BLOCKADE, POLICE, BRILL)))
    assert rows["text"].to_list() == ["About 300 striking dockers", "450 striking dockers"]


def test_reports_weeks_apart_are_of_another_time():
    assert compared(BLOCKADE, POLICE, BRILL, days=(1, 9, 9)) != []
    assert compared(BLOCKADE, POLICE, BRILL, days=(1, 28, 9)) == []


def test_two_usual_words_for_one_thing_are_one():
    bill = "Dockers at the Ardo gate on Monday fear a bill of $450 million for the dredging."
    cost = "The dredging at the Ardo gate, dockers said on Monday, has a cost of $300 million."
    assert compared(bill, cost, BRILL) == [
        ("same thing", None, [("a", "$450 million"), ("b", "$300 million")])
    ]


@pytest.mark.parametrize(
    ("text", "value", "bound", "interval"),
    [
        ("2,310 boats", 2310.0, "=", (2310.0, 2310.0)),
        ("2.7 million boats", 2.7e6, "=", (2.65e6, 2.75e6)),
        ("about 300 boats", 300.0, "~", (250.0, 350.0)),
        ("nearly 400 boats", 400.0, "<", (300.0, 400.0)),
        ("more than 300 boats", 300.0, ">", (300.0, 400.0)),
        ("at least 62 boats", 62.0, ">=", (62.0, pytest.approx(68.2))),
        ("a dozen boats", 12.0, "=", (12.0, 12.0)),
        ("no boats", 0.0, "=", (0.0, 0.0)),
    ],
)
def test_a_figure_allows_what_is_printed_like_it(text, value, bound, interval):
    row = {"text": text, "value": value, "high": None, "bound": bound}
    assert allowed(row) == Interval(*interval)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 300 striking dockers", "Some 320 striking dockers"),
        ("Nearly 400 striking dockers", "Exactly 396 striking dockers"),
        ("More than 300 striking dockers", "In all 340 striking dockers"),
        ("Exactly 340 striking dockers", "Exactly 340 striking dockers"),
        ("Between 300 and 400 striking dockers", "Exactly 340 striking dockers"),
    ],
)
def test_reports_that_allow_one_value_agree(one, other):
    bodies = [
        f"Dockers blocked the Ardo gate on Monday. {who} stood there." for who in (one, other)
    ]
    assert compared(*bodies, BRILL) == []
    ((kind, note, figures),) = compared(*bodies, BRILL, worth_a_look=False)
    assert (kind, note, [key for key, _ in figures]) == ("agreement", None, ["a", "b"])


def test_reports_that_contradict_a_bound_differ():
    bodies = [
        f"Dockers blocked the Ardo gate on Monday. {who} striking dockers stood there."
        for who in ("More than 300", "Exactly 512")
    ]
    assert len(compared(*bodies, BRILL)) == 1


@pytest.mark.parametrize(
    "bodies",
    [
        # another thing, another unit, another date, another size
        ("Some 300 striking dockers sat down.", "About 400 young nurses sang."),
        ("The harbour dues rose 5 percent.", "The harbour dues rose $5."),
        ("In 2019 it had 30 patrol boats.", "In 2020 it had 40 patrol boats."),
        ("The port has 30 patrol boats.", "The port has 4,000 patrol boats."),
        # what comes on top of the others
        ("The port has 30 patrol boats.", "The port wants 20 more patrol boats."),
        # two of one sentence are two things
        ("Of the old boats 30 patrol boats and 20 fishing boats stayed.",),
        ("The boats sailed by 19 votes to 14 votes.",),
        ("The lake was 30 percent full, up from 21 percent.",),
        # one noun, two things that happen
        ("The fire in Ardo killed 12 people.", "The fire in Ardo injured 17 people."),
        # one article speaks of several flats
        ("The firm owns 160 flats. The town asked for 188 flats.",),
        # agreement on a pair is no news, nor is a figure repeated in its article
        ("The two sides met in Ardo.", "The two sides met in Ardo."),
        ("The port has 30 patrol boats. The 30 patrol boats are old.",),
        ("The port has 30 patrol boats.",),
    ],
)
def test_figures_of_other_things_are_not_compared(bodies):
    assert compared(*bodies) == []
    assert compared(*bodies, worth_a_look=False) == []


def test_people_are_compared_where_the_same_happens_to_them():
    one = "The fire at the Ardo mill on Monday killed 12 people."
    other = "The fire at the Ardo mill on Monday has killed 17 people."
    assert compared(one, other, BRILL) == [
        ("same thing", None, [("a", "12 people"), ("b", "17 people")])
    ]


def test_one_article_may_give_two_counts():
    body = "Organisers counted more than 90 boats. Police put the number at 62 boats."
    assert compared(body) == [
        ("same thing", None, [("a", "more than 90 boats"), ("a", "62 boats")])
    ]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            "Losses of the company were 23 percent. The regulator puts them at 28 percent.",
            ["23 percent", "28 percent"],
        ),
        (
            "Bills will rise by 6 percent. The rise could be nearly 9 percent.",
            ["6 percent", "nearly 9 percent"],
        ),
        (
            "The wire reported 31 percent; the daily made it 29 percent.",
            ["31 percent", "29 percent"],
        ),
    ],
)
def test_a_second_report_takes_up_the_first(body, texts):
    assert compared(body) == [("same thing", None, [("a", text) for text in texts])]


def test_copies_of_an_article_are_no_second_report():
    frame = articles(BLOCKADE, BLOCKADE).with_columns(duplicate_of=pl.Series([None, "a"]))
    assert compare_figures(find_figures(frame), frame).is_empty()
    assert compare_figures(find_figures(frame), frame.drop("duplicate_of")).height == 2


@pytest.mark.parametrize(
    ("body", "label", "rate"),
    [
        ("The loan of 710 million yuan ($100 million) was repaid.", "yuan per US dollar", 7.1),
        ("The loan of $100 million (710 million yuan) was repaid.", "yuan per US dollar", 7.1),
        ("The loan of 710 million yuan, or $100 million, was repaid.", "yuan per US dollar", 7.1),
        ("He paid €90 (about $99) for it.", "US dollar per euro", 1.1),
    ],
)
def test_money_in_two_currencies_gives_the_implied_rate(body, label, rate):
    frame = articles(body)
    rows = compare_figures(find_figures(frame), frame)
    assert (
        rows.select("kind", "label", "worth_a_look", "spread").rows()
        == [("two currencies", label, False, None)] * 2
    )
    assert rows["rate"].to_list() == [pytest.approx(rate)] * 2


def test_two_sums_of_which_none_is_the_other_are_no_pair():
    assert compared("He paid $5, €3 and £2.", worth_a_look=False) == []


def test_rates_that_contradict_each_other_are_worth_a_look():
    body = "It cost 710 million yuan ($100 million). The dam cost 500 million yuan ($100 million)."
    assert [(kind, note) for kind, note, _ in compared(body)] == [
        ("two currencies", "elsewhere about 5 yuan per US dollar"),
        ("two currencies", "elsewhere about 7.1 yuan per US dollar"),
    ]


def test_of_many_rates_the_odd_one_is_worth_a_look():
    body = "One cost 710 yuan ($100). Two cost 1,420 yuan ($200). Three cost 900 yuan ($100)."
    assert compared(body) == [
        (
            "two currencies",
            "elsewhere about 7.1 yuan per US dollar",
            [("a", "900 yuan"), ("a", "$100")],
        )
    ]


def test_rates_that_differ_by_rounding_are_not():
    assert compared("It cost 2.4 billion yuan ($340 million). He paid 7,310 yuan ($1,000).") == []


@pytest.mark.parametrize(
    ("body", "kind", "note"),
    [
        ("Sales rose 20 percent from 50 to 65.", "change and its ends", "50 to 65 is +30 percent"),
        (
            "Profit rose 20 percent to 65 million euros from 50 million euros.",
            "change and its ends",
            "50,000,000 to 65,000,000 is +30 percent",
        ),
        (
            "Output fell from 200 tonnes to 150 tonnes, a drop of 30 percent.",
            "change and its ends",
            "200 to 150 is -25 percent",
        ),
        (
            "Sales were 65 million euros, up 20 percent from 50 million euros.",
            "change and its ends",
            "50,000,000 to 65,000,000 is +30 percent",
        ),
        (
            "There were 12 men and 9 women, 20 in all.",
            "total and its parts",
            "the parts come to 21",
        ),
        (
            "A total of 20 people, 12 men and 9 women, were hurt.",
            "total and its parts",
            "the parts come to 21",
        ),
        (
            "Some 45 percent voted yes, 40 percent no and 20 percent stayed at home.",
            "shares above 100",
            "the shares come to 105 percent",
        ),
    ],
)
def test_figures_of_a_sentence_that_do_not_fit_are_worth_a_look(body, kind, note):
    assert [found[:2] for found in compared(body)] == [(kind, note)]


@pytest.mark.parametrize(
    "body",
    [
        "Sales rose 30 percent from 50 to 65.",
        "Sales rose 8 percent from 61 to 66.",  # 8.2 percent, and the ends are rounded
        "Revenue was $12 million, up 20 percent from $10 million.",
        "Support grew by 10 percent, from 20 percent to 30 percent.",  # points, loosely said
        "Profit rose 3 percent to 9 million crowns, and 40 percent from 2019 to 2024.",
        "Sales rose about 30 percent from 50 to 64.",
        "There were 12 men and 9 women, 21 in all.",
        "They met 12 men and 9 women and sold 20 boats.",
        "A total of 20 people, 12 of them women, were hurt.",
        "Turnout was 45 percent in Ardo, 40 percent in Brill and 25 percent in Corva.",
        "Some 50 percent said yes, 30 percent no and 20 percent did not answer.",
        "Some 34 percent said yes, 33.4 percent no and 33 percent did not answer.",  # rounding
        "Some 80 percent own a car, 75 percent a bicycle and 60 percent a boat.",
    ],
)
def test_figures_of_a_sentence_that_may_fit_are_left_alone(body):
    assert compared(body) == []


def test_the_order_of_the_rows_changes_no_group():
    frame = articles(
        BLOCKADE, POLICE, "He paid 710 yuan ($100). There were 12 men and 9 women, 20 in all."
    )
    figures = find_figures(frame)
    expected = sorted(groups(compare_figures(figures, frame)))
    for seed in range(3):
        shuffled = figures.sample(fraction=1, shuffle=True, seed=seed)
        assert sorted(groups(compare_figures(shuffled, frame.reverse()))) == expected


def test_no_figures_give_no_comparisons_in_the_full_schema():
    for frame in (pl.DataFrame(schema=FIGURES), find_figures(articles("Nothing was counted."))):
        rows = compare_figures(frame)
        assert (rows.height, rows.schema) == (0, COMPARISONS)


def test_a_frame_that_is_not_of_figures_is_refused():
    with pytest.raises(WorkbookError, match="no column 'figure'"):
        compare_figures(pl.DataFrame({"article_id": ["a"]}))


def test_articles_without_their_text_are_refused():
    with pytest.raises(WorkbookError, match="no column 'body'"):
        compare_figures(pl.DataFrame(schema=FIGURES), pl.DataFrame({"article_id": ["a"]}))
