"""Measuring rules and models on labelled data, and writing the figures down."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from auditor.engine.registry import RuleSet
from auditor.evaluation import Evaluation, Figure, Judgements
from auditor.training.judging import calibration
from auditor.training.marked import (
    MANIFEST,
    SEED_MARKS,
    compare,
    digest_of,
    digest_of_files,
    read_marked,
)
from auditor.training.panel import PanelAudit
from auditor.training.panel_figures import confusion, fault_figures, recommendation_figures
from auditor.training.panel_figures import dimension_figures as panel_dimensions
from auditor.training.plots import precision_recall_curve, reliability_diagram
from auditor.training.quality import (
    RuleCount,
    dimension_figures,
    judgements,
    rule_counts,
    slices,
)


@dataclass(frozen=True)
class Section:
    """One table of the result, or the reason that there is none."""

    title: str
    summary: str
    figures: tuple[Figure, ...] = ()
    rules: tuple[RuleCount, ...] = ()
    judged: tuple[Judgements, ...] = ()
    """What plots are drawn of; the calibration error of each stands among the figures."""
    skipped: str | None = None
    digest: str = ""
    """SHA-256 of the files that were measured on."""
    is_of_pack: bool = False
    """Whether a pack's own evaluation was run, on the data folder."""
    tables: tuple[tuple[str, ...], ...] = ()
    """Further tables, as lines of Markdown."""


def evaluate(data: Path, rules: RuleSet, only: Iterable[str] = ()) -> Iterator[Section]:
    """Measure on a folder: of marked documents, or of the data that packs' evaluations need.

    Args:
        data: the folder.
        rules: what is measured.
        only: names or dimensions of evaluations; all where empty.
    """
    is_marked = any((data / name).is_file() for name in (MANIFEST, SEED_MARKS))
    if is_marked:
        yield from _marked_sections(data, rules)
    for evaluation in evaluations_of(rules, only):
        # Some put faults of their own into marked documents; those need nothing but the manifest.
        if (evaluation.needs == (MANIFEST,)) is is_marked:
            yield _section(evaluation, data)


def evaluations_of(rules: RuleSet, only: Iterable[str] = ()) -> tuple[Evaluation, ...]:
    """Return every pack's evaluations, or those named by name or dimension."""
    wanted = set(only)
    return tuple(
        each
        for pack in rules.packs
        for each in pack.evaluations()
        if not wanted or wanted & {each.name, each.dimension}
    )


def panel_section(audited: Sequence[PanelAudit], name: str) -> Section:
    """Return how far audits agree with the reader of a panel."""
    return Section(
        f"panel {name}",
        f"{len(audited)} documents, judged by a reader who did not know what the auditor says.",
        (*recommendation_figures(audited), *panel_dimensions(audited), *fault_figures(audited)),
        tables=(tuple(confusion(audited)),),
    )


def _section(evaluation: Evaluation, data: Path) -> Section:
    title = f"{evaluation.dimension}: {evaluation.name}"
    missing = [name for name in evaluation.needs if not (data / name).exists()]
    if missing:
        return Section(title, evaluation.summary, skipped=f"{data / missing[0]} is not there")
    judged: list[Judgements] = []
    figures = tuple(_measured(evaluation.run(data), judged))
    digest = digest_of_files(data / name for name in evaluation.needs)
    return Section(
        title, evaluation.summary, figures, (), tuple(judged), None, digest, is_of_pack=True
    )


def _measured(found: Iterable[Figure | Judgements], judged: list[Judgements]) -> Iterator[Figure]:
    """Yield the figures in order, with the calibration error in the place of judgements."""
    for each in found:
        if isinstance(each, Figure):
            yield each
        else:
            judged.append(each)
            yield calibration(each)


def _marked_sections(folder: Path, rules: RuleSet) -> Iterator[Section]:
    comparisons = [compare(marked, rules) for marked in read_marked(folder)]
    judged = list(judgements(comparisons))
    yield Section(
        f"marked documents of {folder.name}",
        f"Findings in {len(comparisons)} documents held against the marks of a careful reader.",
        (*dimension_figures(comparisons), *(calibration(each) for each in judged)),
        tuple(rule_counts(comparisons)),
        tuple(judged),
        digest=digest_of(folder),
    )
    for name, members in slices(comparisons):
        summary = f"The same for {len(members)} documents."
        yield Section(f"slice: {name}", summary, tuple(dimension_figures(members)))


def as_markdown(section: Section) -> Iterator[str]:
    """Yield the lines of a section's tables."""
    yield f"\n## {section.title}\n\n{section.summary}\n"
    if section.skipped is not None:
        yield f"Skipped: {section.skipped}."
        return
    yield "| measure | value | 95 % interval | n | reach | reached |"
    yield "|---|---|---|---|---|---|"
    yield from (_row(figure) for figure in section.figures)
    for table in section.tables:
        yield ""
        yield from table
    if section.rules:
        yield "\n| rule | findings | meet a mark | share | 95 % interval | in clean documents |"
        yield "|---|---|---|---|---|---|"
        yield from map(_rule_row, section.rules)


def result_files(sections: Sequence[Section]) -> dict[str, str]:
    """Return the files of a result by name: Markdown with its plots, and JSON."""
    files = {"result.json": as_json(sections)}
    lines = ["# What `audit evaluate` measured"]
    for section in sections:
        lines += as_markdown(section)
        for judged in section.judged:
            drawn = dict(_plots(section, judged))
            lines += ["", *(f"![{judged.name}]({name})" for name in drawn)]
            files |= drawn
    return {"result.md": "\n".join(lines) + "\n", **files}


def _plots(section: Section, judged: Judgements) -> Iterator[tuple[str, str]]:
    name = re.sub(r"\W+", "-", f"{section.title} {judged.name}".lower()).strip("-")
    yield f"{name}.reliability.svg", reliability_diagram(judged)
    yield f"{name}.precision-recall.svg", precision_recall_curve(judged)


def _rule_row(rule: RuleCount) -> str:
    share, low, high = (_digits(each) for each in rule.precision)
    counts = f"{rule.findings} | {rule.right} | {share} | {low} – {high}"
    return f"| {rule.rule} | {counts} | {rule.false_alarms} |"


def _row(figure: Figure) -> str:
    reached = {True: "yes", False: "**no**", None: ""}[figure.reaches_target]
    sign = "≤" if figure.is_lower_better else "≥"
    target = "" if figure.target is None else f"{sign} {figure.target:g}"
    unit = f" {figure.unit}" if figure.unit else ""
    name = f"{figure.name} ({figure.note})" if figure.note else figure.name
    interval = f"{_digits(figure.low)} – {_digits(figure.high)}"
    return (
        f"| {name} | {_digits(figure.value)}{unit} | {interval} | {figure.count} "
        f"| {target} | {reached} |"
    )


def _digits(value: float) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:.4f}" if 0.99 < value < 1 else f"{value:.3f}"


def as_json(sections: Iterable[Section]) -> str:
    """Return the figures as JSON; one that could not be computed is null."""
    table = [
        {
            "title": section.title,
            "skipped": section.skipped,
            "figures": [_finite(asdict(figure)) for figure in section.figures],
            "rules": [count._asdict() for count in section.rules],
        }
        for section in sections
    ]
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def _finite(row: dict[str, object]) -> dict[str, object]:
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in row.items()
    }
