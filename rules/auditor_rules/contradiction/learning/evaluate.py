"""What the contradiction rules reach on labelled data; see docs/cards/contradiction.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from auditor import Document, Evaluation, Figure, Rule, Span, findings_of
from auditor.training.records import read_records
from auditor_rules.contradiction.claims import doubts
from auditor_rules.contradiction.differences import differences
from auditor_rules.contradiction.judgement import disagreements
from auditor_rules.contradiction.learning import evaluate_documents
from auditor_rules.contradiction.learning.injected_errors import (
    BBC,
    EXTRACTOR,
    MILD,
    POLNEAR,
    into_marked,
    sums,
    weekdays,
)
from auditor_rules.contradiction.learning.injected_numbers import inject_number
from auditor_rules.contradiction.learning.injected_sentences import KION, pair_figures
from auditor_rules.contradiction.learning.restated_claims import KINDS, Restated, restated_all
from auditor_rules.contradiction.learning.untouched import CONTEMPORARY, NAIVE, untouched
from auditor_rules.contradiction.rules import (
    change_mismatch,
    conversion_mismatch,
    direction_reversed,
    impossible_date,
    name_swapped,
    name_variant,
    office_mismatch,
    parts_and_whole,
    rate_mismatch,
    relative_date_mismatch,
    share_mismatch,
    statement_denied,
    weekday_date_mismatch,
    years_reversed,
)
from auditor_rules.contradiction.trees import Forest
from auditor_rules.contradiction.trees import forest as shipped

NEWS = "contradiction/summedits_news_dev.jsonl.gz"
OTHER = "contradiction/summedits_other_dev.jsonl.gz"
PLAIN_RULES: tuple[Rule, ...] = (
    change_mismatch.RULE,
    conversion_mismatch.RULE,
    direction_reversed.RULE,
    impossible_date.RULE,
    name_swapped.RULE,
    name_variant.RULE,
    office_mismatch.RULE,
    parts_and_whole.RULE,
    rate_mismatch.RULE,
    relative_date_mismatch.RULE,
    share_mismatch.RULE,
    statement_denied.RULE,
    weekday_date_mismatch.RULE,
    years_reversed.RULE,
)
"""Those that nothing was fitted for; the rule of numbers is cross-validated instead."""
CLAIM_KINDS = ("number", "name", "antonym")
MAX_RESTATED, MAX_LENGTH_RESTATED = 300, 9000
Place = tuple[str, tuple[Span, ...]]


@cache
def _forests(data: Path) -> list[Forest]:
    from auditor_rules.contradiction.learning.train import cross_validated

    return cross_validated(data)


def _held_out(data: Path, group: str) -> Forest:
    from auditor_rules.contradiction.learning.train import fold_of

    return _forests(data)[fold_of(group)]


def _places(document: Document, forest: Forest) -> list[Place]:
    """Return the severity and the ends of every finding of every rule."""
    found: list[Place] = [
        ("note", (each.pair.first.span, each.pair.second.span))
        for each in disagreements(document, forest)
    ]
    found += [
        ("warning" if each.is_sure else "note", (each.at, each.rival))
        for each in differences(document)
        if each.kind in ("number", "date")
    ]
    for rule in PLAIN_RULES:
        for finding in findings_of(rule, document):
            ends = (finding.span, *finding.related)
            found.append((finding.severity, tuple(end for end in ends if end is not None)))
    return found


def _mean(
    name: str,
    values: Sequence[float],
    groups: Sequence[str],
    *,
    target: float | None = None,
    is_lower_better: bool = False,
    unit: str = "",
) -> Figure:
    """Return a mean with its interval, whole groups resampled."""
    from auditor.training.statistics import bootstrap

    low, high = bootstrap(lambda chosen: sum(values[i] for i in chosen) / len(chosen), groups)
    mean = sum(values) / len(values)
    return Figure(name, mean, low, high, len(values), unit, target, is_lower_better)


def _untouched(data: Path) -> Iterator[Figure]:
    for source, texts in untouched(data):
        counts: dict[str, list[float]] = {"error": [], "warning": []}
        for name, text in texts:
            document = Document(name, text)
            found = {severity for severity, _ in _places(document, shipped())}
            counts["error"].append("error" in found)
            counts["warning"].append(bool(found & {"warning", "error"}))
        for severity, target in (("error", 0.002), ("warning", 0.01)):
            groups = [str(index) for index in range(len(counts[severity]))]
            label = f"untouched {source}, with an error"
            label += " or a warning" if severity == "warning" else ""
            yield _mean(label, counts[severity], groups, target=target, is_lower_better=True)


def _restated(data: Path) -> Iterator[Figure]:
    """Say claims of untouched pages again with one element changed, and look for the place."""
    from auditor.training.statistics import wilson

    any_of = {kind: [0, 0, 0] for kind in KINDS}
    for source, texts in untouched(data):
        if source not in ("web news", "web pages", "releases"):
            continue
        for name, text in texts[:MAX_RESTATED]:
            if len(text) <= MAX_LENGTH_RESTATED and "," in text:
                for changed in restated_all(Document(name, text)):
                    severities = _severities_at(changed)
                    counts = any_of[changed.kind]
                    counts[0] += 1
                    counts[1] += bool(severities)
                    counts[2] += bool(severities & {"warning", "error"})
    for kind, (count, found, warned) in any_of.items():
        name = f"{kind} changed in a claim said again"
        yield Figure(f"{name}: found", *wilson(found, count), count, "", 0.5)
        yield Figure(f"{name}: as a warning", *wilson(warned, count), count)
    total, found, warned = (sum(each) for each in zip(*any_of.values(), strict=True))
    yield Figure("any of them: found", *wilson(found, total), total, "", 0.65)
    yield Figure("any of them: as a warning", *wilson(warned, total), total)


def _severities_at(changed: Restated) -> set[str]:
    places = _places(Document("restated", changed.text), shipped())
    return {severity for severity, ends in places if any(map(changed.sentence.overlaps, ends))}


def _whole_documents(data: Path) -> Iterator[Figure]:
    for name, files in (("SummEdits news", (NEWS,)), ("SummEdits all", (NEWS, OTHER))):
        hits: list[float] = []
        groups: list[str] = []
        for record in _edited(data, files, ("number", "date")):
            document = Document(record["id"], record["text"])
            edits = [
                Span(s, max(e, s + 1)) for s, e, k in record["spans"] if k in ("number", "date")
            ]
            places = _places(document, _held_out(data, record["doc_id"]))
            hits.append(any(a.overlaps(b) for _, ends in places for a in ends for b in edits))
            groups.append(record["doc_id"])
        yield _mean(f"number and date edits, place unknown, {name}", hits, groups, target=0.30)
    for source, path in (("PolNeAR", POLNEAR), ("BBC", BBC)):
        yield _injected_numbers(data, source, path)


def _injected_numbers(data: Path, source: str, path: str) -> Figure:
    hits: list[float] = []
    for record in read_records(data / path):
        injection = inject_number(Document(record["id"], record["text"]))
        if injection is not None:
            document = Document(record["id"], injection.text)
            places = _places(document, _held_out(data, record["id"]))
            hits.append(any(injection.changed in ends for _, ends in places))
    names = [str(index) for index in range(len(hits))]
    return _mean(f"one of two mentions of a number changed at random, {source}", hits, names)


def _edited(data: Path, files: Iterable[str], kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for path in files:
        for record in read_records(data / path):
            is_wrong = record["label"] == "contradiction"
            if is_wrong and any(kind in kinds for *_, kind in record["spans"]):
                yield record


def _claims(data: Path) -> Iterator[Figure]:
    for name, files in (("news", (NEWS,)), ("all", (NEWS, OTHER))):
        records = [record for path in files for record in read_records(data / path)]
        forests = _claim_forests(data)
        found = [_doubted(record, forests.get(record["doc_id"])) for record in records]
        groups = [record["doc_id"] for record in records]
        wrong = [record["label"] == "contradiction" for record in records]
        numeric = [
            w and _has_edit(r, ("number", "date")) for r, w in zip(records, wrong, strict=True)
        ]
        swapped = [w and _swaps_figures(r) for r, w in zip(records, wrong, strict=True)]
        numbers = [float("number" in kinds) for kinds in found]
        anything = [float(any(kind in CLAIM_KINDS for kind in kinds)) for kinds in found]
        right = [not each for each in wrong]
        label = f"claim against article, SummEdits {name}"
        yield _mean(
            f"{label}: number and date edits", *_only(numbers, groups, numeric), target=0.80
        )
        yield _mean(f"{label}: one figure or date for another", *_only(numbers, groups, swapped))
        yield _mean(
            f"{label}: same rules, false",
            *_only(numbers, groups, right),
            target=0.03,
            is_lower_better=True,
        )
        yield _balanced(f"{label}: any edit, balanced accuracy", anything, groups, wrong)


@cache
def _claim_forests(data: Path) -> dict[str, Forest]:
    from auditor_rules.contradiction.learning.train_claims import cross_validated_claims

    return cross_validated_claims(data)


def _doubted(record: dict[str, Any], trees: Forest | None) -> set[str]:
    document = Document(record["id"], record["text"])
    return {doubt.kind for doubt in doubts(document, record["claim_end"], trees)}


def _has_edit(record: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    return any(edit[2] in kinds for edit in record["edits"])


def _swaps_figures(record: dict[str, Any]) -> bool:
    """Tell an edit that puts one figure or date for another from one that drops or adds it."""
    return any(
        kind == "date" or (kind == "number" and re.search(r"\d", old) and re.search(r"\d", new))
        for old, new, kind in record["edits"]
        if old and new
    )


def _only(
    values: Sequence[float], groups: Sequence[str], chosen: Sequence[bool]
) -> tuple[list[float], list[str]]:
    kept = [index for index, is_chosen in enumerate(chosen) if is_chosen]
    return [values[index] for index in kept], [groups[index] for index in kept]


def _balanced(name: str, values: list[float], groups: list[str], wrong: list[bool]) -> Figure:
    from auditor.training.statistics import bootstrap

    def accuracy(chosen: Iterable[Any]) -> float:
        indices = [int(index) for index in chosen]
        hits = [values[i] for i in indices if wrong[i]]
        alarms = [values[i] for i in indices if not wrong[i]]
        return (sum(hits) / max(len(hits), 1) + 1 - sum(alarms) / max(len(alarms), 1)) / 2

    low, high = bootstrap(accuracy, groups)
    return Figure(name, accuracy(range(len(values))), low, high, len(values), target=0.70)


EVALUATIONS: tuple[Evaluation, ...] = (
    *(
        Evaluation(f"contradiction-{name}", "contradiction", summary, needs, run)
        for name, summary, needs, run in (
            (
                "untouched",
                "Shares of untouched pages and news items with a warning or an error.",
                (POLNEAR, BBC, MILD, NAIVE, EXTRACTOR, CONTEMPORARY),
                _untouched,
            ),
            (
                "restated",
                "Claims of untouched pages said again in other words with one element changed.",
                (MILD, NAIVE, CONTEMPORARY),
                _restated,
            ),
            (
                "whole-documents",
                "Changed numbers and dates found without knowing where to look.",
                (POLNEAR, BBC, NEWS, OTHER),
                _whole_documents,
            ),
            ("claims", "A short text held against its article.", (NEWS, OTHER), _claims),
            ("pairs", "Two sentences that are known to speak of one thing.", (KION,), pair_figures),
            (
                "weekdays",
                "Wrong weekdays put into news, and real dates that give their weekday.",
                (POLNEAR, BBC, MILD, EXTRACTOR),
                weekdays,
            ),
            ("sums", "Wrong and right sums put into news, in written forms.", (BBC,), sums),
            (
                "slips",
                "Sums and dates put wrong into the marked documents that have none.",
                ("manifest.jsonl",),
                into_marked,
            ),
        )
    ),
    evaluate_documents.EVALUATION,
)
