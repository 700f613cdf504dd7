"""Topics cut, named and merged beside a panel: its articles and outputs follow."""

import json

import polars as pl
import pytest

import workbook as wb
from workbook.filters import Filter

BODIES = {
    "flood0": "The river flood closed the bridge and the rain kept falling on the dam.",
    "flood1": "Rain over the dam raised the river, and the flood reached the bridge.",
    "match0": "The striker scored a penalty and the goalkeeper saved the cup final.",
    "match1": "A late penalty by the striker beat the goalkeeper in the final.",
    "tax0": "The treasury raised the tax on income and the budget passed the chamber.",
    "tax1": "Income tax and the budget divided the chamber and the treasury.",
}
ARTICLES = pl.DataFrame({"article_id": list(BODIES), "body": list(BODIES.values())})


@pytest.fixture
def model():
    return wb.fit_topics(ARTICLES, n_topics=3)


@pytest.fixture
def panel(model):
    main = model.main_topics().select("article_id", "topic", "share", "strength")
    return wb.FilterPanel(ARTICLES.join(main, on="article_id", maintain_order="left"))


def topic_of(choice, article):
    """The number of the topic that an article belongs to now."""
    topics = choice.model.topics()["topic"]
    return next(topic for topic in topics if article in choice.model.articles_of(topic))


def press(choice, name):
    next(b for b in choice.children[2].children if b.description == name).click()


def test_the_slider_sorts_the_panels_articles_anew(panel, model):
    choice = wb.choose_topics(panel, model)
    drawn = []
    panel.show(lambda chosen: drawn.append(chosen["topic"].n_unique()) or chosen)
    choice.children[0].value = 2
    assert drawn[-1] == 2
    assert choice.labels == choice.model.topics()["label"].to_list()


def test_a_new_name_reaches_the_panel_and_undo_takes_it_back(panel, model):
    choice = wb.choose_topics(panel, model)
    before = choice.labels
    choice.children[1].value = (topic_of(choice, "flood0"),)
    choice._name.value = "High water"
    press(choice, "Rename")
    assert panel.frame.filter(topic="High water")["article_id"].to_list() == ["flood0", "flood1"]
    press(choice, "Undo")
    assert choice.labels == before


def test_merged_topics_are_one(panel, model):
    choice = wb.choose_topics(panel, model)
    choice.children[1].value = (topic_of(choice, "flood0"), topic_of(choice, "tax0"))
    press(choice, "Merge")
    assert choice.model.n_topics == 2
    assert topic_of(choice, "flood0") == topic_of(choice, "tax0")


@pytest.mark.parametrize(
    ("picked", "name", "button", "message"),
    [
        ([], "High water", "Rename", "Pick the one topic that the name is for."),
        (["flood0"], " ", "Rename", "is blank; give it a name"),
        (["flood0"], "", "Merge", "merge takes two or more topics"),
    ],
)
def test_what_stands_in_the_way_is_said(panel, model, picked, name, button, message):
    choice = wb.choose_topics(panel, model)
    choice.children[1].value = tuple(topic_of(choice, article) for article in picked)
    choice._name.value = name
    press(choice, button)
    assert message in choice.children[3].value
    assert choice.model is model


def test_the_filter_stays_where_its_topic_stays(panel, model):
    choice = wb.choose_topics(panel, model)
    flood = model.label(topic_of(choice, "flood0"))
    panel.filter = Filter(topic=(flood,), text="river")
    choice.children[1].value = (topic_of(choice, "tax0"),)
    choice._name.value = "Money"
    press(choice, "Rename")
    assert panel.filter == Filter(topic=(flood,), text="river")
    choice.children[1].value = (topic_of(choice, "flood0"),)
    choice._name.value = "High water"
    press(choice, "Rename")
    assert panel.filter == Filter(text="river")


def test_names_are_kept_beside_the_articles_and_taken_up_by_the_next_kernel(panel, model, tmp_path):
    choice = wb.choose_topics(panel, model, articles=tmp_path)
    choice.children[1].value = (topic_of(choice, "flood0"),)
    choice._name.value = "High water"
    press(choice, "Rename")
    again = wb.choose_topics(panel, wb.fit_topics(ARTICLES, n_topics=3), articles=tmp_path)
    assert again.model.label(topic_of(again, "flood0")) == "High water"


def test_a_kept_name_of_a_topic_that_is_not_here_stays_in_the_file(panel, model, tmp_path):
    folder = tmp_path / ".workbook"
    folder.mkdir()
    kept = {"label": "Elections", "topic": 99, "articles": ["vote0", "vote1"]}
    folder.joinpath("topics.json").write_text(json.dumps({"merges": [], "names": [kept]}), "utf-8")
    choice = wb.choose_topics(panel, model, articles=tmp_path)
    choice.children[1].value = (topic_of(choice, "flood0"),)
    choice._name.value = "High water"
    press(choice, "Rename")
    names = json.loads(folder.joinpath("topics.json").read_text("utf-8"))["names"]
    assert [name["label"] for name in names] == ["Elections", "High water"]


def test_a_damaged_file_is_said_and_left_alone(panel, model, tmp_path):
    folder = tmp_path / ".workbook"
    folder.mkdir()
    folder.joinpath("topics.json").write_text("{", "utf-8")
    choice = wb.choose_topics(panel, model, articles=tmp_path)
    assert "cannot be read" in choice.children[3].value
    choice.children[1].value = (topic_of(choice, "flood0"),)
    choice._name.value = "High water"
    press(choice, "Rename")
    assert folder.joinpath("topics.json").read_text("utf-8") == "{"
    assert "High water" in choice.labels
