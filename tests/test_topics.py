import hashlib
import os
import random
import subprocess
import sys
from itertools import chain, combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from workbook.errors import WorkbookError
from workbook.loading import load_corpus
from workbook.schema import SHARES, TERMS, TOPICS
from workbook.topics import TopicModel, fit_topics, load_topics
from workbook.topics.clusters import Merge, cut, find_jump, settle, ward
from workbook.topics.contrast import contrast_words
from workbook.topics.labels import find_phrases, name_topics, propose_label
from workbook.topics.large import choose_sample
from workbook.topics.tokens import count_words
from workbook.topics.tree import Split, Tree
from workbook.topics.word_vectors import embed_words

# Twelve invented articles: four each of a flood, a cup match and a tax.
FLOOD = (
    "The river burst its banks at Oakford. Flood water filled the mill and rescue boats came.",
    "Rescue boats carried families from the flood at Oakford as the river rose above the bridge.",
    "Heavy rain swelled the river. Flood warnings cover Oakford, and rescue boats stand ready.",
    "After the flood, Oakford pumps water from cellars while the river falls below the bridge.",
)
MATCH = (
    "Harbour Rovers won the cup final. The striker scored and the goalkeeper saved a penalty.",
    "A late goal took Harbour Rovers to the cup final; the striker limped off before the penalty.",
    "The coach of Harbour Rovers praised the goalkeeper after the cup final and its penalty.",
    "Harbour Rovers sold their striker a week after the cup final. The coach wants a goalkeeper.",
)
TAX = (
    "The finance minister will raise the fuel tax in the budget. Hauliers fear for their profits.",
    "Hauliers blocked the ministry over the fuel tax. The finance minister defended the budget.",
    "The budget passed. Its fuel tax brings the treasury money that the finance minister promised.",
    "Economists doubt that the fuel tax fills the treasury as the finance minister's budget says.",
)
SUBJECTS = {"flood": FLOOD, "match": MATCH, "tax": TAX}
FRAME = {"article_id": pl.String, "body": pl.String}


