"""`audit rules`: what there is to find."""

from __future__ import annotations

import json

import click

from auditor.cli.printing import put, tell
from auditor.dimensions import DIMENSIONS
from auditor.engine.registry import discover
from auditor.finding import SEVERITIES
from auditor.rule import Rule
from auditor.scoring.phrasing import count


@click.command()
@click.option("--dimension", type=click.Choice(DIMENSIONS), help="Only this dimension's rules.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="Only rules of this severity.")
@click.option(
    "--language", metavar="CODE", help="Only rules that hold for this language (en, es…)."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.argument("words", nargs=-1)
def rules(
    dimension: str | None,
    severity: str | None,
    language: str | None,
    as_json: bool,
    words: tuple[str, ...],
) -> None:
    """List the rules; with WORDS, those whose id or summary holds all of them."""
    chosen = [
        rule
        for rule in discover().rules
        if dimension in (None, rule.dimension)
        and severity in (None, rule.severity)
        and (language is None or not rule.languages or language in rule.languages)
        and all(word.lower() in f"{rule.id} {rule.summary}".lower() for word in words)
    ]
    if as_json:
        put(json.dumps([_as_json(rule) for rule in chosen], indent=1, ensure_ascii=False) + "\n")
        return
    width = max((len(rule.id) for rule in chosen), default=0)
    for rule in chosen:
        tell(f"{rule.id:{width}}  {rule.severity:7}  {rule.summary}")
    tell(f"{count(len(chosen), 'rule')}; `audit explain RULE` says more of one", err=True)


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "dimension": rule.dimension,
        "severity": rule.severity,
        "summary": rule.summary,
        "languages": list(rule.languages),
        "confidence": rule.confidence,
        "evidence": rule.evidence,
    }
