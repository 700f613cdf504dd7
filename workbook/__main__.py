"""The command line: `workbook lab`, `report`, `annotate` and `cache`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from workbook.errors import WorkbookError

ABOUT = "Read a pile of news articles with numbers beside it, on this machine alone."

EXAMPLES = """\
examples:
  workbook lab                               look around in the sample articles
  workbook lab my-articles                   open the notebooks on your own articles
  workbook report my-articles --out pages    write web pages for people without Jupyter
  workbook annotate archive annotated        all analyses of a large archive, written as Parquet
  workbook cache                             what is kept of articles read before

Each command explains itself: workbook lab --help
"""

FOLDER = (
    "your articles: a folder (what lies below it counts too) or a single file; "
    "without it, the sample articles are used"
)

OUT = "folder for the pages, made if it is not there (default: report)"

SOURCE = "Parquet files with article_id and body, or whatever else holds articles; any fsspec path"
TARGET = "folder for the results, made if it is not there; any fsspec path"
SCHEDULER = "a Dask cluster that runs already (default: the cores of this machine)"
CACHE = "keep results in this folder; off: keep none (default: your cache folder)"

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

# Options are never abbreviated: a short form could be meant for JupyterLab.
LOOK: dict[str, Any] = {
    "formatter_class": argparse.RawDescriptionHelpFormatter,
    "allow_abbrev": False,
}

LAB = """\
Open the notebooks in JupyterLab, in your browser. They read the articles of FOLDER.
The articles are not changed, and none leaves this machine. Ctrl-C in the terminal stops it.
"""

LAB_END = """\
examples:
  workbook lab
  workbook lab my-articles
  workbook lab january.csv --port 9000
  workbook lab my-articles --no-browser      print the address instead of opening it

Any other option goes to JupyterLab as it is. Give its value with "=":
  workbook lab --ServerApp.log_level=WARN
"""

REPORT = """\
Run all notebooks on the articles of FOLDER and write what they show as web pages: index.html and
one page for each notebook. The pages need no internet and no Jupyter, so you can send them on.
"""

REPORT_END = """\
examples:
  workbook report
  workbook report my-articles --out pages

The exit code is 0 when every notebook ran to its end, 1 when one stopped with an error
(its page shows where), 2 when nothing could be done.
"""

ANNOTATE = """\
Find quotations and figures, score readability and share out topics for every article of SOURCE, and
write all of it into TARGET as Parquet, partition by partition. What is done is skipped when the
command is given again: after a stop, or when articles have come.
"""

ANNOTATE_END = """\
examples:
  workbook annotate archive annotated
  workbook annotate s3://bucket/articles s3://bucket/annotated --scheduler tcp://10.0.0.5:8786

