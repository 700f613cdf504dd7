"""XML that is none of the known layouts."""

from __future__ import annotations

import re

from workbook.loading.decoding import decode
from workbook.loading.drafts import Columns, Reading

_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")


def read_other_xml(data: bytes, columns: Columns) -> Reading:  # noqa: ARG001  as all readers
    """Say what was found instead of a layout that can be read."""
    decoded = decode(data[:100_000])
    root = _ROOT.search(decoded.text)
    found = f"root element <{root[1]}>" if root else "no element in it"
    return Reading((), decoded.encoding).failed(
        f"XML of an unknown layout, {found}; known: RSS, Atom, Factiva"
    )