def frame_of(bodies: dict[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame({"article_id": list(bodies), "body": list(bodies.values())}, schema=FRAME)


ARTICLES = frame_of(
    {f"{subject}{n}": text for subject, texts in SUBJECTS.items() for n, text in enumerate(texts)}
)


def many_articles(n: int) -> pl.DataFrame:
    """Articles of six sentences, each from one of the subjects; the same on every run."""
    dice = random.Random(11)  # noqa: S311 - a fixed seed, not a secret
    sentences = {name: " ".join(texts).split(". ") for name, texts in SUBJECTS.items()}
    names = [dice.choice(sorted(SUBJECTS)) for _ in range(n)]
    bodies = {
        f"{name}-{number:03}": ". ".join([*dice.choices(sentences[name], k=4), f"Note {number}"])
        for number, name in enumerate(names)
    }
    return frame_of(bodies)


def own_topics(shares: pl.DataFrame) -> dict[str, int]:
    """The topic with the largest share of each article."""
    best = shares.sort("share", descending=True, maintain_order=True).unique(
        "article_id", keep="first"
    )
    return dict(best.select("article_id", "topic").iter_rows())


def groups(topics: dict[str, int]) -> set[frozenset[str]]:
    """The articles of each topic."""
    return {
        frozenset(article for article, topic in topics.items() if topic == wanted)
        for wanted in topics.values()
    }


PLANTED = {frozenset(f"{subject}{n}" for n in range(4)) for subject in SUBJECTS}


@pytest.fixture(scope="module")
def model() -> TopicModel:
    return fit_topics(ARTICLES)


def test_planted_subjects_and_their_number_are_found(model):
    assert model.n_topics == 3
    assert groups(own_topics(model.shares())) == PLANTED


@pytest.mark.parametrize("n_articles", [60, 200])
def test_planted_subjects_are_found_among_many_articles(n_articles):
    articles = many_articles(n_articles)
    found = own_topics(fit_topics(articles).shares())
    subject = {article: article.split("-")[0] for article in articles["article_id"]}
    assert len(set(found.values())) == 3
    assert len({(subject[article], topic) for article, topic in found.items()}) == 3


def test_a_model_prints_in_one_line(model):
    n = len(ARTICLES)
    assert repr(model) == f"TopicModel({n} articles, 3 topics, up to {n} in .topics(n))"


def test_topics_are_described_by_size_label_and_terms(model):
    topics = model.topics()
    assert topics.schema == TOPICS
    assert topics["n_articles"].to_list() == [4, 4, 4]
    flood, match, tax = (
        own_topics(model.shares())[article] for article in ("flood0", "match0", "tax0")
    )
    terms = dict(topics.select("topic", "terms").iter_rows())
    assert {"flood", "river", "oakford"} < set(terms[flood])
    assert {"cup", "harbour", "rovers"} < set(terms[match])
    assert {"fuel", "tax", "budget"} < set(terms[tax])
    labels = dict(topics.select("topic", "label").iter_rows())
    assert "Harbour Rovers" in labels[match]
    assert "finance minister" in labels[tax] or "fuel tax" in labels[tax]


def test_a_label_is_printed_in_the_articles_and_repeats_no_word(model):
    text = " ".join(ARTICLES["body"])
    for label in model.topics()["label"]:
        phrases = label.split(", ")
        words = " ".join(phrases).lower().split()
        assert all(phrase in text for phrase in phrases)
        assert len(words) == len(set(words))


def test_each_article_has_one_main_topic(model):
    main = model.main_topics()
    assert main.columns == ["article_id", "topic", "share", "strength", "weak"]
    assert main["article_id"].to_list() == ARTICLES["article_id"].to_list()
    labels = dict(model.topics().select("topic", "label").iter_rows())
    own = own_topics(model.shares())
    assert main["topic"].to_list() == [labels[own[article]] for article in ARTICLES["article_id"]]
    assert main["share"].min() > 0.5
    assert fit_topics(ARTICLES.clear()).main_topics().schema == main.schema


def test_topics_side_by_side_have_different_labels():
    tree = Tree(4, (Split(4, 0, 3), Split(3, 1, 2)))
    proposed = {0: "rain", 1: "rain", 2: "", 3: "rain", 4: ""}
    assert name_topics(tree, names={1: "rain"}, proposed=proposed) == {
        0: "rain (0)",
        1: "rain",
        2: "Topic 2",
        3: "rain (3)",
        4: "rain + rain",
    }


def test_terms_are_ordered_and_stand_under_one_topic(model):
    terms = model.terms()
    assert terms.schema == TERMS
    assert terms["term"].is_unique().all()
    assert (terms["weight"] > 0).all()
    for topic in terms["topic"].unique():
        weights = terms.filter(pl.col("topic") == topic)["weight"]
        assert weights.to_list() == pytest.approx(sorted(weights, reverse=True))


@pytest.mark.parametrize("n", [1, 2, 3, 7, 12])
def test_shares_of_an_article_sum_to_one_at_every_number_of_topics(model, n):
    shares = model.shares(n)
    assert shares.schema == SHARES
    assert shares.height == 12 * n
    sums = shares.group_by("article_id", maintain_order=True).agg(pl.col("share").sum())
    assert sums["article_id"].to_list() == ARTICLES["article_id"].to_list()
    assert sums["share"].to_list() == pytest.approx([1.0] * 12)
    assert shares["strength"].is_between(0, 1).all()


def test_every_cut_is_nested_in_the_coarser_one_and_keeps_what_it_does_not_touch():
    model = fit_topics(many_articles(200))
    for n in range(2, model.most_topics + 1):
        coarse, fine = own_topics(model.shares(n - 1)), own_topics(model.shares(n))
        pairs = {(fine[article], coarse[article]) for article in fine}
        assert len(pairs) == n == len(set(fine.values()))
        assert len(set(fine.values()) & set(coarse.values())) == n - 2
        assert dict(model.topics(n).select("topic", "n_articles").iter_rows()) == {
            topic: list(fine.values()).count(topic) for topic in fine.values()
        }


@pytest.mark.parametrize(
    ("bodies", "n_topics"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(["The river rose."], 1, id="one"),
        pytest.param(["The river rose.", "A cup was won."], 1, id="two"),
        pytest.param(["The river rose.", "A cup was won.", "Taxes fell."], 1, id="three"),
        pytest.param(["The river rose."] * 5, 1, id="identical"),
        pytest.param(["The river rose."] * 160, 1, id="many identical"),
        pytest.param(["the and of it"] * 3, 1, id="stop words alone"),
        pytest.param([None, "", " "], 1, id="empty"),
        pytest.param(["river", "cup", "river", "cup", "the"], 2, id="one word each"),
    ],
)
def test_tiny_inputs_have_topics_too(bodies, n_topics):
    articles = frame_of({f"a{n}": body for n, body in enumerate(bodies)})
    model = fit_topics(articles)
    assert model.n_topics == n_topics
    assert model.topics()["n_articles"].sum() == len(bodies)
    assert model.shares().schema == SHARES
    assert model.shares()["article_id"].unique(maintain_order=True).to_list() == list(
        articles["article_id"]
    )
    assert model.assign(articles).equals(model.shares())
    assert model.terms().schema == TERMS


def test_the_order_of_the_articles_changes_nothing_but_the_order_of_the_rows(model):
    again = fit_topics(ARTICLES.reverse())
    key = ["article_id", "topic"]
    assert again.topics().equals(model.topics())
    assert again.shares().sort(key).equals(model.shares().sort(key))
    assert again.shares()["article_id"][0] == "tax3"


def test_other_columns_but_the_title_are_not_looked_at(model):
    titled = ARTICLES.with_columns(title=pl.lit(None, pl.String), outlet=pl.lit("The Bugle"))
    assert fit_topics(titled).topics().equals(model.topics())
    named = ARTICLES.with_columns(title=pl.Series(["Zeppelin sighted", *[None] * 11]))
    assert "zeppelin" in fit_topics(named).space.words


FINGERPRINT = """
import sys
from itertools import chain, combinations
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_topics import fingerprint
print(fingerprint())
"""


def fingerprint() -> str:
    """A digest of everything that a model of many articles shows."""
    model = fit_topics(many_articles(180))
    shown = [
        model.topics(5).write_json(),
        model.terms(5).write_json(),
        model.label(model.tree.root),
    ]
    shares = model.shares(5).get_column("share").to_numpy().tobytes()
    return hashlib.sha256("".join(shown).encode() + shares).hexdigest()


def test_hash_seed_and_threads_do_not_change_a_bit():
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "OMP_NUM_THREADS": "3",
        "OPENBLAS_NUM_THREADS": "3",
        "POLARS_MAX_THREADS": "1",
    }
    command = [sys.executable, "-c", FINGERPRINT, os.path.dirname(__file__)]  # noqa: PTH120
    elsewhere = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == fingerprint()


def test_new_articles_join_the_topics_that_are_there(model):
    new = frame_of(
        {"x": "Boats left Oakford when the river fell.", "y": "A penalty decided the cup."}
    )
    found, old = own_topics(model.assign(new)), own_topics(model.shares())
    assert (found["x"], found["y"]) == (old["flood0"], old["match0"])
    assert model.assign(new.clear()).equals(SHARES.to_frame())


def test_an_article_without_words_that_tell_anything_belongs_to_all_topics_alike(model):
    shares = model.assign(frame_of({"odd": "It was of the."}))
    assert shares["strength"].to_list() == [0.0, 0.0, 0.0]
    assert shares["share"].to_list() == pytest.approx([1 / 3] * 3)


def test_an_article_about_something_else_is_weak_everywhere(model):
    shares = model.assign(frame_of({"odd": "Zeppelins hovered."}))
    assert shares["strength"].max() < 0.3 < model.main_topics()["strength"].min()
    together = pl.concat([ARTICLES, frame_of({"odd": "Zeppelins hovered."})])
    main = fit_topics(together, n_topics=3).main_topics()
    assert main.filter("weak")["article_id"].to_list() == ["odd"]


def test_an_article_of_two_subjects_is_shared_between_two_topics(model):
    own = own_topics(model.shares())
    mixed = frame_of({"both": f"{FLOOD[0]}\n\n{TAX[0]}", "flood": FLOOD[0]})
    shares = {
        (article, topic): share for article, topic, share, _ in model.assign(mixed).iter_rows()
    }
    assert shares["both", own["flood0"]] == pytest.approx(0.5, abs=0.1)
    assert shares["both", own["tax0"]] == pytest.approx(0.5, abs=0.1)
    assert shares["flood", own["flood0"]] > 0.8


def test_a_name_that_the_reader_gives_stays(model):
    topic = own_topics(model.shares())["tax0"]
    renamed = model.rename(topic, " Fuel tax ")
    assert renamed.label(topic) == "Fuel tax"
    assert model.label(topic) != "Fuel tax"  # a model never changes
    assert renamed.topics(5).filter(pl.col("label") == "Fuel tax").height <= 1
    again = fit_topics(ARTICLES.head(11), start=renamed)
    assert own_topics(again.shares())["tax0"] == topic
    assert again.label(topic) == "Fuel tax"


def test_merged_topics_are_one_topic_with_a_new_number(model):
    old = own_topics(model.shares())
    merged = model.merge([old["flood0"], old["tax0"]])
    new = own_topics(merged.shares())
    assert merged.n_topics == 2
    assert new["match0"] == old["match0"]
    assert new["flood0"] == new["tax0"] not in (old["flood0"], old["tax0"])
    assert sorted(merged.topics()["n_articles"]) == [4, 8]
    assert own_topics(merged.shares(3)) == old  # the parts can still be told apart
    assert merged.topics(12).equals(model.topics(12))


def test_a_saved_model_comes_back_whole(model, tmp_path):
    renamed = model.rename(0, "Überschwemmung")
    path = renamed.save(tmp_path / "kept" / "topics.npz")
    loaded = load_topics(path)
    for n in (None, 1, 5):
        assert loaded.topics(n).equals(renamed.topics(n))
        assert loaded.shares(n).equals(renamed.shares(n))
        assert loaded.terms(n).equals(renamed.terms(n))
    assert loaded.assign(ARTICLES).equals(renamed.assign(ARTICLES))
    assert [file.name for file in path.parent.iterdir()] == ["topics.npz"]


def test_an_empty_model_can_be_saved_too(tmp_path):
    model = fit_topics(ARTICLES.clear())
    assert model.topics().equals(TOPICS.to_frame())
    loaded = load_topics(model.save(tmp_path / "empty"))
    assert loaded.shares().equals(SHARES.to_frame())
    assert loaded.assign(ARTICLES).equals(SHARES.to_frame())


def test_a_later_fit_keeps_the_numbers():
    articles = many_articles(200)
    model = fit_topics(articles)
    fewer = fit_topics(articles.filter(pl.int_range(pl.len()) % 10 > 0), start=model)
    before, after = own_topics(model.shares()), own_topics(fewer.shares())
    assert after == {article: before[article] for article in after}
    more = fit_topics(many_articles(230), start=model)
    grown = own_topics(more.shares())
    assert {grown[article] for article in before if article.startswith("flood")} == {
        topic for article, topic in before.items() if article.startswith("flood")
    }
    assert fit_topics(ARTICLES, start=fit_topics(ARTICLES.clear())).n_topics == 3


def test_guided_topics_bind_and_come_first():
    guide = {"Water": ["flood", "boats"], "Roads": ["hauliers"]}
    model = fit_topics(ARTICLES, guide=guide)
    own = own_topics(model.shares())
    assert [model.label(topic) for topic in (0, 1)] == ["Water", "Roads"]
    assert own["flood0"] == own["flood1"] == 0
    assert own["tax0"] == own["tax1"] == 1
    assert own["match0"] not in (0, 1)
    assert fit_topics(ARTICLES, n_topics=2, guide=guide).n_topics == 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: fit_topics(ARTICLES, n_topics=13), "n_topics is 13; choose a number from 1 to"),
        (lambda: fit_topics(ARTICLES, n_topics=0), "n_topics is 0; choose a number from 1 to"),
        (lambda: fit_topics(ARTICLES.drop("body")), "no column 'body' in this frame"),
        (
            lambda: fit_topics(ARTICLES, guide={"Zoo": ["lion"]}),
            "no article is marked by .* topic 'Zoo': lion",
        ),
        (
            lambda: fit_topics(ARTICLES, n_topics=1, guide={"A": ["cup"], "B": ["tax"]}),
            "2 guided topics are more than n_topics, 1",
        ),
        (
            lambda: fit_topics(ARTICLES).topics(99),
            "cannot be cut into 99 topics; choose .* from 1 to",
        ),
        (lambda: fit_topics(ARTICLES).rename(99, "War"), "unknown topic '99'; known: 0, 1"),
        (lambda: fit_topics(ARTICLES).rename(0, "  "), "the label of topic 0 is blank"),
        (lambda: fit_topics(ARTICLES).merge([0, 99]), "unknown topic '99'; known: 0, 1, 2"),
        (lambda: fit_topics(ARTICLES).merge([1, 1]), "merge takes two or more topics"),
        (lambda: load_topics("nowhere.npz"), "nowhere.npz: no such file"),
        (lambda: load_topics(__file__), "not a topic model written by TopicModel.save"),
    ],
)
def test_mistakes_are_told_with_what_to_do(wrong, message):
    with pytest.raises(WorkbookError, match=message):
        wrong()


