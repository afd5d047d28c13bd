"""Feeds, agencies' items, exports and TEI: each entry a document with its own metadata."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import Document, Failure
from auditor.reading import ReadingOptions, read_paths

Read = Callable[..., tuple[list[Document], list[Failure]]]

TEXT = "The council met on Tuesday and agreed to rebuild the bridge over the river."
MORE = "Work begins in May and will cost 30 million, the engineer told the meeting."
BOTH = f"{TEXT}\n{MORE}"
SUMMARY = (
    "the feed gives a summary alone, not the whole text; audit the article's page for the rest"
)

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Example Times</title><link>https://example.org</link><language>en-GB</language>
<atom:link href="https://example.org/feed" rel="self"/>
<image><title>Logo</title><url>https://example.org/logo.png</url></image>
<item><media:title>A picture</media:title><title>Bridge &amp; river</title>
 <link>https://example.org/a</link><guid isPermaLink="false">a-1</guid>
 <dc:creator>Mira Field</dc:creator><pubDate>Wed, 01 May 2024 10:00:00 +0100</pubDate>
 <description>It met.</description>
 <content:encoded><![CDATA[<p>{TEXT}</p>&nbsp;<p>{MORE}</p><script>x()</script>]]></content:encoded>
</item>
<item><title>Short</title><guid>https://example.org/b</guid>
 <author>m@example.org (Mira Field)</author>
 <description>{TEXT}&nbsp;&eacute;</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example Times</title>
<author><name>The Desk</name></author>
<entry><title type="html">Bridge &amp;amp; river</title><id>urn:1</id>
 <link rel="self" href="https://example.org/x"/><link href="https://example.org/a"/>
 <published>2024-05-01T10:00:00Z</published><updated>2024-05-02T10:00:00Z</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{MORE}</p></div>
 </content></entry>
<entry><title>Short</title><id>urn:2</id><author><name>Mira Field</name></author>
 <summary>{TEXT}</summary></entry></feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://example.org"><title>Example Times</title></channel>
<item rdf:about="https://example.org/a"><title>Bridge</title><link>https://example.org/a</link>
<dc:date>2024-05-01</dc:date><description>{TEXT}</description></item></rdf:RDF>"""

NITF = f"""<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf><head><title>Slug</title><docdata><doc-id id-string="d-1"/>
<date.issue norm="20240501T100000Z"/></docdata><pubdata name="Example Times"/></head><body>
<body.head><hedline><hl1>Bridge</hl1></hedline><byline>By <person>Mira Field</person></byline>
<dateline><location>RIVERTON</location></dateline></body.head>
<body.content><block><p>{TEXT}</p><p>{MORE}</p><media media-type="image">
<media-caption>A bridge.</media-caption></media></block></body.content></body></nitf>"""

NEWSML = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>
<packageItem guid="p"><groupSet><group><itemRef residref="i"/></group></groupSet></packageItem>
<newsItem guid="i"><itemMeta><provider qcode="nprov:EX"><name>Example Wire</name></provider>
<versionCreated>2024-05-01T10:00:00Z</versionCreated></itemMeta><contentMeta>
<creator><name>Mira Field</name></creator><language tag="en"/><headline>Bridge</headline>
</contentMeta><contentSet><inlineXML><nitf><body><body.head><hedline><hl1>B</hl1></hedline>
</body.head><body.content><p>{TEXT}</p><p>{MORE}</p></body.content></body></nitf></inlineXML>
</contentSet></newsItem>
<newsItem guid="j"><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""

WXR = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Example Times</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>mira</wp:author_login></wp:author>
<item><title>Bridge</title><link>https://example.org/a</link><dc:creator>mira</dc:creator>
<pubDate>Wed, 01 May 2024 10:00:00 +0000</pubDate><excerpt:encoded>It met.</excerpt:encoded>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>{TEXT}</p><!-- /wp:paragraph --><p>{MORE}</p>]]>
</content:encoded><wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>logo</title><wp:post_type>attachment</wp:post_type></item></channel></rss>"""

TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="main">Bridge</title><author>Mira Field</author></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><biblFull><publicationStmt><publisher>Example Times</publisher>
<ptr type="URL" target="https://example.org/a"/><date>2024-05-01</date></publicationStmt></biblFull>
</sourceDesc></fileDesc></teiHeader><text><body><div type="entry"><p>{TEXT}</p><p>{MORE}</p></div>
<div type="comments"><p>First!</p></div></body></text></TEI>"""

