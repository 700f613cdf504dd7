"""The filter panel: controls that fit, outputs that follow, cells that can run again."""

from datetime import date

import altair as alt
import polars as pl

from workbook.filters import Filter
from workbook.widgets import ArticleReader, FilterPanel

ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "title": ["Port strike", "Drought", "Goals"],
        "body": ["Dockers won.", "No rain.", "Two goals."],
        "outlet": ["Courier", "Wire", None],
        "section": ["News", "News", "News"],
        "published": [date(2025, 1, 1), date(2025, 1, 15), date(2025, 2, 1)],
        "n_words": [100, 200, 300],
        "duplicate_of": [None, None, None],
    }
)


def draw(chosen):
    counts = chosen.group_by("outlet").agg(n=pl.len()).sort("outlet")
    chart = alt.Chart(counts).mark_bar().encode(x="n:Q", y="outlet:N")
    return [chart, chosen.select("article_id", "title")]


def outputs(shown):
    """The chart and the table of what `show` returned."""
    return shown.children[-1].children[:2]


def test_controls_fit_the_frame():
    controls = FilterPanel(ARTICLES)._controls
    assert list(controls) == ["text", "outlet", "published", "n_words"]
    assert controls["outlet"].options == (
        ("(unknown) (1)", None),
        ("Courier (1)", "Courier"),
        ("Wire (1)", "Wire"),
    )


def test_a_control_moves_the_chart_and_the_table():
    panel = FilterPanel(ARTICLES)
    chart, shown = outputs(panel.show(draw))
    panel._controls["outlet"].value = ("Wire",)
    assert panel.filter == Filter(outlet=("Wire",))
    assert panel.chosen["article_id"].to_list() == ["b"]
    assert chart.rows == {"rows_0": [{"outlet": "Wire", "n": 1}]}
    assert shown.view["lines"] == [["Drought"]]


def test_setting_the_filter_moves_the_controls_with_one_drawing():
    drawings = []
    panel = FilterPanel(ARTICLES)
    panel.show(lambda chosen: drawings.append(chosen.height) or draw(chosen))
    drawings.clear()
    panel.filter = Filter(outlet=("Wire", None), n_words=(150, 250), text="rain")
    assert drawings == [1]
    assert panel._controls["n_words"].value == (150, 250)


def test_a_range_at_full_width_asks_for_nothing():
    panel = FilterPanel(ARTICLES)
    panel._controls["published"].value = (date(2025, 1, 1), date(2025, 1, 20))
    assert panel.filter == Filter(published=(date(2025, 1, 1), date(2025, 1, 20)))
    panel._controls["published"].value = (date(2025, 1, 1), date(2025, 2, 1))
    assert panel.filter == Filter()


def test_reset_keeps_all_rows_again():
    panel = FilterPanel(ARTICLES, filter=Filter(outlet=("Wire",)))
    assert panel.chosen.height == 1
    panel.children[-1].click()
    assert panel.chosen.height == 3


def test_a_query_that_cannot_be_read_is_said_in_the_panel_and_changes_nothing():
    panel = FilterPanel(ARTICLES, filter=Filter(outlet=("Wire",)))
    panel._controls["text"].value = "<b> AND"
    assert "a word is missing" in panel._message.value
    assert "&lt;b&gt;" in panel._message.value
    assert "<b>1</b> of 3 articles" in panel._message.value


def test_an_error_in_the_drawing_is_said_in_the_panel():
    panel = FilterPanel(ARTICLES)
    panel.show(lambda chosen: draw(chosen) if chosen.height == 3 else chosen.select("<nothing>"))
    panel._controls["outlet"].value = ("Wire",)
    assert "ColumnNotFoundError" in panel._message.value
    assert "<nothing>" not in panel._message.value


def test_the_reader_opens_the_chosen_row():
    panel = FilterPanel(ARTICLES)
    reader = ArticleReader(ARTICLES)
    _, shown = outputs(panel.show(draw, reader=reader))
    shown.chosen = 2
    assert reader.article["heading"] == "Goals"


def test_outputs_have_a_static_form():
    html = FilterPanel(ARTICLES, filter=Filter(outlet=("Wire",))).show(draw)._repr_mimebundle_()
    assert "1 of 3 articles" in html["text/html"]
    assert "data:image/svg+xml" in html["text/html"]
    assert "<td>Drought</td>" in html["text/html"]
