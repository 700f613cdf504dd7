"""Every ratio of speed in one run: each comparison in a fresh process, on one core where it can.

    python -m tests.benchmarks --json ratios.json     (about a quarter of an hour)
    python -m tests.benchmarks --table ratios.json    (the table of a run again)

Wants a machine with nothing else to do. Prints a table in Markdown, writes all numbers as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# What is run, and on how many cores: None is as many as there are.
RUNS: dict[str, tuple[list[str], int | None]] = {
    "readability": (["bench_readability"], 1),
    "quotations": (["bench_quotations"], 1),
    "figures": (["bench_figures"], 1),
    "growth": (["bench_scale", "--articles", "400"], 1),
    "processes": (["bench_scale", "--articles", "700", "--processes"], None),
}

# What is compared with what, and where the ratio stands in the numbers of a run.
RATIOS = [
    (
        "`score_readability`",
        "textstat, article by article",
        "readability/article by article: times",
    ),
    (
        "`score_readability`",
        "textstat, formula by formula",
        "readability/formula by formula: times",
    ),
    ("`find_quotations`", "the full pipeline on each article", "quotations/times"),
    (
        "`find_figures`, whole articles",
        "quantulum3",
        "figures/whole articles/find_figures, with subjects: times",
    ),
    (
        "`find_figures`, sentences with a figure",
        "quantulum3",
        "figures/sentences with a figure/find_figures, with subjects: times",
    ),
    (
        "the grammar of figures alone, whole articles",
        "quantulum3",
        "figures/whole articles/grammar, without the parse: times",
    ),
    ("a second opening", "the first", "growth/opening"),
    ("two processes", "one", "processes/two_processes"),
]
THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
GROWTH = ("quotations", "figures", "readability", "topics")


def run(module: str, arguments: list[str], cores: int | None) -> dict[str, Any]:
    """The numbers that a comparison prints last, or why there are none."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    every = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if every:
        os.sched_setaffinity(0, sorted(every)[:cores])
    threads = {} if cores is None else dict.fromkeys(THREADS, str(cores))
    done = subprocess.run(
        command, env=os.environ | threads, stdout=subprocess.PIPE, text=True, check=False
    )
    if every:
        os.sched_setaffinity(0, every)
    if done.returncode:
        return {"failed": f"exit status {done.returncode}"}
    return json.loads(done.stdout.splitlines()[-1])


def processor() -> str:
    """The name of the processor, as Linux tells it, else as Python does."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def at(results: Mapping[str, Any], path: str) -> float | None:
    """A number by its path, or None where a run has failed."""
    found: Any = results
    for name in path.split("/"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def table(results: Mapping[str, Any]) -> str:
    """The ratios as a table in Markdown."""
    rows = [(what, against, at(results, path)) for what, against, path in RATIOS]
    rows += [
        (f"time of {name}: four times the articles", "once", at(results, f"growth/{name}/times_4"))
        for name in GROWTH
    ]
    cells = [(what, against, "failed" if r is None else f"{r:.1f}") for what, against, r in rows]
    lines = [f"| {' | '.join(row)} |" for row in [("what", "against", "times"), *cells]]
    return "\n".join([results["machine"], "", lines[0], "|---|---|---|", *lines[1:]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, help="where the numbers are written")
    parser.add_argument("--table", type=Path, help="print the table of numbers written before")
    asked = parser.parse_args()
    if asked.table:
        print(table(json.loads(asked.table.read_text("utf-8"))))
        return
    system = f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    results: dict[str, Any] = {"machine": system}
    for name, ((module, *arguments), cores) in RUNS.items():
        print(f"{name} ...", file=sys.stderr, flush=True)
        results[name] = run(module, arguments, cores)
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
