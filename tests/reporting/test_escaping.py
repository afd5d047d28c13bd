"""What a stranger wrote is shown and never acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from auditor.record.audit_record import record_of
from auditor.reporting.documents.html import render_record
from auditor.reporting.escaping import markdown, single_line, visible
from auditor.reporting.formats import DOCUMENT_FORMATS
from auditor.reporting.index import render_index
from auditor.reporting.summary import summarise
from auditor.reporting.terminal import summary_table
from tests_shared.audits import hostile, ordinary

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Tags(HTMLParser):
    """Collects every tag with its attributes, and checks that scripts are only our own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of_hostile_document() -> str:
    return DOCUMENT_FORMATS["html"].render(hostile())


PAGES: dict[str, Callable[[], str]] = {
    "document": page_of_hostile_document,
    "index": lambda: render_index([summarise(hostile())], hostile().failures),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_document_adds_no_tag_and_no_attribute(name: str) -> None:
    tags = Tags(PAGES[name]()).tags

    scripts = [attributes for tag, attributes in tags if tag == "script"]

    assert [tag for tag, _ in tags if tag in {"img", "iframe", "object", "form"}] == ["form"]
    assert [each for each in scripts if "src" in each] == []
    assert len(scripts) == {"document": 1, "index": 2}[name]
    assert not [key for _, attributes in tags for key in attributes if key.startswith("on")]
    assert not [key for _, attributes in tags for key in attributes if key == "style"]


@pytest.mark.parametrize("name", PAGES)
def test_every_address_in_a_page_is_its_own(name: str) -> None:
    addresses = [
        attributes[key] or ""
        for _, attributes in Tags(PAGES[name]()).tags
        for key in ("href", "src", "action")
        if key in attributes
    ]

    assert [
        it
        for it in addresses
        if not re.fullmatch(r"(rules\.html)?#[a-z0-9/-]+|[a-z0-9.-]+\.html|data:,", it)
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_in_a_page_reorders_or_controls(name: str) -> None:
    assert ACTING.findall(PAGES[name]()) == []


def test_a_pages_policy_allows_its_own_style_and_script_alone() -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in Tags(page_of_hostile_document()).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; img-src data:; "
        r"connect-src 'none'; base-uri 'none'; form-action 'none'",
        policy or "",
    )


def test_markdown_of_a_hostile_document_holds_no_markup_of_its_own() -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(
        DOCUMENT_FORMATS["markdown"].render(hostile())
    )
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in (*tokens, *inline)}

    assert not kinds & {"link_open", "image", "html_block", "fence", "code_block"}
    assert {child.content for child in inline if child.type == "html_inline"} == {
        "<!-- -->",
        "<sub>",
        "</sub>",
    }


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("a1 *_`[]()<>|\\~#-+=.!&@$:/\n\twww"), max_size=40))
def test_escaped_markdown_reads_as_the_text_it_was(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parseInline(markdown(text))
    children = tokens[0].children or []
    kept = [child for child in children if child.content != "<!-- -->"]

    assert {child.type for child in kept} <= {"text", "text_special"}
    assert "".join(child.content for child in kept) == single_line(text)


def test_the_terminal_table_obeys_no_escape_sequence() -> None:
    out = StringIO()
    Console(file=out, width=200, color_system=None).print(summary_table([summarise(hostile())]))

    assert ACTING.findall(out.getvalue()) == []
    assert "script" in out.getvalue()


def test_characters_that_act_are_named() -> None:
    assert visible("a\x1b[1m\u202eb\tc\n") == "a⟨U+001B⟩[1m⟨U+202E⟩b\tc\n"


def test_an_ordinary_page_shows_the_text_unchanged() -> None:
    assert "opened on Monday. It cost" in render_record(record_of(ordinary()))
