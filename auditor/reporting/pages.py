"""The pages over a run beside the index: outlets, rules, and tables across documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import fmean
from typing import Any, NamedTuple

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.finding import RECOMMENDATIONS, Failure
from auditor.reporting.cross_document_quantities import Entry, rows_of
from auditor.reporting.documents.html import render_page
from auditor.reporting.index import render_index
from auditor.reporting.summary import Summary
from auditor.rule import Rule

MAX_QUANTITIES = 300
"""Rows of a page that people still read."""
STYLES = ("base.css", "index.css")


class Link(NamedTuple):
    """A cell that leads to a document's page."""

    text: str
    report: str
    """The page's file name without suffix."""


@dataclass(frozen=True)
class RunTable:
    """A table over all documents of a run: near-duplicates, quantities side by side."""

    name: str
    """The page's file name without suffix: lower case with hyphens."""
    title: str
    explanation: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | Link | tuple[Link, ...] | None, ...], ...]


@dataclass(frozen=True)
class Outlet:
    """How the documents of one outlet score."""

    name: str
    """As its documents say it; empty where they do not."""
    documents: int
    advice: dict[str, int]
    means: dict[Dimension, float | None]
    """The mean probability over the documents that have one."""
    with_byline: int
    rules: tuple[tuple[str, int], ...]
    """The rules that found something in most of its documents, with how many."""
    named_sources: float | None
    """The mean share of statements on named sources, where a pack measures it."""
    ratings: tuple[str, ...]
    """What the user's list of ratings says of it."""


def run_pages(
    rows: Sequence[Summary],
    failures: Iterable[Failure] = (),
    rules: Sequence[Rule] = (),
    tables: Iterable[RunTable] = (),
    calibration: Sequence[tuple[str, int, int, float]] = (),
) -> dict[str, str]:
    """Return the pages over a run by file name, the index among them."""
    filled = [table for table in (*tables, quantities_table(rows)) if table.rows]
    pages = {
        "sources.html": render_sources(outlets_of(rows)),
        **{f"{table.name}.html": render_table(table) for table in filled},
        "rules.html": render_rules(rules),
    }
    headings = {
        "sources.html": "Sources",
        **{f"{table.name}.html": table.title for table in filled},
        "rules.html": "Rules",
    }
    return {"index.html": render_index(rows, failures, headings, calibration), **pages}


def quantities_table(rows: Sequence[Summary]) -> RunTable:
    """Lay the same quantity in several documents side by side, those in most documents first."""
    links = {row.id: Link(row.title or row.label, row.report) for row in rows}
    found = rows_of(
        (label, Entry(row.id, text, value, source))
        for row in rows
        for label, text, value, source in row.quantities
    )
    ordered = sorted(found, key=lambda row: (-len({each.document for each in row.entries}), row))
    return RunTable(
        name="quantities",
        title="Quantities side by side",
        explanation="The same thing counted in several documents with different numbers. This is "
        "information and no fault: numbers change with time and with who counts.",
        columns=("What is counted (stems)", "How many", "Says who", "Document"),
        rows=tuple(
            (row.label, each.text, each.source or "not said", links[each.document])
            for row in ordered[:MAX_QUANTITIES]
            for each in row.entries
        ),
    )


def outlets_of(rows: Iterable[Summary]) -> list[Outlet]:
    """Gather the documents by outlet, those with most rejected documents first."""
    groups: defaultdict[str, list[Summary]] = defaultdict(list)
    for row in rows:
        groups[row.outlet].append(row)
    outlets = [_outlet(name, group) for name, group in groups.items()]
    return sorted(outlets, key=lambda each: (-each.advice["reject"], -each.documents, each.name))


def _outlet(name: str, rows: list[Summary]) -> Outlet:
    rules = Counter(rule for row in rows for rule, _ in row.rules)
    advice = Counter(row.recommendation for row in rows)
    return Outlet(
        name=name,
        documents=len(rows),
        advice={each: advice[each] for each in RECOMMENDATIONS},
        means={each: _mean(row.probabilities.get(each) for row in rows) for each in DIMENSIONS},
        with_byline=sum(bool(row.byline) for row in rows),
        rules=tuple(sorted(rules.items(), key=lambda each: (-each[1], each[0]))[:3]),
        named_sources=_mean(row.named_sources for row in rows),
        ratings=tuple(sorted({row.rating for row in rows if row.rating})),
    )


def _mean(values: Iterable[float | None]) -> float | None:
    given = [value for value in values if value is not None and isfinite(value)]
    return fmean(given) if given else None


def render_sources(outlets: Sequence[Outlet]) -> str:
    """Return the page with one row per outlet."""
    has_ratings = any(each.ratings for each in outlets)
    return _page(
        "sources.html.jinja", outlets=outlets, dimensions=DIMENSIONS, has_ratings=has_ratings
    )


def render_table(table: RunTable) -> str:
    """Return the page of a table across documents."""
    return _page("table.html.jinja", table=table)


def render_rules(rules: Sequence[Rule], home: str = "index.html") -> str:
    """Return the page that explains every rule, which findings lead to."""
    return _page("rules.html.jinja", rules=rules, home=home)


def _page(template: str, **values: Any) -> str:
    return render_page(template, script=None, styles=STYLES, **values)
