"""Every promise of SECURITY.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
_NAMED = re.compile(r"`((?:tests/[\w/.]+|…)(?:::\w+)?)`")


def _page() -> str:
    return (ROOT / "SECURITY.md").read_text("utf-8")


def _promises() -> list[str]:
    table = _page().partition("## What is promised")[2].partition("\n\nHow each")[0]
    return [line for line in table.splitlines() if line.startswith("| ")][1:]


def test_every_test_that_the_page_names_exists() -> None:
    named = _NAMED.findall(_page())

    file, missing = "", []
    for name in named:
        path, _, test = name.partition("::")
        file = path if path != "…" else file
        text = (ROOT / file).read_text("utf-8")
        if f"def {test or 'test_'}" not in text or (test and f"def {test}(" not in text):
            missing.append(name)

    assert missing == []
    assert len(named) > 15


def test_every_promise_names_its_test() -> None:
    assert [promise for promise in _promises() if not _NAMED.search(promise)] == []
    assert len(_promises()) > 30


def test_no_test_that_holds_a_promise_is_put_off() -> None:
    put_off = []
    for name in _NAMED.findall(_page()):
        path, _, test = name.partition("::")
        if path == "…" or not test:
            continue
        head = (ROOT / path).read_text("utf-8").partition(f"def {test}(")[0]
        marks = head.rpartition("\n\n\n")[2]
        put_off += [name] if "mark.xfail" in marks or "mark.skip(" in marks else []

    assert put_off == []
