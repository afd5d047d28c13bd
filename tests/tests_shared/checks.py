"""A small pack of known behaviour, and the check command over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor import Document, Example, Hit, Pack, Rule, RuleSet, Span, rule_set
from auditor.cli.main import group
from auditor.run.plan import forget_rules

INVALID, VALID = (Example("x"),), (Example("y"),)


def finder(pattern: str, message: str) -> Callable[[Document], Iterator[Hit]]:
    def find(document: Document) -> Iterator[Hit]:
        for found in re.finditer(pattern, document.text):
            yield Hit(Span(*found.span()), message, suggestion="")

    return find


def crash(document: Document) -> Iterator[Hit]:
    if "CRASH" in document.text:
        raise RuntimeError("out of luck")
    yield from ()


def rule(name: str, severity: str, find: Callable[[Document], Iterator[Hit]]) -> Rule:
    return Rule(
        id=name,
        summary=f"finds {name}",
        severity=severity,  # type: ignore[arg-type]
        find=find,
        what="what",
        why="why",
        known_problems="none",
        invalid=INVALID,
        valid=VALID,
        confidence=0.9,
    )


PACK = Pack(
    "small",
    "1",
    rules=(
        rule("attribution/hearsay", "warning", finder("allegedly", "who says so?")),
        rule("boilerplate/share-button", "error", finder("Share this", "a button's label")),
        rule("contradiction/crash", "note", crash),
    ),
)


@pytest.fixture
def small_pack(monkeypatch: pytest.MonkeyPatch) -> Iterator[RuleSet]:
    """The small pack stands in for the installed ones; one process, an own working folder."""
    made = rule_set([PACK])
    monkeypatch.setattr("auditor.run.plan.discover", lambda options=None: made)
    forget_rules()
    yield made
    forget_rules()


def audit(*arguments: str | Path, stdin: str | None = None) -> Result:
    """Run `audit`, in this process."""
    given = [str(each) for each in arguments]
    if given[0] in ("check", "baseline") and "--jobs" not in given:
        given += ["--jobs", "0"]
    return CliRunner().invoke(group, given, input=stdin)
