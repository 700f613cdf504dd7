"""An archive annotated in partitions, by workers that die, gives the rows of one quiet run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import workbook as wb
from workbook import figures, quotations, readability
from workbook.__main__ import main
from workbook.cache.database import CacheWarning, say_once
from workbook.cache.store import describe_store
from workbook.scale import partitions
from workbook.scale.cluster import connect

# Dask's own code warns of what is to change in Python and in its dependencies.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

TOPICS = ["ships harbour tide", "trains rails driver", "council budget vote"]
ARTICLES = pl.DataFrame(
    {
        "article_id": [f"a{n}" for n in range(12)],
        "title": [f"Story {n} of {TOPICS[n % 3]}" for n in range(12)],
        "body": [
            f'"We counted {n + 2} of {TOPICS[n % 3]}," said Ana Ruiz, the mayor, on 3 May.\n\n'
            f"It cost ${n + 4} million, up {n + 5} percent."
            for n in range(12)
        ],
        "outlet": ["Harbour Post"] * 12,
    }
)
FRAMES = ("articles", "quotations", "figures", "readability", "shares")


@pytest.fixture(scope="module")
def scheduler():
    """The address of two workers in processes of their own."""
    with connect(None, in_process=False) as client:
        yield client.scheduler.address


def write(folder: Path, articles: pl.DataFrame, rows: int) -> Path:
    """The articles as Parquet files of so many rows each."""
    folder.mkdir()
    for number, part in enumerate(articles.iter_slices(rows)):
        part.write_parquet(folder / f"part-{number:02}.parquet")
    return folder


def frames(target: Path) -> dict[str, str]:
    """All rows written, as text that shows every digit."""
    return {
        name: pl.concat(pl.read_parquet(path) for path in sorted((target / name).iterdir()))
        .sort(pl.first(), maintain_order=True)
        .write_ndjson()
        for name in FRAMES
    }


@pytest.fixture(scope="module")
def quiet(tmp_path_factory, scheduler):
    """A run that nothing disturbs."""
    folder = tmp_path_factory.mktemp("quiet")
    source = write(folder / "source", ARTICLES, 5)
    outcomes = wb.annotate(source, folder / "target", scheduler)
    assert outcomes.select("source", "n_articles", "status", "problem").rows() == [
        ("part-00.parquet", 5, "made", None),
        ("part-01.parquet", 5, "made", None),
        ("part-02.parquet", 2, "made", None),
    ]
    return folder


def test_rows_are_those_of_the_analyses(quiet):
    target = quiet / "target"
    found = {name: pl.read_parquet(target / name / "*.parquet") for name in FRAMES}
    assert found["quotations"].equals(quotations.find_quotations(ARTICLES))
    assert found["figures"].equals(figures.find_figures(ARTICLES))
    assert found["readability"].equals(readability.score_readability(ARTICLES))
    assert found["articles"].select(ARTICLES.columns).equals(ARTICLES)
    assert found["quotations"].height == 12
    sums = found["shares"].group_by("article_id").agg(pl.col("share").sum().round(9))
    assert sorted(sums.rows()) == [(name, 1.0) for name in sorted(ARTICLES["article_id"])]


def test_topics_stand_beside_their_shares(quiet):
    topics = pl.read_parquet(quiet / "target" / "topics.parquet")
    shares = pl.read_parquet(quiet / "target" / "shares" / "*.parquet")
    assert set(shares["topic"]) == set(topics["topic"])
    assert wb.load_topics(quiet / "target" / "topics.model").topics().equals(topics)


def test_second_run_leaves_everything_as_it_is(quiet, scheduler):
    before = {path: path.stat().st_mtime_ns for path in quiet.rglob("*/[!.]*-0*.parquet")}
    assert len(before) == 3 + 3 * len([*FRAMES, "keys"])  # what was read, and what was made
    outcomes = wb.annotate(quiet / "source", quiet / "target", scheduler)
    assert outcomes["status"].to_list() == ["kept"] * 3
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_rows_do_not_depend_on_how_the_source_is_cut(quiet, tmp_path, scheduler, monkeypatch):
    monkeypatch.setattr(partitions, "ROWS", 4)
    source = write(tmp_path / "source", ARTICLES, 12)
    outcomes = wb.annotate(source, tmp_path / "target", scheduler)
    assert outcomes["partition"].str.extract(r"-(\d+)\.parquet$").to_list() == [
        "000000000",
        "000000004",
        "000000008",
    ]
    assert frames(tmp_path / "target") == frames(quiet / "target")


def test_changed_added_and_removed_files_change_their_own_rows(tmp_path, scheduler):
    target = tmp_path / "target"
    first = write(tmp_path / "first", ARTICLES.head(9), 3)
    wb.annotate(first, target, scheduler)
    (first / "part-00.parquet").unlink()
    changed = ARTICLES[3:6].with_columns(body=pl.lit("It took 77 ships."))
    changed.write_parquet(first / "part-01.parquet")
    outcomes = wb.annotate(first, target, scheduler)
    assert outcomes["source"].to_list() == ["part-01.parquet", "part-02.parquet"]
    found = pl.read_parquet(target / "figures" / "*.parquet")
    now = pl.concat([changed, ARTICLES[6:9]])
    assert found.equals(figures.find_figures(now))


def test_damaged_output_is_made_again(tmp_path, scheduler):
    target = tmp_path / "target"
    source = write(tmp_path / "source", ARTICLES.head(2), 1)
    wb.annotate(source, target, scheduler)
    before = frames(target)
    damaged = sorted((target / "figures").iterdir())[1]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert wb.annotate(source, target, scheduler)["status"].to_list() == ["kept", "made"]
    assert frames(target) == before


def test_bad_partitions_are_told_and_the_rest_is_done(tmp_path, scheduler):
    source = write(tmp_path / "source", ARTICLES.head(2), 2)
    (source / "part-07.parquet").write_bytes(b"PAR1 damaged PAR1")
    ARTICLES.drop("body").write_parquet(source / "part-08.parquet")
    outcomes = wb.annotate(source, tmp_path / "target", scheduler)
    assert outcomes["status"].to_list() == ["made", "failed", "failed"]
    assert outcomes["problem"][0] is None
    assert re.match(r"\w+: ", outcomes["problem"][1])
    assert "no column 'body'" in outcomes["problem"][2]


def test_articles_of_other_forms_are_loaded_first(tmp_path, scheduler):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "one.txt").write_text("Ferries stop\n\nIt took 40 ships, she said.\n")
    wb.annotate(tmp_path / "source", tmp_path / "target", scheduler)
    loaded = wb.load_corpus(tmp_path / "source").articles
    assert not (tmp_path / "target" / "loaded").exists()
    again = wb.load_corpus(tmp_path / "target")
    assert again.articles.equals(loaded)
    assert again.paragraphs["text"].to_list() == loaded["body"][0].split("\n\n")
    assert again.files["n_articles"].to_list() == [1]


@pytest.fixture
def _elsewhere(tmp_path, monkeypatch):
    """Another machine: an empty cache, no folder loaded yet; what is analysed anew shows there."""
    monkeypatch.setenv("WORKBOOK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("workbook.loading.annotated._opened", {})
    say_once.cache_clear()


@pytest.mark.usefixtures("_elsewhere")
def test_opened_folder_is_read_and_nothing_analysed_again(quiet):
    articles = wb.load_corpus(quiet / "target").articles
    assert wb.find_quotations(articles).equals(quotations.find_quotations(ARTICLES))
    assert wb.find_figures(articles).equals(figures.find_figures(ARTICLES))
    assert wb.score_readability(articles).equals(readability.score_readability(ARTICLES))
    model = wb.load_topics(quiet / "target" / "topics.model")
    assert wb.fit_topics(articles).shares().equals(model.shares())
    assert describe_store().is_empty()


@pytest.mark.usefixtures("_elsewhere")
def test_filter_reads_no_other_articles(quiet):
    chosen = wb.Filter(text="title:harbour")
    corpus = wb.load_corpus(quiet / "target", filter=chosen)
    assert corpus.articles["article_id"].to_list() == ["a0", "a3", "a6", "a9"]
    assert corpus.files["n_articles"].to_list() == [2, 2, 0]
    assert corpus.paragraphs["article_id"].unique(maintain_order=True).len() == 4
    expected = quotations.find_quotations(wb.filter_articles(ARTICLES, chosen))
    assert wb.find_quotations(corpus.articles).equals(expected)
    assert describe_store().is_empty()


@pytest.mark.usefixtures("_elsewhere")
def test_changed_article_is_analysed_again_and_that_is_told(quiet):
    articles = wb.load_corpus(quiet / "target").articles
    changed = articles.with_columns(
        body=pl.when(article_id="a4").then(pl.lit("It took 77 ships.")).otherwise("body")
    )
    with pytest.warns(CacheWarning, match="target is of another version .* give `workbook annot"):
        found = wb.find_figures(changed)
    assert found.equals(figures.find_figures(changed))
    assert describe_store().rows()[0][:2] == ("figures", 1)


@pytest.mark.usefixtures("_elsewhere")
@pytest.mark.parametrize("product", ["figures", "keys"])
def test_damaged_results_are_told_and_made_again(product, quiet, tmp_path):
    target = shutil.copytree(quiet / "target", tmp_path / "target")
    damaged = sorted((target / product).iterdir())[0]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    articles = wb.load_corpus(target).articles
    with pytest.warns(CacheWarning, match="target has damaged results of some articles"):
        found = wb.find_figures(articles)
    assert found.equals(figures.find_figures(ARTICLES))


@pytest.mark.usefixtures("_elsewhere")
def test_what_is_missing_from_a_folder_has_a_row(tmp_path, scheduler):
    source = write(tmp_path / "source", ARTICLES.head(2), 2)
    (source / "part-07.parquet").write_bytes(b"PAR1 damaged PAR1")
    wb.annotate(source, tmp_path / "target", scheduler)
    corpus = wb.load_corpus(tmp_path / "target")
    assert corpus.files.select("n_articles", "status").rows() == [(2, "read"), (0, "skipped")]
    (tmp_path / "target" / "partitions.parquet").unlink()
    part = next((tmp_path / "target" / "articles").iterdir())
    part.write_bytes(part.read_bytes()[:-9])
    problems = wb.load_corpus(tmp_path / "target").files["problem"].to_list()
    assert [text[:12] for text in problems] == ["not readable", "annotate has"]


def test_object_store_holds_the_same_rows(quiet, monkeypatch):
    server = pytest.importorskip("moto.server", reason="needs a stand-in for S3")
    s3fs = pytest.importorskip("s3fs")
    store = server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    store.start()
    try:
        address = "http://{}:{}".format(*store.get_host_and_port())
        for name, value in (
            ("AWS_ENDPOINT_URL", address),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
        ):
            monkeypatch.setenv(name, value)
        files = s3fs.S3FileSystem()
        files.mkdir("archive")
        files.put(str(quiet / "source") + "/", "archive/source/", recursive=True)
        with connect(None, in_process=True) as client:
            outcomes = wb.annotate(
                "s3://archive/source", "s3://archive/target", client.scheduler.address
            )
        assert outcomes["status"].to_list() == ["made"] * 3
        for name in FRAMES:
            for path in sorted((quiet / "target" / name).iterdir()):
                assert files.cat(f"archive/target/{name}/{path.name}") == path.read_bytes()
    finally:
        store.stop()


def test_folder_in_memory_will_do():
    import fsspec

    memory = fsspec.filesystem("memory")
    with memory.open("/in/one.parquet", "wb") as file:
        ARTICLES.head(1).write_parquet(file)
    outcomes = wb.annotate("memory://in", "memory://out")
    assert outcomes["status"].to_list() == ["made"]
    assert len(memory.find("/out/quotations")) == 1


def test_killed_worker_is_replaced(quiet, tmp_path):
    source = write(tmp_path / "source", ARTICLES, 1)
    with connect(None, in_process=False) as client:
        run = subprocess.Popen(command(source, tmp_path / "target", client.scheduler.address))
        wait_for(tmp_path / "target" / "figures", 1, run)
        workers = list(client.run(os.getpid).values())
        os.kill(workers[0], getattr(signal, "SIGKILL", signal.SIGTERM))
        assert run.wait() == 0
    assert frames(tmp_path / "target") == frames(quiet / "target")


def test_killed_run_goes_on_where_it_was(quiet, tmp_path, scheduler):
    source = write(tmp_path / "source", ARTICLES, 1)
    target = tmp_path / "target"
    with subprocess.Popen(command(source, target), start_new_session=True) as run:
        wait_for(target / "manifest", 4, run)
        os.killpg(run.pid, signal.SIGKILL)
    outcomes = wb.annotate(source, target, scheduler)
    assert {"kept", "made"} == set(outcomes["status"])
    assert frames(target) == frames(quiet / "target")


def command(source: Path, target: Path, scheduler: str | None = None) -> list[str]:
    where = ["--scheduler", scheduler] if scheduler else []
    return [sys.executable, "-m", "workbook", "annotate", str(source), str(target), *where]


def wait_for(folder: Path, n_files: int, run: subprocess.Popen) -> None:
    """Until so many files are written, or the run has ended."""
    while run.poll() is None and len(list(folder.glob("[!.]*"))) < n_files:
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nowhere", "no files in .*nowhere; name a folder of articles"),
        ("twice", "article_id 'a0' stands in one.parquet and again in two.parquet"),
    ],
)
def test_what_cannot_be_annotated_is_told(source, message, tmp_path, scheduler):
    (tmp_path / "twice").mkdir()
    for name in ("one", "two"):
        ARTICLES.head(1).write_parquet(tmp_path / "twice" / f"{name}.parquet")
    with pytest.raises(wb.WorkbookError, match=message):
        wb.annotate(tmp_path / source, tmp_path / "target", scheduler)


def test_folder_with_other_files_is_no_target(quiet):
    with pytest.raises(wb.WorkbookError, match="source holds other files, such as part-00"):
        wb.annotate(quiet / "source", quiet / "source")


def test_no_scheduler_at_an_address_is_told(quiet, tmp_path, monkeypatch):
    monkeypatch.setattr("workbook.scale.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(wb.WorkbookError, match="no Dask scheduler answers at 'tcp://127"):
        wb.annotate(quiet / "source", tmp_path / "target", "tcp://127.0.0.1:9")


def test_empty_archive_gives_no_rows(tmp_path, scheduler):
    source = write(tmp_path / "source", ARTICLES, 12)
    ARTICLES.clear().write_parquet(source / "part-00.parquet")
    assert wb.annotate(source, tmp_path / "target", scheduler).height == 0


def test_command_tells_what_was_done(quiet, scheduler, capsys):
    arguments = command(quiet / "source", quiet / "target", scheduler)[3:]
    assert main(arguments) == 0
    assert capsys.readouterr().out == (
        "12 articles in 3 partitions: 0 annotated now, 3 were done, 0 failed\n"
    )
