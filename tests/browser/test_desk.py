"""The desk in a real browser: paste, read, judge, hand on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests_shared.audits import EVIL, ordinary
from tests_shared.stores import keep, verdicts_at

from .conftest import Watched, faults

pytestmark = pytest.mark.browser

ARTICLE = (
    "Home » News » Council\n\nCouncil opens bridge\n\nExperts say that the bridge is the best of "
    "its kind. It opened on Monday, and many people came to see it and to walk over it.\n\n"
    "Facebook Twitter Reddit Email\n"
)
PATIENCE = 60_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "audit.sqlite"


def paste(page: Any, text: str) -> None:
    page.fill("#text", text)
    page.click("#go")


def test_from_a_pasted_text_to_a_reviewed_report(
    watched: Watched, path: Path, desk: Callable[[Path], str]
) -> None:
    page = watched.page
    page.goto(desk(path))
    assert "Nothing was audited" in page.inner_text("main")
    paste(page, ARTICLE)
    page.wait_for_url("**/document/1", timeout=PATIENCE)
    page.wait_for_selector("#findings .judge")
    assert "Facebook Twitter Reddit Email" in page.inner_text("#text")
    total = page.locator("#findings > li").count()

    page.keyboard.press("n")
    for key in "yx":
        with page.expect_response("**/verdicts"):
            page.keyboard.press(key)
        page.wait_for_timeout(100)
    with page.expect_response("**/verdicts"):
        page.click("#judging button[data-d=confirm]")
    page.click("text=Reviewed report")

    assert f"2 of {total} findings judged: 1 right, 1 wrong" in page.inner_text("header")
    signed = page.inner_text("header .signed")
    assert re.match(r"The advice is right – ann, \d{4}-\d\d-\d\d\.", signed)
    assert page.locator("#findings li[data-decision=dismiss] .signed").count() == 1
    assert page.locator("#findings button").count() == 0
    assert len(verdicts_at(path)) == 3


def test_files_are_taken_and_what_cannot_be_read_is_told(
    watched: Watched, path: Path, desk: Callable[[Path], str], *, tmp_path: Path
) -> None:
    given = {"a.txt": ARTICLE, "b.md": f"# Bridge\n\n{ARTICLE}", "c.txt": "\x7fELF\0\0\0\1" * 99}
    for name, text in given.items():
        (tmp_path / name).write_text(text)
    page = watched.page
    page.goto(desk(path))
    page.set_input_files("#files", [tmp_path / name for name in given])
    assert page.inner_text("#chosen") == "3 files chosen"
    page.click("#go")
    page.wait_for_selector("#told a", timeout=PATIENCE)

    assert page.inner_text("#told") == "2 documents audited. Read what was found"
    assert page.inner_text("#failures").startswith("c.txt: ")
    page.click("#told a")
    assert page.locator("#queue tbody tr").count() == 2
    assert not (tmp_path / "inbox").exists() or not any((tmp_path / "inbox").rglob("*.txt"))


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "Paste a text, or drop files."), ("x" * 6_000_001, "Nothing could be taken.")],
    ids=["nothing", "too much"],
)
def test_what_cannot_be_taken_is_told_in_words(
    browser: Any, path: Path, desk: Callable[[Path], str], *, text: str, told: str
) -> None:
    page = browser.new_page()
    page.goto(desk(path))
    page.evaluate("text => document.getElementById('text').value = text", text)
    page.click("#go")
    page.wait_for_function("told => document.getElementById('told').textContent === told", arg=told)
    if text:
        assert "more than 6 MB" in page.inner_text("#failures")
    page.close()


def test_a_text_of_scripts_is_harmless_at_every_step(
    watched: Watched, path: Path, desk: Callable[[Path], str]
) -> None:
    page = watched.page
    address = desk(path)
    page.goto(address)
    paste(page, f"{EVIL}\n\n\u202etxet desrever\n\n{ARTICLE}")
    page.wait_for_url("**/document/1", timeout=PATIENCE)
    page.wait_for_selector("#findings .judge")
    page.keyboard.press("n")
    page.fill("#findings .judge input >> nth=0", EVIL.replace("\ud800", ""))
    with page.expect_response("**/verdicts"):
        page.keyboard.press("Tab")
    for place in ("/document/1", "/document/1/report.html", "/queue", "/"):
        page.goto(address + place)
        assert page.locator("img, iframe, [onerror], [onload]").count() == 0


def test_going_back_and_forward_keeps_what_was_judged(
    watched: Watched, path: Path, desk: Callable[[Path], str]
) -> None:
    keep(path, ordinary())
    page, address = watched.page, desk(path)
    page.goto(f"{address}/document/1")
    page.keyboard.press("n")
    with page.expect_response("**/verdicts"):
        page.keyboard.press("x")
    page.click(".bar a:last-of-type")
    page.go_back()

    page.wait_for_selector("#f0[data-decision=dismiss]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["/", "/queue", "/document/1", "/rules.html", "/queue?run=9"])
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(
    browser: Any, axe: Path, path: Path, *, desk: Callable[[Path], str], place: str, scheme: str
) -> None:
    keep(path, ordinary())
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(desk(path) + place)

    assert faults(page, axe) == []
    for width in (390, 800, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
