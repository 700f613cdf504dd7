"""JSON and tables in the exact layouts of services that collect news, with invented articles."""

import json

import pytest

from workbook.loading.json_records import read_json, read_json_lines
from workbook.loading.tables import read_delimited

BODY = "The harbour of Port Elm closed on Monday.\n\nNobody was hurt, the port said."
LINK = "https://post.example/2025/harbour"

NEWS_PLEASE = {
    "authors": ["Ana Ruiz", "Li Wen"],
    "date_download": "2025-03-14 09:00:00",
    "date_modify": None,
    "date_publish": "2025-03-12 06:30:00",
    "description": "A storm.",
    "filename": "post.example_harbour.json",
    "image_url": "https://post.example/wall.jpg",
    "language": "en",
    "localpath": None,
    "maintext": BODY,
    "source_domain": "post.example",
    "title": "Harbour closes",
    "title_page": None,
    "title_rss": None,
    "url": LINK,
}
TRAFILATURA = {
    "title": "Harbour closes",
    "author": "Ana Ruiz; Li Wen",
    "hostname": "post.example",
    "date": "2025-03-12",
    "fingerprint": "f00",
    "id": None,
    "license": None,
    "comments": "",
    "raw_text": BODY.replace("\n\n", " "),
    "text": BODY,
    "language": "en",
    "image": "https://post.example/wall.jpg",
    "pagetype": "article",
    "filedate": "2025-03-14",
    "source": LINK,
    "source-hostname": "Elm Post",
    "excerpt": "A storm.",
    "categories": "News",
    "tags": "storm;harbour",
}
MEDIACLOUD = {
    "id": "f00",
    "indexed_date": "2025-03-14 09:00:00",
    "language": "en",
    "media_name": "post.example",
    "media_url": "post.example",
    "publish_date": "2025-03-12",
    "title": "Harbour closes",
    "url": LINK,
}
NEWSAPI = {
    "source": {"id": None, "name": "Elm Post"},
    "author": "Ana Ruiz",
    "title": "Harbour closes",
    "description": "A storm.",
    "url": LINK,
    "urlToImage": "https://post.example/wall.jpg",
    "publishedAt": "2025-03-12T06:30:00Z",
    "content": f"{BODY}… [+1234 chars]",
}
GDELT = {
    "url": LINK,
    "url_mobile": "",
    "title": "Harbour closes",
    "seendate": "20250312T063000Z",
    "socialimage": "",
    "domain": "post.example",
    "language": "English",
    "sourcecountry": "United Kingdom",
}
CONSTELLATE = {
    "creator": ["Ruiz, Ana"],
    "datePublished": "2025-03-12",
    "docType": "article",
    "fullText": ["The harbour of Port Elm closed on Monday.", "Nobody was hurt, the port said."],
    "id": "http://www.example.org/1",
    "isPartOf": "Elm Post",
    "language": ["eng"],
    "outputFormat": ["unigram", "fullText"],
    "pageCount": 2,
    "publicationYear": 2025,
    "title": "Harbour closes",
    "url": LINK,
    "wordCount": 14,
}


def rows(reading):
    return [
        (
            d.title,
            d.outlet,
            d.published and str(d.published.first),
            d.byline,
            d.section,
            d.language,
            d.url,
        )
        for d in reading.drafts
    ]


@pytest.mark.parametrize(
    ("record", "outlet", "byline", "section", "language"),
    [
        (NEWS_PLEASE, "post.example", "Ana Ruiz, Li Wen", None, "en"),
        (TRAFILATURA, "Elm Post", "Ana Ruiz; Li Wen", "News", "en"),
        (MEDIACLOUD, "post.example", None, None, "en"),
        (NEWSAPI, "Elm Post", "Ana Ruiz", None, None),
        (GDELT, "post.example", None, None, "en"),
        (CONSTELLATE, "Elm Post", "Ruiz, Ana", None, "en"),
    ],
)
def test_layouts_of_services(record, outlet, byline, section, language):
    expected = [("Harbour closes", outlet, "2025-03-12", byline, section, language, LINK)]
    assert rows(read_json(json.dumps(record).encode(), {})) == expected
    assert rows(read_json(json.dumps({"articles": [record]}).encode(), {})) == expected
    assert rows(read_json_lines(json.dumps(record).encode(), {})) == expected


@pytest.mark.parametrize("record", [NEWS_PLEASE, TRAFILATURA, CONSTELLATE])
def test_texts_of_services(record):
    reading = read_json(json.dumps(record).encode(), {})
    assert reading.drafts[0].body == BODY
    assert list(reading.problems) == []


def test_a_text_that_the_service_cut_off_is_named():
    reading = read_json(json.dumps({"status": "ok", "articles": [NEWSAPI]}).encode(), {})
    assert reading.problems == ["1 of 1 texts are cut off by the service: '[+123 chars]'"]


@pytest.mark.parametrize("record", [MEDIACLOUD, GDELT])
def test_services_without_texts_give_the_titles(record):
    reading = read_json(json.dumps([record]).encode(), {})
    assert reading.drafts[0].body == ""
    assert reading.problems[0].startswith("no column for 'body'; found: ")
    assert reading.problems[0].endswith("; loaded the titles alone")


def test_what_the_caller_says_of_addresses_counts():
    reading = read_json(json.dumps(TRAFILATURA).encode(), {"source": "outlet"})
    assert (reading.drafts[0].outlet, reading.drafts[0].url) == (LINK, None)


@pytest.mark.parametrize(
    ("table", "expected", "problem"),
    [
        (  # a quotation mark left open takes no other rows
            'title,body,outlet\nA,"One.,Post\nB,Two.,Post\nC,Three.,Post\n',
            [("A", "One."), ("B", "Two."), ("C", "Three.")],
            "a quotation mark is left open in line 2",
        ),
        (  # a file that ends inside its last cell
            'title,body\nA,One.\nB,"Two.\n\nIt ends',
            [("A", "One."), ("B", "Two.\n\nIt ends")],
            "a quotation mark is left open in line 3",
        ),
        ('title,body\nA,He said "no" twice.\n', [("A", 'He said "no" twice.')], None),
        ('title;body\nA;"One; two."\n', [("A", "One; two.")], None),
        ('"title, long";body\nA;One.\n', [(None, "One.")], None),
        ("sep=;\ntitle;body\nA;One.\n", [("A", "One.")], None),
        ("title\tbody\r\nA\t\"One.\r\n\r\nTwo.\"\r\n", [("A", "One.\n\nTwo.")], None),
        ("title,body\nA,One.,,\nB,Two.,,\n", [("A", "One."), ("B", "Two.")], None),
    ],
)  # fmt: skip
def test_odd_quotes_delimiters_and_rows(table, expected, problem):
    for encoding in ("utf-8", "utf-16"):
        reading = read_delimited(table.encode(encoding), {})
        assert [(draft.title, draft.body) for draft in reading.drafts] == expected
        found = "; ".join(reading.problems)
        assert (problem in found) if problem else not found
