"""The notebooks as web pages for people without Jupyter: run each, write one page for it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError
from workbook.pages import MARK, render_index, render_notebook, title_of
from workbook.project import kernel_encryption

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

# No cell of the sample takes a minute; a large corpus may take many.
CELL_SECONDS = 1800


def write_report(
    notebooks: Sequence[Path], articles: Path, *, out: Path, cell_seconds: int = CELL_SECONDS
) -> dict[str, str]:
    """Run notebooks without a screen and write one self-contained HTML page for each.

    A notebook that fails gets its page all the same, with the error in its place, and the others
    go on. A progress bar is shown on stderr.

    Parameters
    ----------
    notebooks
        The notebooks, in the order in which `index.html` links their pages.
    articles
        What they load, in the environment variable `WORKBOOK_DATA`.
    out
        Folder for the pages, made if it is not there.
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
    _claim(out, [*pages.values(), "index.html"])
    read = {path: nbformat.read(path, as_version=4) for path in notebooks}
    menu = [(title_of(read[path], path.stem), page) for path, page in pages.items()]
    problems: dict[str, str] = {}
    with tqdm(total=len(read), unit="notebook") as bar:
        for path, notebook in read.items():
            bar.set_description(path.stem)
            problem = run_notebook(notebook, path.parent, articles, cell_seconds=cell_seconds)
            if problem:
                problems[path.name] = problem
            page = render_notebook(
                notebook, pages[path], menu, corpus=articles.name, problem=problem
            )
            _write(out / pages[path], page)
            bar.update()
    failed = [pages[path] for path in notebooks if path.name in problems]
    _write(out / "index.html", render_index(menu, failed, corpus=articles.name))
    return problems


def run_notebook(
    notebook: NotebookNode, folder: Path, articles: Path, *, cell_seconds: int
) -> str | None:
    """Run a notebook in place, in a kernel of this Python; return what went wrong, if anything."""
    from nbclient import NotebookClient
    from nbclient.exceptions import (
        CellExecutionError,
        CellTimeoutError,
        DeadKernelError,
    )

    kernel = _kernel_of_this_python()
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=cell_seconds,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    run = partial(
        client.execute, cleanup_kc=True, env={**os.environ, "WORKBOOK_DATA": str(articles)}
    )
    try:
        _run_in_thread(run, kernel)
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        return f"a cell took longer than {cell_seconds:,} seconds"
    except DeadKernelError:
        return "Python stopped in the middle; the memory may not have been enough"
    return None


def _kernel_of_this_python() -> AsyncKernelManager:
    """A kernel manager that sees no kernel but the one installed with this interpreter."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from traitlets.config import Config

    return AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        config=Config(KernelManager={"transport_encryption": kernel_encryption()}),
    )


def _run_in_thread(run: Callable[[], object], kernel: AsyncKernelManager) -> None:
    """Run where nbclient leaves Ctrl-C alone, so that it ends the whole report, not one cell."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(run)
        try:
            while not done.done():  # a wait without end would not notice Ctrl-C
                wait([done], timeout=0.2)
            done.result()
        except KeyboardInterrupt:
            if kernel.provisioner:
                asyncio.run(kernel.provisioner.kill())  # the thread ends with its kernel
            raise


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
