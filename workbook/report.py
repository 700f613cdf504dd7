"""The notebooks as web pages for people without Jupyter: run each, write one page for it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.loading import Corpus, load_corpus
from workbook.pages import (
    MARK,
    Report,
    page_script,
    render_articles,
    render_index,
    render_notebook,
    title_of,
)
from workbook.report_articles import choose_articles, find_links, holds_all, lay_out_articles
from workbook.report_runs import run_notebooks

# No cell of the sample takes a minute; a large corpus may take many.
CELL_SECONDS = 1800

ARTICLES_PAGE, SCRIPT = "articles.html", "report.js"

Problems = dict[str, str]


def write_report(
    notebooks: Sequence[Path], articles: Path, *, out: Path, cell_seconds: int = CELL_SECONDS
) -> Problems:
    """Run notebooks without a screen and write one HTML page for each, and one of the articles.

    A notebook that fails gets its page all the same, with the error in its place, and the others
    go on. A progress bar is shown on stderr.

    Parameters
    ----------
    notebooks
        The notebooks, in the order in which `index.html` links their pages.
    articles
        What they load, in the environment variable `WORKBOOK_DATA`.
    out
        Folder for the pages and the one script that they share, made if it is not there.
    cell_seconds
        A cell that takes longer fails.

    Returns
    -------
    dict
        For each notebook that failed, its file name and what went wrong.

    Raises
    ------
    WorkbookError
        If a page would overwrite a file that no report wrote, or `out` cannot be a folder.
    """
    import nbformat
    from tqdm import tqdm

    pages = {path: path.with_suffix(".html").name for path in notebooks}
    _claim(out, [*pages.values(), "index.html", ARTICLES_PAGE, SCRIPT])
    read = {path: nbformat.read(path, as_version=4) for path in notebooks}
    corpus = _load(articles)
    menu = [(title_of(read[path], path.stem), page) for path, page in pages.items()]
    report = _describe(articles, corpus, menu)
    _write(out / SCRIPT, page_script())
    problems: Problems = {}
    links: set[str] = set()
    runs = run_notebooks(read, articles, cell_seconds=cell_seconds)
    with closing(runs), tqdm(runs, total=len(read), unit="notebook") as bar:
        for path, problem in bar:
            bar.set_description(path.stem)
            problems |= {path.name: problem} if problem else {}
            page = render_notebook(read[path], pages[path], report, problem=problem)
            links |= find_links(page)
            _write(out / pages[path], page)
    if corpus:
        laid_out = lay_out_articles(choose_articles(corpus.articles, links), links)
        _write(out / ARTICLES_PAGE, render_articles(laid_out, ARTICLES_PAGE, report))
    failed = [page for path, page in pages.items() if path.name in problems]
    _write(out / "index.html", render_index(report, failed))
    return {path.name: problems[path.name] for path in notebooks if path.name in problems}


def _load(articles: Path) -> Corpus | None:
    """The articles, if they can be read; if not, the notebooks say why."""
    try:
        return load_corpus(articles)
    except WorkbookError:
        return None


def _describe(articles: Path, corpus: Corpus | None, menu: list[tuple[str, str]]) -> Report:
    """What the pages share: their menu, and from what, when and with what they were made."""
    from workbook.widgets.export_about import describe_corpus, package_versions

    versions = ", ".join(f"{name} {version}" for name, version in package_versions().items())
    about = [("Made", f"{datetime.now(UTC).date()} with {versions}")]
    if corpus is None:
        return Report(articles.name, menu, about)
    known = describe_corpus(corpus)
    n_files = len(known["files"])
    facts = [
        f"{known['n_articles']:,} articles",
        " to ".join(known["published"]),
        f"{n_files:,} file{'s' if n_files != 1 else ''}",
        f"fingerprint {known['fingerprint']}",
    ]
    about = [
        ("Articles", f"{articles.name}: {', '.join(filter(None, facts))}"),
        ("Filter", _kept_filter(articles)),
        *about,
    ]
    menu = [*menu, ("The articles", ARTICLES_PAGE)]
    return Report(articles.name, menu, about, all_articles=holds_all(corpus.articles))


def _kept_filter(articles: Path) -> str:
    """What the panels start from, as code."""
    from workbook.widgets.kept import read_kept

    try:
        kept = read_kept(articles)
    except WorkbookError:  # the panels say what is wrong with it
        kept = None
    return repr(kept) if kept else "none"


def _claim(out: Path, names: Sequence[str]) -> None:
    """Make the folder, unless a file in it that this command did not write is in the way."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkbookError(f"--out {out} cannot be made a folder: {error.strerror}.") from None
    for page in (out / name for name in names):
        if page.exists() and MARK not in page.read_text("utf-8", "replace")[:4000]:
            raise WorkbookError(
                f"{page} was not written by workbook report, so it is left as it is; "
                "name another folder with --out, or move the file away."
            )


def _write(page: Path, text: str) -> None:
    """Write a page in one step, so that a reader never opens half of it."""
    draft = page.with_name(f".{page.name}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(page)
