"""HTML and XML exports of news archives, web pages and feeds, with invented articles."""

import pytest

import workbook as wb
from workbook.loading.europresse import read_europresse
from workbook.loading.factiva import read_factiva_page, read_factiva_xml
from workbook.loading.feeds import read_feed
from workbook.loading.markup import block_text, decode_page, parse_page
from workbook.loading.pages import read_nexis_page, read_page, read_proquest_page

FACTIVA_CODED = """\
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
<title>Factiva</title><style>.enHeadline{font-weight:bold}</style></head>
<body><div id="contentLeft"><span></span><div class="article enArticle"><table>
<tr><td class="index"><b>SE</b>&nbsp;</td><td>Local News</td></tr>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><b class='enHeadline'>Harbour closes after
 a night of storms</b></td></tr>
<tr><td class="index"><b>BY</b>&nbsp;</td><td>By Ana Ruiz</td></tr>
<tr><td class="index"><b>WC</b>&nbsp;</td><td>295 words</td></tr>
<tr><td class="index"><b>PD</b>&nbsp;</td><td>12 March 2025</td></tr>
<tr><td class="index"><b>ET</b>&nbsp;</td><td>15:32</td></tr>
<tr><td class="index"><b>SN</b>&nbsp;</td><td>Elm Post</td></tr>
<tr><td class="index"><b>SC</b>&nbsp;</td><td>ELMP</td></tr>
<tr><td class="index"><b>LA</b>&nbsp;</td><td>English</td></tr>
<tr><td class="index"><b>CY</b>&nbsp;</td><td>(c) Elm Post Limited.</td></tr>
<tr><td class="index"><p><b>LP</b>&nbsp;</p></td>
<td><p class="articleParagraph enarticleParagraph">The harbour of Port Elm closed.</p></td></tr>
<tr><td class="index"><p><b>TD</b>&nbsp;</p></td>
<td><p class="articleParagraph enarticleParagraph">Nobody was <b>hurt</b>, she said.</p>
<p class="articleParagraph enarticleParagraph">The wall dates from 1907.</p></td></tr>
<tr><td class="index"><br/><b>NS</b>&nbsp;</td><td><br/>gweath : Weather</td></tr>
<tr><td class="index"><br/><b>AN</b>&nbsp;</td><td><br/>Document ELMP000020250312el3c0001r</td></tr>
</table><br/></div><br/><span></span><div class="article frArticle"><table>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><b class='frHeadline'>Le port ferme</b></td></tr>
<tr><td class="index"><b>PD</b>&nbsp;</td><td>13 mars 2025</td></tr>
<tr><td class="index"><b>LA</b>&nbsp;</td><td>Français</td></tr>
<tr><td class="index"><p><b>LP</b>&nbsp;</p></td>
<td><p class="articleParagraph frarticleParagraph">Le port a fermé lundi.</p></td></tr>
</table></div></div></body></html>
"""

FACTIVA_PLAIN = """\
<html><body><div class="article enArticle">
<div>Metropolitan Desk; SECTA</div>
<div id="hd"><span class="enHeadline">Harbour closes after a night of storms</span></div>
<div class="author">By Ana Ruiz</div>
<div>1,031 words</div><div>12 March 2025</div><div>15:32</div><div>Elm Post</div>
<div>ELMP</div><div>Late Edition - Final</div><div>English</div><div>Copyright 2025 Elm Post.</div>
<p class="articleParagraph enarticleParagraph">The harbour of Port Elm closed.</p>
<p class="articleParagraph enarticleParagraph">Nobody was hurt, she said.</p>
<p>Document ELMP000020250312el3c0001r</p></div></body></html>
"""

FACTIVA_XML = """\
<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">
<ppsarticleResultSet count="1"><ppsarticle><article>
<accessionNo>ELMP000020250312el3c0001r</accessionNo><baseLanguage>EN</baseLanguage>
<headline><paragraph display="Proportional"><hlt>Harbour</hlt> closes</paragraph></headline>
<byline>By Ana Ruiz</byline>
<leadParagraph><paragraph>The harbour of Port Elm closed.</paragraph></leadParagraph>
<publicationDate><dateTime>2025-03-12T01:35:58Z</dateTime></publicationDate>
<publisherName>Elm Post Limited</publisherName><sourceName>Elm Post</sourceName>
<tailParagraphs><paragraph>Nobody was hurt &amp; the wall stands.</paragraph></tailParagraphs>
</article></ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>
"""

