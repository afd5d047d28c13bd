"""The formats of a check: what a gate prints for people and for other tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from auditor.checking.values import CheckedRun
from auditor.rule import Rule

Rules = Mapping[str, Rule]


class _Module(Protocol):
    def render(self, run: CheckedRun, rules: Rules) -> str: ...


class CheckFormat(NamedTuple):
    """A way to write a whole check; its module loads at first use."""

    name: str
    summary: str
    render: Callable[[CheckedRun, Rules], str]
    is_streamed: bool = False
    """Whether a run's text is the texts of its documents in a row, so that none need be held."""
    has_records: bool = False
    """Whether the audits' own objects are in it."""


def _lazily(module: str) -> Callable[[CheckedRun, Rules], str]:
    def render(run: CheckedRun, rules: Rules) -> str:
        from importlib import import_module

        found: _Module = import_module(f"auditor.reporting.{module}")
        return found.render(run, rules)

    return render


CHECK_FORMATS: dict[str, CheckFormat] = {
    made.name: made
    for made in (
        CheckFormat("text", "one line per finding", _lazily("check_text"), is_streamed=True),
        CheckFormat("json", "one JSON object", _lazily("check_json"), has_records=True),
        CheckFormat(
            "jsonl",
            "one line of JSON per document",
            _lazily("check_jsonl"),
            is_streamed=True,
            has_records=True,
        ),
        CheckFormat("sarif", "SARIF 2.1.0, for code scanning", _lazily("sarif")),
        CheckFormat("junit", "JUnit XML, for test reports", _lazily("junit")),
        CheckFormat("github", "annotations of GitHub Actions", _lazily("github")),
        CheckFormat("gitlab", "GitLab's code quality report", _lazily("gitlab")),
        CheckFormat("markdown", "a summary for a job's page", _lazily("check_markdown")),
    )
}
