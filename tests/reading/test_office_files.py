"""Office files, books, PDF and mail: what a reader sees, and what was lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from auditor import Document, Failure
from auditor.reading.pdf import Line, in_reading_order, joined, without_running_heads

Read = Callable[..., tuple[list[Document], list[Failure]]]

TEXT = "The council met on Tuesday and agreed to rebuild the bridge over the river."
MORE = "Work begins in May and will cost 30 million, the engineer told the meeting."
BOTH = f"{TEXT}\n{MORE}"


def said(document: Document) -> tuple[str | None, ...]:
    """Return title, byline and date."""
    data = document.metadata
    values = (data.title, data.byline, data.published)
    return tuple(None if value is None else value.value for value in values)


def packed(**members: str) -> bytes:
    """Return a ZIP file; a name's double underscore stands for a slash, its last one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            folder, _, file = name.rpartition("__")
            archive.writestr(f"{folder}/{file}".lstrip("/").replace("_", "."), content)
    return stream.getvalue()


def write_docx(path: Path) -> Path:
    """Write a Word file with its library."""
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    from datetime import datetime

    file = docx.Document()
    file.core_properties.title = "Bridge"
    file.core_properties.author = "Mira Field"
    file.core_properties.created = datetime(2024, 5, 1, 10)
    file.add_paragraph(TEXT)
    paragraph = file.add_paragraph()
    paragraph.add_run(MORE[:20]).bold = True
    paragraph.add_run(MORE[20:])
    table = file.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Cost", "30 million"
    file.sections[0].header.paragraphs[0].text = "Example Times"
    file.save(str(path))
    return path


def test_word_gives_its_paragraphs_and_tables(tmp_path: Path, read: Read) -> None:
    (document,), failures = read(write_docx(tmp_path / "a.docx"))

    assert document.text == f"{BOTH}\nCost | 30 million"
    assert said(document) == ("Bridge", "Mira Field", "2024-05-01T10:00:00Z")
    assert failures == []


WORD = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r>
<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins>
<w:r><w:footnoteReference w:id="1"/></w:r><mc:AlternateContent><mc:Fallback><w:r><w:t>twice</w:t>
</w:r></mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>"""


def test_tracked_changes_are_read_as_accepted_and_macros_not_run(
    tmp_path: Path, read: Read
) -> None:
    (tmp_path / "a.docm").write_bytes(packed(word__document_xml=WORD, word__vbaProject_bin="x"))

    (document,), failures = read(tmp_path / "a.docm")

    assert document.text == "Bridge\n- one two new"
    assert said(document)[0] == "Bridge"
    assert [each.message for each in failures] == [
        "not read: footnotes (1), deleted passages of tracked changes (1), "
        "macros, which were not run (1)"
    ]


def test_opendocument_gives_its_paragraphs_and_lists(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("odf", reason="odfpy is not installed")
    from odf import dc, meta, opendocument, text

    file = opendocument.OpenDocumentText()
    file.meta.addElement(dc.Title(text="Bridge"))
    file.meta.addElement(meta.InitialCreator(text="Mira Field"))
    file.meta.addElement(meta.CreationDate(text="2024-05-01T10:00:00"))
    file.text.addElement(text.P(text=TEXT))
    paragraph = text.P(text="Work")
    paragraph.addElement(text.S(c=1))
    paragraph.addElement(text.Span(text=MORE[5:]))
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteBody())
    paragraph.addElement(note)
    file.text.addElement(paragraph)
    items, item = text.List(), text.ListItem()
    item.addElement(text.P(text="one"))
    items.addElement(item)
    file.text.addElement(items)
    file.save(str(tmp_path / "a.odt"))

    (document,), failures = read(tmp_path / "a.odt")

    assert document.text == f"{BOTH}\n- one"
    assert said(document) == ("Bridge", "Mira Field", "2024-05-01T10:00:00")
    assert [each.message for each in failures] == ["not read: footnotes (1)"]


def test_rtf_gives_its_text_and_information(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("striprtf", reason="striprtf is not installed")
    (tmp_path / "a.rtf").write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Bridge}{\author Mira Field}"
        rb"{\creatim\yr2024\mo5\dy1\hr10}}\pard The caf\'e9 \b opened\b0 .\par Second.\par}"
    )

    (document,), failures = read(tmp_path / "a.rtf")

    assert document.text == "The café opened.\nSecond."
    assert said(document) == ("Bridge", "Mira Field", "2024-05-01")
    assert failures == []


OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bridges</dc:title>
<dc:creator>Mira Field</dc:creator><dc:date>2024-05-01</dc:date></metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="gone.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine>
</package>"""
CONTAINER = '<container><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'