def test_guide_and_start_exclude_each_other(model):
    with pytest.raises(WorkbookError, match="guide and start cannot be used together"):
        fit_topics(ARTICLES, guide={"Water": ["flood"]}, start=model)


def test_importing_the_package_does_not_load_scikit_learn():
    code = "import sys, workbook.topics; print({'sklearn', 'scipy', 'spacy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


def test_words_are_counted_without_figures_contractions_and_stop_words():
    texts = pl.Series(["Oakford's river won't wait: 300 boats, said Mr O’Brien. Boats!", "", None])
    counted = count_words(texts)
    assert counted.words.to_list() == ["boats", "o'brien", "oakford", "river", "wait"]
    assert counted.counts.toarray().tolist() == [[2, 1, 1, 1, 1], [0] * 5, [0] * 5]


def test_ward_merges_what_is_near_and_weighs_what_is_large():
    centres = np.array([[0.0], [1.0], [10.0]])
    # 1 * 1 / 2 * 1 = 0.5, then 2 * 4 / 6 * (10 - 0.5)^2 = 120.333
    assert ward(centres, np.array([1.0, 1.0, 4.0])) == [
        Merge(0, 1, pytest.approx(0.5**0.5)),
        Merge(3, 2, pytest.approx(120.3333333**0.5)),
    ]


