"""The review application in a real browser: keyboard to store and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor import Document, Span
from auditor.finding import Finding
from tests_shared.audits import hostile, ordinary
from tests_shared.stores import keep, verdicts_at

from .conftest import Watched, faults

pytestmark = pytest.mark.browser


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "audit.sqlite"
    keep(path, ordinary(), hostile())
    return path


MEANING = {"x": "dismiss", "y": "confirm", "u": "unsure"}


SIGNS_OF_SPINNING = "Signs of machine translation or spinning?"


def decisions(path: Path) -> list[tuple[str | None, str]]:
    return [(each.rule, each.decision) for each in verdicts_at(path)]


def test_judging_by_keyboard_reaches_the_store_and_comes_back(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/document/1")
    page.keyboard.press("n")
    for key in "xyu":
        with page.expect_response("**/verdicts"):
            page.keyboard.press(key)
        page.wait_for_selector(f"li[data-decision={MEANING[key]}]")

    expected = [
        ("attribution/no-byline", "dismiss"),
        ("contradiction/quantity", "confirm"),
        ("machine-translation/spun-number", "unsure"),
    ]
    assert sorted(decisions(path)) == expected
    page.reload()
    assert page.locator("li[data-decision]").count() == 3
    with page.expect_response("**/undo"):
        page.keyboard.press("z")
    assert sorted(decisions(path)) == expected[:2]


def test_notes_dimensions_and_the_advice_are_kept(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/document/1")
    page.fill("#f1 .judge input", "I asked them")
    page.click("#f1 button[data-d=confirm]")
    for row, decision in (("The advice above is", "dismiss"), (SIGNS_OF_SPINNING, "confirm")):
        if row == SIGNS_OF_SPINNING:
            page.click("#judging summary")
        button = f"#judging [aria-label='{row}'] button[data-d={decision}]"
        page.click(button)
        page.wait_for_selector(f"{button}[aria-pressed=true]")

    kept = verdicts_at(path)
    told = [(each.rule, each.target.dimension, each.decision, each.note) for each in kept]
    assert told == [
        ("contradiction/quantity", None, "confirm", "I asked them"),
        (None, None, "dismiss", ""),
        (None, "machine-translation", "confirm", ""),
    ]


def test_a_rule_is_judged_in_bulk_from_the_queue_and_undone(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(serve(path))
    with page.expect_navigation():
        page.click("button[data-rule='boilerplate/share-widget'][data-decision=dismiss]")

    assert decisions(path) == [("boilerplate/share-widget", "dismiss")]
    with page.expect_navigation():
        page.keyboard.press("z")
    assert decisions(path) == []


def test_a_hostile_document_is_reviewed_like_any_other(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    address = serve(path)
    page.goto(f"{address}/document/2")
    page.keyboard.press("n")
    with page.expect_response("**/verdicts"):
        page.keyboard.press("x")
    page.goto(address)

    assert decisions(path) == [("attribution/evil", "dismiss")]


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A store with one document of 102 findings, some of them on the whole of it."""
    sentence = "Experts say that the bridge is the best of its kind in the whole valley. "
    text = "".join(f"{n}. {sentence * (1 + n % 3)}\n\n" for n in range(100))
    starts = [text.index(f"{n}. Experts") for n in range(100)]
    findings = [
        Finding("attribution/vague", "attribution", "warning", 0.8, "Who? " * (1 + n % 30), span)
        for n, span in enumerate([None, None, *(Span(at + 3, at + 14) for at in starts)])
    ]
    made = tmp_path / "long.sqlite"
    keep(made, replace(ordinary(), document=Document("long.txt", text), findings=tuple(findings)))
    return made


# What of the page can be seen: the entry within its list, and it and its mark within the window.
SEEN = """() => {
  const inside = (part, whole) => part.top >= whole.top - 1 && part.bottom <= whole.bottom + 1;
  const box = each => each.getBoundingClientRect(), list = box(document.getElementById("findings"));
  const now = box(document.querySelector("#findings .now"));
  const mark = document.querySelector("#text a.now");
  const screen = {top: 0, bottom: innerHeight}, sheet = box(document.getElementById("side"));
  const page = innerWidth < 1024 ? {top: 0, bottom: sheet.top} : screen;
  return inside({top: now.top, bottom: Math.min(now.bottom, now.top + list.height)}, list)
    && now.top < innerHeight - 20 && (!mark || inside(box(mark), page));
}"""