EUROPRESSE_NEW = """\
<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<article><header>
<div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Courrier du Port</span>
</div>
<div><span class="DocHeader">Société, mercredi 12 mars 2025, p. 8</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">
Le port ferme après la tempête</p></div>
<div class="docAuthors">Anne Roux</div></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer">
<p>Le port a fermé lundi.</p><p>Personne n'a été blessé.</p></div></div></section>
<aside>Cet article est paru dans Le Courrier</aside>
<footer><small>© 2025 Le Courrier. Tous droits réservés.</small>
<div class="publiC-lblNodoc">news·20250312·CP·1234567</div></footer></article>
<article><header><span class="DocPublicationName">Valley Times</span>
<span class="DocHeader">Thursday, March 13, 2025</span></header>
<section><div class="DocText clearfix"><p>Flour costs more.</p></div></section></article>
</body></html>
"""

EUROPRESSE_OLD = """\
<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>
<table><tr><td><span class="DocPublicationName">Le Courrier du Port</span><br>
<span class="DocHeader">Société, mercredi 12 mars 2025, p. 8</span><br><br>
<span class="TitreArticleVisu">Le port ferme après la tempête</span><br><br>
Le port a fermé lundi.<br><br>Personne n'a été blessé.<br><br>
© 2025 Le Courrier. Tous droits réservés.<br>news·20250312·CP·1234567</td></tr></table>
<table><tr><td><span class="DocPublicationName">Valley Times</span><br>
<span class="DocHeader">jeudi 13 mars 2025</span><br>
<span class="TitreArticleVisu">Bread</span><br><br>Flour costs more.<br>
news·20250313·VT·7654321</td></tr></table></body></html>
"""

NEXIS_HTML = """\
<HTML><HEAD><STYLE>.c8 {font-weight:bold}</STYLE></HEAD><BODY>
<!-- Hide XML section from browser <DOC NUMBER=1> <DOCFULL> -->
<A NAME="DOC_ID_0_0"></A><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">1 of 1 DOCUMENTS</SPAN></P>
</DIV><BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">The Elm Post (Port Elm)</SPAN></P></DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">March 12</SPAN><SPAN CLASS="c2">, 2025
Wednesday</SPAN></P></DIV><BR>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">Harbour closes after a night of storms</SPAN></P>
</DIV><BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN>
<SPAN CLASS="c2">Ana Ruiz</SPAN></P></DIV><BR>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">SECTION: </SPAN>
<SPAN CLASS="c2">NEWS; Pg. 3</SPAN></P></DIV><BR>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">20 words</SPAN></P>
</DIV><BR><DIV CLASS="c5"><P CLASS="c9"><SPAN CLASS="c2">The harbour of Port Elm closed.</SPAN></P>
<P CLASS="c9"><SPAN CLASS="c2">Nobody was hurt.</SPAN></P></DIV><BR>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LOAD-DATE: </SPAN>March 12, 2025</P></DIV><BR>
<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LANGUAGE: </SPAN>ENGLISH</P></DIV>
<DIV CLASS="c3"><P CLASS="c1">Copyright 2025 Elm Post<BR>All Rights Reserved</P></DIV>
</BODY></HTML>
"""

PROQUEST_HTML = """\
<html><body><div class="mainCopyBlock">Someone sent the following:</div>
<div><a name="DocID_123456789"></a><p style="font-weight:bold">Harbour closes</p>
<p><strong>Author:  </strong>Ruiz, Ana</p>
<p><strong>Publication info:  </strong>Elm Post ; Port Elm. 12 Mar 2025.</p>
<p><a href="http://x.example/">ProQuest document link</a></p>
<p><strong>Abstract:  </strong>Waves broke the wall.</p>
<p><strong>Full text: </strong><text wordcount="10"><p>The harbour of Port Elm closed.</p>
<p>Nobody was hurt: not one.</p></text></p>
<p><strong>Subject: </strong>Storms</p>
<p><strong>Publication title: </strong>Elm Post</p>
<p><strong>Publication date: </strong>Mar 12, 2025</p>
<p><strong>Section: </strong>News</p>
<p><strong>Language of publication: </strong>English</p>
<p><strong>ProQuest document ID: </strong>123456789</p></div>
<div class="copyright">Copyright 2025 Example LLC</div></body></html>
"""