def test_a_cut_leaves_the_wanted_number_of_groups():
    merges = [Merge(0, 2, 1.0), Merge(1, 3, 2.0), Merge(4, 5, 3.0)]
    assert [cut(merges, n).tolist() for n in (4, 3, 2, 1)] == [
        [0, 1, 2, 3],
        [0, 1, 0, 2],
        [0, 1, 0, 1],
        [0, 0, 0, 0],
    ]


@pytest.mark.parametrize(
    ("heights", "n_articles", "n_topics"),
    [
        ([1, 1, 1, 9, 10], 12, 3),  # the step from 1 to 81 is the largest
        ([1, 1, 1, 9, 10], 4, 2),  # but four articles make two topics at most
        ([0, 0, 0], 4, 1),  # nothing differs
        ([1], 2, 1),
        ([], 1, 1),
    ],
)
def test_the_number_of_topics_is_where_merging_gets_costly(heights, n_articles, n_topics):
    merges = [Merge(0, 0, float(height)) for height in heights]
    assert find_jump(merges, n_articles) == n_topics


def test_settling_moves_rows_to_the_nearest_group_but_not_held_ones():
    rows = np.array([[0.0], [0.1], [1.0], [1.1], [0.2]])
    labels = np.array([0, 0, 1, 1, 1])
    assert settle(rows, labels).tolist() == [0, 0, 1, 1, 0]
    held = np.array([False, False, False, False, True])
    assert settle(rows, labels, held).tolist() == [0, 0, 1, 1, 1]


