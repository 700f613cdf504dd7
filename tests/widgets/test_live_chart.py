"""Live charts: rows apart from the drawing, colours that stay, a static picture."""

import altair as alt
import polars as pl
import pytest

from workbook import charts
from workbook.errors import WorkbookError
from workbook.widgets import LiveChart
from workbook.widgets.live_chart import page_module, vega_bundle

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


MANY = pl.DataFrame({"x": [i % 100 for i in range(6_000)], "y": [i / 60 for i in range(6_000)]})


def test_a_chart_of_too_many_rows_says_what_to_do():
    lines = alt.Chart(MANY).mark_line().encode(x="mean(x):Q", y="y:Q")
    with pytest.raises(WorkbookError, match=r"6,000 rows; a chart on screen takes 5,000\. Aggreg"):
        LiveChart(lines)


def test_too_many_dots_are_counted_by_steps_and_the_caption_says_so():
    dots = MANY.with_columns(kind=pl.when(pl.col("x") < 10).then(pl.lit("low")))
    chart = LiveChart(alt.Chart(dots).mark_point().encode(x="x:Q", y="y:Q", color="kind:N"))
    rows = chart.rows["rows_0"]
    assert len(rows) <= 60 * 60 * 2
    assert sum(row["n_rows"] for row in rows) == 6_000
    assert min(row["x"] for row in rows) == pytest.approx(0 + 99 / 60 / 2)
    assert chart.spec["encoding"]["size"]["field"] == "n_rows"
    assert chart.caption == f"6,000 rows, counted in {len(rows):,} steps"
    assert "datum" not in str(chart.spec["encoding"]["tooltip"])


def test_a_count_over_too_many_rows_stays_a_count():
    chart = LiveChart(alt.Chart(MANY).mark_bar().encode(x="x:O", y="count()"))
    assert chart.rows["rows_0"][:2] == [{"x": 0, "n_rows": 60}, {"x": 1, "n_rows": 60}]
    assert chart.spec["encoding"]["y"]["aggregate"] == "sum"
    assert "<svg" in chart.picture()


def test_many_rows_travel_by_message_so_that_saved_notebooks_stay_small():
    few, many = LiveChart(bars(ALL)), LiveChart(bars(ALL.sample(2_000, with_replacement=True)))
    assert few.data == {"version": 0, "rows": few.rows}
    assert (many.data, len(many.rows["rows_0"])) == ({"version": 0}, 2_000)
    assert len(str(many.get_state(["spec", "data", "title", "caption", "description"]))) < 2_000
    many.update(bars(ALL))
    assert many.data == {"version": 1, "rows": many.rows}


def test_picked_marks_and_stretches_reach_observers_each_time():
    chart, seen = LiveChart(bars(ALL)), []
    chart.observe(lambda change: seen.append(change["new"]), ["selected", "brushed"])
    for _ in range(2):
        chart._answer(None, {"type": "pick", "row": {"outlet": "Wire"}}, [])
    chart._answer(None, {"type": "brush", "fields": {"n": [1, 2]}}, [])
    assert [one for one in seen if one] == [{"outlet": "Wire"}, {"outlet": "Wire"}, {"n": [1, 2]}]


@pytest.mark.parametrize(
    ("chart", "along"),
    [
        (alt.Chart(ALL).mark_circle().encode(x="n:Q", y="outlet:N"), ["x"]),
        (alt.Chart(ALL).mark_point(filled=True).encode(x="n:Q", y="n:Q"), ["x", "y"]),
        (alt.Chart(ALL.rename({"outlet": "published"})).mark_bar().encode(x="published:O"), ["x"]),
        (alt.Chart(ALL).mark_bar().encode(x="n:Q", y="outlet:N"), None),
        (alt.Chart(ALL).mark_circle().encode(x="mean(n):Q", y="outlet:N"), None),
        (bars(ALL) + bars(ALL), None),
    ],
)
def test_dots_and_timelines_can_be_drawn_over(chart, along):
    (select,) = [
        p["select"]["encodings"] for p in LiveChart(chart, brush=True).spec.get("params", [])
    ] or [None]
    assert select == along
    assert "params" not in LiveChart(chart).spec


def test_selections_of_the_readers_own_are_left_alone():
    own = alt.Chart(ALL).mark_circle().encode(x="n:Q").add_params(alt.selection_point(name="mine"))
    assert [p["name"] for p in LiveChart(own, brush=True).spec["params"]] == ["mine"]


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


def test_what_draws_comes_once_per_page_and_is_not_saved_with_each_chart():
    assert page_module().startswith(vega_bundle())
    assert b"globalThis.newsWorkbookChart = { render };" in page_module()
    assert len(LiveChart(bars(ALL))._esm) < 2_000


def test_outlets_keep_the_colours_of_the_first_chart_and_their_legend():
    articles = pl.DataFrame(
        {
            "article_id": ["a", "b", "c"],
            "outlet": ["Courier", "Wire", None],
            "published": [None, None, None],
        },
        schema_overrides={"published": pl.Date},
    )
    chart = LiveChart(charts.chart_articles(articles))
    first = chart.spec
    chart.update(charts.chart_articles(articles.filter(outlet="Wire")))
    assert chart.spec == first
    chart.update(charts.chart_articles(articles.with_columns(outlet=pl.lit("Herald"))))
    assert domain(chart) == ["Herald"]  # a name that the first colours lack: new colours
