"""How well quotations and figures are found in the hand-annotated articles: floors that only rise.

`pytest tests/test_annotated.py -s` prints the measured values.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

import workbook as wb

ROOT = Path(__file__).parents[1]
GOLD = sorted(path for path in (ROOT / "tests" / "gold").iterdir() if path.is_dir())


def load_gold(name: str, part: str) -> list[dict]:
    return [
        item
        for folder in GOLD
        for item in json.loads((folder / f"{name}.json").read_text("utf-8"))[part]
    ]


def load_bodies() -> pl.DataFrame:
    """The annotated articles, as the annotations bound them; the key tells file and number."""
    rows = []
    for article in (a for file in load_gold("articles", "files") for a in file["articles"]):
        text = (ROOT / "data" / article["file"]).read_bytes().decode("utf-8")
        start, end = article["body_start"], article["body_end"]
        rows.append((f"{article['file']} {article['n']}", text[start:end], start))
    return pl.DataFrame(rows, schema=["article_id", "body", "offset"], orient="row")


def places(spans: list, offset: int = 0) -> set[int]:
    return {i for start, end in spans for i in range(start - offset, end - offset)}


def overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").casefold())) - {"the", "a", "an", "of"}


def grouped(items: list[dict]) -> dict[str, list[dict]]:
    groups: dict[str, list[dict]] = {}
    for item in items:
        if not item.get("in_title"):
            groups.setdefault(f"{item['file']} {item['n']}", []).append(item)
    return groups


@pytest.fixture(scope="module")
def bodies():
    return load_bodies()


@pytest.fixture(scope="module")
def offsets(bodies):
    return dict(bodies.select("article_id", "offset").iter_rows())


def test_quotations_reach_their_floors(bodies, offsets):
    found = wb.find_quotations(bodies)
    rows = [
        {**row, "at": places([(p["start"], p["end"]) for p in row["parts"]]), "right": False}
        for row in found.iter_rows(named=True)
    ]
    hits = core = speakers = 0
    for key, items in grouped(load_gold("quotes", "quotes")).items():
        mine = [row for row in rows if row["article_id"] == key]
        for item in (item for item in items if item["kind"] != "scare"):
            required = places(item["core_spans"], offsets[key])
            best = max(mine, key=lambda row: overlap(row["at"], required), default=None)
            hit = best is not None and overlap(best["at"], required) >= 0.5
            if hit:
                best["right"] = True
            if item["tier"] == "core":
                core, hits = core + 1, hits + hit
                speakers += hit and bool(words(best["speaker"]) & words(item["speaker_name"]))
        neutral = places(
            [
                s
                for item in items
                if item["kind"] != "scare"
                for s in item["content_spans"] + item["optional_spans"]
            ],
            offsets[key],
        )
        for row in mine:
            row["right"] |= overlap(row["at"], neutral) >= 0.5
    precision = sum(row["right"] for row in rows) / len(rows)
    print(
        f"quotations: recall {hits}/{core}, precision {precision:.3f}, speakers {speakers}/{hits}"
    )
    assert hits / core >= 0.95
    assert precision >= 0.99
    assert speakers / hits >= 0.87


def test_figures_reach_their_floors(bodies, offsets):
    found = wb.find_figures(bodies)
    rows = [
        {**row, "at": set(range(row["start"], row["end"])), "right": False}
        for row in found.iter_rows(named=True)
    ]
    hits = core = values = 0
    for key, items in grouped(load_gold("figures", "figures")).items():
        mine = [row for row in rows if row["article_id"] == key]
        for item in (item for item in items if item["kind"] != "not_a_quantity"):
            required = places([item["number_span"] or item["span"]], offsets[key])
            open_rows = [row for row in mine if not row["right"]]
            best = max(open_rows, key=lambda row: len(row["at"] & required), default=None)
            hit = best is not None and len(best["at"] & required) >= 0.5 * len(required)
            if hit:
                best["right"] = True
            if item["tier"] == "core":
                core, hits = core + 1, hits + hit
                dated = item["kind"] in ("date", "year")
                values += hit and (dated or best["value"] == pytest.approx(item["value"]))
    precision = sum(row["right"] for row in rows) / len(rows)
    print(f"recall {hits}/{core}, precision {precision:.3f}, values {values}/{hits}")
    assert hits / core >= 0.96
    assert precision >= 0.96
    assert values / hits >= 0.99


def test_the_planted_subjects_are_the_topics():
    """The table of all articles in the codebook names the subject of each headline."""
    lines = re.findall(
        r"^\| `.+?` \| .*? \| (.+?) \| (.+?) \|$",
        (ROOT / "data/README.md").read_text("utf-8"),
        re.M,
    )
    subjects = pl.DataFrame(lines, schema=["subject", "title"], orient="row")
    articles = wb.load_corpus(ROOT / "data").articles
    topics = articles.join(wb.fit_topics(articles).main_topics(), on="article_id")
    pairs = topics.join(subjects, on="title").group_by("subject", "topic").len()
    most = pairs.sort("len").group_by("subject").last()
    assert most["topic"].n_unique() == most.height == pairs["topic"].n_unique() == 6
    assert pairs["len"].sum() - most["len"].sum() <= 1  # the club's seats are of two subjects
