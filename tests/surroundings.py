"""Programs started in surroundings of their own, where only this machine can be reached."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

# Python runs a module of this name at the start of every process, workers and kernels too.
GUARD = """
import os, sys

HERE = ("127.", "::1", "localhost", "0.0.0.0")

def refuse_others(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.bind"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else "localhost"
    elif event == "socket.getaddrinfo":
        host = arguments[0] or "localhost"
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if event == "socket.bind" and host in ("", "0.0.0.0") or not host.startswith(HERE):
        with open(os.environ["REFUSED"], "a") as log:
            log.write(f"{event} {arguments[1:] if event != 'socket.getaddrinfo' else host}\\n")
        raise OSError(f"only this machine can be reached: {host}")

sys.addaudithook(refuse_others)
"""
FOLDERS = ("home", "temporary", "here", "guard", "runtime")


class Surroundings:
    """A home, a temporary and a working folder below one folder, all empty at first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in FOLDERS:
            (folder / name).mkdir(parents=True)
        (folder / "guard" / "sitecustomize.py").write_text(GUARD)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not _is_personal(name)},
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "temporary"),
            "PYTHONPATH": str(folder / "guard"),
            "REFUSED": str(folder / "refused.txt"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `python` with these arguments in the working folder."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            cwd=self.folder / "here",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def refused(self) -> str:
        """What other machine was asked for; empty where none was."""
        log = self.folder / "refused.txt"
        return log.read_text() if log.exists() else ""

    def written(self) -> set[str]:
        """All files that are there now but those that make the surroundings."""
        paths = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return {path.as_posix() for path in paths if path.parts[0] not in ("guard", "refused.txt")}


def _is_personal(name: str) -> bool:
    return name.startswith(("WORKBOOK_", "JUPYTER", "IPYTHON", "XDG_", "DASK"))


def digest(folder: Path) -> str:
    """A hash of the names and contents of all files below a folder."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
