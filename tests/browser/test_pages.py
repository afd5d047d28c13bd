"""Reports in a real browser, opened from disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor import Audit, Document, Span
from auditor.finding import Finding
from auditor.reporting.formats import DOCUMENT_FORMATS
from auditor.reporting.pages import Link, RunTable, run_pages
from auditor.reporting.summary import Summary, summarise
from auditor.rule import Example, Rule
from auditor.scoring.phrasing import percent
from auditor.version import __version__
from tests_shared.audits import EVIL, hostile, ordinary

from .conftest import Watched, faults

pytestmark = pytest.mark.browser

RULE = Rule(
    "boilerplate/share-widget",
    "A share button's label.",
    "note",
    lambda document: (),
    EVIL,
    EVIL,
    EVIL,
    (Example("⟦a⟧"),),
    (Example("b"),),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A run's pages on disk: an ordinary document and a hostile one."""
    audits = [ordinary(), hostile()]
    table = RunTable(
        "near-duplicates",
        "Near-duplicates",
        "Documents that share their wording.",
        ("Share", "Documents"),
        ((0.9, tuple(Link(EVIL, summarise(it).report) for it in audits)), (EVIL, None)),
    )
    rows = [summarise(audit) for audit in audits]
    for name, page in run_pages(rows, hostile().failures, [RULE], [table]).items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    for audit, row in zip(audits, rows, strict=True):
        page = DOCUMENT_FORMATS["html"].render(audit)
        (tmp_path / f"{row.report}.html").write_text(page, encoding="utf-8")
    return tmp_path


def open_page(watched: Watched, folder: Path, name: str = "bridge.txt.html") -> Any:
    watched.page.goto((folder / name).as_uri())
    return watched.page


def texts(page: Any, selector: str) -> list[str]:
    return [each.inner_text() for each in page.locator(selector).all()]


def test_filters_hide_findings_and_their_marks(watched: Watched, site: Path) -> None:
    page = open_page(watched, site)
    page.click("#choose summary")
    page.uncheck("input[value=mt]")
    page.uncheck("input[value=note]")

    assert page.inner_text("#shown") == "3 of 5 shown"
    assert texts(page, "#text a.m.off") == []
    page.uncheck("input[value=co]")
    assert texts(page, "#text a.m.off") == ["three,000", "5,000 pounds"]
    page.select_option("select[name=rule]", "boilerplate/share-widget")
    assert page.inner_text("#shown") == "1 of 5 shown"


def test_the_keyboard_walks_the_findings_and_toggles_the_views(
    watched: Watched, site: Path
) -> None:
    page = open_page(watched, site)
    seen = []
    for _ in range(6):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
    page.keyboard.press("p")

    assert seen == ["f0", "m2", "m2", "m3", "m4", "f0"]
    assert page.evaluate("document.activeElement.id") == "m4"
    page.keyboard.press("c")
    page.keyboard.press("r")
    assert page.get_attribute("body", "class") == "cleaned restored"
    assert page.evaluate("getComputedStyle(document.getElementById('m4')).fontSize") == "0px"
    assert "3,000" in page.evaluate(
        "getComputedStyle(document.querySelector('a.mt[data-s]'), '::after').content"
    )


def test_focus_shows_rule_message_confidence_and_suggestion(watched: Watched, site: Path) -> None:
    page = open_page(watched, site)
    page.focus("#text a.mt")

    tip = page.inner_text(".tip")
    for part in (
        "spelled by a program",
        "3,000",
        "machine-translation/spun-number",
        "right about 9 times in 10",
    ):
        assert part in tip
    page.keyboard.press("Escape")
    assert page.is_hidden(".tip")


def test_both_ends_of_a_contradiction_light_up(watched: Watched, site: Path) -> None:
    page = open_page(watched, site)
    page.click("#text a.rel")

    assert texts(page, "#text a.now") == ["three,000", "pounds", "5,000 pounds"]


def test_a_page_reads_without_javascript(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "bridge.txt.html").as_uri())

    assert "Two amounts for one bridge." in page.inner_text("#findings")
    assert page.is_hidden("#filters")
    page.click("#text a.bp")
    assert page.url.endswith("#f4")
    page.goto((site / "index.html").as_uri())
    assert len(page.locator("#documents tbody tr").all()) == 2
    context.close()


def test_a_hostile_document_changes_nothing(watched: Watched, site: Path) -> None:
    name = f"{summarise(hostile()).report}.html"
    page = open_page(watched, site, name)

    assert page.locator("img, iframe, [onerror], [onload]").count() == 0
    for _ in range(3):
        page.keyboard.press("n")
    assert "<script>alert(1)</script>" in page.inner_text("#text")
    for other in ("index.html", "sources.html", "rules.html", "near-duplicates.html"):
        assert open_page(watched, site, other).locator("img, iframe").count() == 0


def test_a_line_of_a_million_characters_stays_one_quick_page(
    watched: Watched, tmp_path: Path
) -> None:
    text = "word " * 200_000
    findings = tuple(
        Finding("boilerplate/x", "boilerplate", "note", 0.5, "m", Span(at, at + 400))
        for at in range(0, 900_000, 30_000)
    )
    page = DOCUMENT_FORMATS["html"].render(Audit(Document("long", text), findings))
    (tmp_path / "long.html").write_text(page, encoding="utf-8")

    opened = open_page(watched, tmp_path, "long.html")
    opened.keyboard.press("n")

    assert opened.evaluate("document.activeElement.id") == "m0"
    assert len(page.encode()) < 3 * len(text) + 60_000