The exit code is 0 when every partition was done, 1 when some failed, 2 when nothing could be done.
"""

CACHED = """\
Every article is analysed once; the results are kept and read the next time. Show how much that is,
or remove it: it costs nothing but the time to compute it again.
"""

CACHED_END = """\
examples:
  workbook cache
  workbook cache --clear
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = make_parser()
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command is None:
        parser.print_help()
        return 2
    if rest and chosen.command != "lab":
        parser.error(f"unknown option: {' '.join(rest)}")
    if chosen.cache is not None:
        os.environ["WORKBOOK_CACHE"] = chosen.cache  # notebooks and other processes see it too
    try:
        return _lab(chosen, rest) if chosen.command == "lab" else RUN[chosen.command](chosen)
    except WorkbookError as error:
        sys.stderr.write(f"workbook: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("workbook: stopped\n")
        return 130  # as a shell reports Ctrl-C


def make_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    parser = argparse.ArgumentParser("workbook", description=ABOUT, epilog=EXAMPLES, **LOOK)
    parser.add_argument(
        "--version", action="version", version=f"news-workbook {version('news-workbook')}"
    )
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    for add in (_add_lab, _add_report, _add_annotate, _add_cache):
        add(commands).add_argument("--cache", type=_folder, metavar="DIR", help=CACHE)
    return parser


def _add_lab(commands: Commands) -> argparse.ArgumentParser:
    lab = commands.add_parser(
        "lab", help="open the notebooks in JupyterLab", description=LAB, epilog=LAB_END, **LOOK
    )
    lab.add_argument("folder", nargs="?", metavar="FOLDER", help=FOLDER)
    lab.add_argument(
        "--port", type=_port, metavar="N", help="begin at this port; if taken, the next"
    )
    lab.add_argument("--no-browser", action="store_true", help="do not open a browser window")
    return lab


def _add_report(commands: Commands) -> argparse.ArgumentParser:
    report = commands.add_parser(
        "report", help="write web pages to send on", description=REPORT, epilog=REPORT_END, **LOOK
    )
    report.add_argument("folder", nargs="?", metavar="FOLDER", help=FOLDER)
    report.add_argument("--out", type=Path, default=Path("report"), metavar="DIR", help=OUT)
    return report


def _add_annotate(commands: Commands) -> argparse.ArgumentParser:
    about = "analyse a large archive, on one machine or many"
    annotate = commands.add_parser(
        "annotate", help=about, description=ANNOTATE, epilog=ANNOTATE_END, **LOOK
    )
    annotate.add_argument("source", metavar="SOURCE", help=SOURCE)
    annotate.add_argument("target", metavar="TARGET", help=TARGET)
    annotate.add_argument("--scheduler", metavar="ADDRESS", help=SCHEDULER)
    return annotate


def _add_cache(commands: Commands) -> argparse.ArgumentParser:
    cache = commands.add_parser(
        "cache", help="what is kept", description=CACHED, epilog=CACHED_END, **LOOK
    )
    cache.add_argument("--clear", action="store_true", help="remove all kept results")
    return cache


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"'{text}' is no port; write a number such as 8888")
    return int(text)


def _folder(text: str) -> str:
    """The absolute path: notebooks run in another folder."""
    return text if text == "off" else str(Path(text).expanduser().absolute())


def _lab(chosen: argparse.Namespace, rest: Sequence[str]) -> int:
    from workbook.lab import open_lab
    from workbook.project import find_articles, find_project

    open_lab(
        find_project(),
        find_articles(chosen.folder),
        port=chosen.port,
        browser=not chosen.no_browser,
        options=rest,
    )
    return 0


def _report(chosen: argparse.Namespace) -> int:
    from workbook.project import find_articles, find_project, list_notebooks
    from workbook.report import write_report

    notebooks = list_notebooks(find_project())
    problems = write_report(notebooks, find_articles(chosen.folder), out=chosen.out)
    for name, problem in problems.items():
        sys.stderr.write(f"workbook: {name} stopped with an error: {problem}\n")
    sys.stdout.write(f"Open {chosen.out / 'index.html'} in a browser.\n")
    return 1 if problems else 0


def _annotate(chosen: argparse.Namespace) -> int:
    from workbook.findings.words import say_count
    from workbook.scale import annotate

    partitions = annotate(chosen.source, chosen.target, scheduler=chosen.scheduler)
    articles = say_count(int(partitions["n_articles"].sum()), "article")
    failed = 0
    for source, problem in partitions.select("source", "problem").drop_nulls().iter_rows():
        sys.stderr.write(f"workbook: {source} failed: {problem}\n")
        failed += 1
    done = partitions.filter(status="made").height
    sys.stdout.write(
        f"{articles} in {say_count(partitions.height, 'partition')}: "
        f"{done} annotated now, {partitions.height - done - failed} were done, {failed} failed\n"
    )
    return 1 if failed else 0


def _cache(chosen: argparse.Namespace) -> int:
    from workbook.cache.database import cache_folder
    from workbook.cache.store import clear_store, describe_store

    if chosen.clear:
        clear_store()
    sys.stdout.write(f"{cache_folder() or 'nothing is kept: WORKBOOK_CACHE is off'}\n")
    kept = describe_store()
    width = max(map(len, kept["analysis"]), default=0)
    for analysis, n_results, size in kept.iter_rows():
        sys.stdout.write(f"  {analysis:<{width}} {n_results:>9,} results {size / 1e6:>9,.1f} MB\n")
    return 0


RUN = {"report": _report, "annotate": _annotate, "cache": _cache}

if __name__ == "__main__":
    sys.exit(main())
