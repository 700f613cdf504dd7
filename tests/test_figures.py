"""Articles -> figures: kinds, units, subjects, dates, places."""

from datetime import date

import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.figures import find_figures
from workbook.schema import FIGURES


def figures(body, published=None):
    """The figures of one article."""
    frame = pl.DataFrame(
        {"article_id": ["a"], "body": [body], "published": [published]},
        schema={"article_id": pl.String, "body": pl.String, "published": pl.Date},
    )
    return find_figures(frame)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # bounds
        ("The coating is < 5 mm.", ("< 5 mm", 5, None, "millimetre", "measure", "<")),
        ("It carries ≥ 40 tonnes.", ("≥ 40 tonnes", 40, None, "tonne", "measure", ">=")),
        (
            "It was larger than 20 acres.",
            ("larger than 20 acres", 20, None, "acre", "measure", ">"),
        ),
        ("It is nearing $4 million.", ("nearing $4 million", 4e6, None, "US dollar", "money", "<")),
        (
            "It is estimated at $30 million.",
            ("estimated at $30 million", 3e7, None, "US dollar", "money", "~"),
        ),
        ("It went up to $5.", ("$5", 5, None, "US dollar", "money", "=")),
        ("The fine is up to $5.", ("up to $5", 5, None, "US dollar", "money", "<=")),
        (
            "Between about 10 and 20 ships sank.",
            ("Between about 10 and 20 ships", 10, 20, "ship", "count", "~"),
        ),
        # vague numbers and shares
        ("A few hundred ships sank.", ("A few hundred ships", 100, 1000, "ship", "count", "=")),
        (
            "A couple of dozen ships sank.",
            ("A couple of dozen ships", 24, None, "ship", "count", "="),
        ),
        (
            "A quarter of a million ships sank.",
            ("A quarter of a million ships", 250_000, None, "ship", "count", "="),
        ),
        ("Nearly a third stayed.", ("Nearly a third", 1 / 3, None, "fraction", "percent", "<")),
        ("More than half stayed.", ("More than half", 0.5, None, "fraction", "percent", ">")),
        # money
        ("It cost R5,000.", ("R5,000", 5000, None, "rand", "money", "=")),
        ("It cost 30,000 rials.", ("30,000 rials", 30_000, None, "rial", "money", "=")),
        ("It cost 50c.", ("50c", 50, None, "US cent", "money", "=")),
        (
            "The ferry company paid 4.2 million euros for the pier.",
            ("4.2 million euros", 4_200_000, None, "euro", "money", "="),
        ),
        (
            "The council approved a budget of about $1.3bn on Tuesday.",
            ("about $1.3bn", 1_300_000_000, None, "US dollar", "money", "~"),
        ),
        ("The plan needs £25m-£30m.", ("£25m-£30m", 25e6, 30e6, "British pound", "money", "=")),
        # percent
        ("Rents fell by 2 to 3 per cent.", ("2 to 3 per cent", 2, 3, "percent", "percent", "=")),
        (
            "Two-thirds of the voters backed the plan.",
            ("Two-thirds", pytest.approx(2 / 3), None, "fraction", "percent", "="),
        ),
        # count
        (
            "Between 300 and 450 residents left the valley.",
            ("Between 300 and 450 residents", 300, 450, "person", "count", "="),
        ),
        (
            "At least two dozen fishing boats sank near the port.",
            ("At least two dozen fishing boats", 24, None, "fishing boat", "count", ">="),
        ),
        (
            "Hundreds of miners marched.",
            ("Hundreds of miners", 100, 1000, "person", "count", "="),
        ),
        (
            "One of the bridges collapsed.",
            ("One of the bridges", 1, None, "bridge", "count", "="),
        ),
        (
            "The pier moves 9,000 crates or more.",
            ("9,000 crates or more", 9000, None, "crate", "count", ">="),
        ),
        ("About 1000 came from the islands.", ("About 1000", 1000, None, None, "count", "~")),
        (
            "The number of deaths exceeded 3,000.",
            ("exceeded 3,000", 3000, None, "death", "count", ">"),
        ),
        ("The 214 MPs voted.", ("214 MPs", 214, None, "person", "count", "=")),
        ("A 14-member panel met.", ("14-member panel", 14, None, "person", "count", "=")),
        ("A 30-storey tower fell.", ("30-storey tower", 30, None, "storey", "count", "=")),
        (
            "The friendship of two countries' sailors grew.",
            ("two countries", 2, None, "country", "count", "="),
        ),
        # measure, duration, age, rate
        ("The magnitude 6.4 quake was felt.", ("6.4", 6.4, None, "magnitude", "measure", "=")),
        ("He left at the age of just 28.", ("just 28", 28, None, "year", "age", "=")),
        ("Children under 5 stay at home.", ("under 5", 5, None, "year", "age", "<")),
        ("The tunnel is 12.5 km long.", ("12.5 km", 12.5, None, "kilometre", "measure", "=")),
        ("The crossing takes 95 minutes.", ("95 minutes", 95, None, "minute", "duration", "=")),
        ("A 34-year-old driver was hurt.", ("34-year-old", 34, None, "year", "age", "=")),
        ("Mara Quill, 61, said she would appeal.", ("61", 61, None, "year", "age", "=")),
        ("The manager, 51, resigned.", ("51", 51, None, "year", "age", "=")),
        ("She was 77.", ("77", 77, None, "year", "age", "=")),
        (
            "The train reached 210 km/h on the new line.",
            ("210 km/h", 210, None, "kilometre per hour", "rate", "="),
        ),
        # ordinal, year, date
        (
            "The museum marked its 40th anniversary.",
            ("40th anniversary", 40, None, "anniversary", "ordinal", "="),
        ),
        ("The dam was finished in 1974.", ("1974", 1974, None, "year", "year", "=")),
        ("It was built in the 1990s.", ("1990s", 1990, 1999, "year", "year", "=")),
        ("It was built in the 1800s.", ("1800s", 1800, 1899, "year", "year", "=")),
        ("It shut in 2003-4.", ("2003-4", 2003, 2004, "year", "year", "=")),
        ("It won in 20 straight years.", ("20 straight years", 20, None, "year", "duration", "=")),
        (
            "It runs 400 round-trip flights.",
            ("400 round-trip flights", 400, None, "flight", "count", "="),
        ),
        (
            "The fair is open from April 14 to 16.",
            ("April 14 to 16", None, None, None, "date", "="),
        ),
        ("The fund was launched on 3 May 2019.", ("3 May 2019", None, None, None, "date", "=")),
    ],
)
def test_a_sentence_has_one_figure_of_its_kind(body, expected):
    columns = ("text", "value", "high", "unit", "kind", "bound")
    assert figures(body).select(columns).rows() == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "Unit 12 of the plant was closed.",
        "The team won 3-1 on Saturday.",
        "The Harbour 50 index was flat.",
        "Council members adopted an six-point accord.",
        "Each one was sold at half-mast.",
        "They met for the second time.",
        "The first is to listen.",
        "First, the port must be rebuilt.",
        "Ferrol won the old Six Nations trophy.",
        "They listened to BBC Radio Five at breakfast.",
        "They propped up one another's prices.",
        "The talks of the Group of 20 failed.",
        "He was hurt in round two of the fight.",
        "The team drew Ferrol 19-33 Wasps yesterday.",
        "The PS5 was sold out.",
        "Cave Runner 2 sold well.",
        "Call 0800 123 456 now.",
        "Call (555) 123-4567 now.",
        "Call +44 20 7946 0000 now.",
        "2) Open the gate.",
        "",
    ],
)
def test_names_scores_and_pronouns_are_no_figures(body):
    assert figures(body).is_empty()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Grain prices climbed 7.5 percent.", ["Grain prices"]),
        ("The council approved a budget of $1.3bn.", ["budget"]),
        ("About 60% of the nurses stayed.", ["nurses"]),
        ("They installed a 9kW solar roof.", ["solar roof"]),
        ("Ferrol Health has 650 surgeons.", ["surgeons, Ferrol Health"]),
        ("Ferrol said it has 650 surgeons.", ["surgeons, Ferrol"]),
        ("A survey of 200 pilots was published.", ["pilots, survey"]),
        ("The loan of 710 million yuan ($100 million) was repaid.", ["loan", "loan"]),
        ("Mara Quill, 61, will appeal.", ["Mara Quill"]),
        ("It costs $12 a day.", [None]),
    ],
)
def test_the_subject_is_what_is_counted_or_measured(body, expected):
    assert figures(body)["subject"].to_list() == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tickets cost $12 a day.", ["day"]),
        ("Oil fell to $45 per barrel.", ["barrel"]),
        ("The plant fills 35m bottles a month.", ["month"]),
        ("Some 400 families left the valley each year.", ["year"]),
        ("The valley lost 400 families.", [None]),
    ],
)
def test_a_rate_keeps_what_it_is_counted_by(body, expected):
    assert figures(body)["per"].to_list() == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Eight or nine euros would do.", [(8, "euro"), (9, "euro")]),
        ("It rose from 10 percent to 12 percent.", [(10, "percent")]),
        ("It will rise from 24 to 33-35 billion euros.", [(24e9, "euro"), (33e9, "euro")]),
        ("Three of the five workers left.", [(3, "person"), (5, "person")]),
        ("Some 8 million, or 30 percent, stayed.", [(8e6, None), (30, "percent")]),
        (
            "The highest bid is 63.5 cents, the lowest is 51.",
            [(63.5, "US cent"), (51, "US cent")],
        ),
        ("It has 3,400 workers, up from 2,900.", [(3400, "person"), (2900, "person")]),
        ("The lake is 29 percent full, down from 41.", [(29, "percent"), (41, "percent")]),
    ],
)
def test_a_unit_printed_once_counts_for_its_neighbour(body, expected):
    assert figures(body).select("value", "unit").rows() == expected