def many(count: int) -> list[Summary]:
    base = summarise(ordinary())
    return [
        replace(
            base,
            id=f"news/2024-10/{n:05}-{'council-bridge-' * 3}.html",
            report=f"news-2024-10-{n:05}-{'council-bridge-' * 3}html-{n:010x}",
            title=f"Council opens bridge number {n} after a long dispute over money",
            outlet=f"outlet{n % 180}.example",
            probabilities={**base.probabilities, "boilerplate": (n % 997) / 1000},
        )
        for n in range(count)
    ]


def test_an_index_of_ten_thousand_is_small_and_answers(watched: Watched, tmp_path: Path) -> None:
    pages = run_pages(many(10_000))
    for name, page in pages.items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    assert len(pages["index.html"].encode()) < 2_000_000

    page = open_page(watched, tmp_path, "index.html")
    assert page.inner_text("#shown") == "10,000 of 10,000 shown"
    page.fill("input[name=words]", "number 4242 ")
    assert texts(page, "#documents tbody a") == ["Council opens bridge number 4242 after a long…"]
    page.fill("input[name=words]", "")
    page.click("th[data-key=p1] button")
    assert page.get_attribute("th[data-key=p1]", "aria-sort") == "descending"
    assert page.inner_text("#documents tbody tr:first-child td:nth-child(4)") == ">99 %"
    page.click("#forth")
    assert page.inner_text("#page") == "page 2 of 200"
    href = page.get_attribute("#documents tbody tr:first-child a", "href")
    assert href in {f"{row.report}.html" for row in many(10_000)}


SHARES = (0, 0.0004, 0.0096, 0.01, 0.0949, 0.4996, 0.5048, 0.505, 0.885, 0.99, 0.9902, 0.9996, 1)


def test_the_index_rounds_as_everything_else(watched: Watched, tmp_path: Path) -> None:
    base = summarise(ordinary())
    rows = [
        replace(base, id=str(n), report=f"{n:02}", probabilities={"boilerplate": share})
        for n, share in enumerate(SHARES)
    ]
    (tmp_path / "index.html").write_text(run_pages(rows)["index.html"], encoding="utf-8")
    page = open_page(watched, tmp_path, "index.html")
    page.click("th[data-key=title] button")
    page.click("th[data-key=p1] button")
    page.click("th[data-key=p1] button")

    shown = texts(page, "#documents tbody td:nth-child(4)")
    assert shown == [percent(share) for share in SHARES]


def test_the_index_says_who_made_it_and_what_its_words_mean(watched: Watched, site: Path) -> None:
    page = open_page(watched, site, "index.html")
    page.click(".meanings summary")

    assert page.inner_text(".bar span") == f"audit {__version__}"
    assert texts(page, ".meanings dt") == ["Reject", "Review", "Not judged", "Accept", "%"]


def test_only_what_counts_against_a_document_is_bold(watched: Watched, site: Path) -> None:
    """No bold 89 % beside an "Accept": the label weighs, not the figure."""
    accepted = replace(
        summarise(ordinary()),
        recommendation="accept",
        labels={"boilerplate": "clear", "attribution": "review"},
        probabilities={"boilerplate": 0.89, "attribution": 0.2},
    )
    (site / "index.html").write_text(run_pages([accepted])["index.html"], encoding="utf-8")

    assert texts(open_page(watched, site, "index.html"), "td.strong") == ["20 %"]


def test_the_table_of_sources_fits_a_desktop(watched: Watched, site: Path) -> None:
    watched.page.set_viewport_size({"width": 1400, "height": 1000})
    page = open_page(watched, site, "sources.html")
    box = "document.querySelector('.scroll.panel')"

    assert page.evaluate(f"{box}.scrollWidth - {box}.clientWidth") == 0


PAGES = ("bridge.txt.html", "index.html", "sources.html", "rules.html", "near-duplicates.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault(browser: Any, axe: Path, site: Path, *, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto((site / name).as_uri())

    assert faults(page, axe) == []
    context.close()


@pytest.mark.parametrize("width", [360, 800, 1600])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(watched: Watched, site: Path, name: str, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 800})
    page = open_page(watched, site, name)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_all_findings_are_printed_from_a_wide_window_too(watched: Watched, site: Path) -> None:
    watched.page.set_viewport_size({"width": 1400, "height": 300})
    page = open_page(watched, site)
    page.emulate_media(media="print")
    list_ = "document.getElementById('side')"

    assert page.evaluate(f"{list_}.scrollHeight - {list_}.clientHeight") == 0
    assert page.evaluate(f"{list_}.clientHeight") > 300
    assert page.is_hidden("#theme")


def test_a_dark_page_is_printed_in_ink(watched: Watched, site: Path) -> None:
    page = open_page(watched, site)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    soft = "getComputedStyle(document.documentElement).getPropertyValue('--soft')"
    assert page.evaluate(soft) == "#a9abb3"
    page.emulate_media(media="print")

    assert page.evaluate(soft) == "#5a5a62"
