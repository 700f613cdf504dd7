import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import workbook

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "workbook"
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
ENVIRONMENT = yaml.safe_load((PROJECT / "environment.yml").read_text())

HEAVY = {"spacy", "sklearn", "jupyterlab", "ipywidgets", "anywidget", "altair", "textstat", "nltk"}

FLOORS = [
    {"errors", "progress", "schema"},
    {"language"},
    {
        "context",
        "figures",
        "filter_fields",
        "filters",
        "loading",
        "quotations",
        "readability",
        "search",
        "topics",
    },
    {"cache", "project"},
    {
        "charts",
        "findings",
        "scale",
    },
    {"widgets"},
    {"__main__", "lab", "pages", "report", "report_articles", "report_runs"},
]
FLOOR_OF = {module: number for number, modules in enumerate(FLOORS) for module in modules}
ANALYSES = {"figures", "loading", "quotations", "readability", "topics"}
ALONE = {"spacy": "language", "ipywidgets": "widgets", "anywidget": "widgets"}


def run_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one, without what stands there for the type checker alone."""
    yield node
    for inner in ast.iter_child_nodes(node):
        if not (isinstance(inner, ast.If) and ast.unparse(inner.test) == "TYPE_CHECKING"):
            yield from run_nodes(inner)


def imports() -> list[tuple[str, str]]:
    """Every import in the package, also within functions: (module below workbook, imported)."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in run_nodes(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found += [(module, name.name) for name in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "workbook":
                found += [(module, f"workbook.{name.name}") for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                found.append((module, f"{'.' * node.level}{node.module or ''}"))
    return found


def inner_imports() -> list[tuple[str, str]]:
    """The same, of the package's own modules by each other."""
    pairs = [(module, name.split(".")) for module, name in imports()]
    return [
        (module, parts[1])
        for module, parts in pairs
        if parts[0] == "workbook" and len(parts) > 1 and module not in ("__init__", parts[1])
    ]


def test_every_module_has_a_floor():
    modules = {path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py")}
    assert {module.removesuffix(".py") for module in modules} - set(FLOOR_OF) == {"__init__"}


def test_no_module_imports_upwards():
    pairs = set(inner_imports())
    assert [pair for pair in pairs if FLOOR_OF[pair[0]] < FLOOR_OF[pair[1]]] == []


def test_no_analysis_imports_another():
    assert [pair for pair in inner_imports() if set(pair) <= ANALYSES] == []


@pytest.mark.parametrize(("library", "home"), ALONE.items())
def test_library_is_imported_in_one_place(library, home):
    assert {module for module, name in imports() if name.split(".")[0] == library} == {home}


def test_imports_are_absolute():
    assert [pair for pair in imports() if pair[1].startswith(".")] == []


@pytest.mark.parametrize(
    "code",
    ["import workbook", "from workbook.__main__ import make_parser as make; make().format_help()"],
)
def test_start_loads_nothing_heavy(code):
    show = f"{code}; import sys; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert HEAVY & {name.split(".")[0] for name in said.stdout.split()} == set()


def test_import_takes_under_half_a_second():
    show = "from time import perf_counter as now; t = now(); import workbook; print(now() - t)"
    start = [sys.executable, "-c", show]
    taken = [float(subprocess.run(start, capture_output=True, check=True).stdout) for _ in range(3)]
    assert min(taken) < 0.5


@pytest.mark.parametrize("name", workbook.__all__)
def test_public_name_has_a_docstring_and_a_line_in_the_readme(name):
    assert getattr(workbook, name).__doc__
    assert re.search(rf"\b{name}\b", (PROJECT / "README.md").read_text())


@pytest.mark.parametrize("extra", [None, *PYPROJECT["optional-dependencies"]])
def test_every_dependency_has_both_bounds(extra):
    wanted = PYPROJECT["optional-dependencies"][extra] if extra else PYPROJECT["dependencies"]
    own = r"news-workbook\[[\w,]+\]"  # an extra may ask for others
    bounds = rf"[\w.-]+(\[[\w,]+\])?>=[\d.]+,<[\d.]+|{own}"
    assert [line for line in wanted if not re.fullmatch(bounds, line)] == []


def test_environment_lists_nothing_twice():
    lowest = PYPROJECT["requires-python"].removeprefix(">=")
    assert ENVIRONMENT["channels"] == ["conda-forge"]
    assert ENVIRONMENT["dependencies"] == [f"python={lowest}", "pip", {"pip": ["-e ."]}]


# repo2docker itself imports a module that has moved.
@pytest.mark.filterwarnings("ignore:pythonjsonlogger:DeprecationWarning")
def test_binder_lays_the_python_and_the_package_of_this_project(tmp_path, monkeypatch):
    from repo2docker.buildpacks import CondaBuildPack

    (tmp_path / "environment.yml").write_text((PROJECT / "environment.yml").read_text())
    monkeypatch.chdir(tmp_path)
    pack = CondaBuildPack("docker.io/library/buildpack-deps:jammy")
    pack.platform = "linux/amd64"
    assert pack.detect()
    assert pack.python_version == PYPROJECT["requires-python"].removeprefix(">=")
    steps = pack.render()
    copied, installed = (
        steps.index("COPY --chown=1000:1000 src/ ${REPO_DIR}"),
        steps.index('env update -p ${NB_PYTHON_PREFIX} --file "environment.yml"'),
    )
    assert copied < installed  # "-e ." needs the project to be there


def test_ci_runs_the_test_command_of_the_readme():
    readme, script = (PROJECT / "README.md").read_text(), (PROJECT / ".ci" / "run").read_text()
    assert 'pip install -e ".[test]" && pytest -n 2\n' in readme
    assert 'pip" install --quiet -e ".[test]"' in script
    assert "\n    pytest -n 2\n" in script


@pytest.mark.parametrize(
    "check",
    [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]],
    ids=" ".join,
)
def test_code_passes(check):
    start = [sys.executable, "-m", *check]
    said = subprocess.run(start, cwd=PROJECT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
