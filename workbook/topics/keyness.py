"""Keyness: the terms that one selection of articles uses more than another."""

from __future__ import annotations

import polars as pl

from workbook.errors import WorkbookError
from workbook.schema import KEY_TERMS, check_frame, require_columns
from workbook.topics.term_counts import KEY, count_terms, count_words

WORD_KIND, PHRASE_KIND, NAME_KIND = "word", "phrase", "name"
SIDES = ("n_a", "n_b")
ENDS = ("start", "end")
MOSTLY = 0.5  # of the uses that tell, with capitals: a name


def compare_terms(
    articles_a: pl.DataFrame, articles_b: pl.DataFrame, *, fewest_uses: int = 3
) -> pl.DataFrame:
    """Compare what two selections of articles say: words, phrases and names, by how telling.

    Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008): each side is
    given, on top of its own words, those of both selections together, so that a term used a few
    times does not come first by chance. `z` is the log-odds in units of its standard error.
    `g2` is Dunning's (1993) log-likelihood ratio, which knows no direction.

    Parameters
    ----------
    articles_a, articles_b
        `article_id` and `body`. An article in both counts on both sides; to compare with all
        others, take them out first: `articles.join(chosen, on="article_id", how="anti")`.
    fewest_uses
        Terms used less often in both selections together are left out.

    Returns
    -------
    pl.DataFrame
        One row per term, what tells A first and what tells B last: `term` (names as printed,
        others in small letters), `kind` (`word`, `phrase` of two or three words, `name`), uses
        `n_a` and `n_b`, `per_1000_words_a` and `_b` (null where a side has no words),
        `n_articles_a` and `_b` that use it, `log_odds` (natural logarithm; above 0: more in
        A), `z`, `g2`, and `article_id`, `start`, `end` of an example: its first use in the
        article of the side told that uses it most. Stop words are no terms and begin or end
        none; terms in headlines are not counted.

    Raises
    ------
    WorkbookError
        If a frame lacks a column, or `fewest_uses` is below 1.

    Examples
    --------
    >>> a = pl.DataFrame({"article_id": ["a"], "body": ["A tram strike. The tram strike goes on."]})
    >>> b = pl.DataFrame({"article_id": ["b"], "body": ["The price of bread. Bread is dear."]})
    >>> compare_terms(a, b, fewest_uses=2)["term"].to_list()
    ['strike', 'tram', 'tram strike', 'bread']
    """
    if fewest_uses < 1:
        raise WorkbookError(f"fewest_uses={fewest_uses} is below 1; a term has one use at least.")
    for articles in (articles_a, articles_b):
        require_columns(articles, "article_id", "body")
    text = pl.col("article_id", "body").cast(pl.String)
    both = pl.concat([articles_a.select(text), articles_b.select(text)])
    uses = _keep_frequent(count_terms(both["body"]), fewest_uses)
    n_words = count_words(both["body"])
    sums = (
        int(n_words.head(articles_a.height).sum()),
        int(n_words.tail(articles_b.height).sum()),
    )
    in_a = pl.col("row") < articles_a.height
    terms = _score(_drop_parts(_count_sides(uses, in_a)), sums)
    examples = _choose_examples(uses, terms, in_a)
    found = _print_terms(terms.join(examples, on=KEY, validate="1:1", nulls_equal=True), both)
    found = found.select(KEY_TERMS.names()).cast(KEY_TERMS)
    order = pl.col("z").round(9)  # what differs by less is a tie
    return check_frame(found.sort(order, "term", descending=[True, False]), KEY_TERMS)


def _keep_frequent(uses: pl.DataFrame, fewest: int) -> pl.DataFrame:
    """The uses of the terms that are used so often in all."""
    total = uses.group_by(*KEY).agg(pl.col("n").sum()).filter(pl.col("n") >= fewest)
    return uses.join(total, on=KEY, how="semi", nulls_equal=True)


def _count_sides(uses: pl.DataFrame, in_a: pl.Expr) -> pl.DataFrame:
    """One row per term: its uses and articles on each side, and its kind."""
    n = pl.col("n").cast(pl.Int64)
    is_name = pl.col("n_capital").sum() >= MOSTLY * pl.col("n_judged").sum().clip(1)
    is_word = pl.col("second").is_null()
    counts = uses.group_by(*KEY).agg(
        n_a=n.filter(in_a).sum(),
        n_b=n.filter(~in_a).sum(),
        n_articles_a=in_a.sum(),
        n_articles_b=(~in_a).sum(),
        is_name=is_name,
    )
    kind = pl.when("is_name").then(pl.lit(NAME_KIND)).when(is_word).then(pl.lit(WORD_KIND))
    return counts.with_columns(kind=kind.otherwise(pl.lit(PHRASE_KIND)))


