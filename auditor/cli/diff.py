"""`audit diff`: what changed between two runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from auditor.cli.options import store_option
from auditor.cli.printing import tell
from auditor.reporting.escaping import shorten, single_line
from auditor.store import open_store
from auditor.store.difference import DocumentChange, FindingChange, difference

SIGNS = {"new": "+", "gone": "-", "changed": "~"}


@click.command()
@click.argument("before", type=int)
@click.argument("after", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per document.")
@store_option
def diff(*, before: int, after: int, as_json: bool, store: Path) -> None:
    """Compare run BEFORE with run AFTER (numbers from `audit show`).

    A finding that only moved with its text is no change.
    """
    with closing(open_store(store, must_exist=True)) as opened:
        changes = difference(opened, before, after)
    for change in changes:
        if as_json:
            tell(json.dumps(_as_record(change)))
        else:
            for line in _change_lines(change):
                tell(line)
    if not as_json:
        differ = "1 document differs" if len(changes) == 1 else f"{len(changes)} documents differ"
        tell(f"{differ} between run {before} and run {after}")


def _as_record(change: DocumentChange) -> dict[str, object]:
    return {**change._asdict(), "findings": [each._asdict() for each in change.findings]}


def _change_lines(change: DocumentChange) -> Iterator[str]:
    old, new = change.recommendation
    advice = f"{old or 'none'} → {new or 'none'}" if old != new else f"still {new}"
    text = ", text changed" if change.change == "changed" and change.is_text_changed else ""
    yield f"{SIGNS[change.change]} {single_line(change.document)} ({advice}{text})"
    yield from (f"    {_finding(each)}" for each in change.findings)


def _finding(change: FindingChange) -> str:
    quote = "" if change.quote is None else f" “{shorten(single_line(change.quote), 60)}”"
    what = ", ".join(
        f"{name}: {single_line(str(was))} → {single_line(str(change.after[name]))}"
        for name, was in change.before.items()
    )
    return f"{SIGNS[change.change]} {change.rule}{quote}{f' ({what})' if what else ''}"
