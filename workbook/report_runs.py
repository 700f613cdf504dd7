"""Notebooks run without a screen, each in a kernel of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.loading.folder import list_files
from workbook.project import kernel_encryption

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

# Starting Python takes longer than reading few articles, so two notebooks run at once; with many,
# each would compute what the one before it leaves in the cache.
FEW_ARTICLES = 2_000_000  # bytes


def run_notebooks(
    notebooks: Mapping[Path, NotebookNode], articles: Path, *, cell_seconds: int
) -> Generator[tuple[Path, str | None], None, None]:
    """Run notebooks in place, in kernels of this Python.

    Parameters
    ----------
    notebooks
        Each under its path, in the folder of which it runs.
    articles
        What they load, in the environment variable `WORKBOOK_DATA`.
    cell_seconds
        A cell that takes longer fails.

    Yields
    ------
    tuple
        As each ends, its path and what went wrong, if anything. Closing ends those that still run.
    """
    kernels = {path: _kernel_of_this_python() for path in notebooks}
    run = partial(_run, articles=articles, cell_seconds=cell_seconds)
    # In threads nbclient leaves Ctrl-C alone, so that it ends the whole report, not one cell.
    with ThreadPoolExecutor(2 if _size(articles) < FEW_ARTICLES else 1) as pool:
        jobs = {
            pool.submit(run, notebooks[path], kernel, path.parent): path
            for path, kernel in kernels.items()
        }
        try:
            yield from ((jobs[job], job.result()) for job in _as_ended(jobs))
        finally:
            for job, path in jobs.items():
                _stop(job, kernels[path])


def _as_ended(jobs: Mapping[Future[str | None], Path]) -> Iterator[Future[str | None]]:
    running = set(jobs)
    while running:  # a wait without end would not notice Ctrl-C
        ended, running = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
        yield from ended


def _stop(job: Future[str | None], kernel: AsyncKernelManager) -> None:
    """End a notebook that runs or waits; its thread ends with its kernel."""
    if not job.done() and not job.cancel() and kernel.provisioner:
        asyncio.run(kernel.provisioner.kill())


def _size(articles: Path) -> int:
    return sum(path.stat().st_size for _, path in list_files(articles))


def _run(
    notebook: NotebookNode,
    kernel: AsyncKernelManager,
    folder: Path,
    *,
    articles: Path,
    cell_seconds: int,
) -> str | None:
    """Run a notebook in a kernel; return what went wrong, if anything."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from workbook.widgets.report_forms import IN_REPORT

    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=cell_seconds,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    environment = {**os.environ, "WORKBOOK_DATA": str(articles), IN_REPORT: "1"}
    try:
        client.execute(cleanup_kc=True, env=environment)
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
