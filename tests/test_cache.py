"""Results are kept by content, whatever happens to the process, the disk or the file."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from functools import partial
from inspect import signature
from pathlib import Path

import nbformat
import polars as pl
import pytest
from nbclient import NotebookClient

import workbook as wb
from workbook import figures, quotations, readability, topics
from workbook.__main__ import main
from workbook.cache import database, store
from workbook.cache.database import FILE, CacheWarning, open_database, say_once
from workbook.cache.keep import Work, keep
from workbook.cache.keys import FIGURES, Code, content_keys

HARBOUR = '"The harbour is full," said Ana Ruiz, the pilot. It took 40 ships on 3 May.'
FERRY = "The ferry line said fares would rise by 4 percent in June."
ARTICLES = pl.DataFrame(
    {
        "article_id": ["b", "a", "copy", "empty"],
        "body": [HARBOUR, FERRY, HARBOUR, ""],
        "published": ["2025-05-04", "2024-01-02", "2025-05-04", None],
    }
).with_columns(pl.col("published").str.to_date())
ANALYSES = [
    (wb.find_quotations, quotations.find_quotations),
    (wb.find_figures, figures.find_figures),
    (wb.score_readability, readability.score_readability),
    (
        partial(wb.score_readability, by="sentence"),
        partial(readability.score_readability, by="sentence"),
    ),
    (wb.score_parts, readability.score_parts),
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty cache, and a process that has not warned yet."""
    monkeypatch.setenv("WORKBOOK_CACHE", str(tmp_path / "cache"))
    say_once.cache_clear()
    return tmp_path / "cache"


def measure(articles: pl.DataFrame) -> pl.DataFrame:
    """A small analysis that says when it is run: one row per word."""
    MEASURED.extend(articles["body"])
    if "stop" in MEASURED:
        raise KeyboardInterrupt
    words = articles.select("article_id", word=pl.col("body").str.split(" "))
    return words.explode("word").filter(pl.col("word") != "")


MEASURED: list[str] = []
WORK = Work(measure, Code("figures", ("body",), ()), "words", parses=True)


