"""Every payload in every place of every page, in a real browser under the pages' own policy."""

from __future__ import annotations

import json
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from auditor import Annotation, Audit, Document, Failure, Finding, Metadata, Score, Span
from auditor.dimensions import DIMENSIONS
from auditor.document import Provided
from auditor.finding import Contribution
from auditor.reporting.formats import DOCUMENT_FORMATS
from auditor.reporting.pages import Link, RunTable, run_pages
from auditor.reporting.summary import summarise
from auditor.rule import Example, Rule
from tests_shared.audits import hostile
from tests_shared.payloads import PAYLOADS
from tests_shared.stores import keep, verdicts_at

from .conftest import Watched

pytestmark = pytest.mark.browser

# Every kind of element with the names of its attributes, and every address.
CENSUS = """() => {
  const kinds = new Set(), addresses = new Set();
  for (const each of document.querySelectorAll("*")) {
    kinds.add([each.localName, ...each.getAttributeNames().sort()].join(" "));
    for (const name of ["href", "src", "action", "srcdoc", "xlink:href"])
      if (each.hasAttribute(name)) addresses.add(each.getAttribute(name));
  }
  return [[...kinds], [...addresses]];
}"""
# What a reader does: looks at every mark and finding, filters by every rule, walks and toggles.
READ = """() => {
  for (const each of document.querySelectorAll("a, button, input, [tabindex]")) {
    each.focus(); each.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
  }
  for (const select of document.querySelectorAll("select"))
    for (const option of select.options) {
      select.value = option.value; select.dispatchEvent(new Event("change", {bubbles: true}));
    }
}"""


def full_audit(words: list[str]) -> Audit:
    """Return one audit with a finding, a failure, a reason and an annotation for every word."""
    text, spans = "", []
    for word in words:
        text += f"The mayor said {word} here.\n\n"
        spans.append(Span(len(text) - len(word) - 8, len(text) - 8))
    dimensions = cycle(DIMENSIONS)
    findings = tuple(
        Finding(
            f"{(dimension := next(dimensions))}/evil-{number}",
            dimension,
            "warning",
            0.5,
            word,
            span,
            word,
            (spans[number - 1],),
            word,
            word,
        )
        for number, (word, span) in enumerate(zip(words, spans, strict=True))
    )
    given = [Provided(word, word) for word in words[:5]]
    reasons = tuple(Contribution(word, word, 0.5) for word in words)
    return Audit(
        Document(f"{words[0]} and all others", text, Metadata(*given), path=words[1]),
        findings,
        tuple(Failure(word, word, word) for word in words),
        {"ledger": tuple(Annotation(Span(0, 5), word, word, ((word, word),)) for word in words)},
        {},
        {name: Score("fail", 0.9, reasons, words[2]) for name in DIMENSIONS},
        "reject",
        "en",
        {word: word for word in words},
    )


def harmless(words: tuple[str, ...]) -> list[str]:
    """Return as many different words that do nothing."""
    return [f"harmless{number}" for number, _ in enumerate(words)]


def site(folder: Path, words: list[str]) -> Path:
    """Write every page of a run over documents that are called and hold the words."""
    folder.mkdir()
    full = full_audit(words)
    rows = [summarise(full), *(summarise(hostile(f"{word} again", word)) for word in words)]
    rules = [
        Rule(
            f"boilerplate/evil-{number}",
            *(word, "note", lambda document: (), word, word, word),
            (Example("⟦a⟧"),),
            (Example("b"),),
        )
        for number, word in enumerate(words)
    ]
    cells = tuple((word, (Link(word, rows[0].report),)) for word in words)
    table = RunTable("table", words[0], words[1], (words[2], words[3]), cells)
    for name, page in run_pages(rows, full.failures, rules, [table]).items():
        (folder / name).write_text(page, encoding="utf-8")
    (folder / "document.html").write_text(DOCUMENT_FORMATS["html"].render(full), encoding="utf-8")
    return folder


def census(page: Any) -> tuple[set[str], set[str]]:
    """Return the kinds of elements and the addresses, before and while a reader is at work."""
    kinds: set[str] = set()
    addresses: set[str] = set()
    for act in ("() => null", READ, "() => document.activeElement.blur()"):
        page.evaluate(act)
        _add(page, kinds, addresses)
    for key in "nnpcrnn":
        page.keyboard.press(key)
        _add(page, kinds, addresses)
    return kinds, addresses


def _add(page: Any, kinds: set[str], addresses: set[str]) -> None:
    page.wait_for_timeout(20)
    found = page.evaluate(CENSUS)
    kinds.update(found[0])
    addresses.update(found[1])