def _drop_parts(counts: pl.DataFrame) -> pl.DataFrame:
    """Leave out runs of two words that stand nowhere but in one and the same run of three."""
    longest = counts.filter(pl.col("third").is_not_null())
    pairs = counts.filter(pl.col("second").is_not_null() & pl.col("third").is_null())
    inside = [
        pairs.join(
            longest, left_on=["first", "second", *SIDES], right_on=[*ends, *SIDES], how="semi"
        )
        for ends in (("first", "second"), ("second", "third"))
    ]
    return counts.join(pl.concat(inside), on=KEY, how="anti", nulls_equal=True)


def _score(counts: pl.DataFrame, sums: tuple[int, int]) -> pl.DataFrame:
    """Add rates, log-odds, z and G2 to counts; `sums` are the words of both sides."""
    n_a, n_b, n_words = pl.col("n_a"), pl.col("n_b"), sum(sums)
    prior_a, prior_b = 2 * n_a + n_b, n_a + 2 * n_b  # own uses and those of the prior
    odds_a, odds_b = _odds(prior_a, sums[0] + n_words), _odds(prior_b, sums[1] + n_words)
    log_odds = odds_a.log() - odds_b.log()
    share = (n_a + n_b) / max(n_words, 1)
    return counts.with_columns(
        _rate(n_a, sums[0]).alias("per_1000_words_a"),
        _rate(n_b, sums[1]).alias("per_1000_words_b"),
        log_odds=log_odds,
        z=log_odds / (1 / prior_a + 1 / prior_b).sqrt(),
        g2=2 * (_surprise(n_a, sums[0], share) + _surprise(n_b, sums[1], share)).clip(0),
    )


def _rate(n: pl.Expr, words: int) -> pl.Expr:
    return n * 1000 / words if words else pl.lit(None, pl.Float64)


def _odds(n: pl.Expr, words: int) -> pl.Expr:
    """Uses to other words; where there are no others, as if there were one."""
    return n / (words - n).clip(1)


def _surprise(n: pl.Expr, words: int, share: pl.Expr) -> pl.Expr:
    """What one side adds to G2: observed times log of observed to expected, term and no term."""
    cells = ((n, share * words), (words - n, (1 - share) * words))
    return sum(
        (
            pl.when(seen > 0).then(seen * (seen / expected).log()).otherwise(0.0)
            for seen, expected in cells
        ),
        start=pl.lit(0.0),
    )


def _choose_examples(uses: pl.DataFrame, terms: pl.DataFrame, in_a: pl.Expr) -> pl.DataFrame:
    """For each term, the first use in the article that uses it most, on the side that it tells."""
    told = terms.select(*KEY, "is_name", is_a=pl.col("z") >= 0)
    capital = pl.col("is_name") & (pl.col("n_capital") > 0)
    n_told = pl.when("is_name").then("n_capital").otherwise("n").cast(pl.Int64)
    # The side first, then the most uses, then the first row, as one number.
    on_side = (in_a == pl.col("is_a")).cast(pl.Int64)
    places = uses.join(told, on=KEY, nulls_equal=True).select(
        *KEY,
        "row",
        *(pl.when(capital).then(f"capital_{end}").otherwise(end).alias(end) for end in ENDS),
        rank=on_side * 2**62 + n_told * 2**32 - pl.col("row"),
    )
    return places.group_by(*KEY).agg(pl.col("row", *ENDS).get(pl.col("rank").arg_max()))


def _print_terms(terms: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Name each term as its example prints it, and say where that stands."""
    ids, bodies = articles["article_id"], articles["body"]
    places = terms.select("row", "start", "end", "is_name").iter_rows()
    printed = [
        text if is_name else text.lower().replace("’", "'")
        for row, start, end, is_name in places
        if (text := bodies[row][start:end])
    ]
    return terms.with_columns(
        ids.gather(terms["row"]).alias("article_id"), pl.Series("term", printed, pl.String)
    )