def words_of(*bodies: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The rows, and the bodies that had to be measured for them."""
    MEASURED.clear()
    ids = [str(number) for number in range(len(bodies))]
    rows = keep(WORK, pl.DataFrame({"article_id": ids, "body": list(bodies)})).rows()
    return rows, list(MEASURED)


@pytest.mark.parametrize(("kept", "plain"), ANALYSES)
def test_kept_results_are_the_computed_ones_to_the_byte(kept, plain):
    expected = plain(ARTICLES)
    for _ in range(2):
        found = kept(ARTICLES)
        assert found.schema == expected.schema
        assert found.write_ndjson() == expected.write_ndjson()


@pytest.mark.parametrize(("kept", "plain"), ANALYSES)
def test_no_articles_give_an_empty_frame_and_a_missing_column_is_told(kept, plain):
    assert kept(ARTICLES.clear()).equals(plain(ARTICLES.clear()))
    with pytest.raises(wb.WorkbookError, match="no column 'body' in this frame"):
        kept(ARTICLES.drop("body"))


HOMES = {
    "find_quotations": quotations,
    "find_figures": figures,
    "score_readability": readability,
    "score_parts": readability,
    "fit_topics": topics,
    "map_articles": topics,
    "compare_terms": topics,
    "compare_figures": figures,
    "find_hard_words": readability,
    "mark_difficulty": readability,
}


@pytest.mark.parametrize("name", HOMES)
def test_help_is_that_of_the_analysis(name):
    kept, plain = getattr(wb, name), getattr(HOMES[name], name)
    assert kept.__doc__.startswith(plain.__doc__)
    told = {name: given.default for name, given in signature(plain).parameters.items()}
    taken = {name: given.default for name, given in signature(kept).parameters.items()}
    assert taken.pop("processes", None) is None
    assert taken == told


def test_number_ids_and_repeated_ids_stay():
    frame = pl.DataFrame({"article_id": [7, 7], "body": [FERRY, HARBOUR]})
    expected = readability.score_readability(frame)
    assert wb.score_readability(frame).equals(expected)


def test_one_content_is_measured_once_and_has_rows_under_each_id():
    rows, measured = words_of("a b", "c", "a b", "")
    assert rows == [("0", "a"), ("0", "b"), ("1", "c"), ("2", "a"), ("2", "b")]
    assert measured == ["a b", "c", ""]


def test_changed_or_added_article_costs_only_itself():
    words_of("a b", "c")
    assert words_of("new", "c", "a b!", "a b") == (
        [("0", "new"), ("1", "c"), ("2", "a"), ("2", "b!"), ("3", "a"), ("3", "b")],
        ["new", "a b!"],
    )
    assert words_of("a b!")[1] == []


def test_interrupted_cell_keeps_what_is_done():
    bodies = [str(number) for number in range(2 * WORK.batch_size)]
    with pytest.raises(KeyboardInterrupt):
        words_of(*bodies, "stop")
    assert words_of(*bodies, "later")[1] == ["later"]


def test_analysis_sees_nothing_that_its_key_leaves_out():
    same = Work(lambda articles: articles, WORK.code, "same", parses=True)
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        keep(same, ARTICLES)
    assert keep(same, ARTICLES.select("article_id", "body")).columns == ["article_id", "body"]


@pytest.mark.parametrize(
    "other",
    [
        pl.DataFrame({"body": ["x"], "title": ["y z"]}),
        pl.DataFrame({"body": ["x"], "title": [None]}, schema_overrides={"title": pl.String}),
        pl.DataFrame({"body": ["x"], "title": [""]}),
        pl.DataFrame({"body": ["x"]}),
        pl.DataFrame({"body": ["xy"], "title": [" z"]}),
    ],
)
def test_keys_differ_where_anything_read_differs(other):
    first = pl.DataFrame({"body": ["x y"], "title": ["z"]})
    code = Code("figures", ("body", "title"), ())
    assert content_keys(first, code, "n")[0] != content_keys(other, code, "n")[0]


def test_keys_differ_by_analysis_and_by_code():
    frame = pl.DataFrame({"body": ["x"]})
    codes = [FIGURES, replace(FIGURES, package="quotations"), replace(FIGURES, needs=("polars",))]
    keys = {content_keys(frame, code, name)[0] for code in codes for name in ("one", "two")}
    assert len(keys) == 6


def test_damaged_result_is_told_once_and_computed_again(folder):
    expected = words_of("a b")[0]
    with closing(sqlite3.connect(folder / FILE)) as file, file:
        value = bytearray(file.execute("SELECT value FROM batches").fetchone()[0])
        value[len(value) // 2] ^= 1
        file.execute("UPDATE batches SET value = ?", (bytes(value),))
    with pytest.warns(CacheWarning, match="a kept result was damaged; it is computed again"):
        assert words_of("a b") == (expected, ["a b"])
    assert words_of("a b") == (expected, [])


@pytest.mark.parametrize("start", [0, 4096])
def test_damaged_database_is_told_once_and_begun_anew(folder, start):
    expected = words_of("a b")[0]
    (folder / f"{FILE}-wal").unlink(missing_ok=True)
    with (folder / FILE).open("r+b") as file:
        file.seek(start)
        file.write(b"\x5a" * 8000)
    with pytest.warns(CacheWarning, match="the kept results in .* were damaged"):
        assert words_of("a b") == (expected, ["a b"])
    words_of("a b")
    assert words_of("a b") == (expected, [])


def test_without_a_place_to_write_results_are_computed_and_that_is_told_once(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("WORKBOOK_CACHE", str(tmp_path / "file"))
    with pytest.warns(CacheWarning, match="computed, but not kept: .* cannot be used"):
        assert words_of("a b") == ([("0", "a"), ("0", "b")], ["a b"])
    assert words_of("a b") == ([("0", "a"), ("0", "b")], ["a b"])  # a warning would be an error


FULL_DISK = """
import resource, sys, warnings
import polars as pl
import workbook as wb
articles = pl.DataFrame({"article_id": ["a"], "body": ["It took 40 ships."]})
wb.find_figures(articles.with_columns(body=pl.lit("It took 41 ships.")))
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))  # no file may grow, as on a full disk
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    for _ in range(2):
        print(wb.find_figures(articles)["value"].to_list())
print([str(one.message).partition(":")[0] for one in told])
"""


def test_full_disk_is_told_once_and_results_are_right():
    pytest.importorskip("resource", reason="limits of a process are not known on Windows")
    done = subprocess.run([sys.executable, "-c", FULL_DISK], capture_output=True, text=True)
    told = "['results are computed, but not kept']"
    assert done.stdout.splitlines() == ["[40.0]", "[40.0]", told], done.stderr


def test_off_keeps_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_CACHE", "off")
    assert words_of("a b") == words_of("a b") == ([("0", "a"), ("0", "b")], ["a b"])
    assert list(tmp_path.iterdir()) == []


def test_least_recently_used_goes_when_there_is_too_much(monkeypatch):
    words_of("first")
    words_of("second")
    words_of("first")
    with open_database() as file:
        size = file.execute("SELECT max(size) FROM batches").fetchone()[0]
    monkeypatch.setattr(store, "MOST_BYTES", int(2.5 * size))
    words_of("third")
    assert words_of("first", "third")[1] == []
    assert words_of("second")[1] == ["second"]


SLOW = """
import sys, time
import polars as pl
from workbook.cache.keep import Work, keep
from workbook.cache.keys import Code

