"""What figures are about, and in which direction they moved: the parts that need the parse."""

import polars as pl
import pytest

from workbook.figures import find_figures


def column(body, name):
    """One column of the figures of an article."""
    return find_figures(pl.DataFrame({"article_id": ["a"], "body": [body]}))[name].to_list()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the noun that a measure stands before, or a share is of
        ("They installed a 9kW solar roof.", ["solar roof"]),
        ("A third of the ferries were late.", ["ferries"]),
        ("They laid 8 miles (13 km) of new track.", ["new track", "new track"]),
        ("The pump has a 60hp 2.5 litre engine.", ["engine", "engine"]),
        ("They used a steel pipe (4mm inner diameter).", ["inner diameter"]),
        # brackets, lists and what is compared take the subject of their neighbour
        ("The loan of 710 million yuan ($100 million) was repaid.", ["loan", "loan"]),
        ("Acme (12.5 points) won.", ["Acme"]),
        ("Rents rose 3 percent, or 40 euros.", ["Rents", "Rents"]),
        (
            "About 70 per cent of the debt was paid, up from 50 per cent.",
            ["debt", "debt"],
        ),
        # the object of what was done to it, before the one who did it
        ("The bank cut its rate by 2 percent.", ["rate"]),
        ("The storm pushed the index 0.7 percent lower.", ["index"]),
        ("It wiped $3 million from the value of the fund.", ["value of the fund"]),
        # the amount of another figure is no subject
        ("Harbour Foods rose 18 cents to $2.70.", ["Harbour Foods", "Harbour Foods"]),
        ("It paid a 5 per cent fine of $20,000.", ["fine", "fine"]),
        # relative clauses, participles and pronouns lead to their noun
        ("The tunnel, which cost $4 million, is open.", ["tunnel"]),
        ("He sold flats, ranging from $2 million to $4 million.", ["flats"]),
        ("Ferrol is growing: it sold 35 tonnes.", ["Ferrol"]),
        # a counted thing, then whose it is
        ("Ferrol Health has 650 surgeons.", ["surgeons, Ferrol Health"]),
        ("Employment grew by 1,200 jobs.", ["jobs, Employment"]),
        ("One of the bridges collapsed.", ["bridges"]),
        # a time is none, nor is a sentence without a noun
        ("By the evening about 40 km/h was reached.", [None]),
        ("It costs $12 a day.", [None]),
        # no verb at all
        ("a pixel pitch as high as roughly 35 μm.", ["pixel pitch"]),
    ],
)
def test_the_subject_is_what_the_figure_describes(body, expected):
    assert column(body, "subject") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The index edged up 2 percent.", ["up"]),
        ("Shares were off 2.3 percent.", ["down"]),
        ("They cut the number of their boats by 5 percent.", ["down"]),
        ("Prices rose by an average of 5 percent.", ["up"]),
        ("There was a drop of 3 points in the share.", ["down"]),
        ("A 20-cent rise is planned.", ["up"]),
        ("Sales were 4 percent up on last year.", ["up"]),
        ("Acme fell 2 percent, Ferrol 3 percent.", ["down", "down"]),
        ("Output was down 3.1 percent, steel by 4 percent.", ["down", "down"]),
        ("It added 15 boats to the fleet.", [None]),
        ("It made a loss of $3 million.", [None]),
        ("They paid off 20 percent of the debt.", [None]),
        ("The share of renters dropped to 38%.", [None]),
    ],
)
def test_the_amount_moved_has_a_direction_and_the_level_none(body, expected):
    assert column(body, "change") == expected


def test_a_chain_of_heads_ends_at_the_root():
    assert column("A total of 5 tonnes.", "change") == [None]


@pytest.mark.parametrize("size", [1, 3])
def test_batches_do_not_change_what_is_read(size):
    bodies = [
        f"Port {name} handled {n},500 crates, up {n} percent." for n, name in enumerate("ABCDE")
    ]
    frame = pl.DataFrame({"article_id": list("abcde"), "body": bodies})
    parts = [find_figures(part) for part in frame.iter_slices(size)]
    assert pl.concat(parts).equals(find_figures(frame))
