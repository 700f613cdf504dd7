"""Headlines told from their shape and their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from workbook.loading.lines import Line, ends_sentence
from workbook.loading.shapes import is_headline_shaped


def find_headlines(lines: Sequence[Line]) -> list[int]:
    """Places of the lines that head an article."""
    out = []
    for i, line in enumerate(lines[:-1]):
        if (
            is_headline_shaped(line.text)
            and line.n_words >= 5
            and (i == 0 or ends_sentence(lines[i - 1].text))
            and lines[i + 1].n_words > line.n_words
            and ends_sentence(lines[i + 1].text)
        ):
            out.append(i)
    return out if len(out) > 1 and out[0] == 0 else []
