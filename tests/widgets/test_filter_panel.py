"""The filter panel: choices that fit, outputs that follow, what is picked in a chart."""

from datetime import date

import altair as alt
import ipywidgets
import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.filters import Filter, filter_articles
from workbook.widgets import ArticleReader, FilterPanel

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "title": ["Port strike", "Drought", "Goals", "Rain at last"],
        "body": ["Dockers won.", "No rain.", "Two goals.", "Rain fell."],
        "outlet": ["Courier", "Wire", None, "Wire"],
        "section": ["News", "News", "News", "Sport"],
        "language": ["en", "en", "en", "en"],
        "published": [date(2025, 1, 1), date(2025, 1, 15), None, date(2025, 2, 1)],
        "n_words": [100, 200, 300, 400],
        "duplicate_of": [None, None, None, "b"],
    }
)


@pytest.fixture(autouse=True)
def _no_loaded_folder(monkeypatch):
    monkeypatch.delenv("WORKBOOK_DATA", raising=False)


def draw(chosen):
    counts = chosen.group_by("outlet").agg(n=pl.len()).sort("outlet")
    chart = alt.Chart(counts).mark_bar().encode(x="n:Q", y="outlet:N")
    return [chart, chosen.select("article_id", "title")]


def outputs(shown):
    """The chart and the table of what `show` returned."""
    return shown.children[-1].children[:2]


def set_choice(panel, **choice):
    """What the browser does when the reader sets a control."""
    panel.controls.choice = {**panel.controls.choice, **choice}


def lines(panel, name):
    return panel.controls.view["shown"][name]["lines"]


def test_controls_fit_the_frame():
    fields = FilterPanel(ARTICLES).controls.fields
    assert [(field["name"], field["kind"]) for field in fields] == [
        ("text", "query"),
        ("outlet", "list"),
        ("section", "list"),
        ("published", "range"),
        ("n_words", "range"),
        ("hide_duplicates", "tick"),
    ]


def test_a_panel_over_no_rows_has_its_query_and_keeps_nothing():
    panel = FilterPanel(ARTICLES.clear())
    assert [field["name"] for field in panel.controls.fields] == ["text"]
    panel.filter = Filter(text="rain", outlet=("Wire",))
    assert panel.chosen.rows() == []


def test_a_choice_moves_the_chart_and_the_table():
    panel = FilterPanel(ARTICLES)
    chart, shown = outputs(panel.show(draw))
    set_choice(panel, outlet=["Wire"])
    assert panel.filter == Filter(outlet=("Wire",))
    assert panel.chosen["article_id"].to_list() == ["b", "d"]
    assert chart.rows == {"rows_0": [{"outlet": "Wire", "n": 2}]}
    assert shown.view["total"] == 2


def test_counts_of_a_list_are_those_under_the_other_filters():
    panel = FilterPanel(ARTICLES)
    assert lines(panel, "outlet") == [
        ["Wire", "Wire", 2],
        ["Courier", "Courier", 1],
        [None, "(unknown)", 1],
    ]
    set_choice(panel, outlet=["Wire"])
    assert [n for *_, n in lines(panel, "outlet")] == [2, 1, 1]
    assert lines(panel, "section") == [["News", "News", 1], ["Sport", "Sport", 1]]
    set_choice(panel, section=["Sport"])
    assert lines(panel, "outlet") == [
        ["Wire", "Wire", 1],
        ["Courier", "Courier", 0],
        [None, "(unknown)", 0],
    ]


def test_bars_of_a_range_are_those_under_the_other_filters():
    panel = FilterPanel(ARTICLES)
    (field,) = (field for field in panel.controls.fields if field["name"] == "published")
    assert (field["stops"][0], field["stops"][-1]) == ("2025-01-01", "2025-02-01")
    assert (sum(field["bars"]), field["without"]) == (3, 1)
    set_choice(panel, outlet=["Courier"], published=["2025-01-10", None])
    bars = panel.controls.view["shown"]["published"]
    assert (bars[0], sum(bars)) == (1, 1)


