"""What charts and tables bring along for the pages of a report, where no kernel answers."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from workbook.widgets.specs import Spec

IN_REPORT = "WORKBOOK_REPORT"  # set in the kernels that `workbook report` starts
ARTICLES_PAGE = "articles.html"

# Characters of a chart's rows and drawing; a larger one stays a picture, so that pages stay small.
MOST_LIVE = 250_000


def in_report() -> bool:
    """Whether this kernel runs for `workbook report`."""
    return IN_REPORT in os.environ


def live_figure(picture: str, spec: Spec) -> str:
    r"""A picture with the specification that the page's script draws in its place.

    Parameters
    ----------
    picture
        An `<img>`, which is what a page without scripts shows.
    spec
        A whole Vega-Lite specification with its `datasets`.

    Examples
    --------
    >>> html = live_figure("<img>", {"mark": "bar", "datasets": {"rows": [{"a": "</script>"}]}})
    >>> print(html.partition("json")[2])
    ">{"spec":{"mark":"bar"},"datasets":{"rows":{"fields":["a"],"lines":[["\u003c/script>"]]}}}</script></figure>
    """
    drawing = {name: part for name, part in spec.items() if name != "datasets"}
    datasets = {name: _as_lines(rows) for name, rows in spec.get("datasets", {}).items()}
    parts = {"spec": drawing, "datasets": datasets}
    code = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    if len(code) > MOST_LIVE:
        return picture
    code = code.replace("<", r"\u003c")  # neither </script> nor <!-- ends or changes the element
    script = f'<script type="application/json">{code}</script>'
    return f'<figure class="news-workbook-chart">{picture}{script}</figure>'


def _as_lines(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows with each name said once, which takes half the room."""
    fields = list(dict.fromkeys(name for row in rows for name in row))
    return {"fields": fields, "lines": [[row.get(name) for name in fields] for row in rows]}


def passage_link(row: Mapping[str, object]) -> str | None:
    """The address of a row's passage, or of its article, among the pages of a report.

    >>> passage_link({"article_id": "a 1", "start": 4, "end": 9})
    'articles.html#a%201-4-9'
    """
    if row.get("article_id") is None:
        return None
    place = [quote(str(row["article_id"]), safe="")]
    if row.get("start") is not None and row.get("end") is not None:
        place += [str(row["start"]), str(row["end"])]
    return f"{ARTICLES_PAGE}#{'-'.join(place)}"