@pytest.mark.parametrize(
    ("body", "published", "expected"),
    [
        ("It opens on 3 May 2019.", None, date(2019, 5, 3)),
        ("It opens on May 3, 2019.", None, date(2019, 5, 3)),
        ("It opens on 2019-05-03.", None, date(2019, 5, 3)),
        ("It opened in August 1991.", None, date(1991, 8, 1)),
        ("It opened in the third quarter of 2023.", None, date(2023, 7, 1)),
        ("It opens on June 12.", date(2023, 6, 1), date(2023, 6, 12)),
        ("It opens on 9 January.", date(2023, 12, 20), date(2024, 1, 9)),
        ("It opens on June 12.", None, None),
        ("It opens on February 30, 2023.", None, None),
    ],
)
def test_a_date_is_settled_by_its_year_or_by_the_day_of_publication(body, published, expected):
    rows = figures(body, published).select("kind", "value", "date").rows()
    assert rows == [("date", None, expected)]


@pytest.mark.parametrize(("published", "day"), [("2025-05-20", date(2025, 5, 3)), ("May", None)])
def test_a_day_of_publication_may_be_iso_text(published, day):
    frame = {"article_id": ["a"], "body": ["It sank on 3 May."], "published": [published]}
    assert find_figures(pl.DataFrame(frame))["date"].to_list() == [day]