def test_a_long_list_shows_its_commonest_values_and_finds_the_others():
    speakers = pl.DataFrame({"speaker": [f"Speaker {i:03}" for i in range(200)] + ["Speaker 150"]})
    panel = FilterPanel(speakers, filter=Filter(speaker=("Speaker 199",)))
    shown = panel.controls.view["shown"]["speaker"]
    assert [label for _, label, _ in shown["lines"][:2]] == ["Speaker 199", "Speaker 150"]
    assert (len(shown["lines"]), shown["more"]) == (51, 149)
    panel.controls.searches = {"speaker": "ER 07"}
    assert [label for _, label, _ in lines(panel, "speaker")] == [
        f"Speaker 07{i}" for i in range(10)
    ]


def test_setting_the_filter_moves_the_controls_with_one_drawing():
    drawings = []
    panel = FilterPanel(ARTICLES)
    panel.show(lambda chosen: drawings.append(chosen.height) or draw(chosen))
    drawings.clear()
    panel.filter = Filter(outlet=("Wire", None), n_words=(150, 250), text="rain")
    assert drawings == [1]
    assert panel.controls.choice == {
        "outlet": ["Wire", None],
        "n_words": [150, 250],
        "text": "rain",
    }


def test_the_chosen_rows_are_those_of_the_pure_function():
    panel = FilterPanel(ARTICLES)
    for chosen in (
        Filter(outlet=("Wire",), published=("2025-01-10", "2025-01-20")),
        Filter(outlet=("Wire",), text="rain", hide_duplicates=True),
        Filter(article_id=("d", "a"), n_words=(None, 350)),
        Filter(),
    ):
        panel.filter = chosen
        assert panel.chosen.equals(filter_articles(ARTICLES, chosen))


def test_chips_name_what_is_asked_for_and_what_is_left_without_each():
    panel = FilterPanel(ARTICLES, filter=Filter(outlet=("Wire", None), n_words=(None, 1000)))
    assert panel.controls.view["chips"] == [
        {"words": "Outlet: Wire", "field": "outlet", "rest": [None]},
        {"words": "Outlet: (unknown)", "field": "outlet", "rest": ["Wire"]},
        {"words": "Words: up to 1,000", "field": "n_words", "rest": None},
    ]


def test_a_query_that_cannot_be_read_waits_while_other_choices_go_on():
    panel = FilterPanel(ARTICLES, filter=Filter(text="rain"))
    set_choice(panel, text="<b> AND")
    assert "a word is missing" in panel.controls.view["queryProblem"]
    assert panel.filter == Filter(text="rain")
    set_choice(panel, section=["Sport"])
    assert panel.filter == Filter(text="rain", section=("Sport",))
    set_choice(panel, text="fell")
    assert panel.controls.view["queryProblem"] == ""
    assert panel.filter == Filter(text="fell", section=("Sport",))


def test_a_filter_of_a_column_that_is_not_there_is_refused():
    panel = FilterPanel(ARTICLES)
    with pytest.raises(WorkbookError, match="no column 'topic' in this frame"):
        panel.filter = Filter(topic=("Ports",))


def test_an_error_in_the_drawing_is_said_in_the_panel():
    panel = FilterPanel(ARTICLES)
    panel.show(lambda chosen: draw(chosen) if chosen.height == 4 else chosen.select("<nothing>"))
    set_choice(panel, outlet=["Wire"])
    assert "ColumnNotFoundError" in panel.controls.view["problem"]
    assert panel.controls.view["chosen"] == 2
    set_choice(panel, outlet=["Wire", "Courier", None])
    assert panel.controls.view["problem"] == ""


def test_a_drawing_of_another_kind_than_at_first_is_said_in_the_panel():
    panel = FilterPanel(ARTICLES)
    panel.show(lambda chosen: draw(chosen) if chosen.height == 4 else draw(chosen)[::-1])
    set_choice(panel, outlet=["Wire"])
    assert "returned other outputs than at first" in panel.controls.view["problem"]


def tell_in_view(widget, by):
    """What a page tells when it shows an output, and when it no longer does."""
    widget._answer(None, {"type": "in view", "by": by}, [])


def test_outputs_out_of_view_are_drawn_once_they_are_looked_at():
    panel = FilterPanel(ARTICLES)
    chart, shown = outputs(panel.show(draw))
    tell_in_view(chart, 1)
    tell_in_view(shown, 1)
    tell_in_view(chart, -1)
    set_choice(panel, outlet=["Wire"])
    assert shown.view["total"] == 2  # one of the two can be seen
    tell_in_view(shown, -1)
    set_choice(panel, outlet=["Courier"])
    set_choice(panel, outlet=["Wire", "Courier"])
    assert shown.view["total"] == 2
    assert panel.chosen.height == panel.controls.view["chosen"] == 3
    tell_in_view(chart, 1)
    assert shown.view["total"] == 3
    assert [row["outlet"] for row in chart.rows["rows_0"]] == ["Courier", "Wire"]