def is_own(address: str) -> bool:
    known = ("#", "/document/", "/export/", "/?", "?", "rules.html#", "data:,", "/")
    is_page = address.endswith(".html") and not set(address) & set(":/\\'\"<> ")
    return is_page or (address.startswith(known) and not address.startswith("//"))


def test_no_payload_acts_in_any_page_of_a_run(watched: Watched, tmp_path: Path) -> None:
    evil, plain = site(tmp_path / "evil", [*PAYLOADS]), site(tmp_path / "plain", harmless(PAYLOADS))
    pages = sorted(path.name for path in evil.iterdir())
    for name in pages:
        watched.page.goto((plain / name).as_uri())
        expected, _ = census(watched.page)
        watched.page.goto((evil / name).as_uri())
        kinds, addresses = census(watched.page)

        assert kinds - expected == set(), name
        assert [each for each in addresses if not is_own(each)] == [], name

    assert {"index.html", "document.html", "rules.html", "sources.html", "table.html"} <= {*pages}


def post(address: str, path: str, body: object, reviewer: str = "") -> int:
    """Send a request as the review's own page does."""
    cookie = {"Cookie": f"reviewer={reviewer}"} if reviewer else {}
    request = urllib.request.Request(
        f"{address}{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json", **cookie},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        status: int = answer.status
    return status


def reviewed(folder: Path, words: list[str], serve: Callable[..., str]) -> str:
    """Serve a store in which every finding was judged with a word for a note, by two."""
    folder.mkdir()
    path = folder / "audit.sqlite"
    keep(path, full_audit(words), *(hostile(f"{word} again", word) for word in words))
    address = serve(path, words[0])
    for reviewer in ("", urllib.parse.quote(words[5].encode("utf-8", "replace"))):
        decisions = [
            {"finding": number, "decision": "dismiss", "note": word}
            for number, word in enumerate(words)
        ]
        assert post(address, "/verdicts", {"document": 1, "decisions": decisions}, reviewer) == 200
    return address


def test_no_payload_acts_in_the_review(
    watched: Watched, tmp_path: Path, serve: Callable[..., str]
) -> None:
    addresses = [
        reviewed(tmp_path / name, words, serve)
        for name, words in (("plain", harmless(PAYLOADS)), ("evil", [*PAYLOADS]))
    ]
    for place in ("/", "/?page=2", "/?page=3", "/document/1", "/document/2"):
        seen = []
        for address in addresses:
            watched.page.goto(address + place)
            seen.append(census(watched.page))
        (expected, _), (kinds, links) = seen

        assert kinds - expected == set(), place
        assert [each for each in links if not is_own(each)] == [], place


ATTACK = """async address => {
  const told = [];
  for (const [path, type] of [["/undo", "text/plain"], ["/verdicts", "text/plain"],
      ["/bulk", "application/x-www-form-urlencoded"], ["/audit", "text/plain"]])
    try {
      const answer = await fetch(address + path, {method: "POST", mode: "no-cors", credentials:
        "include", headers: {"Content-Type": type}, body: '{"document": 1}'});
      told.push(answer.type);
    } catch (error) { told.push("refused"); }
  try { told.push((await fetch(address + "/export/jsonl")).status); }
  catch (error) { told.push("unread"); }
  try {
    told.push((await fetch(address + "/undo", {method: "POST", body: "{}", headers:
      {"Content-Type": "application/json"}})).status);
  } catch (error) { told.push("unasked"); }
  return told;
}"""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another site's page, on another port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title>")

        def log_message(self, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_a_page_elsewhere_changes_nothing_and_reads_nothing(
    browser: Any, tmp_path: Path, serve: Callable[..., str], elsewhere: str
) -> None:
    path = tmp_path / "audit.sqlite"
    keep(path, full_audit(harmless(PAYLOADS)))
    address = serve(path)
    decision = {"document": 1, "decisions": [{"finding": 0, "decision": "dismiss"}]}
    assert post(address, "/verdicts", decision) == 200
    context = browser.new_context()
    page = context.new_page()
    refused: list[int] = []
    page.on("response", lambda each: refused.append(each.status) if address in each.url else None)
    page.goto(elsewhere)

    told = page.evaluate(ATTACK, address)

    assert told[4:] == ["unread", "unasked"]
    assert set(refused) <= {200, 403, 405}  # 200 is the export, which the page may not read
    assert [each.decision for each in verdicts_at(path)] == ["dismiss"]
    context.close()
