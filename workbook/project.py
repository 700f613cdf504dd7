"""Where the notebooks are, and whether there is anything to read in the folder that was named."""

from __future__ import annotations

from pathlib import Path

from workbook.errors import WorkbookError
from workbook.loading.folder import list_files
from workbook.loading.formats import known_endings

FIRST_NOTEBOOK = "00_corpus.ipynb"


def find_project() -> Path:
    """Return the folder that holds the notebooks, the sample articles and this package."""
    project = Path(__file__).resolve().parent.parent
    if not (project / "notebooks" / FIRST_NOTEBOOK).is_file():
        raise WorkbookError(
            f"no notebooks beside the package: {project / 'notebooks'} has no {FIRST_NOTEBOOK}. "
            "They come with the project folder, not with the package alone: in that folder, run "
            "pip install -e ."
        )
    return project


def list_notebooks(project: Path) -> list[Path]:
    """Return the notebooks of the project in their order; a reader's own ones are left out."""
    return sorted((project / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def find_articles(path: str | Path | None = None) -> Path:
    """Return the absolute path of the articles, once it is sure that files are there.

    Parameters
    ----------
    path
        A file or folder; None means the sample articles of the project.

    Raises
    ------
    WorkbookError
        If nothing is at the path, no file is below it, or it cannot be opened.
    """
    articles = find_project() / "data" if path is None else Path(path).expanduser()
    try:
        found = list_files(articles)
    except OSError as error:
        raise WorkbookError(f"{articles} cannot be opened: {error.strerror}.") from None
    if not found:
        raise WorkbookError(
            f"no files in {articles}; put articles there ({known_endings()}) "
            "or name another folder."
        )
    return articles.resolve()


def kernel_encryption() -> str:
    """Return `auto`, or `disabled` where ZeroMQ cannot encrypt what goes to and from a kernel."""
    import zmq

    return "auto" if zmq.has("curve") else "disabled"
