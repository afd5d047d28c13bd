"""The review application in a real browser: keyboard to store and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
    with page.expect_navigation():
        page.keyboard.press("z")
    assert sorted(decisions(path)) == expected[:2]


def test_notes_dimensions_and_the_advice_are_kept(
    watched: Watched, path: Path, serve: Callable[..., str]
) -> None:
    page = watched.page
    page.goto(f"{serve(path)}/document/1")
    page.fill("#f1 .judge input", "I asked them")
    page.click("#f1 button[data-d=confirm]")
    page.click("#judging .row:nth-of-type(1) button[data-d=dismiss]")
    page.wait_for_selector("#judging .row:nth-of-type(1) button[data-d=dismiss][aria-pressed=true]")
    page.click("#judging .row:nth-of-type(2) button[data-d=confirm]")
    page.wait_for_selector("#judging .row:nth-of-type(2) button[data-d=confirm][aria-pressed=true]")

    kept = verdicts_at(path)
    assert [(each.rule, each.target.dimension, each.decision, each.note) for each in kept] == [
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


@pytest.mark.parametrize("place", ["/", "/document/1"])
def test_axe_finds_no_fault(
    browser: Any, axe: Path, path: Path, *, serve: Callable[..., str], place: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(serve(path) + place)

    assert faults(page, axe) == []
    context.close()
