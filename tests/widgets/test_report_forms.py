"""What charts and tables bring along for the pages of a report."""

import base64
import gzip
import json
import re

import altair as alt
import polars as pl
import pytest

import workbook as wb
from workbook.widgets.report_forms import IN_REPORT, live_figure

ROWS = pl.DataFrame({"outlet": ["</script><!--", "Wire"], "n": [2, 3]})
BARS = alt.Chart(ROWS, title="Articles").mark_bar().encode(x="n:Q", color="outlet:N")


@pytest.fixture(autouse=True)
def _in_report(monkeypatch):
    monkeypatch.setenv(IN_REPORT, "1")


def parts(html):
    """The SVG of a figure and what its script holds."""
    picture, code = re.fullmatch(
        r'<figure class="news-workbook-chart"><img [^>]*base64,([^"]+)">'
        r'<script type="application/json">([^<]*)</script></figure>',
        html,
    ).groups()
    return base64.b64decode(picture).decode(), json.loads(code)


def test_rows_stand_in_the_page_where_no_text_ends_their_element():
    _, held = parts(wb.LiveChart(BARS).static_html())
    assert held["datasets"] == {
        "rows_0": {"fields": ["outlet", "n"], "lines": [["</script><!--", 2], ["Wire", 3]]}
    }
    assert held["spec"]["mark"] == {"type": "bar"}
    assert held["spec"]["title"]["text"] == "Articles"


def test_many_rows_are_packed_and_their_dots_share_one_shape():
    many = pl.DataFrame({"x": range(3_000), "label": ["<b>"] * 3_000})
    html = wb.LiveChart(alt.Chart(many).mark_circle().encode(x="x", tooltip="label")).static_html()
    drawn, held = parts(html)
    rows = json.loads(gzip.decompress(base64.b64decode(held["datasets"])))["rows_0"]
    assert (rows["fields"], rows["lines"][2_999]) == (["x", "label"], [2_999, "<b>"])
    assert len(re.findall("<use href=", drawn)) == 3_000
    assert len(html) < 250_000


def test_a_name_of_the_legend_dims_the_others():
    _, held = parts(wb.LiveChart(BARS).static_html())
    assert held["spec"]["params"] == [
        {"name": "legend", "select": {"type": "point", "fields": ["outlet"]}, "bind": "legend"}
    ]
    assert held["spec"]["encoding"]["opacity"] == {
        "condition": {"param": "legend", "value": 1},
        "value": 0.15,
    }


@pytest.mark.parametrize(
    "chart",
    [
        BARS.encode(color=alt.Color("outlet:N", legend=None)),
        BARS.encode(color="n:Q"),
        BARS.encode(opacity="n:Q"),
        BARS + BARS,
    ],
    ids=["no legend", "amounts", "opacity says something", "two views"],
)
def test_a_chart_keeps_its_opacity_where_a_legend_could_not_dim(chart):
    _, held = parts(wb.LiveChart(chart).static_html())
    assert '"legend"' not in json.dumps(held["spec"].get("params"))
    assert '"condition"' not in json.dumps(held["spec"])


def test_own_selections_stay_and_a_brush_for_the_kernel_is_left_out():
    own = BARS.add_params(alt.selection_point(name="mine", fields=["outlet"], bind="legend"))
    dots = alt.Chart(ROWS).mark_circle().encode(x="n:Q", y="n:Q")
    _, held = parts(wb.LiveChart(own, brush=True).static_html())
    assert [param["name"] for param in held["spec"]["params"]] == ["mine"]
    _, held = parts(wb.LiveChart(dots, brush=True).static_html())
    assert "params" not in held["spec"]


def test_a_chart_without_rows_is_a_figure_too():
    drawn, held = parts(live_figure({"mark": "bar", "data": {"values": []}}, "Nothing"))
    assert drawn.startswith("<svg")
    assert held == {"spec": {"mark": "bar", "data": {"values": []}}, "datasets": {}}


def test_the_first_words_of_a_row_lead_to_its_passage():
    rows = pl.DataFrame(
        {"article_id": ["a"], "start": [4], "end": [9], "speaker": [None], "text": ["x < y"]}
    )
    assert (
        '<td title="no value">–</td><td dir="auto"><a href="articles.html#a-4-9">x &lt; y</a></td>'
    ) in wb.table(rows).static_html()


def test_outside_of_a_report_charts_are_pictures_and_rows_lead_nowhere(monkeypatch):
    monkeypatch.delenv(IN_REPORT)
    assert list(wb.LiveChart(BARS).static()) == ["image/svg+xml"]
    assert "<script" not in wb.LiveChart(BARS).static_html()
    assert "<a " not in wb.table(ROWS.with_columns(article_id=pl.lit("a"))).static_html()