def test_an_output_on_two_pages_is_in_view_while_one_shows_it():
    chart, _ = outputs(FilterPanel(ARTICLES).show(draw))
    seen = []
    for by in (0, 0, 1, 1, -1, -1):
        tell_in_view(chart, by)
        seen.append(chart.in_view)
    assert seen == [False, False, True, True, True, False]


def test_an_error_in_the_reader_is_said_in_the_panel():
    panel = FilterPanel(ARTICLES)
    reader = ArticleReader(ARTICLES, marks=lambda article: article.select("layer"))
    _, shown = outputs(panel.show(draw, reader=reader))
    shown.chosen = 1
    assert "ColumnNotFoundError: " in panel.controls.view["problem"]


def test_the_reader_opens_the_chosen_row():
    panel = FilterPanel(ARTICLES)
    reader = ArticleReader(ARTICLES)
    _, shown = outputs(panel.show(draw, reader=reader))
    shown.chosen = 2
    assert reader.article["heading"] == "Goals"


def test_outputs_have_a_static_form():
    html = FilterPanel(ARTICLES, filter=Filter(outlet=("Courier",))).show(draw)._repr_mimebundle_()
    assert "1 of 4 articles" in html["text/html"]
    assert "data:image/svg+xml" in html["text/html"]
    assert "Port strike" in html["text/html"]


def test_frames_of_the_same_articles_are_narrowed_by_a_semi_join():
    quotations = pl.DataFrame({"article_id": ["a", "b", "b"], "text": ["One", "Two", "Three"]})
    panel = FilterPanel(ARTICLES)
    shown = panel.show(lambda chosen: quotations.join(chosen, on="article_id", how="semi"))
    set_choice(panel, outlet=["Wire"])
    assert shown.children[-1].children[0].view["total"] == 2


def test_two_panels_have_each_its_own_choice():
    one, other = FilterPanel(ARTICLES), FilterPanel(ARTICLES)
    chart, _ = outputs(one.show(draw))
    other.show(draw)
    set_choice(other, outlet=["Wire"])
    assert (one.filter, other.filter) == (Filter(), Filter(outlet=("Wire",)))
    assert len(chart.rows["rows_0"]) == 3


def pick(chart, **row):
    chart._answer(None, {"type": "pick", "row": row}, [])


def brush(chart, **stretch):
    chart._answer(None, {"type": "brush", "fields": stretch}, [])


def test_a_picked_bar_narrows_to_its_rows_and_picked_again_widens():
    panel = FilterPanel(ARTICLES, filter=Filter(n_words=(100, None)))
    chart, _ = outputs(panel.show(draw))
    pick(chart, outlet="Wire", n=2)
    assert panel.filter == Filter(outlet=("Wire",), n_words=(100, None))
    assert panel.controls.choice["outlet"] == ["Wire"]
    pick(chart, outlet="Wire", n=2)
    assert panel.filter == Filter(n_words=(100, None))


@pytest.mark.parametrize(
    ("row", "chosen"),
    [
        ({"outlet": "unknown"}, Filter(outlet=(None,))),
        ({"published": "2025-02"}, Filter(published=("2025-02-01", "2025-02-28"))),
        ({"published": "2025"}, Filter(published=("2025-01-01", "2025-12-31"))),
        ({"published": "2025-01-15"}, Filter(published=("2025-01-15", "2025-01-15"))),
        ({"published": "undated", "outlet": "Wire"}, Filter(outlet=("Wire",))),
        ({"speaker": "not a column here"}, Filter()),
    ],
)
def test_a_mark_is_read_as_a_filter(row, chosen):
    panel = FilterPanel(ARTICLES)
    pick(outputs(panel.show(draw))[0], **row)
    assert panel.filter == chosen


