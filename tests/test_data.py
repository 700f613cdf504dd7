"""The sample corpus, read with nothing but csv, json and str, is what data/README.md says."""

import csv
import json
import re
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
README = (DATA / "README.md").read_text(encoding="utf-8")
OUTLETS = {"Port Averly Courier", "Meridian Weekly", "Halyard"}
CUTTING_OPENINGS = (
    "Port Averly will turn off its taps",
    "PORT AVERLY, April 2 (Halyard) -",
    "It took the open bus two hours",
    "PORT AVERLY, Oct 21 (Halyard) -",
)

Articles = list[tuple[str, str]]


def read(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8-sig")


def weekly_records() -> list[dict[str, str]]:
    return [json.loads(line) for line in read("meridian-weekly.jsonl").splitlines()]


def wire_rows() -> list[dict[str, str]]:
    with (DATA / "halyard-wire.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def daily_parts() -> list[list[str]]:
    """Headline, credit line and body of each article."""
    parts = [article.split("\n", 2) for article in read("courier-2025.txt").split("\n\n\n")]
    return [[title, credit, body.strip()] for title, credit, body in parts]


def cuttings() -> Articles:
    articles: list[list[str]] = []
    for line in read("cuttings.txt").splitlines():
        if line.startswith(CUTTING_OPENINGS):
            articles.append([])
        articles[-1].append(line)
    return [("", "\n".join(lines)) for lines in articles]


def articles_of(name: str) -> Articles:
    """Headline (empty where none is printed) and body of each article."""
    if name == "meridian-weekly.jsonl":
        return [(record["headline"], record["maintext"]) for record in weekly_records()]
    if name == "halyard-wire.csv":
        return [(row["title"], row["body"]) for row in wire_rows()]
    if name == "courier-2025.txt":
        return [(title, body) for title, _, body in daily_parts()]
    if name == "cuttings.txt":
        return cuttings()
    title, body = read(name).split("\n\n", 1)
    return [(title, body)]


def straight(text: str) -> str:
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def five_word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[i:] for i in range(5)), strict=False))


STATED = {
    name.strip("`"): (int(articles), int(words))
    for name, articles, words in re.findall(
        r"^\| (\S+) \|.*\| (\d+) \| (\d+) \|$", README.split("## Outlets")[0], re.MULTILINE
    )
}
# From the table, since readers may keep their own files in data/ too.
NAMES = [name for name in STATED if name != "**total**"]
BY_TITLE = {straight(title): body for name in NAMES for title, body in articles_of(name)}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_the_articles_and_words_that_the_readme_states(name):
    bodies = [body for _, body in articles_of(name)]
    assert (len(bodies), sum(len(body.split()) for body in bodies)) == STATED[name]


def test_the_total_is_the_sum_of_the_files():
    rows = [STATED[name] for name in NAMES]
    assert STATED["**total**"] == tuple(map(sum, zip(*rows, strict=True)))
    assert len(NAMES) == 8
    assert STATED["**total**"][0] == 52


@pytest.mark.parametrize("name", NAMES)
def test_every_article_has_150_to_500_words(name):
    lengths = [len(body.split()) for _, body in articles_of(name)]
    assert 150 <= min(lengths) <= max(lengths) <= 500


def test_each_subject_has_as_many_articles_as_the_table_of_months_says():
    listed = re.findall(r"^\| `\S+` \| 2025-\d\d-\d\d \| ([a-z ]+) \|", README, re.MULTILINE)
    counts = {subject: listed.count(subject) for subject in listed}
    months = README.split("## Cast")[0]
    stated = re.findall(r"^\| ([a-z ]+) \|.*\| (\d+) \|$", months, re.MULTILINE)
    assert counts == {subject: int(n) for subject, n in stated if subject != "subject"}
    assert sum(counts.values()) == 52


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_articles_has_each_headline_or_opening_in_the_order_of_the_file(name):
    listed = re.findall(rf"^\| `{name}` \| 2025-\S+ \| [a-z ]+ \| (.*) \|$", README, re.MULTILINE)
    articles = articles_of(name)
    assert len(listed) == len(articles)
    for label, (title, body) in zip(listed, articles, strict=True):
        assert label == title or body.startswith(label.removesuffix(" ..."))


def test_only_the_three_invented_outlets_publish():
    daily = {credit.split(" | ")[1] for _, credit, _ in daily_parts()}
    weekly = {record["publication"] for record in weekly_records()}
    wire = {row["outlet"] for row in wire_rows()}
    assert daily | weekly | wire == OUTLETS


def test_every_address_uses_the_reserved_domain():
    urls = [record["url"] for record in weekly_records()] + [row["url"] for row in wire_rows()]
    assert [url for url in urls if not re.match(r"https://[a-z-]+\.example/2025/", url)] == []


def test_the_readme_says_that_all_is_invented_and_free():
    assert "Everything in these files is invented." in README
    assert "CC0 1.0" in README


@pytest.mark.parametrize(
    ("title", "figure"),
    [
        ("Port Averly fishing boats sail in protest at dredging", "At least 62 fishing boats"),
        ("More than 90 boats tell the port: leave our herring alone", "More than 90 fishing boats"),
        ("The herring in Article 14", "some 80 boats"),
        ("Three dead as hospital outbreak in Port Averly spreads", "23 people are infected"),
        ("Fourth patient dies at St Orla's as cases reach 27", "the number of infected to 27"),
        ("Tram strike halts Port Averly on first day", "About 180,000 passengers"),
        (
            "A city on foot: how Port Averly got through its day without trams",
            "Nearly 210,000 people",
        ),
        ("The silence on Line 4", "140,000 of them"),
        ("Developer tells tenants of Port Averly towers to leave", "more than 300 households"),
        ("340 households get letter telling them to go", "340 flats"),
        ("Four towers and a date in January", "412 households"),
    ],
)
def test_an_article_gives_its_own_figure_for_a_shared_event(title, figure):
    assert figure in BY_TITLE[title]


@pytest.mark.parametrize(
    ("wire", "daily", "least"),
    [
        (
            "Dredger hits fuel line in Port Averly, harbour shut for nine hours",
            "Dredger hits fuel line at Pier 7, harbour shut for nine hours",
            0.9,
        ),
        (
            "Port Averly hospital outbreak declared over after five deaths",
            "Outbreak at St Orla's is over, say health chiefs",
            0.6,
        ),
    ],
)
def test_the_daily_runs_two_stories_of_the_wire(wire, daily, least):
    original, copy = (five_word_runs(BY_TITLE[title]) for title in (wire, daily))
    assert len(original & copy) / len(copy) >= least


def test_one_quotation_mark_never_closes():
    body = BY_TITLE["Cheap at the price: how a tram franchise learned to stand still"]
    assert body.count("“") == body.count("”") + 1