@pytest.mark.parametrize("width", [1400, 800, 390])
def test_the_finding_stays_in_view_whatever_key_moves_to_it(
    browser: Any, long: Path, serve: Callable[..., str], *, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 1000}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{serve(long)}/document/1")
    hidden = []
    for step in range(40):
        page.keyboard.press("n")
        if not page.evaluate(SEEN):
            hidden.append(("n", step))
    for key in ("p", "p", "y", "x", "u", "z", "z"):
        if key in "yxuz":
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.keyboard.press(key)
            page.wait_for_timeout(50)
        else:
            page.keyboard.press(key)
        if not page.evaluate(SEEN):
            hidden.append((key, -1))

    assert hidden == []
    context.close()


def test_a_click_on_a_filter_leaves_the_keys_on(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/document/1")
    page.click("#choose summary")
    page.click("input[value=bp]")
    page.keyboard.press("n")
    first = page.evaluate("document.querySelector('#findings .now').id")
    page.click("select[name=rule]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('select[name=rule]').blur()")
    page.keyboard.press("n")

    assert first == "f0"
    assert page.evaluate("document.querySelector('#findings .now').id") != "f0"


def test_undo_keeps_the_place(watched: Watched, long: Path, serve: Callable[..., str]) -> None:
    page = watched.page
    page.goto(f"{serve(long)}/document/1")
    for _ in range(30):
        page.keyboard.press("n")
    page.wait_for_timeout(600)
    with page.expect_response("**/verdicts"):
        page.keyboard.press("x")
    page.wait_for_selector("#f30.now")
    with page.expect_response("**/undo"):
        page.keyboard.press("z")
    page.wait_for_selector("#f29.now")

    assert page.evaluate("scrollY") > 1000
    assert "Took back 1 verdict." in page.inner_text("#told")
    assert decisions(long) == []


def test_a_note_without_a_verdict_outlives_a_reload_and_one_undo_takes_it_back(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/document/1")
    page.click("#f1 .judge input")
    for word in ("ask ", "the ", "council"):
        with page.expect_response("**/verdicts"):
            page.keyboard.type(word)
    page.reload()

    assert page.input_value("#f1 .judge input") == "ask the council"
    assert page.locator("li[data-decision]").count() == 0
    with page.expect_response("**/undo"):
        page.keyboard.press("z")
    page.wait_for_function("document.querySelector('#f1 .judge input').value === ''")


def test_a_note_leaves_the_verdict_of_another_tab(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page, address = watched.page, serve(path)
    page.goto(f"{address}/document/1")
    other = page.context.new_page()
    other.goto(f"{address}/document/1")
    with other.expect_response("**/verdicts"):
        other.click("#f1 button[data-d=dismiss]")
    with page.expect_response("**/verdicts"):
        page.fill("#f1 .judge input", "seen")

    page.wait_for_selector("#f1[data-decision=dismiss]")
    (kept,) = verdicts_at(path)
    assert (kept.decision, kept.note) == ("dismiss", "seen")


def test_a_panel_lists_the_keys(watched: Watched, path: Path, serve: Callable[..., str]) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/document/1")
    page.keyboard.press("?")

    assert "write a note" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    assert page.is_hidden("#keys")


def test_filters_are_in_the_address_and_go_along(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/queue")
    page.select_option("select[name=advice]", "reject")
    with page.expect_navigation():
        page.click("#filters button")

    assert "advice=reject" in page.url
    assert page.locator("#queue tbody tr").count() == 1
    page.click("#queue tbody a")
    page.click(".bar a:last-of-type")
    assert "advice=reject" in page.url


@pytest.mark.parametrize("width", [360, 390, 414])
def test_nothing_scrolls_sideways_with_every_why_open(
    watched: Watched, path: Path, serve: Callable[..., str], *, width: int
) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    for number in (1, 2):
        page.goto(f"{serve(path)}/document/{number}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_article_is_in_the_first_screen(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.goto(f"{serve(path)}/document/1")

    top = "document.getElementById('{}').getBoundingClientRect().top"
    assert page.evaluate(top.format("text")) < 330
    assert page.evaluate(top.format("side")) < 330


@pytest.mark.parametrize("place", ["/queue", "/document/1", "/document/1/report.html"])
def test_axe_finds_no_fault(
    browser: Any, axe: Path, path: Path, *, serve: Callable[..., str], place: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(serve(path) + place)

    assert faults(page, axe) == []
    context.close()
