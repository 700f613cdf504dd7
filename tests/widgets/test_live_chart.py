"""Live charts: rows apart from the drawing, colours that stay, a static picture."""

import altair as alt
import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.widgets import LiveChart
from workbook.widgets.live_chart import vega_bundle

ALL = pl.DataFrame({"outlet": ["Courier", "Review", "Wire"], "n": [3, 2, 1]})


def bars(frame: pl.DataFrame) -> alt.Chart:
    title = alt.TitleParams("Articles", subtitle=f"n = {frame['n'].sum()}")
    return alt.Chart(frame, title=title).mark_bar().encode(x="n:Q", y="outlet:N", color="outlet:N")


def domain(chart: LiveChart) -> list[str]:
    return chart.spec["encoding"]["color"]["scale"]["domain"]


def test_rows_title_and_caption_stand_apart_from_the_drawing():
    chart = LiveChart(bars(ALL))
    assert chart.rows == {"rows_0": ALL.to_dicts()}
    assert (chart.title, chart.caption, chart.description) == (
        "Articles",
        "n = 6",
        "Articles. n = 6",
    )
    assert "datasets" not in chart.spec
    assert chart.spec["data"] == {"name": "rows_0"}


def test_an_update_with_fewer_rows_leaves_the_drawing_and_its_colours_alone():
    chart = LiveChart(bars(ALL))
    before = chart.spec
    chart.update(bars(ALL.tail(1)))
    assert chart.spec == before
    assert domain(chart) == ["Courier", "Review", "Wire"]
    assert chart.rows == {"rows_0": [{"outlet": "Wire", "n": 1}]}
    assert chart.caption == "n = 1"


def test_a_new_name_takes_the_next_colour():
    chart = LiveChart(bars(ALL.tail(1)))
    chart.update(bars(ALL))
    assert domain(chart) == ["Wire", "Courier", "Review"]


def test_layers_with_their_own_rows_keep_them():
    chart = LiveChart(bars(ALL) + bars(ALL.head(1)).mark_text())
    assert {name: len(rows) for name, rows in chart.rows.items()} == {"rows_0": 3, "rows_1": 1}
    assert [layer["data"]["name"] for layer in chart.spec["layer"]] == ["rows_0", "rows_1"]


def test_a_chart_of_too_many_rows_says_what_to_do():
    rows = [{"n": i} for i in range(5_001)]
    chart = alt.Chart(alt.Data(values=[])).mark_bar().to_dict() | {"datasets": {"d": rows}}
    with pytest.raises(WorkbookError, match=r"5,001 rows; a chart on screen takes 5,000\. Aggreg"):
        LiveChart(alt.Chart.from_dict(chart))


def test_the_output_holds_a_picture_for_pages_without_a_kernel():
    data, _ = LiveChart(bars(ALL))._repr_mimebundle_()
    assert data["image/svg+xml"].startswith("<svg")
    assert "Courier" in data["image/svg+xml"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_hostile_names_stay_text_in_the_picture():
    hostile = ALL.with_columns(outlet=pl.lit("<script>alert(1)</script>"))
    chart = LiveChart(bars(hostile))
    assert "<script" not in chart.picture()
    assert "<script" not in chart.static_html()


def test_vega_comes_from_the_installed_package_and_names_no_other_host():
    bundle = vega_bundle()
    assert b"newsWorkbookVegaEmbed" in bundle
    assert b"cdn." not in bundle