@pytest.mark.parametrize(
    ("stretch", "chosen"),
    [
        ({"published": ["2025-01", "2025-02"]}, Filter(published=("2025-01-01", "2025-02-28"))),
        (
            {"published": [1735689600000, 1736899200000]},
            Filter(published=("2025-01-01", "2025-01-15")),
        ),
        ({"n_words": [350.5, 150.5]}, Filter(n_words=(150.5, 350.5))),
        ({"outlet": ["Wire", "unknown"]}, Filter(outlet=("Wire", None))),
        ({"n": [1, 1], "outlet": ["Wire"]}, Filter(outlet=("Wire",))),
    ],
)
def test_a_stretch_is_read_as_a_filter(stretch, chosen):
    panel = FilterPanel(ARTICLES)
    brush(outputs(panel.show(draw))[0], **stretch)
    assert panel.filter == chosen


def test_a_stretch_of_a_map_keeps_the_articles_that_lie_there():
    placed = ARTICLES.with_columns(x=pl.Series([0.1, 0.2, 0.3, 0.9]), y=pl.Series([1, 2, 3, 4]))
    panel = FilterPanel(placed)
    view = panel.show(lambda rows: alt.Chart(rows).mark_circle().encode(x="x:Q", y="y:Q"))
    brush(view.children[-1].children[0], x=[0.15, 0.95], y=[1.5, 3.5])
    assert panel.filter == Filter(article_id=("b", "c"))
    assert panel.controls.view["chips"][0]["words"] == "Articles: 2 picked in a chart"


def test_a_stretch_over_columns_of_the_chart_alone_is_sought_among_its_rows():
    panel = FilterPanel(ARTICLES)
    scores = pl.DataFrame({"article_id": ["a", "b", "c", "d"], "grade": [7.0, 8.0, 9.0, 10.0]})
    view = panel.show(lambda _: alt.Chart(scores).mark_circle().encode(x="grade:Q"))
    brush(view.children[-1].children[0], grade=[7.5, 9.5])
    assert panel.filter == Filter(article_id=("b", "c"))


def test_more_articles_than_a_reader_means_singly_are_not_picked():
    many = pl.DataFrame({"article_id": [str(i) for i in range(3_000)], "x": range(3_000)})
    panel = FilterPanel(many)
    view = panel.show(lambda _: alt.Chart(many.head(9)).mark_circle().encode(x="x:Q"))
    brush(view.children[-1].children[0], x=[0, 2_500])
    assert "2,501 articles lie there; a chart picks at most 2,000" in panel.controls.view["problem"]
    assert panel.filter == Filter()


def test_other_rows_take_the_place_of_the_panels_and_the_choice_stays_as_far_as_it_fits():
    rows = pl.DataFrame({"article_id": ["a", "b", "c"], "topic": ["Rain", "Rain", "Cup"]})
    panel = FilterPanel(rows, filter=Filter(topic=("Rain", "Cup")))
    panel.frame = rows.with_columns(topic=pl.Series(["Rain", "Flood", "Flood"]))
    assert panel.filter == Filter(topic=("Rain",))
    assert panel.chosen["article_id"].to_list() == ["a"]
    assert panel.controls.view["shown"]["topic"]["lines"] == [
        ["Flood", "Flood", 2],
        ["Rain", "Rain", 1],
    ]


def test_rows_without_the_panels_columns_are_refused():
    panel = FilterPanel(pl.DataFrame({"article_id": ["a"], "topic": ["Rain"]}))
    with pytest.raises(WorkbookError, match="no column 'topic'"):
        panel.frame = pl.DataFrame({"article_id": ["a"]})


def test_a_panel_draws_again_when_the_one_it_follows_changes_and_once_only():
    rows = pl.DataFrame({"article_id": ["a", "b"], "outlet": ["Wire", "Courier"]})
    first, second = FilterPanel(rows), FilterPanel(rows)
    drawn = []
    second.show(lambda chosen: drawn.append((first.chosen.height, chosen.height)) or chosen)
    second.follow(first)
    second.follow(first)
    drawn.clear()
    first.filter = Filter(outlet=("Wire",))
    assert drawn == [(1, 2)]


def test_a_panel_draws_again_when_a_control_changes():
    panel = FilterPanel(pl.DataFrame({"article_id": ["a", "b"], "outlet": ["Wire", "Courier"]}))
    word, drawn = ipywidgets.Text("tram"), []
    panel.show(lambda chosen: drawn.append(word.value) or chosen)
    panel.follow(word)
    word.value = "strike"
    assert drawn == ["tram", "strike"]