DOC = f"""<doc sitename="Example Times" title="Bridge" author="Mira Field" date="2024-05-01"
 source="https://example.org/a"><main><p>{TEXT}</p><p>{MORE}</p></main><comments/></doc>"""


def said(document: Document) -> tuple[str | None, ...]:
    """Return title, byline, date, outlet, address and language."""
    data = document.metadata
    values = (data.title, data.byline, data.published, data.site, data.url, data.language)
    return tuple(None if value is None else value.value for value in values)


@pytest.mark.parametrize(
    ("given", "text", "metadata"),
    [
        (("a.rss", RSS), BOTH, ("Bridge & river", "Mira Field", "2024-05-01T10:00:00+01:00",
          "Example Times", "https://example.org/a", "en-GB")),
        (("a.atom", ATOM), BOTH, ("Bridge & river", "The Desk", "2024-05-01T10:00:00Z",
          "Example Times", "https://example.org/a", "en")),
        (("a.rdf", RDF), TEXT, ("Bridge", None, "2024-05-01", "Example Times",
          "https://example.org/a", None)),
        (("a.xml", NITF), BOTH, ("Bridge", "Mira Field", "2024-05-01T10:00:00Z", "Example Times",
          None, None)),
        (("a.xml", NEWSML), BOTH, ("Bridge", "Mira Field", "2024-05-01T10:00:00Z", "Example Wire",
          None, "en")),
        (("a.xml", WXR), BOTH, ("Bridge", "mira", "2024-05-01T10:00:00Z", "Example Times",
          "https://example.org/a", None)),
        (("a.xml", TEI), BOTH, ("Bridge", "Mira Field", "2024-05-01", "Example Times",
          "https://example.org/a", None)),
        (("a.xml", DOC), BOTH, ("Bridge", "Mira Field", "2024-05-01", "Example Times",
          "https://example.org/a", None)),
    ],
    ids="rss atom rdf nitf newsml wxr tei trafilatura".split(),
)  # fmt: skip
def test_the_first_entry_is_a_document(
    tmp_path: Path,
    given: tuple[str, str],
    text: str,
    metadata: tuple[str | None, ...],
    read: Read,
) -> None:
    name, content = given
    (tmp_path / name).write_text(content)

    document = read(tmp_path / name)[0][0]

    assert (document.text, said(document)) == (text, metadata)


@pytest.mark.parametrize(
    ("content", "count", "failures"),
    [
        (RSS, 2, [f"{SUMMARY} (1)", "entries left out: without text (1)"]),
        (ATOM, 2, [f"{SUMMARY} (1)"]),
        (NITF, 1, ["1 media objects and their captions (1)"]),
        (NEWSML, 1, [
            "entries left out: packages, which only refer to items (1), its text stands in another "
            "file, which was not read: give that file (1)"]),
        (WXR, 1, ["not published: a draft or private (1)",
                  "entries left out: attachment of WordPress (1)"]),
        (TEI, 1, []),
    ],
    ids="rss atom nitf newsml wxr tei".split(),
)  # fmt: skip
def test_what_is_lost_is_told(
    tmp_path: Path, content: str, count: int, failures: list[str], read: Read
) -> None:
    (tmp_path / "a.xml").write_text(content)

    documents, found = read(tmp_path / "a.xml")

    assert len(documents) == count
    assert [(each.stage, each.message) for each in found] == [
        ("skipped", message) for message in failures
    ]


