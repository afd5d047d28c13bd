"""`audit explain`: a rule's page, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from auditor.cli.printing import put, show_styled
from auditor.dimensions import DIMENSIONS
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.rule import Example, Rule


@click.command()
@click.argument("rule_id", metavar="RULE")
def explain(rule_id: str) -> None:
    """Say what RULE looks for, why it matters, where it is wrong, and who says so."""
    if rule_id in DIMENSIONS:
        raise UsageError(
            f"{rule_id!r} is a dimension: `audit rules --dimension {rule_id}` lists its rules"
        )
    rule = discover().rule(rule_id)
    put(f"{rule.id}  ({rule.severity})\n{rule.summary}\n")
    for heading, body in _sections(rule):
        show_styled(f"\n{click.style(heading, bold=True)}")
        put(click.wrap_text(body, 88, "  ", "  ", preserve_paragraphs=True) + "\n")


def _sections(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "What it looks for", rule.what
    yield "Why it matters", rule.why
    yield "Known problems", rule.known_problems
    yield "How sure", f"confidence {rule.confidence:.2f} ({rule.evidence})"
    yield "Languages", ", ".join(rule.languages) or "all"
    yield "Finds", "\n\n".join(_invalid(example) for example in rule.invalid)
    yield "Leaves alone", "\n\n".join(example.marked for example in rule.valid)
    if rule.sources:
        yield "Sources", "\n\n".join(" ".join(source).strip() for source in rule.sources)


def _invalid(example: Example) -> str:
    if example.suggestion is None:
        return example.marked
    return f"{example.marked}  →  {example.suggestion or '(take it out)'}"