@pytest.mark.parametrize(
    ("body", "as_of"),
    [
        ("Ridership rose 5 percent in 2022.", "2022"),
        ("Between 1951 and 1958, some 400 ships sank.", "1951/1958"),
        ("Sales in the third quarter of 2023 were $45 million.", "2023-Q3"),
        ("By 3 May 2019 it had 40 boats.", "2019-05-03"),
        ("Ridership rose 5 percent.", None),
    ],
)
def test_the_nearest_date_of_the_sentence_says_when_a_figure_holds(body, as_of):
    dated = figures(body).filter(~pl.col("kind").is_in(["year", "date"]))
    assert dated["as_of"].to_list() == [as_of]


BODY = (
    "“Café Möwe” sold 1,200 cups in 2021 – 𝟙 of its best years.\n\n"
    "Costs rose 4 percent, or €3,500, to about 91,000 euros ($100,000)."
)


def test_the_text_of_a_figure_stands_at_its_place_and_none_overlap():
    rows = figures(BODY).select("text", "start", "end").rows()
    assert [text for text, _, _ in rows] == [
        "1,200 cups",
        "2021",
        "4 percent",
        "€3,500",
        "about 91,000 euros",
        "$100,000",
    ]
    assert all(BODY[start:end] == text for text, start, end in rows)
    places = [place for _, start, end in rows for place in (start, end)]
    assert places == sorted(places)


def test_articles_keep_their_order_and_number_their_own_figures():
    frame = pl.DataFrame(
        {
            "article_id": ["b", "none", "a"],
            "body": ["It has 5 wells and 6 pumps.", None, "5 wells."],
        }
    )
    found = find_figures(frame).select("article_id", "figure", "value").rows()
    assert found == [("b", 0, 5.0), ("b", 1, 6.0), ("a", 0, 5.0)]


def test_an_article_reads_the_same_alone_and_among_others():
    bodies = ["Rents fell 2 percent.", "Some 40 ships paid $3 each.", "It was built in 1974."]
    frame = pl.DataFrame({"article_id": ["a", "b", "c"], "body": bodies})
    alone = pl.concat(find_figures(frame[row]) for row in range(3))
    assert find_figures(frame).equals(alone)


def test_an_endless_sentence_is_read_by_the_grammar_alone():
    body = "It paid 5 euros and " * 200
    assert figures(body)["value"].to_list() == [5.0] * 200


def test_no_articles_give_no_figures_in_the_full_schema():
    empty = find_figures(pl.DataFrame(schema={"article_id": pl.String, "body": pl.String}))
    assert (empty.height, empty.schema) == (0, FIGURES)


def test_a_frame_without_a_body_is_refused():
    with pytest.raises(WorkbookError, match="no column 'body'"):
        find_figures(pl.DataFrame({"article_id": ["a"]}))
