"""One self-contained HTML page per document: it loads nothing and reads well without JavaScript."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.annotations import LEDGER, NAMED_SOURCES, RESIDUE
from auditor.dimensions import CSS_CLASSES, TITLES
from auditor.finding import SEVERITIES
from auditor.record.audit_record import AnnotationRecord, FindingRecord, Record
from auditor.record.reviewed import Reviewed
from auditor.reporting.documents.markdown import OFFSETS
from auditor.reporting.documents.marks import marked_text
from auditor.reporting.escaping import shorten, visible
from auditor.reporting.wording import (
    ADVICE,
    HOW_TO_READ,
    LABELS,
    MEANINGS,
    cell,
    heading,
    label_of,
    reason_rows,
    reasons_in_words,
    reliability,
    verdict_of,
    weight,
)
from auditor.scoring.phrasing import count, percent
from auditor.version import __version__

TEMPLATES = Path(__file__).parent.parent / "templates"
SHOWN_ELSEWHERE = (LEDGER, RESIDUE)
"""Annotations that the page shows above its text, or in it."""


def render_record(
    record: Record,
    review: Mapping[str, Any] | None = None,
    reviewed: Reviewed | None = None,
    home: str | None = "index.html",
) -> str:
    """Return the page of an audit's object, which must hold the text.

    With ``review``, the state that review.js reads, it is the review application's page; with
    ``reviewed`` it shows what reviewers said. Without ``home`` it leads to no other page: it is
    handed on alone.
    """
    return render_page(
        "document.html.jinja",
        script="document.js" if review is None else "document.js review.js",
        styles=("base.css", "document.css", *([] if review is None else ["review.css"])),
        connect="'none'" if review is None else "'self'",
        state=review,
        reviewed=reviewed,
        home=home,
        record=record,
        document=record["document"],
        title=record["document"]["title"] or record["document"]["id"],
        verdict=verdict_of(record),
        scores=[_score(name, record["scorecard"].get(name)) for name in TITLES],
        marked=marked_text(record["document"]["text"], record["findings"]),
        rules=rules_of(record["findings"]),
        ledger=table_of(LEDGER, record["annotations"].get(LEDGER, [])),
        named_sources=record["measures"].get(NAMED_SOURCES),
        tables=[
            table_of(name, rows)
            for name, rows in record["annotations"].items()
            if rows and name not in SHOWN_ELSEWHERE
        ],
    )


def render_page(
    template: str, *, script: str | None, styles: tuple[str, ...], **values: Any
) -> str:
    """Fill a template; style and script stand in the page, allowed by their hashes alone."""
    style = _asset("".join(_read(name) for name in styles))
    code = _asset("".join(_read(name) for name in ("theme.js", *(script or "").split())))
    return environment().get_template(template).render(style=style, script=code, **values)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates, which escape whatever is put into them."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}
    made.filters.update(
        percent=percent,
        shorten=shorten,
        count=count,
        weight=weight,
        heading=heading,
        cell=cell,
        reliability=reliability,
    )
    made.globals.update(
        titles=TITLES,
        advice=ADVICE,
        meanings=MEANINGS,
        version=__version__,
        labels=LABELS,
        classes=CSS_CLASSES,
        severities=SEVERITIES,
        how_to_read=HOW_TO_READ,
    )
    return made


@lru_cache(maxsize=16)
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def _asset(code: str) -> tuple[Markup, str]:
    """Return the code, and its hash as a Content-Security-Policy names it."""
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return Markup(code), f"'sha256-{digest}'"


def rules_of(findings: list[FindingRecord]) -> list[tuple[str, int]]:
    """Return the rules that found something, with their counts, by name."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding["rule"]] = counts.get(finding["rule"], 0) + 1
    return sorted(counts.items())


def _score(name: str, score: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what a dimension's card shows; one that was not scored abstains."""
    if score is None:
        score = {"probability": None, "label": "abstain", "reasons": [], "abstention": "not scored"}
    css_class, label = label_of(score)
    is_explained = score["label"] in ("review", "fail") or (score["probability"] or 0) >= 0.5
    rows = reason_rows(score) if is_explained and score["probability"] is not None else []
    return {
        **score,
        "name": name,
        "css_class": css_class,
        "label": label,
        "counts_against": score["label"] in ("review", "fail"),
        "words": reasons_in_words(score),
        "rows": rows,
        "total": math.fsum(each["log_odds"] for each in rows),
    }


def table_of(name: str, rows: Sequence[AnnotationRecord]) -> dict[str, Any]:
    """Return an annotation set as a table: without the columns that only programs read."""
    columns = list(dict.fromkeys(key for row in rows for key in row["values"]))
    return {"name": name, "columns": [it for it in columns if it not in OFFSETS], "rows": rows}
