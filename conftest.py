"""Tests keep results in a folder of their own, so that no stale one can make a test pass."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

# Scripts, run by hand.
collect_ignore = ["tests/benchmarks"]


def pytest_configure(config: pytest.Config) -> None:
    """Point the cache of this run, and of every process it starts, to an empty folder."""
    folder = tempfile.mkdtemp(prefix="workbook-tests-")
    os.environ["WORKBOOK_CACHE"] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
