"""The hand-made annotations in tests/gold hold together and fit the sample corpus."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold"
DATA = Path(__file__).parent.parent / "data"
FOLDERS = sorted(path.parent.name for path in GOLD.glob("*/articles.json"))

QUOTE_KINDS = {"direct", "mixed", "indirect", "scare"}
ATTRIBUTIONS = {"same_sentence", "previous_sentence", "next_sentence", "headline_colon", "label"}
CONTINUATIONS = {"none", "medium", "high"}
SCARE_TYPES = {"term", "title", "slogan", "name", "echo"}
SPEAKER_TYPES = {"person", "group", "organisation", "outlet", "document"}
MEASURED = {"money", "percent", "count", "measure", "duration", "age", "ordinal", "rate", "other"}
FIGURE_KINDS = MEASURED | {"year", "date", "not_a_quantity"}
BOUNDS = {"=", "~", "<", ">", "<=", ">="}
TIERS = {"core", "fringe"}

Entry = dict[str, Any]
Span = list[int]


def load(folder: str, name: str) -> Entry:
    return json.loads((GOLD / folder / f"{name}.json").read_text(encoding="utf-8"))


def files(folder: str) -> list[Entry]:
    return load(folder, "articles")["files"]


def articles(folder: str) -> list[Entry]:
    return [article for file in files(folder) for article in file["articles"]]


def quotes(folder: str) -> list[Entry]:
    return load(folder, "quotes")["quotes"]


def figures(folder: str) -> list[Entry]:
    return load(folder, "figures")["figures"]


def source(name: str) -> str:
    return (DATA / name).read_bytes().decode("utf-8")


def article_spans(article: Entry) -> list[tuple[Span | None, str | None]]:
    """Every span of an article beside the text that it should have."""
    pairs = [([article["title_start"], article["title_end"]], article["title"])]
    pairs = pairs if article["title"] else []
    pairs.append((article["place_span"], article["place"]))
    best = article["published_best"]
    pairs += zip(best["basis_spans"], best["basis"], strict=True)
    pairs += zip(article["subheading_spans"], article["subheadings"], strict=True)
    return pairs


def quote_spans(quote: Entry) -> list[tuple[Span | None, str | None]]:
    pairs = [(quote["cue_span"], quote["cue"]), (quote["speaker_span"], quote["speaker"])]
    for name in ("content", "optional", "quoted"):
        pairs += zip(quote[f"{name}_spans"], quote[f"{name}_parts"], strict=True)
    return pairs


def figure_spans(figure: Entry) -> list[tuple[Span | None, str | None]]:
    return [(figure["span"], figure["text"]), (figure["number_span"], figure["number_text"])]


def wrong(entry: Entry, pairs: list[tuple[Span | None, str | None]]) -> list[tuple[Any, ...]]:
    """The spans whose text in the file is another one, or is framed by white space."""
    text = source(entry["file"])
    found = [(span, expected, span and text[slice(*span)]) for span, expected in pairs]
    return [row for row in found if row[1] != row[2] or row[1] != (row[1] and row[1].strip())]


def outside(spans: list[Span], limits: list[Span]) -> list[Span]:
    return [s for s in spans if not any(low <= s[0] < s[1] <= high for low, high in limits)]


def counted(folder: str) -> dict[tuple[str, int], list[int]]:
    """Numbers of entries by file and article, in the order of the columns of the README."""
    rows = {}
    for article in articles(folder):
        key = (article["file"], article["n"])
        mine = [q for q in quotes(folder) if (q["file"], q["n"]) == key]
        kinds = [q["kind"] for q in mine if q["tier"] == "core"]
        numbers = [f for f in figures(folder) if (f["file"], f["n"]) == key]
        tiers = [f["tier"] for f in numbers if f["kind"] != "not_a_quantity"]
        by_kind = [kinds.count(k) for k in ("direct", "mixed", "indirect", "scare")]
        by_tier = [tiers.count("core"), tiers.count("fringe"), len(numbers) - len(tiers)]
        rows[key] = [*by_kind, len(mine) - len(kinds), *by_tier]
    return rows


def test_at_least_twelve_articles_are_annotated():
    assert sum(len(articles(folder)) for folder in FOLDERS) >= 12


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_annotated_files_are_unchanged(folder):
    for file in files(folder):
        data = (DATA / file["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"], file["file"]
        assert len(data.decode("utf-8")) == file["chars"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_spans_of_articles_equal_their_text(folder):
    for article in articles(folder):
        assert wrong(article, article_spans(article)) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_article_is_its_paragraphs_and_names_only_what_it_prints(folder):
    for article in articles(folder):
        text = source(article["file"])
        paragraphs = [text[start:end] for start, end in article["paragraph_spans"]]
        body = text[article["body_start"] : article["body_end"]]
        assert [line for line in body.split("\n") if line.strip()] == paragraphs
        assert body.startswith(article["first_words"])
        assert body.endswith(article["last_words"])
        for person in article["people"]:
            for part in ("mention", "descriptive"):
                printed = {text[start:end] for start, end in person[f"{part}_spans"]}
                assert printed == set(person["mentions" if part == "mention" else part])
        for outlet, spans in article["outlet_spans"].items():
            assert outlet in article["outlets_cited"]
            printed = [text[start:end] for start, end in spans]
            assert [name for name in printed if not name or name != name.strip()] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_spans_of_quotations_equal_their_text(folder):
    for quote in quotes(folder):
        assert wrong(quote, quote_spans(quote)) == [], quote["id"]
        assert quote["content"] == " [...] ".join(quote["content_parts"])


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_spans_of_figures_equal_their_text(folder):
    for figure in figures(folder):
        assert wrong(figure, figure_spans(figure)) == [], figure["id"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_entry_stands_in_its_article_on_its_line(folder):
    limits = {
        (a["file"], a["n"]): (a["title_start"], a["title_end"], a["body_start"], a["body_end"])
        for a in articles(folder)
    }
    for entry in [*quotes(folder), *figures(folder)]:
        title_start, title_end, *body = limits[entry["file"], entry["n"]]
        spans = [s for s, _ in (quote_spans if "cue" in entry else figure_spans)(entry) if s]
        allowed = [[title_start, title_end]] if entry["in_title"] else [body]
        assert outside(spans, allowed) == [], entry["id"]
        first = entry["content_spans"][0] if "cue" in entry else entry["span"]
        assert source(entry["file"]).count("\n", 0, first[0]) + 1 == entry["line"], entry["id"]


def test_ids_are_unique_over_all_folders():
    ids = [entry["id"] for folder in FOLDERS for entry in [*quotes(folder), *figures(folder)]]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_quotation_has_only_known_labels(folder):
    for quote in quotes(folder):
        assert quote["kind"] in QUOTE_KINDS, quote["id"]
        assert set(quote["alt_kinds"]) <= QUOTE_KINDS - {quote["kind"]}, quote["id"]
        assert quote["tier"] in TIERS, quote["id"]
        assert quote["continuation"] in CONTINUATIONS, quote["id"]
        assert quote["speaker_type"] in SPEAKER_TYPES | {None}, quote["id"]
        scare = quote["kind"] == "scare"
        assert quote["attribution"] in ({None} if scare else ATTRIBUTIONS), quote["id"]
        assert quote["scare_type"] in (SCARE_TYPES if scare else {None}), quote["id"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_core_of_a_quotation_is_part_of_its_content(folder):
    for quote in quotes(folder):
        assert quote["core_spans"], quote["id"]
        assert all(span in quote["content_spans"] for span in quote["core_spans"]), quote["id"]
        continued = quote["core_spans"] != quote["content_spans"]
        assert continued == (quote["continuation"] != "none"), quote["id"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_marks_surround_what_is_quoted(folder):
    for quote in quotes(folder):
        text = source(quote["file"])
        before = {text[start - 1] for start, _ in quote["quoted_spans"]}
        assert before <= set("\"“'‘"), quote["id"]
        assert bool(before) == (quote["kind"] != "indirect"), quote["id"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_figure_has_only_known_labels(folder):
    for figure in figures(folder):
        assert figure["kind"] in FIGURE_KINDS, figure["id"]
        assert set(figure["alt_kinds"]) <= FIGURE_KINDS - {figure["kind"]}, figure["id"]
        assert figure["tier"] in TIERS, figure["id"]
        assert figure["bound"] in BOUNDS | {None}, figure["id"]
        assert set(figure["bound_alt"]) <= BOUNDS - {figure["bound"]}, figure["id"]
        assert figure["change"] in {"up", "down", None}, figure["id"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_figure_has_what_its_kind_needs(folder):
    for figure in figures(folder):
        if figure["kind"] == "not_a_quantity":
            assert figure["reason"], figure["id"]
            assert figure["value"] is figure["bound"] is figure["number_span"] is None, figure["id"]
        elif figure["kind"] == "date":
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", figure["date_iso"]), figure["id"]
        else:
            assert figure["unit"], figure["id"]
            assert figure["bound"], figure["id"]
            assert outside([figure["number_span"]], [figure["span"]]) == [], figure["id"]
            assert figure["high"] is None or figure["value"] < figure["high"], figure["id"]


def test_the_readme_counts_the_entries():
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    stated = {
        (name, int(n)): [int(cell) for cell in cells.split("|")]
        for name, n, cells in re.findall(r"^\| `(\S+)` (\d+) \|(.*)\|$", readme, re.MULTILINE)
    }
    actual = {key: row for folder in FOLDERS for key, row in counted(folder).items()}
    assert len(stated) >= 6
    assert stated == {key: actual[key] for key in stated}