def test_a_book_gives_a_document_a_chapter(tmp_path: Path, read: Read) -> None:
    page = "<html><head><title>x</title></head><body>{}</body></html>"
    (tmp_path / "a.epub").write_bytes(
        packed(
            **{"META-INF__container_xml": CONTAINER},
            O__p_opf=OPF,
            O__nav_xhtml=page.format("<nav>One</nav>"),
            O__a_xhtml=page.format(f"<h1>Bridge</h1><p>{TEXT}</p><p>{MORE}</p>"),
            O__c_xhtml=page.format(f"<p>{TEXT}</p>"),
        )
    )

    documents, failures = read(tmp_path / "a.epub")

    assert [(each.id, each.text) for each in documents] == [
        ("a.epub:1", f"Bridge\n{BOTH}"),
        ("a.epub:2", TEXT),
    ]
    assert said(documents[0]) == ("Bridge", "Mira Field", "2024-05-01")
    assert said(documents[1])[0] == "Bridges"
    assert [each.message for each in failures] == [
        "its part O/gone.xhtml is missing: it is damaged or of another kind"
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"", "empty: there is nothing to audit"),
        ("a.docx", b"Just prose.", "not a whole ZIP file: File is not a zip file; fetch or save it "
         "again"),
        ("a.docx", b"\xd0\xcf\x11\xe0....", "encrypted, or an Office document of before 2007; save "
         "it as .docx without a password"),
        ("a.docx", packed(a_xml="<a/>"), "its part word/document.xml is missing: it is damaged or "
         "of another kind"),
        ("a.odt", packed(**{"META-INF__manifest_xml": "<m><encryption-data/></m>"}),
         "encrypted; save it without a password"),
        ("a.epub", packed(**{"META-INF__rights_xml": "<r/>"}),
         "protected by DRM; its text cannot be read"),
        ("a.rtf", b"Just prose.", "not RTF: it does not begin as RTF does; name it by what it is"),
        ("a.eml", b"\n\nJust prose.", "not a message: it has no head; name it by what it is"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(
    tmp_path: Path, name: str, content: bytes, message: str, read: Read
) -> None:
    (tmp_path / name).write_bytes(content)

    assert read(tmp_path / name) == ([], [Failure("reading", str(tmp_path / name), message)])


@pytest.mark.parametrize("size", [100, 2_000, 20_000])
def test_a_truncated_file_is_a_failure(tmp_path: Path, size: int, read: Read) -> None:
    path = write_docx(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[:size])

    documents, failures = read(path)

    assert documents == []
    assert failures[0].message.startswith("not a whole ZIP file")


def test_a_bomb_in_an_office_file_is_not_unpacked(tmp_path: Path, read: Read) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as stream,
    ):
        for _ in range(100):
            stream.write(b" " * 1_000_000)

    _, (failure,) = read(tmp_path / "a.docx", maximum_bytes=1_000_000)

    assert failure.message.startswith("its part word/document.xml is larger than 1,000,000 bytes")


def test_a_zip_whose_offsets_lead_nowhere_is_a_failure(tmp_path: Path, read: Read) -> None:
    content = bytearray(packed(word__document_xml=WORD))
    at = content.index(b"PK\x05\x06")
    content[at + 16 : at + 20] = b"\xff\xff\xff\x0f"
    (tmp_path / "a.docx").write_bytes(bytes(content))

    documents, (failure,) = read(tmp_path / "a.docx")

    assert documents == []
    assert "is damaged" in failure.message or failure.message.startswith("not a whole ZIP file")


def letter() -> EmailMessage:
    """Return a message with HTML, plain text, an attachment and quoted history."""
    message = EmailMessage()
    message["From"] = "Mira Field <mira@example.org>"
    message["Subject"] = "Brücke"
    message["Date"] = "Wed, 01 May 2024 10:00:00 +0200"
    message.set_content("Plain.")
    message.add_alternative(
        f"<html><body><span style='display: none'>Preheader</span><p>{TEXT}</p><p>{MORE}</p>"
        "<div class='gmail_quote'>On Monday Ann wrote: <blockquote>quoted</blockquote></div>"
        "</body></html>",
        subtype="html",
    )
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    return message


def test_a_newsletter_gives_its_html_without_what_it_quotes(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(letter()))

    (document,), failures = read(tmp_path / "a.eml")

    assert document.text == BOTH
    assert said(document) == ("Brücke", "Mira Field", "2024-05-01T10:00:00+02:00")
    assert [each.message for each in failures] == ["not read: attachments (1), quoted history"]


@pytest.mark.parametrize(
    "history",
    [
        "> On Tuesday somebody wrote:\n> quoted\n",
        "On Mon, 1 May 2024, Ann Lee\n<ann@example.org> wrote:\n> quoted\n>> deeper\n",
        "-----Original Message-----\nFrom: Ann\n\nquoted\n",
    ],
)
def test_quoted_history_is_left_out_of_plain_text(tmp_path: Path, history: str, read: Read) -> None:
    (tmp_path / "a.eml").write_text(f"Subject: Bridge\n\n{TEXT}\n\n{MORE}\n\n{history}")

    (document,), failures = read(tmp_path / "a.eml")

    assert document.text == f"{TEXT}\n\n{MORE}"
    assert [each.message for each in failures] == ["not read: quoted history"]