def test_contrast_compares_the_use_of_a_word_with_that_by_all_articles():
    # uses per article 1 and 0, by all 0.5: (1 - 0.5) / sqrt(0.5) = 0.7071
    weights = contrast_words(
        np.array([[2.0], [0.0]]), np.array([2, 2]), total=np.array([2.0]), n_articles=4
    )
    assert weights.tolist() == [[pytest.approx(0.7071068)], [pytest.approx(-0.7071068)]]
    all_articles = contrast_words(
        np.array([[2.0]]), np.array([4]), total=np.array([2.0]), n_articles=4
    )
    assert all_articles.tolist() == [[0.5]]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", []),
        ("It was he.", []),
        ("The flood of Oakford", ["flood", "flood of Oakford", "Oakford"]),
        ("Rovers' striker, Kurt", ["Rovers", "striker", "Kurt"]),
        (
            "cross-border trade",
            ["cross", "cross-border", "cross-border trade", "border", "border trade", "trade"],
        ),
        ("fuel\n\ntax", ["fuel", "tax"]),
    ],
)
def test_phrases_end_at_punctuation_and_stop_words(text, phrases):
    assert [phrase.printed for phrase in find_phrases(text)] == phrases


def test_a_label_takes_the_usual_form_and_one_name_at_most():
    texts = [
        "Ada Brock met Carl Dunn. The fuel tax rose.",
        "Fuel tax: Ada Brock and Carl Dunn. A fuel tax!",
    ]
    contrast = dict.fromkeys(["ada", "brock", "carl", "dunn"], 2.0) | {"fuel": 1.0, "tax": 1.0}
    assert (
        propose_label([find_phrases(text) for text in texts], contrast)
        == "Ada Brock, fuel tax, Dunn"
    )


