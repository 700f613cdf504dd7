"""Texts to begin from, and the words that random texts are made of."""

from __future__ import annotations

ARTICLES = [
    "Ferries stop\n\n“We lost 40 boats,” said Ana Ruiz, the mayor. It cost $3 million.",
    "Trains run\n\nThe council said fares would rise by 4 percent on 3 May 2025.",
    'By Ana Ruiz | Elm Post | 14/04/2025\n\n"It was," she told the Post, "a hard winter."\n',
    "ELM, March 3, 2025 (Wire) - Between 40 and 50 ships, half a dozen of them large, "
    "paid at least £1.2 million, according to Li Bo, who said that “nobody” had asked.",
    "The mayor: We asked twice.\n\nQ: Why?\n\nA: “It is,” he added, “‘late’, as they say.”\n",
    "One in five drivers walked 3-4 km/h faster than in 1990-91, up from two-thirds.",
    "Harbour closes after waves break wall\nBy Li Bo\n12 March 2025\n\nThe harbour closed.\n\n"
    "-----\n\nAn old wall\n\nIt stood for 100 years.\n\n* * *\n\n[1] READ MORE: Walls\n",
    "Minus 5°C, 6ft 2in, 1,000,000, 3.5bn, 10k, 1/2, ½, €4m, 7%–9%, 5th, No. 7, $5-a-day",
    "On the 80th anniversary of the end of the war, twenty-five years after the wall fell.",
]  # fmt: skip
FILES = [
    b"title,body,date\nVote,Rail budgets fell 2.5 percent said Li Bo.,03/04/2025\n",
    b'[{"title": "Vote", "body": "Rail budgets fell.", "date": "2025-04-03"}]',
    b'{"title": "Vote", "body": "Rail budgets fell."}\n{"title": "Two", "body": "Trains run."}\n',
    b"<html><head><title>Vote</title></head><body><article><p>Rail budgets fell.</p></article>",
    b"<?xml version='1.0'?><rss><channel><item><title>Vote</title></item></channel></rss>",
    b"{\\rtf1\\ansi Ferries stop\\par It took 40 ships.}",
    b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>",
    b"1 of 2 DOCUMENTS\n\nElm Post\n\nMarch 3, 2025\n\nFerries stop\n\nBODY:\nIt took ships.\n",
    b"_" * 60 + b"\nFerries stop\nFull text: It took 40 ships.\nTitle: Ferries\n" + b"_" * 60,
    b"PK\x03\x04",
    b"PAR1",
    b"ARROW1",
    b"\xff\xfeF\x00e\x00",
]
QUERIES = [
    'harbour AND (strike OR "work to rule") NOT title:footb*',
    "NOT (a OR b*) “of the”",
    "mayor's outlet:post ((",
]
FILTERS = [
    '{"outlet": ["Wire", null], "published": ["2025-01-01", null]}',
    '{"n_words": [1, 1e9], "value": [0.5, null], "text": "a*", "hide_duplicates": true}',
    '{"topic": [1, "1"], "article_id": ["a"], "kind": ["money"]}',
]
DATES = [
    "Wednesday, March 12, 2025 at 10:30 a.m. GMT",
    "lundi 11 janvier 2010, p. 3",
    "2025-06-14T10:00:00+02:00",
    "14/04/2025",
    "/2025/06/14/vote",
    "3 de mayo de 2024",
    "2024年5月3日",
    "GENEVA, July 7, 2025 (Reuters) - Talks",
]
PIECES = [
    *("“", "”", '"', "'", "’", "‘", " said ", " told ", "Ana Ruiz", "she ", "that ", "who "),
    *("according to ", "added: ", ", ", ". ", "\n\n", "\n", "(", ")", "–", "-", "/", "%", "$"),
    *("€", "£", "{}", "\\", "\\n", "3", "40,000", "1.2", " million", " percent", "half a dozen "),
    *("between ", " and ", " or ", " to ", "ships ", "on 3 May", "2025", "1990s", "up ", "by "),
    *("of ", "at least ", "a third ", "twice ", "per ", "°C", "½", "-year-old", "th", "No. "),
    *("<b>", "&amp;", "\u200b", "\u202e", "\x00", "👩\u200d🚀", "e\u0301", "ﬁ", "١٢", "Ⅻ", "²"),
    *("AND ", "OR ", "NOT ", "title:", "*", "null", '["', '"]', "1e999", "NaN", "true"),
    *("Page 1 of 3", "-----", "* * *", "\f", "\r", "\u2028", "\x85", "By ", "READ MORE"),
]

SEEDS: dict[str, list[bytes]] = {
    "load": [bytes([n]) + file for n, file in enumerate(FILES)]
    + [bytes([n]) + text.encode() for n, text in enumerate(ARTICLES)],
    **{name: [text.encode() for text in ARTICLES] for name in
       ("split", "quotations", "figures", "grammar", "readability")},
    "query": [text.encode() for text in QUERIES],
    "filters": [text.encode() for text in FILTERS],
    "dates": [text.encode() for text in DATES + ARTICLES],
}  # fmt: skip
