"""What the notebooks' panels narrow, of any size: the sample's rows drawn again and again.

Bodies are recombined from the paragraphs of the sample; quotations, figures, scores and topics are
rows that the analyses found in the sample, dealt out to the articles anew, so that nothing is
parsed. They have the shape of the real frames; their places in the text mean nothing.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

import workbook as wb
from tests.benchmarks.timing import DATA, recombine

N_OUTLETS, N_SECTIONS = 12, 8
PER_ARTICLE = {"quotations": 5, "figures": 10}
YEAR = (20089, 20454)  # days since 1970


def make_articles(sample: pl.DataFrame, n: int) -> pl.DataFrame:
    """So many articles of a year, by a dozen outlets."""
    dice = np.random.default_rng(0)
    ids = pl.Series(range(n)).cast(pl.String).str.zfill(16)
    return sample.sample(n, with_replacement=True, shuffle=True, seed=0).with_columns(
        article_id=ids,
        body=pl.Series(recombine(sample["body"].to_list(), n)),
        outlet=pl.format("Outlet {}", pl.Series(_skewed(dice, n, N_OUTLETS))),
        section=pl.format("Section {}", pl.Series(_skewed(dice, n, N_SECTIONS))),
        published=pl.Series(dice.integers(*YEAR, n), dtype=pl.Int32).cast(pl.Date),
        n_words=pl.Series(dice.lognormal(6, 0.6, n).astype(int), dtype=pl.Int32),
        duplicate_of=pl.when(pl.Series(dice.random(n) < 0.03)).then(pl.lit(ids[0])),
    )


def make_rows(found: pl.DataFrame, articles: pl.DataFrame, per_article: int) -> pl.DataFrame:
    """Rows found in the sample, so many for each article; speakers as many as articles need."""
    dice = np.random.default_rng(1)
    n = articles.height * per_article
    rows = found.sample(n, with_replacement=True, shuffle=True, seed=1)
    rows = rows.with_columns(
        article_id=articles["article_id"].gather(np.repeat(np.arange(articles.height), per_article))
    )
    if "speaker" in rows.columns:
        number = pl.Series(_skewed(dice, n, max(1, articles.height // 50)))
        rows = rows.with_columns(speaker=pl.format("{} {}", "speaker", number))
    if "value" in rows.columns:
        spread = pl.Series(dice.lognormal(0, 1, n))
        rows = rows.with_columns(pl.col("value") * spread)
    return rows


def make_scores(found: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Scores of the sample, one row for each article, a little moved."""
    dice = np.random.default_rng(2)
    n = articles.height
    moved = pl.selectors.float() + pl.Series(dice.normal(0, 1, n))
    rows = found.sample(n, with_replacement=True, shuffle=True, seed=2)
    return rows.with_columns(moved, article_id=articles["article_id"])


def make_model(articles: pl.DataFrame, found: pl.DataFrame) -> wb.TopicModel:
    """The model of the sample, over as many articles."""
    model = wb.fit_topics(found, seed=0)
    at = np.random.default_rng(3).integers(0, len(model.leaves), articles.height)
    every = {name: getattr(model, name)[at] for name in ("rows", "told", "leaves", "leaf_shares")}
    order = np.arange(articles.height)
    return replace(model, article_ids=articles["article_id"], order=order, **every)


def make_map(articles: pl.DataFrame) -> pl.DataFrame:
    """A place for each article."""
    places = np.random.default_rng(4).normal(0, 30, (articles.height, 2))
    return articles.select("article_id", x=pl.Series(places[:, 0]), y=pl.Series(places[:, 1]))


def _skewed(dice: np.random.Generator, n: int, n_values: int) -> np.ndarray:
    """Numbers from 0, the smaller the commoner."""
    return (dice.random(n) ** 2 * n_values).astype(int)


def prepare(notebook: str, n: int) -> dict[str, object]:
    """The names that a notebook's panel cells read."""
    sample = wb.load_corpus(DATA).articles
    articles = make_articles(sample, n)
    made: dict[str, object] = {"articles": articles}
    meta = articles.select("article_id", "label", "outlet", "section", "published")
    if notebook == "01_topics":
        model = make_model(articles, sample)
        made["model"] = model
        rows = articles.join(model.main_topics(), on="article_id", maintain_order="left")
        made["rows"] = rows.join(make_map(articles), on="article_id", maintain_order="left")
    elif notebook == "02_readability":
        main = make_model(articles, sample).main_topics().select("article_id", "topic")
        about = articles.drop("n_words", "n_sentences").join(main, on="article_id")
        about = about.select(
            "article_id", "label", "title", "body", "outlet", "section", "topic", "published"
        )
        scores = make_scores(wb.score_readability(sample), articles)
        made["scores"] = made["rows"] = scores.join(about, on="article_id", maintain_order="left")
        made["FORMULA"] = "flesch_kincaid_grade"
        sentences = wb.score_readability(sample, by="sentence")
        wb.score_readability = lambda *_, **__: sentences  # asked for the reader alone
    elif notebook == "03_quotations":
        found = wb.merge_speakers(wb.find_quotations(sample))
        made["quotations"] = make_rows(found, articles, PER_ARTICLE["quotations"])
        made["rows"] = made["quotations"].join(meta, on="article_id", maintain_order="left")
    elif notebook == "04_figures":
        found = wb.hide_trivial(wb.find_figures(sample), sample)
        made["figures"] = make_rows(found, articles, PER_ARTICLE["figures"])
        made["rows"] = made["figures"].join(meta, on="article_id", maintain_order="left")
    return made