def measure(articles):
    time.sleep(0.2)
    return articles.select("article_id", word="body")

print("ready", flush=True)
work = Work(measure, Code("figures", ("body",), ()), "slow", parses=True)
first, last = map(int, sys.argv[1:])
bodies = [str(number) for number in range(first, last)]
print(keep(work, pl.DataFrame({"article_id": bodies, "body": bodies})).height)
"""


def start_slow(first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SLOW, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def n_kept() -> int:
    with open_database() as file:
        return file.execute("SELECT count(*) FROM articles").fetchone()[0]


def test_kill_leaves_whole_batches_and_a_sound_database():
    with start_slow(0, 6400) as process:
        process.stdout.readline()
        while n_kept() < 128 and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    assert 128 <= n_kept() < 6400
    assert n_kept() % 64 == 0
    with open_database() as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_keep_their_results_in_one_database():
    with start_slow(0, 320) as one, start_slow(256, 576) as other:
        assert (one.communicate()[0], other.communicate()[0]) == ("ready\n320\n", "ready\n320\n")
    assert n_kept() == 576


def test_two_processes_find_what_one_finds(monkeypatch):
    bodies = [f"The pilot said it took {number} ships." for number in range(2, 132)]
    articles = pl.DataFrame({"article_id": [str(n) for n in range(130)], "body": bodies})
    monkeypatch.setenv("WORKBOOK_CACHE", "off")
    together = wb.find_figures(articles, processes=2)
    assert together.equals(figures.find_figures(articles))
    assert together.height == 130


def test_model_of_the_same_articles_is_read_and_of_others_fitted():
    bodies = ["ships harbour pilot", "harbour ships tide", "trains rails driver", "rails trains"]
    articles = pl.DataFrame({"article_id": list("abcd"), "body": bodies})
    first, again = wb.fit_topics(articles), wb.fit_topics(articles)
    assert again.shares().equals(first.shares())
    assert again.topics().equals(topics.fit_topics(articles).topics())
    assert store.describe_store().select("analysis", "n_results").rows() == [("topics", 1)]
    wb.fit_topics(articles, n_topics=2)
    wb.fit_topics(articles.reverse())
    assert store.describe_store()["n_results"].to_list() == [3]


def test_map_of_the_same_model_is_read_and_of_another_laid_out():
    bodies = ["ships harbour pilot", "harbour ships tide", "trains rails driver", "rails trains"]
    articles = pl.DataFrame({"article_id": list("abcd"), "body": bodies})
    model = topics.fit_topics(articles)
    expected = topics.map_articles(model)
    for _ in range(2):
        assert wb.map_articles(model).equals(expected)
    assert wb.map_articles(model.merge(model.topics()["topic"].to_list()[:2])).equals(expected)
    assert store.describe_store().select("analysis", "n_results").rows() == [("map", 1)]
    wb.map_articles(topics.fit_topics(articles.head(3)))
    assert store.describe_store()["n_results"].to_list() == [2]


def test_comparison_of_the_same_figures_is_read_and_of_others_made():
    found = figures.find_figures(ARTICLES.with_columns(body=pl.lit(FERRY + " " + HARBOUR)))
    expected = figures.compare_figures(found, ARTICLES)
    assert expected.height
    for _ in range(2):
        assert wb.compare_figures(found, ARTICLES).equals(expected)
    assert store.describe_store().select("analysis", "n_results").rows() == [("comparisons", 1)]
    other = found.with_columns(value=pl.col("value") * 2)
    assert wb.compare_figures(other).equals(figures.compare_figures(other))
    assert store.describe_store()["n_results"].to_list() == [2]
    with pytest.raises(wb.WorkbookError, match="no column 'article_id'"):
        wb.compare_figures(found.drop("article_id"))


def test_terms_of_the_same_selections_are_read_and_of_others_compared():
    first, second = ARTICLES.head(1), ARTICLES.tail(3)
    expected = topics.compare_terms(first, second, fewest_uses=1)
    assert expected.height
    for _ in range(2):
        assert wb.compare_terms(first, second, fewest_uses=1).equals(expected)
    assert store.describe_store().select("analysis", "n_results").rows() == [("terms", 1)]
    other = topics.compare_terms(second, first, fewest_uses=1)
    assert wb.compare_terms(second, first, fewest_uses=1).equals(other)
    assert wb.compare_terms(first, second).equals(topics.compare_terms(first, second))
    with pytest.raises(wb.WorkbookError, match="fewest_uses=0 is below 1"):
        wb.compare_terms(first, second, fewest_uses=0)


def test_hard_words_of_one_article_are_those_of_the_corpus():
    expected = readability.find_hard_words(ARTICLES, "smog_index")
    assert wb.find_hard_words(ARTICLES, "smog_index").equals(expected)
    sentences = wb.score_readability(ARTICLES, by="sentence")
    for n in range(ARTICLES.height):
        article = ARTICLES[n : n + 1]
        own = readability.mark_difficulty(article, sentences, "smog_index")
        assert wb.mark_difficulty(article, sentences, "smog_index").equals(own)
    with pytest.raises(wb.WorkbookError, match="unknown formula 'smog'"):
        wb.find_hard_words(ARTICLES, "smog")


def test_parts_of_articles_follow_their_quotations():
    spoken = quotations.find_quotations(ARTICLES)
    expected = readability.score_parts(ARTICLES, spoken)
    assert expected["part"].to_list().count("quotations") == 2  # of both copies
    for _ in range(2):
        assert wb.score_parts(ARTICLES, spoken).equals(expected)
    assert wb.score_parts(ARTICLES, spoken.clear()).equals(
        readability.score_parts(ARTICLES, spoken.clear())
    )
    assert store.describe_store()["n_results"].to_list() == [3 + 1]  # one article has others


NOTEBOOK = """
import sys
from workbook import progress
progress.SECONDS = 0
with progress.progress(2, "figures") as count:
    count(1)
    shown = progress.CellLine.__name__
    count(1)