def test_signs_that_only_html_knows_are_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.xml").write_text(RSS)

    second = read(tmp_path / "a.xml")[0][1]

    assert second.text == f"{TEXT}\xa0é"
    assert second.id == "https://example.org/b"
    assert second.position(0).line == 14


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<urlset><url><loc>https://example.org/a</loc></url></urlset>",
         "entries left out: addresses of a sitemap, which holds no texts: give their pages (1)"),
        ("<svg><text>x</text></svg>", "XML of another kind, beginning with <svg>; known are RSS, "
         "Atom, WordPress exports, NITF, NewsML-G2, TEI"),
        ("<rss><channel><title>x</title></channel></rss>", "empty: it holds no entry"),
        ("", "empty: there is nothing to audit"),
        ("Just prose.", "not XML: Start tag expected, '<' not found (line 1); mend it or name it "
         "otherwise"),
    ],
)  # fmt: skip
def test_a_file_without_articles_is_a_failure(
    tmp_path: Path, content: str, message: str, read: Read
) -> None:
    file = tmp_path / "a.xml"
    file.write_text(content)

    assert read(file) == ([], [Failure("reading", str(file), message)])


def test_entries_before_the_damage_stand(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.xml").write_text(RSS[: RSS.index("<item><title>Short") + 60])

    documents, failures = read(tmp_path / "a.xml")

    assert documents[0].text == BOTH
    assert failures[-1].stage == "reading"
    assert failures[-1].message.endswith("(line 14); what could be made out was read")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_the_declared_encoding_is_read(tmp_path: Path, encoding: str, read: Read) -> None:
    content = RDF.replace("council", "conseil été")
    declared = f'<?xml version="1.0" encoding="{encoding}"?>\n{content}'
    (tmp_path / "a.xml").write_bytes(declared.encode(encoding))

    assert read(tmp_path / "a.xml")[0][0].text == TEXT.replace("council", "conseil été")


def test_xhtml_called_xml_is_a_page(tmp_path: Path, read: Read) -> None:
    page = f'<?xml version="1.0"?><html><body><article><p>{BOTH * 3}</p></article></body></html>'
    (tmp_path / "a.xml").write_text(page)

    (document,), failures = read(tmp_path / "a.xml")

    assert document.text.startswith(TEXT)
    assert failures == []


def test_nothing_is_expanded_and_no_file_is_opened(tmp_path: Path, read: Read) -> None:
    (tmp_path / "secret").write_text("SECRET")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    )
    (tmp_path / "a.rss").write_text(
        f"{head}<rss><channel><item><description>{TEXT} &l9; &x;</description></item></channel>"
        "</rss>"
    )

    documents, failures = read(tmp_path / "a.rss")

    assert documents or failures
    for document in documents:
        assert len(document.text) < 200
        assert "SECRET" not in document.text


def test_an_entry_without_end_is_given_up(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.rss").write_text(
        RSS.replace("</channel></rss>", "<item><p>x</p>" + "<b/>" * 2_000_000)
    )

    documents, failures = read(tmp_path / "a.rss", maximum_bytes=1_000_000)

    assert len(documents) == 2
    assert "larger than 1,000,000 bytes" in failures[-1].message


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is Linux's")
def test_a_feed_of_a_hundred_thousand_entries_streams(tmp_path: Path) -> None:
    item = f"<item><title>Bridge</title><description>{TEXT}</description></item>\n"
    (tmp_path / "a.rss").write_text(f"<rss><channel>{item * 100_000}</channel></rss>")
    code = (
        "import resource, sys\n"
        "from auditor.reading import ReadingOptions, read_pieces\n"
        "pieces = read_pieces([sys.argv[1]], ReadingOptions())\n"
        "next(pieces)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = sum(hasattr(each, 'content') for each in pieces) + 1\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )

    done = subprocess.run(
        (sys.executable, "-c", code, tmp_path / "a.rss"), capture_output=True, text=True, check=True
    )

    count, kilobytes = map(int, done.stdout.split())
    assert count == 100_000
    assert kilobytes < 20_000


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS)

    paths = [str(tmp_path)]
    assert list(read_paths(paths)) == list(read_paths(paths, ReadingOptions()))