def test_a_word_that_only_qualifies_others_comes_later_in_a_label():
    # economic leads to another word in 2 of 2 uses: 1.2 * sqrt(1 - 2 / 3) < 1
    texts = ["Economic aid came, and economic ties grew. The trade rose. All trade was free."]
    contrast = {"economic": 1.2, "trade": 1.0}
    assert propose_label([find_phrases(text) for text in texts], contrast) == "trade, economic"


def test_a_tree_cuts_by_its_first_splits():
    tree = Tree(4, (Split(4, 0, 3), Split(3, 1, 2)))
    assert [tree.cut(n) for n in (1, 2, 3)] == [[4], [0, 3], [0, 1, 2]]
    assert tree.leaves[4] == {0, 1, 2}
    assert tree.leaves[3] == {1, 2}


def test_an_article_without_words_of_its_own_joins_a_large_topic():
    odd = pl.concat([ARTICLES, frame_of({"odd": "the and of"})])
    model = fit_topics(odd)
    largest = model.topics().row(0, named=True)
    assert (largest["n_articles"], own_topics(model.shares())["odd"]) == (5, largest["topic"])
    assert model.assign(odd).equals(model.shares())


def test_names_and_merges_are_kept_in_the_folder_and_taken_up_again(model, tmp_path):
    own = own_topics(model.shares())
    named = model.rename(own["match0"], "Cup").merge([own["flood0"], own["tax0"]])
    both = own_topics(named.shares())["flood0"]
    path = named.rename(both, "Town").save_choices(tmp_path)
    assert path == tmp_path / ".workbook" / "topics.json"
    assert [file.name for file in path.parent.iterdir()] == ["topics.json"]
    again = fit_topics(ARTICLES).apply_choices(tmp_path)
    assert again.topics().select("label", "n_articles").rows() == [("Town", 8), ("Cup", 4)]


def test_kept_names_find_their_topics_in_a_changed_corpus(model, tmp_path):
    own = own_topics(model.shares())
    model.rename(own["match0"], "Cup").rename(own["tax0"], "Tax").save_choices(tmp_path)
    changed = pl.concat(
        [
            frame_of({"a0": "The cup final went to Harbour Rovers by a penalty of the striker."}),
            ARTICLES.filter(~pl.col("article_id").is_in(["match0", "tax0", "tax1", "tax2"])),
        ]
    )
    later = fit_topics(changed, n_topics=2).apply_choices(tmp_path)
    cup = next(topic for topic in later.tree.nodes if later.label(topic) == "Cup")
    assert later.articles_of(cup) == ["a0", "match1", "match2", "match3"]


