"""The page over a whole run: what to look at first, and how the documents score."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.finding import RECOMMENDATIONS, Failure
from auditor.reporting.documents.html import render_page
from auditor.reporting.summary import Summary

BINS = 10
"""Of a histogram."""
MAX_RULES = 15
STATIC_ROWS = 50
"""Rows that stand in the page itself, for those who read without JavaScript."""
BUDGET = 1_700_000
"""Bytes for the rows; the page stays below 2 MB with 10,000 documents."""
TITLE_BYTES = (96, 72, 48, 32)
"""Titles are cut to the first of these that keeps the rows within the budget."""


def render_index(
    rows: Sequence[Summary],
    failures: Iterable[Failure] = (),
    pages: Mapping[str, str] | None = None,
    calibration: Sequence[tuple[str, int, int, float]] = (),
) -> str:
    """Return the index page: one row per document, those to look at first on top.

    Args:
        rows: the documents.
        failures: of the run itself: what could not be read or written.
        pages: further pages to link to: file name to heading.
        calibration: per band of the machine's confidence: its name, how many findings reviewers
            judged, how many of those they confirmed, and the mean confidence.
    """
    ordered = sorted(rows, key=by_urgency)
    rules = Counter[str]()
    for row in rows:
        rules.update(dict(row.rules))
    return render_page(
        "index.html.jinja",
        script="index.js",
        styles=("base.css", "index.css"),
        rows=ordered,
        shown=ordered[:STATIC_ROWS],
        payload=payload_of(ordered),
        failures=list(failures),
        pages=dict(pages or {}),
        advice_counts=Counter(row.recommendation for row in rows),
        histograms={name: histogram(_probabilities(rows, name)) for name in DIMENSIONS},
        rule_bars=bars(sorted(rules.items(), key=lambda each: (-each[1], each[0]))[:MAX_RULES]),
        rule_names=sorted(rules),
        calibration=calibration,
        dimensions=DIMENSIONS,
    )


def by_urgency(row: Summary) -> tuple[int, int, str]:
    """Order documents: rejected ones first, then the more probable fault, as index.js does."""
    return (-RECOMMENDATIONS.index(row.recommendation), -_thousandths(row.worst), row.report)


def _probabilities(rows: Iterable[Summary], dimension: Dimension) -> list[float]:
    found = (row.probabilities.get(dimension) for row in rows)
    return [each for each in found if each is not None]


def payload_of(rows: Sequence[Summary]) -> Markup:
    """Return the rows as compact JSON that can stand in a script element.

    Rows go by report name, and a name gives only what differs from the one before it: names are
    long and alike. ``<`` and ``>`` are escaped, so no title can end the element.
    """
    rows = sorted(rows, key=lambda row: row.report)
    previous = ["", *(row.report for row in rows)]
    outlets = sorted({row.outlet for row in rows})
    rules = sorted({rule for row in rows for rule, _ in row.rules})
    numbers = {name: number for number, name in enumerate(outlets)}
    ranks = {name: number for number, name in enumerate(rules)}
    text = ""
    for limit in TITLE_BYTES:
        packed = [
            [*_front_coded(before, row.report), *_packed(row, numbers, ranks, limit)]
            for before, row in zip(previous, rows, strict=False)
        ]
        payload = {"outlets": outlets, "rules": rules, "rows": packed}
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) <= BUDGET:
            break
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _front_coded(before: str, name: str) -> tuple[int, str]:
    together = zip(before, name, strict=False)
    shared = next((n for n, (a, b) in enumerate(together) if a != b), min(len(before), len(name)))
    return shared, name[shared:]


def _packed(
    row: Summary, outlets: Mapping[str, int], rules: Mapping[str, int], title_bytes: int
) -> list[Any]:
    """Return a row in the order that index.js reads, after its name."""
    return [
        cut_to_bytes(row.title or row.label, title_bytes),
        outlets[row.outlet],
        RECOMMENDATIONS.index(row.recommendation),
        [_thousandths(row.probabilities.get(name)) for name in DIMENSIONS],
        [row.severities[name] for name in ("error", "warning", "note")],
        row.words,
        [rules[rule] for rule, _ in row.rules],
    ]


def _thousandths(probability: float | None) -> int:
    """Return a whole number that is 0 or 1000 only where the probability is; -1 for none."""
    if probability is None:
        return -1
    return round(1000 * probability) if probability in (0, 1) else _between(probability)


def _between(probability: float) -> int:
    return min(max(round(1000 * probability), 1), 999)


def cut_to_bytes(text: str, limit: int) -> str:
    """Cut to at most ``limit`` bytes of UTF-8, an ellipsis included, between characters."""
    encoded = text.encode()
    if len(encoded) <= limit:
        return text
    return encoded[: limit - 3].decode(errors="ignore").rstrip() + "…"


class Bar(NamedTuple):
    """One bar: its name, what it counts, and its length as a share of the longest."""

    name: str
    number: int
    share: float


def histogram(probabilities: Iterable[float]) -> list[Bar]:
    """Count probabilities in ten bins of equal width; the last holds 1."""
    counts = [0] * BINS
    for probability in probabilities:
        counts[min(int(probability * BINS), BINS - 1)] += 1
    names = [f"{100 * n // BINS}–{100 * (n + 1) // BINS} %" for n in range(BINS)]
    return bars(list(zip(names, counts, strict=True)))


def bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return the counts as bars."""
    longest = max((count for _, count in counts), default=0) or 1
    return [Bar(name, count, count / longest) for name, count in counts]