def test_a_mailbox_gives_a_document_a_message(tmp_path: Path, read: Read) -> None:
    one = f"Subject: One\n\n{TEXT}\n>From here on.\n"
    (tmp_path / "a.mbox").write_text(f"From a@b Wed\n{one}\nFrom a@b Thu\nSubject: Two\n\n{MORE}\n")

    documents, failures = read(tmp_path / "a.mbox")

    assert [(said(each)[0], each.text) for each in documents] == [
        ("One", f"{TEXT}\nFrom here on."),
        ("Two", MORE),
    ]
    assert [each.position(0).line for each in documents] == [2, 8]
    assert failures == []


def write_pdf(path: Path, pages: list[list[tuple[float, float, str]]]) -> Path:
    """Write a PDF by hand: for each page its lines and where they begin, in points."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    kids = []
    for lines in pages:
        drawn = "".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj " for x, y, text in lines)
        stream = f"BT /F1 10 Tf {drawn} ET".encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects.append(b"<</Title(Bridge)/Author(Mira Field)/CreationDate(D:20240501100000Z)>>")
    content = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    at = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    content += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        *(len(objects) + 1, len(objects)),
        at,
    )
    path.write_bytes(content)
    return path


def columns(*texts: tuple[float, list[str]]) -> list[tuple[float, float, str]]:
    """Return lines set row by row, as some programs write columns."""
    rows = max(len(lines) for _, lines in texts)
    return [
        (x, 700 - 12 * row, lines[row])
        for row in range(rows)
        for x, lines in texts
        if row < len(lines)
    ]


LEFT = [
    "The council met on Tuesday and",
    "agreed to rebuild the extra-",
    "ordinary bridge over the river.",
    "It was an old plan of theirs.",
]
RIGHT = [
    "Work begins in May and will",
    "cost 30 million, the engineer",
    "told the meeting of the day.",
    "Nobody spoke against it then.",
]
PROSE = (
    "The council met on Tuesday and agreed to rebuild the extraordinary bridge over the river. It "
    "was an old plan of theirs."
)


def test_columns_running_heads_and_hyphens_are_handled(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("pypdfium2", reason="[pdf] is not installed")
    pages = [
        [(50, 780, "Example Times"), (50, 740, f"Headline across the two columns of page {name}"),
         *columns((50, LEFT), (330, [*RIGHT[:3], f"Nobody spoke on page {name}."])),
         (290, 20, str(number))]
        for number, name in enumerate(("one", "two", "three"), 1)
    ]  # fmt: skip

    (document,), failures = read(write_pdf(tmp_path / "a.pdf", pages))

    assert said(document) == ("Bridge", "Mira Field", "2024-05-01T10:00:00")
    assert document.text.startswith("Headline across the two columns of page one\n" + PROSE)
    assert document.text.count("extraordinary") == 3
    assert document.text.index("theirs.") < document.text.index("Work begins in May and will cost")
    assert "Example Times" not in document.text
    assert [each.message for each in failures] == ["left out: running heads and page numbers (6)"]


def test_a_scan_says_that_it_is_one(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("pypdfium2", reason="[pdf] is not installed")
    file = write_pdf(tmp_path / "a.pdf", [[], []])

    assert [each.message for each in read(file)[1]] == [
        "a scan: it has no text layer; put one in by OCR (such as ocrmypdf) and read it again"
    ]


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"Just prose.", b"%PDF-1.4\n" + b"\xff" * 500])
def test_a_damaged_pdf_is_a_failure(tmp_path: Path, content: bytes, read: Read) -> None:
    pytest.importorskip("pypdfium2", reason="[pdf] is not installed")
    (tmp_path / "a.pdf").write_bytes(content)

    documents, (failure,) = read(tmp_path / "a.pdf")

    assert documents == []
    assert failure.message.startswith("not a whole PDF file")


def test_lines_are_ordered_by_columns_and_joined() -> None:
    lines = [Line(x, y, x + 200, y + 10, text) for x, y, text in columns((50, LEFT), (330, RIGHT))]

    ordered = in_reading_order(lines)

    assert [each.text for each in ordered] == LEFT + RIGHT
    assert joined(ordered[:4]) == PROSE


def test_a_single_page_has_no_running_heads() -> None:
    page = [Line(50, 700, 250, 710, "Bridge"), Line(50, 20, 60, 30, "7")]

    assert without_running_heads([page]) == ([page], 0)
