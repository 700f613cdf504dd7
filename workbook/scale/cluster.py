"""Workers: those of a Dask cluster that runs already, or the cores of this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from distributed import Client

LOOPBACK = "127.0.0.1"
CONNECT_SECONDS = 30

Result = TypeVar("Result")


def require_dask() -> None:
    """Raise if the packages of the extra are missing."""
    for name in ("distributed", "fsspec"):
        if find_spec(name) is None:
            raise WorkbookError(
                f'annotate needs the package {name}; install it with: pip install -e ".[cluster]"'
            )


@contextmanager
def connect(scheduler: str | None, *, in_process: bool) -> Iterator[Client]:
    """A client of the cluster at an address, else of one that lives as long as the block."""
    from distributed import Client, LocalCluster
    from joblib import cpu_count

    with ExitStack() as stack:
        if scheduler is None:
            stack.enter_context(_nothing_to_import())
            cluster = LocalCluster(
                host=LOOPBACK,
                n_workers=1 if in_process else cpu_count(),
                threads_per_worker=1,
                processes=not in_process,
                protocol="tcp",
                dashboard_address=f"{LOOPBACK}:0",  # any free port; without bokeh it shows nothing
                silence_logs=50,  # what went wrong is told as a row
            )
            yield stack.enter_context(Client(stack.enter_context(cluster)))
            return
        try:
            client = Client(scheduler, timeout=CONNECT_SECONDS)
        except (OSError, ValueError) as error:
            raise WorkbookError(
                f"no Dask scheduler answers at '{scheduler}' ({error}); "
                "give its address as tcp://host:8786"
            ) from None
        yield stack.enter_context(client)


@contextmanager
def _nothing_to_import() -> Iterator[None]:
    """Let worker processes begin without the caller's script, which would run in each of them."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def run_all(
    client: Client, function: Callable[..., Result], tasks: Sequence[tuple]
) -> Iterator[tuple[int, Result | BaseException]]:
    """The place of each task and its result or error, as they come."""
    from distributed import as_completed

    futures = [client.submit(function, *task, pure=False) for task in tasks]
    places = {future.key: place for place, future in enumerate(futures)}
    for future in as_completed(futures):
        problem = future.exception()
        yield places[future.key], future.result() if problem is None else problem