STORM = ("Harbour closes after a night of storms", "Elm Post", "2025-03-12")
PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>Harbour closes | Elm Post</title>
<meta property="og:site_name" content="Elm Post">
<meta property="og:title" content="Harbour closes after a night of storms">
<meta property="article:published_time" content="2025-03-12T06:30:00Z">
<meta name="author" content="Ana Ruiz">
<link rel="canonical" href="https://post.example/news/harbour-closes">
</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Harbour closes after a night of storms</h1>
<p>The harbour of Port Elm closed on Monday after waves of six metres broke the north wall.</p>
<p>Nobody was hurt, said Ana Ruiz, the harbour master, who has held the post since 2011.</p>
</article><footer>Cookies and more</footer></body></html>
"""

RSS = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Elm Post</title>
<language>en-gb</language>
<item><title>Harbour closes &amp; bakers wait</title><link>https://post.example/1</link>
<dc:creator>Ana Ruiz</dc:creator><category>News</category>
<pubDate>Wed, 12 Mar 2025 06:30:00 GMT</pubDate><description>A summary.</description>
<content:encoded><![CDATA[<p>The harbour closed.</p><p>Nobody was hurt.</p>]]></content:encoded>
</item><item><title>Bread</title><description>Flour costs &lt;b&gt;more&lt;/b&gt;.</description>
</item></channel></rss>
"""

ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Elm Post</title>
<entry><title>Harbour closes</title><link href="https://post.example/1"/>
<author><name>Ana Ruiz</name></author><updated>2025-03-12T06:30:00Z</updated>
<content type="html">&lt;p&gt;The harbour closed.&lt;/p&gt;</content></entry></feed>
"""


def rows(reading):
    return [
        (
            d.title,
            d.outlet,
            d.published and str(d.published.first),
            d.byline,
            d.section,
            d.language,
            d.body,
        )
        for d in reading.drafts
    ]


def test_factiva_with_codes():
    reading = read_factiva_page(FACTIVA_CODED.encode(), {})
    assert rows(reading) == [
        (
            *STORM,
            "By Ana Ruiz",
            "Local News",
            "en",
            "The harbour of Port Elm closed.\n\nNobody was hurt, she said.\n\n"
            "The wall dates from 1907.",
        ),
        ("Le port ferme", None, "2025-03-13", None, None, "fr", "Le port a fermé lundi."),
    ]
    assert reading.problems == [
        "no row 'SN' in 1 of 2 articles; the layout may have changed, the rest is loaded"
    ]


def test_factiva_with_plain_lines():
    reading = read_factiva_page(FACTIVA_PLAIN.encode(), {})
    assert rows(reading) == [
        (
            *STORM,
            "By Ana Ruiz",
            "Metropolitan Desk; SECTA",
            "en",
            "The harbour of Port Elm closed.\n\nNobody was hurt, she said.",
        )
    ]
    assert reading.problems == []


def test_factiva_of_another_layout_says_which_marker_is_missing():
    page = FACTIVA_CODED.replace('class="article ', 'class="item ')
    assert read_factiva_page(page.encode(), {}).problems == [
        "no element 'div.article': the layout of Factiva may have changed"
    ]
    reading = read_factiva_page(FACTIVA_CODED.replace("<b>HD</b>", "<b>HL</b>").encode(), {})
    assert [draft.title for draft in reading.drafts] == [None, None]
    assert reading.problems[0].startswith("no row 'HD' in 2 of 2 articles")


def test_factiva_xml():
    reading = read_factiva_xml(FACTIVA_XML.encode(), {})
    body = "The harbour of Port Elm closed.\n\nNobody was hurt & the wall stands."
    assert rows(reading) == [
        ("Harbour closes", "Elm Post", "2025-03-12", "By Ana Ruiz", None, "en", body)
    ]
    assert reading.problems == []


def test_entities_are_not_expanded_and_files_not_read(tmp_path):
    (tmp_path / "secret.txt").write_text("secret words")
    doctype = (
        f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + "]>"
    ).replace("&a0;", "&a;")
    bomb = FACTIVA_XML.replace("?>\n", f"?>\n{doctype}").replace("closed.", "closed &s;&a9;.")
    (draft,) = read_factiva_xml(bomb.encode(), {}).drafts
    assert "secret" not in draft.body
    assert len(draft.body) < 100
    (entry, _) = read_feed(
        RSS.replace("?>\n", f"?>\n{doctype}", 1).replace("bakers", "&s;&a9;").encode(), {}
    ).drafts
    assert "secret" not in entry.title
    assert len(entry.title) < 100


@pytest.mark.parametrize(
    "data", [EUROPRESSE_NEW.encode(), EUROPRESSE_NEW.replace("·", "-").encode()]
)
def test_europresse_of_today(data):
    reading = read_europresse(data, {})
    assert rows(reading) == [
        (
            "Le port ferme après la tempête",
            "Le Courrier du Port",
            "2025-03-12",
            "Anne Roux",
            "Société",
            None,
            "Le port a fermé lundi.\n\nPersonne n'a été blessé.",
        ),
        (None, "Valley Times", "2025-03-13", None, None, None, "Flour costs more."),
    ]
    assert reading.problems == [
        "no 'titreArticleVisu' element in 1 of 2 articles; the layout may have changed, "
        "the rest is loaded"
    ]


def test_europresse_of_old():
    reading = read_europresse(EUROPRESSE_OLD.encode("iso-8859-1"), {})
    assert rows(reading) == [
        (
            "Le port ferme après la tempête",
            "Le Courrier du Port",
            "2025-03-12",
            None,
            "Société",
            None,
            "Le port a fermé lundi.\n\nPersonne n'a été blessé.",
        ),
        ("Bread", "Valley Times", "2025-03-13", None, None, None, "Flour costs more."),
    ]
    assert reading.drafts[0].paragraphs[-1].kind == "boilerplate"


def test_nexis_html():
    reading = read_nexis_page(NEXIS_HTML.encode(), {})
    assert rows(reading) == [
        (
            "Harbour closes after a night of storms",
            "The Elm Post (Port Elm)",
            "2025-03-12",
            "Ana Ruiz",
            "NEWS",
            "en",
            "The harbour of Port Elm closed.\n\nNobody was hurt.",
        )
    ]
    assert reading.problems == []


def test_proquest_html():
    reading = read_proquest_page(PROQUEST_HTML.encode(), {})
    body = "The harbour of Port Elm closed.\n\nNobody was hurt: not one."
    assert rows(reading) == [
        ("Harbour closes", "Elm Post", "2025-03-12", "Ruiz, Ana", "News", "en", body)
    ]
    assert reading.problems == []


def test_a_web_page():
    reading = read_page(PAGE.encode(), {})
    assert rows(reading) == [
        (
            *STORM,
            "Ana Ruiz",
            None,
            None,
            "The harbour of Port Elm closed on Monday after waves of six metres broke the north "
            "wall.\n\nNobody was hurt, said Ana Ruiz, the harbour master, who has held the post "
            "since 2011.",
        )
    ]
    assert reading.drafts[0].url == "https://post.example/news/harbour-closes"
    assert reading.drafts[0].split_basis == "whole"


def test_a_page_that_holds_a_table_of_articles_is_a_table():
    table = (
        "<html><body><table><tr><th>Headline</th><th>Text</th></tr>"
        "<tr><td>Storm</td><td>One wall<br>fell.</td></tr></table></body></html>"
    )
    assert rows(read_page(table.encode(), {}))[0][:1] == ("Storm",)


@pytest.mark.parametrize("page", ["<html></html>", "<html><body> </body></html>"])
def test_a_page_without_an_article_says_so(page):
    reading = read_page(page.encode(), {})
    assert (reading.status, len(reading.problems)) == ("skipped", 1)


def test_rss():
    reading = read_feed(RSS.encode(), {})
    assert rows(reading) == [
        (
            "Harbour closes & bakers wait",
            "Elm Post",
            "2025-03-12",
            "Ana Ruiz",
            "News",
            "en",
            "The harbour closed.\n\nNobody was hurt.",
        ),
        ("Bread", "Elm Post", None, None, None, "en", "Flour costs more."),
    ]
    assert reading.problems == ["1 of 2 entries carry a summary, not the full text"]


def test_atom():
    assert rows(read_feed(ATOM.encode(), {})) == [
        ("Harbour closes", "Elm Post", "2025-03-12", "Ana Ruiz", None, "en", "The harbour closed.")
    ]


def test_pages_are_known_by_what_they_hold(tmp_path):
    files = {
        "a.html": FACTIVA_CODED,
        "b.html": FACTIVA_PLAIN,
        "c.xml": FACTIVA_XML,
        "d.htm": EUROPRESSE_NEW,
        "e.htm": EUROPRESSE_OLD,
        "f.html": NEXIS_HTML,
        "g.html": PROQUEST_HTML,
        "h.xlsx": PAGE,
        "i.xml": RSS,
        "j.xml": ATOM,
        "k.xml": '<?xml version="1.0"?><catalogue><item>One.</item></catalogue>',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "iso-8859-1" if name == "e.htm" else "utf-8")
    found = wb.load_corpus(tmp_path).files
    assert found["format"].to_list() == [
        "Factiva HTML",
        "Factiva HTML",
        "Factiva XML",
        "Europresse HTML",
        "Europresse HTML",
        "Nexis HTML",
        "ProQuest HTML",
        "HTML",
        "feed",
        "feed",
        "XML",
    ]
    assert found["problem"][-1] == (
        "XML of an unknown layout, root element <catalogue>; known: RSS, Atom, Factiva"
    )


def test_declared_encodings_count_where_a_page_is_no_utf8():
    page = '<meta charset="windows-1250">Łódź, č'
    assert decode_page(page.encode("cp1250")).text == page
    assert decode_page(page.encode()).text == page
    assert decode_page('<meta charset="nonsense">é'.encode("latin-1")).text.endswith("é")


def test_blocks_of_a_page():
    page = parse_page(
        "<p>One <b>bold</b>\nword.</p>Loose<br>line<!-- not --> ends.<script>x</script>"
    )
    assert block_text(page) == "One bold word.\n\nLoose\nline ends."
    assert parse_page(" ") is None
