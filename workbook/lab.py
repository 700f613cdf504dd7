"""Open the notebooks in JupyterLab, on this machine only, with no request to any other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from workbook.project import FIRST_NOTEBOOK, kernel_encryption

CONFIG = Path(__file__).parent / "lab_config"

# Only this machine can connect, with JupyterLab's token. News, update checks and the list of
# extensions would ask other hosts. One Ctrl-C stops the server; notebooks are saved as one types.
SETTINGS = (
    "--ServerApp.ip=127.0.0.1",
    f"--LabApp.default_url=/lab/tree/notebooks/{FIRST_NOTEBOOK}",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.answer_yes=True",
)


def open_lab(
    project: Path,
    articles: Path,
    *,
    port: int | None = None,
    browser: bool = True,
    options: Sequence[str] = (),
) -> None:
    """Run JupyterLab on the notebooks of a project until the reader stops it.

    Parameters
    ----------
    project
        The folder with `notebooks`; JupyterLab shows it and nothing above it.
    articles
        What the notebooks load; they find it in `WORKBOOK_DATA`.
    port
        The first port to try, then the next ones; None leaves it to JupyterLab.
    browser
        Whether to open a browser window.
    options
        Further options of `jupyter lab`; they win over the ones set here.
    """
    from jupyterlab.labapp import LabApp

    os.environ.update(lab_environment(articles))
    LabApp.launch_instance(lab_arguments(project, port=port, browser=browser, options=options))


def lab_arguments(
    project: Path, *, port: int | None, browser: bool, options: Sequence[str]
) -> list[str]:
    """The command line of `jupyter lab`.

    >>> lab_arguments(Path("/w"), port=9000, browser=False, options=["--allow-root"])[-4:]
    ['--ServerApp.root_dir=/w', '--ServerApp.port=9000', '--no-browser', '--allow-root']
    """
    ours = [
        *SETTINGS,
        f"--KernelManager.transport_encryption={kernel_encryption()}",
        f"--ServerApp.root_dir={project}",
        *([] if port is None else [f"--ServerApp.port={port}"]),
        *([] if browser else ["--no-browser"]),
        # In a container one is often root; the server is on this machine alone, behind its token.
        *(["--allow-root"] if _is_root() else []),
    ]
    said = {_setting(option) for option in options}  # JupyterLab refuses to be told twice
    return [*(option for option in ours if _setting(option) not in said), *options]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _setting(option: str) -> str:
    """What an option sets: `--ip=...` and `--ServerApp.ip=...` are the same."""
    from jupyterlab.labapp import LabApp

    name = option.partition("=")[0].lstrip("-")
    return LabApp.aliases.get(name, name)


def lab_environment(articles: Path) -> dict[str, str]:
    """The environment variables that JupyterLab and its kernels get in addition."""
    paths = [str(CONFIG), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    return {
        "WORKBOOK_DATA": str(articles),
        # The first path wins; what the reader has set there goes on to count.
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, paths)),
        # The kernel of this very Python, whatever kernels the reader has installed elsewhere.
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