print("ipywidgets" in sys.modules, "tqdm.notebook" in sys.modules, progress.in_notebook())
"""


def test_progress_in_a_notebook_leaves_no_trace():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK)])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    shown, printed = notebook.cells[0].outputs
    assert (shown.output_type, shown.data) == ("display_data", {"text/html": ""})
    assert printed.text == "False False True\n"


BAR = """
import time
from workbook import progress
progress.SECONDS = 0
with progress.progress(200, "figures") as count:
    for _ in range(4):
        time.sleep(0.2)
        count(50)
"""


FIT = """
import polars as pl
from workbook import progress, topics
progress.SECONDS = 0
bodies = ["ships harbour pilot", "harbour ships tide", "trains rails driver", "rails trains"]
topics.fit_topics(pl.DataFrame({"article_id": list("abcd"), "body": bodies}))
"""


@pytest.mark.parametrize(
    ("script", "bar"),
    [
        (BAR, r"figures: .* \d+/200 \[00:\d\d<00:\d\d, +[\d.]+ articles/s\]"),
        (FIT, r"topics: .* [1-5]/6 \[00:\d\d<.*(steps/s|s/ steps)\]"),
    ],
    ids=["articles", "steps of a fit"],
)
def test_progress_in_a_terminal_shows_rate_and_time_left(script, bar):
    termios = pytest.importorskip("termios", reason="there are no such terminals on Windows")
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 88))
    subprocess.run([sys.executable, "-c", script], stderr=end, check=True)
    text = os.read(terminal, 4_000).decode()
    for descriptor in (terminal, end):
        os.close(descriptor)
    assert re.search(bar, text), text


def test_command_shows_and_clears_what_is_kept(folder, capsys):
    words_of("a b", "c")
    assert main(["cache"]) == 0
    assert re.fullmatch(
        rf"{re.escape(str(folder))}\n  words +2 results +0\.\d MB\n", capsys.readouterr().out
    )
    assert main(["cache", "--clear"]) == 0
    assert capsys.readouterr().out == f"{folder}\n"
    assert words_of("c")[1] == ["c"]


def test_command_takes_another_folder(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("WORKBOOK_CACHE", "")  # put back after the command has set it
    monkeypatch.chdir(tmp_path)
    assert main(["cache", "--cache", "elsewhere"]) == 0
    assert capsys.readouterr().out == f"{Path.cwd() / 'elsewhere'}\n"
    assert main(["cache", "--cache", "off"]) == 0
    assert "off" in capsys.readouterr().out
    assert os.environ["WORKBOOK_CACHE"] == "off"
    assert database.cache_folder() is None
