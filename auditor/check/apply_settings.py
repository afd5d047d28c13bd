"""One document's entry under settings, ignore comments and a baseline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from auditor.check.baseline import Baseline
from auditor.check.changed import ChangedLines
from auditor.check.entries import EndRecord, Entry, MarkRecord
from auditor.check.ignore_comments import Ignore, Malformed
from auditor.checked import CheckedDocument, LocatedFinding, Place, Suppression
from auditor.dimensions import DIMENSIONS, Dimension
from auditor.engine.registry import RuleSet
from auditor.finding import Finding, Score
from auditor.record.audit_record import PlaceRecord, Record, ScoreRecord
from auditor.scoring.policy import recommend
from auditor.scoring.scorecard import raised, score_document
from auditor.settings import Level, Settings, Thresholds
from auditor.settings.judging import relabelled

Comments = Sequence[Ignore | Malformed]
UNCHANGED = "on no line that changed"


def apply_settings(
    entry: Entry,
    name: tuple[str, str | None],
    settings: Settings,
    comments: Comments,
    rules: RuleSet,
    *,
    changed: ChangedLines | None = None,
) -> CheckedDocument:
    """Apply settings and ignore comments to a document's entry.

    Args:
        entry: as ``entries_of`` made it; it has a record.
        name: the path and, for one of several in a file, the record's id.
        settings: those that hold for the path.
        comments: the ignore comments of the file.
        rules: to weigh the findings again where some do not count.
        changed: lines that alone count. What concerns the document as a whole does not count then,
            and no model, for models weigh whole documents. All counts when ``None``.
    """
    path, record_id = name
    record, marks = entry["record"], entry["marks"]
    assert record is not None
    found = tuple(_settled(record, marks, settings, path))
    kept, used = _ignored(found, comments, settings)
    suppressed: tuple[LocatedFinding, ...] = tuple(_overridden(kept, settings, path))
    own = () if record_id is not None else _own_findings(comments, used, settings)
    if changed is None:
        scores = _scores(record, suppressed, settings.thresholds_at(path), rules)
    else:
        suppressed, own = on_lines(suppressed, changed), on_lines(own, changed)
        scores = _scores_of_findings(suppressed)
    counted = [_plain(each) for each in suppressed if each.suppression is None]
    return CheckedDocument(
        path=path,
        record_id=record_id,
        title=record["document"]["title"],
        findings=tuple(sorted((*suppressed, *own), key=_in_order)),
        recommendation=recommend(scores, counted, settings.policy_at(path)),
        probabilities={name: score.probability for name, score in scores.items()},
        labels={name: score.label for name, score in scores.items()},
        record=record,
    )


def apply_baseline(document: CheckedDocument, baseline: Baseline) -> CheckedDocument:
    """Suppress what the baseline accepts of a document.

    Its recommendation counts as accepted when the baseline has accepted one at least as grave.
    """
    known = baseline.accepted_in(document.name, document.findings)
    findings = tuple(
        each
        if each.suppression is not None or index not in known
        else replace(each, suppression=Suppression("external", known[index]))
        for index, each in enumerate(document.findings)
    )
    is_accepted = baseline.accepts_recommendation(document.name, document.recommendation)
    return replace(document, findings=findings, is_accepted=is_accepted)


def _in_order(finding: LocatedFinding) -> tuple[int, int, str, str]:
    place = finding.place
    line, column = (place.line, place.column) if place else (0, 0)
    return line, column, finding.rule, finding.message


def _settled(
    record: Record, marks: Sequence[MarkRecord], settings: Settings, path: str
) -> Iterator[LocatedFinding]:
    for given, mark in zip(record["findings"], marks, strict=True):
        level: Level | None = settings.level_for(given["rule"], given["dimension"], path)
        if level == "off" or given["confidence"] < settings.minimum_confidence:
            continue
        yield LocatedFinding(
            rule=given["rule"],
            dimension=given["dimension"],
            severity=level or given["severity"],
            confidence=given["confidence"],
            message=given["message"],
            place=_place(given, mark["end"]),
            suggestion=given["suggestion"],
            related=tuple(
                place
                for each, end in zip(given["related"], mark["related"], strict=True)
                if (place := _place(each, end))
            ),
            kind=given["kind"],
            grade=given["grade"],
            # A rule that settings make milder no longer decides alone.
            recommends=given["recommends"] if level in (None, given["severity"]) else None,
            fingerprint=mark["fingerprint"],
            is_safe=mark["is_safe"],
        )


def _place(given: PlaceRecord, end: EndRecord) -> Place | None:
    if given["start"] is None:
        return None
    both: Mapping[str, Any] = {**given, **end}
    return Place(**{name: both[name] for name in Place._fields})


def _ignored(
    findings: Sequence[LocatedFinding], comments: Comments, settings: Settings
) -> tuple[list[LocatedFinding], set[Ignore]]:
    valid = [
        each
        for each in comments
        if isinstance(each, Ignore) and (each.reason or not settings.require_reason)
    ]
    kept, used = [], set()
    for finding in findings:
        comment = next((each for each in valid if _is_meant(finding, each)), None)
        if comment is not None:
            used.add(comment)
            reason = comment.reason or "no reason given"
            finding = replace(finding, suppression=Suppression("inSource", reason))  # noqa: PLW2901
        kept.append(finding)
    return kept, used


def _is_meant(finding: LocatedFinding, comment: Ignore) -> bool:
    place = finding.place
    lines = (place.line, place.end_line) if place else (None, None)
    return bool({finding.rule, finding.dimension} & set(comment.rules)) and comment.covers(*lines)


def _overridden(
    findings: Sequence[LocatedFinding], settings: Settings, path: str
) -> Iterator[LocatedFinding]:
    for finding in findings:
        override = settings.override_ignoring(finding.rule, finding.dimension or "", path)
        if override is None or finding.suppression is not None:
            yield finding
            continue
        patterns = ", ".join(pattern.text for pattern in override.paths)
        reason = override.reason or f"ignored in settings for {patterns}"
        yield replace(finding, suppression=Suppression("external", reason))


def _own_findings(
    comments: Comments, used: Collection[Ignore], settings: Settings
) -> tuple[LocatedFinding, ...]:
    found = []
    for comment in comments:
        if isinstance(comment, Malformed):
            found.append(_own("audit/malformed-ignore", "warning", comment.message, comment))
        elif settings.require_reason and not comment.reason:
            message = "this ignore comment has no reason, so it takes nothing back: add one"
            found.append(_own("audit/void-ignore", "warning", message, comment))
        elif comment not in used and settings.unused_ignores != "off":
            names = ", ".join(comment.rules)
            message = f"nothing here is found by {names}: remove the ignore comment"
            found.append(_own("audit/unused-ignore", settings.unused_ignores, message, comment))
    return tuple(found)


def _own(rule: str, severity: Any, message: str, at: Ignore | Malformed) -> LocatedFinding:
    place = Place(at.line, at.column, at.line, at.column, 0, 0, "")
    return LocatedFinding(rule, None, severity, 1.0, message, place, fingerprint=f"{rule}:::")


def on_lines(
    findings: Iterable[LocatedFinding], changed: ChangedLines
) -> tuple[LocatedFinding, ...]:
    """Suppress what touches none of the lines; show the rest where it touches one.

    A contradiction has two ends: it counts when either is new, and stands at that end.
    """
    return tuple(_on_line(each, changed) for each in findings)


def _on_line(finding: LocatedFinding, changed: ChangedLines) -> LocatedFinding:
    places = [each for each in (finding.place, *finding.related) if each is not None]
    touching = next((each for each in places if changed.touch(each.line, each.end_line)), None)
    if touching is None:
        if finding.suppression is not None:
            return finding
        return replace(finding, suppression=Suppression("external", UNCHANGED))
    if touching is finding.place:
        return finding
    # It stands where the change is, which is what reviewers of the change see.
    others = tuple(each for each in places if each is not touching)
    return replace(finding, place=touching, related=others)


def _scores_of_findings(findings: Sequence[LocatedFinding]) -> dict[Dimension, Score]:
    counted = [_plain(each) for each in findings if each.suppression is None]
    return {
        name: raised(Score("clear"), [each for each in counted if each.dimension == name])
        for name in DIMENSIONS
    }


def _scores(
    record: Record,
    findings: Sequence[LocatedFinding],
    thresholds: Mapping[Dimension, Thresholds],
    rules: RuleSet,
) -> dict[Dimension, Score]:
    counted = [_plain(each) for each in findings if each.suppression is None]
    seen = [(each["rule"], each["severity"]) for each in record["findings"]]
    if [(each.rule, each.severity) for each in counted] == seen:
        scores = {name: _recorded(record["scorecard"][name]) for name in DIMENSIONS}
    else:
        document = record["document"]
        measures = cast(Mapping[str, float], record["measures"])
        scores = score_document(
            counted, measures, rules.models, document["words"], document["language"]
        )
    return {
        name: relabelled(score, thresholds.get(name, Thresholds()))
        for name, score in scores.items()
    }


def _recorded(score: ScoreRecord) -> Score:
    return Score(
        score["label"],
        score["probability"],
        abstention=score["abstention"],
        decided_by=tuple(score["decided_by"]),
        is_unjudged=score["is_unjudged"],
    )


def _plain(finding: LocatedFinding) -> Finding:
    assert finding.dimension is not None
    return Finding(
        finding.rule,
        finding.dimension,
        finding.severity,
        finding.confidence,
        finding.message,
        None,
        kind=finding.kind,
        grade=finding.grade,
        recommends=finding.recommends,
    )
