"""The licence of every package that the workbook installs, as its own metadata state it.

python tests/benchmarks/list_licences.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

# Licences under which a package may be used by a program that is under the MIT licence.
COMPATIBLE = re.compile(
    r"\b(MIT|MIT-0|BSD|BSD-\d-Clause|0BSD|Apache|ISC|ISCL|PSF|Python|MPL|Mozilla|LGPL\w*|Lesser|"
    r"Unlicense|Public Domain|CC0|ZPL|Zope|HPND|CNRI)\b",
    re.IGNORECASE,
)
EXTRAS = ("formats", "cluster")


def installed(name: str, extras: tuple[str, ...], seen: set[str]) -> Iterator[Distribution]:
    """A package and all that it needs here, each once."""
    from packaging.requirements import Requirement

    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        found = distribution(name)
    except PackageNotFoundError:  # for another system or Python
        return
    yield found
    for line in found.requires or ():
        need = Requirement(line)
        cases = [{"extra": extra} for extra in ("", *extras)]
        if need.marker is None or any(need.marker.evaluate(case) for case in cases):
            yield from installed(need.name, tuple(need.extras), seen)


def licence(package: Distribution) -> str:
    """What a package says of its licence, in its newest field first."""
    about = package.metadata
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if "License" in c]
    stated = about.get("License-Expression") or "; ".join(classes) or about.get("License") or ""
    return stated.strip().split("\n", 1)[0][:80]


def list_licences() -> dict[str, str]:
    """The licence of each package by its name."""
    packages = installed("news-workbook", EXTRAS, set())
    return {package.metadata["Name"]: licence(package) for package in packages}


def main() -> None:
    for name, text in sorted(list_licences().items(), key=lambda pair: pair[0].lower()):
        mark = " " if COMPATIBLE.search(text) else "?"
        print(f"{mark} {name:<32} {text}")


if __name__ == "__main__":
    main()
