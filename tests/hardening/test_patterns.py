"""Regular expressions take time in proportion to the text, whatever it is made to be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hardening.patterns import Known, growing, unbounded

ROOT = Path(__file__).parents[2]
WINDOWED = {
    "auditor.text.dates": "looked for in the 16 characters before",
    "auditor.text.quantities": "looked for in the 25 or 40 characters before",
    "auditor_rules.attribution.kind_of_text": "matched at the start of a line alone",
    "auditor_rules.machine_translation.rules.cut_sentence": "looked for in 31 characters before",
    "auditor_rules.machine_translation.rules.stray_capital": "looked for in 20 characters before",
}
"""Modules with expressions that are slow on text at large, and why they never see it."""


@pytest.mark.slow
def test_no_expression_of_the_packages_is_slow_on_what_is_made_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hardening.patterns"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    *complaints, count = done.stdout.splitlines()
    unexplained = [line for line in complaints if line.partition(":")[0] not in WINDOWED]
    assert unexplained == []
    assert int(count.split()[0]) > 250


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:[A-Z][\w.'-]* ?){2,5}(?:,[^.\n]{0,60})?$",
        r"(?:a+)+$",
        r"\d[\d.,]* ?%",
        r"\S\t\S.*\d",
    ],
)
def test_what_is_slow_is_seen(pattern: str) -> None:
    known = Known(pattern, re.UNICODE, "")

    assert growing(known) is not None


@pytest.mark.parametrize("pattern", [r"\b\w+\b", r"\b[A-Z]\w*(?: [A-Z]\w*){1,4}", r"\d{1,9} ?%"])
def test_what_is_not_slow_passes(pattern: str) -> None:
    assert growing(Known(pattern, re.UNICODE, "")) is None


def test_backtracking_without_end_is_seen_by_regexploit_too() -> None:
    pytest.importorskip("regexploit", reason="regexploit is not installed")

    assert unbounded(Known("(a+)+$", 0, "")) is not None
    assert unbounded(Known("a+$", 0, "")) is None