def test_without_kept_choices_a_model_stays_as_it_is(model, tmp_path):
    assert model.apply_choices(tmp_path) is model
    assert fit_topics(ARTICLES.clear()).save_choices(tmp_path).is_file()


@pytest.mark.parametrize("text", ["", "[]", '{"merges": [], "names": [{"label": 1}]}', "{"])
def test_a_broken_file_of_choices_is_told(model, tmp_path, text):
    (tmp_path / ".workbook").mkdir()
    (tmp_path / ".workbook" / "topics.json").write_text(text)
    with pytest.raises(WorkbookError, match=r"topics.json cannot be read .* put it right, or"):
        model.apply_choices(tmp_path)


def test_merges_are_saved_with_the_model(model, tmp_path):
    merged = model.merge(model.topics()["topic"].to_list()[:2])
    loaded = load_topics(merged.save(tmp_path / "model"))
    assert loaded.merged == merged.merged
    assert list(merged.merged.values()) == [tuple(sorted(model.topics()["topic"].to_list()[:2]))]


def test_articles_can_mark_a_guided_topic():
    model = fit_topics(ARTICLES, n_topics=3, guide={"Money": ["tax1", "match0"]})
    own = own_topics(model.shares())
    assert own["tax1"] == own["match0"] == 0
    assert model.label(0) == "Money"


def test_of_very_many_articles_a_sample_makes_the_topics():
    articles = many_articles(200)
    model = fit_topics(articles, most_fitted=60)
    found = own_topics(model.shares())
    assert model.n_topics == 3
    assert len({(article.split("-")[0], topic) for article, topic in found.items()}) == 3
    assert model.topics()["n_articles"].sum() == 200
    assert model.shares()["article_id"].unique(maintain_order=True).equals(articles["article_id"])
    assert fit_topics(articles.reverse(), most_fitted=60).topics().equals(model.topics())
    later = own_topics(fit_topics(articles.tail(150), start=model, most_fitted=60).shares())
    assert later == {article: found[article] for article in later}


def test_the_sample_is_chosen_by_the_articles_own_ids():
    ids = pl.Series([f"a{number}" for number in range(100)])
    chosen = set(ids[choose_sample(ids, 20)])
    fewer = ids[::2]
    assert len(chosen) == 20
    assert chosen & set(fewer) <= set(fewer[choose_sample(fewer, 20)])
    assert choose_sample(ids, 200).tolist() == list(range(100))


@pytest.mark.parametrize(
    "words", [["goalkeeper", "striker", "treasury"], ["oxford", "cambridge", "oxen"]]
)
def test_word_vectors_tell_what_words_and_names_mean(words):
    vectors = embed_words(pl.Series(words)).astype(float)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert vectors.shape == (3, 256)
    assert unit[0] @ unit[1] > unit[0] @ unit[2]


def test_no_words_have_no_vectors():
    assert embed_words(pl.Series([], dtype=pl.String)).shape == (0, 256)


def test_short_articles_that_share_no_word_are_put_together_by_meaning():
    bodies = {
        "a": "A goalkeeper saved twice.",
        "b": "The striker limped off.",
        "c": "Ministers raised duties.",
        "d": "Parliament passed taxes.",
    }
    found = own_topics(fit_topics(frame_of(bodies), n_topics=2).shares())
    assert groups(found) == {frozenset("ab"), frozenset("cd")}


def test_the_terms_of_the_sample_corpus_stand_in_the_same_articles():
    """Normalised mutual information of two terms in one article (Bouma 2009): 0 by chance."""
    articles = load_corpus(Path(__file__).parent.parent / "data").articles
    terms = fit_topics(articles).topics()["terms"].to_list()
    bodies = articles["body"].str.to_lowercase()
    found = {term: bodies.str.contains(rf"\b{term}\b").to_numpy() for term in chain(*terms)}
    scores = []
    for topic in terms:
        for one, other in combinations(topic, 2):
            both = max((found[one] & found[other]).mean(), 1e-12)
            chance = max(found[one].mean() * found[other].mean(), 1e-12)
            scores.append(np.log(both / chance) / -np.log(both))
    assert np.mean(scores) > 0.79
    assert len(set(chain(*terms))) == len(list(chain(*terms)))
