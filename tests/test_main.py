import ast
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from jupyter_client import BlockingKernelClient

from workbook.__main__ import main
from workbook.lab import CONFIG, lab_arguments, lab_environment

PROJECT = Path(__file__).parent.parent
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)(/\S*)\?token=(\w+)")


@dataclass
class Lab:
    process: subprocess.Popen
    port: int
    path: str
    token: str
    runtime: Path

    def ask(self, path: str, *, token: str = "", method: str = "GET") -> str:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={"Authorization": f"token {token or self.token}"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read().decode()


@contextmanager
def start_lab(articles: Path, runtime: Path, port: int) -> Iterator[Lab]:
    """Run `workbook lab` as a reader does, apart from the reader's own Jupyter settings."""
    options = ("--port", str(port), "--no-browser")
    places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    process = subprocess.Popen(
        [sys.executable, "-m", "workbook", "lab", str(articles), *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **{f"JUPYTER_{place}": str(runtime) for place in places}},
    )
    try:
        yield Lab(process, *_address(process), runtime)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _address(process: subprocess.Popen) -> tuple[int, str, str]:
    """Port, path and token as printed, once the server answers there."""
    found = next(match for line in process.stderr if (match := ADDRESS.search(line)))
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", int(found[1])), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return int(found[1]), found[2], found[3]
    raise TimeoutError(found[0])


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("my articles")
    (folder / "ferry.txt").write_text("Ferry stays in port\n\nThe ferry did not sail on Monday.\n")
    return folder


@pytest.fixture(scope="module")
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(scope="module")
def lab(articles, taken_port, tmp_path_factory):
    with start_lab(articles, tmp_path_factory.mktemp("runtime"), taken_port) as lab:
        yield lab


def test_lab_moves_on_when_the_port_is_taken(lab, taken_port):
    assert taken_port < lab.port <= taken_port + 50


def test_lab_opens_the_first_notebook(lab):
    assert lab.path == "/lab/tree/notebooks/00_corpus.ipynb"
    notebooks = json.loads(lab.ask("/api/contents/notebooks"))["content"]
    assert "00_corpus.ipynb" in [entry["name"] for entry in notebooks]


def test_lab_answers_only_with_its_token(lab):
    assert "started" in json.loads(lab.ask("/api/status"))
    with pytest.raises(urllib.error.HTTPError, match="403"):
        lab.ask("/api/status", token="0" * 48)


def test_lab_listens_on_one_address_of_this_machine(lab):
    # A server on all addresses would answer on this one too.
    with pytest.raises(OSError, match=r"refused|assign|reach|timed out"):
        socket.create_connection(("127.0.0.2", lab.port), timeout=5)


def test_lab_asks_no_other_host(lab):
    page = lab.ask(lab.path)
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1])
    assert "@jupyterlab/apputils-extension:announcements" in config["disabledExtensions"]
    assert config["extensionManager"]["name"] == "read-only"
    assert json.loads(lab.ask("/lab/api/update"))["notification"] is None


def test_kernel_is_this_python_and_knows_the_folder(lab, articles):
    kernel = json.loads(lab.ask("/api/kernels", method="POST"))["id"]
    connection = lab.runtime / f"kernel-{kernel}.json"
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        told = "[__import__('os').environ['WORKBOOK_DATA'], __import__('sys').executable]"
        reply = client.execute_interactive("", user_expressions={"told": told}, timeout=30)
        answer = reply["content"]["user_expressions"]["told"]["data"]["text/plain"]
        assert ast.literal_eval(answer) == [str(articles.resolve()), sys.executable]
    finally:
        client.stop_channels()
        lab.ask(f"/api/kernels/{kernel}", method="DELETE")


def test_ctrl_c_stops_the_server(articles, tmp_path):
    with start_lab(articles, tmp_path, 18888) as lab:
        lab.process.send_signal(signal.SIGINT)
        _, log = lab.process.communicate(timeout=30)
        assert lab.process.returncode == 0
        assert "Traceback" not in log


@pytest.mark.parametrize("option", ["--ServerApp.ip=0.0.0.0", "--ip=0.0.0.0"])
def test_option_of_the_reader_replaces_the_one_set_here(option):
    given = lab_arguments(PROJECT, port=9000, browser=True, options=[option])
    assert [text for text in given if "ip=" in text] == [option]
    assert "--ServerApp.port=9000" in given


def test_config_path_of_the_reader_is_kept(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/etc/mine")
    path = lab_environment(Path("/articles"))["JUPYTER_CONFIG_PATH"]
    assert path.split(os.pathsep) == [str(CONFIG), "/etc/mine"]


@pytest.mark.parametrize("command", ["lab", "report"])
def test_missing_folder_is_told_in_one_line(command, tmp_path, capsys):
    assert main([command, str(tmp_path / "nowhere")]) == 2
    assert re.fullmatch(r"workbook: nothing at .*nowhere; .*\n", capsys.readouterr().err)


@pytest.mark.parametrize("command", ["lab", "report"])
def test_empty_folder_is_told_in_one_line(command, tmp_path, capsys):
    (tmp_path / ".hidden.txt").write_text("not looked at")
    assert main([command, str(tmp_path)]) == 2
    assert re.fullmatch(
        r"workbook: no files in .*; put articles there .*\n", capsys.readouterr().err
    )


@pytest.mark.parametrize("port", ["0", "70000", "my-articles"])
def test_port_must_be_a_number_of_a_port(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["lab", "--port", port])
    assert f"'{port}' is no port" in capsys.readouterr().err


def test_unknown_option_of_report_is_told(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["report", "--pdf"])
    assert "unknown option: --pdf" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["lab", "--help"], ["report", "--help"]])
def test_help_has_examples_and_fits_the_screen(arguments, capsys):
    with pytest.raises(SystemExit, match="0"):
        main(arguments)
    told = capsys.readouterr().out
    assert "examples:\n  workbook " in told
    assert max(map(len, told.splitlines())) <= 100


def test_without_a_command_the_help_is_shown(capsys):
    assert main([]) == 2
    assert capsys.readouterr().out.startswith("usage: workbook ")


@pytest.mark.parametrize("start", [["workbook"], [sys.executable, "-m", "workbook"]])
def test_version_is_the_installed_one(start):
    told = subprocess.run([*start, "--version"], capture_output=True, text=True, check=True).stdout
    assert re.fullmatch(r"news-workbook \d+\.\d+\.\d+\n", told)
