"""One Markdown file per document, fit for a pull request: nothing in it acts or links."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.annotations import RESIDUE
from auditor.dimensions import TITLES, Dimension
from auditor.record.audit_record import (
    AnnotationRecord,
    FailureRecord,
    FindingRecord,
    PlaceRecord,
    Record,
    ScoreRecord,
)
from auditor.reporting.escaping import markdown as escape
from auditor.reporting.escaping import shorten
from auditor.reporting.wording import (
    HOW_TO_READ,
    LABELS,
    cell,
    heading,
    main_reason,
    reason_rows,
    verdict_of,
    weight,
)
from auditor.scoring.phrasing import percent

MAX_QUOTE_LENGTH = 160
MAX_ROWS = 40
"""Of a table of annotations; the JSON holds them all."""
PER_LINE = (RESIDUE,)
"""Annotations with a row for every line of the text: for programs, in the JSON."""
OFFSETS = ("first_mention", "spans")
"""Columns of code-point offsets, likewise."""
ABOUT = {
    "id": "Document",
    "byline": "By",
    "published": "Published",
    "site": "Site",
    "url": "Address",
    "language": "Language",
}


def render_record(record: Record) -> str:
    """Return the report of an audit's object as Markdown."""
    return "\n".join(_parts(record)).rstrip() + "\n"


def _parts(record: Record) -> Iterator[str]:
    document: Mapping[str, Any] = record["document"]
    yield f"# {escape(shorten(document['title'] or document['id'], 200))}"
    yield ""
    yield f"**{verdict_of(record)}**"
    yield ""
    for name, wording in ABOUT.items():
        if document[name]:
            yield f"- {wording}: {escape(shorten(document[name], 300))}"
    yield ""
    yield from _scorecard(record["scorecard"])
    yield from _findings(record["findings"])
    for name, rows in record["annotations"].items():
        if name not in PER_LINE:
            yield from _annotations(name, rows)
    yield from _failures(record["failures"])
    versions = ", ".join(f"{escape(name)} {escape(it)}" for name, it in record["versions"].items())
    yield f"<sub>Made by {versions or 'audit'}. Signs, with evidence; never proof.</sub>"


def _scorecard(scorecard: Mapping[Dimension, ScoreRecord]) -> Iterator[str]:
    yield "| Dimension | Probability | Verdict | Main reason |"
    yield "|---|---:|---|---|"
    for dimension, title in TITLES.items():
        if dimension in scorecard:
            score = scorecard[dimension]
            reason = escape(main_reason(score))
            cells = percent(score["probability"]), LABELS[score["label"]], reason
            yield f"| {title} | {' | '.join(cells)} |"
    yield ""
    yield from _reasons(scorecard)


def _reasons(scorecard: Mapping[Dimension, ScoreRecord]) -> Iterator[str]:
    """What each probability is made of, as sums that a reader can check."""
    scored = [name for name in TITLES if name in scorecard and scorecard[name]["reasons"]]
    if scored:
        yield "## Reasons"
        yield ""
        yield f"{HOW_TO_READ}"
        yield ""
    for name in scored:
        rows = reason_rows(scorecard[name])
        total = math.fsum(row["log_odds"] for row in rows)
        told = "; ".join(f"{escape(row['wording'])}: {weight(row['log_odds'])}" for row in rows)
        chance = percent(scorecard[name]["probability"])
        yield f"- {TITLES[name]}: {told}. Sum {weight(total)}, a probability of {chance}."
    if scored:
        yield ""


def _findings(findings: list[FindingRecord]) -> Iterator[str]:
    yield f"## Findings ({len(findings)})"
    yield ""
    for dimension, title in TITLES.items():
        found = [each for each in findings if each["dimension"] == dimension]
        if found:
            yield f"### {title} ({len(found)})"
            yield ""
            yield from map(_finding, found)
            yield ""


def _finding(finding: FindingRecord) -> str:
    parts = [f"- **{finding['severity']}** `{finding['rule']}`, {_place(finding)}:"]
    parts.append(escape(finding["message"]))
    if finding["suggestion"] is not None:
        parts.append(f"→ {escape(finding['suggestion']) or '(take it out)'}")
    parts += [f"↔ {_place(each)}" for each in finding["related"]]
    parts.append(f"(confidence {finding['confidence']:.2f})")
    return " ".join(parts)


def _place(place: PlaceRecord) -> str:
    if place["start"] is None:
        return "the whole document"
    quote = escape(shorten(place["quote"] or "", MAX_QUOTE_LENGTH))
    return f"{place['line']}:{place['column']} “{quote}”"


def _annotations(name: str, annotations: list[AnnotationRecord]) -> Iterator[str]:
    if not annotations:
        return
    keys = dict.fromkeys(key for each in annotations for key in each["values"])
    columns = [key for key in keys if key not in OFFSETS]
    yield f"## {escape(heading(name))} ({len(annotations)})"
    yield ""
    yield f"| {' | '.join(escape(each) for each in ('kind', 'label', *columns))} |"
    yield "|---" * (2 + len(columns)) + "|"
    for each in annotations[:MAX_ROWS]:
        values = [each["kind"], each["label"], *(each["values"].get(key) for key in columns)]
        cells = (escape(shorten(cell(value), MAX_QUOTE_LENGTH)) for value in values)
        yield f"| {' | '.join(cells)} |"
    if len(annotations) > MAX_ROWS:
        yield ""
        yield f"{len(annotations) - MAX_ROWS} more rows are in the JSON report."
    yield ""


def _failures(failures: list[FailureRecord]) -> Iterator[str]:
    if failures:
        yield f"## What could not be done ({len(failures)})"
        yield ""
        for each in failures:
            yield f"- {escape(each['stage'])}: {escape(each['message'])}"
        yield ""
