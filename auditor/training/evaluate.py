"""Running the evaluations that packs bring, and writing their figures down."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from auditor.evaluation import Evaluation, Figure
from auditor.registry import RuleSet


@dataclass(frozen=True)
class Outcome:
    """One evaluation's figures, or the reason that it did not run."""

    evaluation: Evaluation
    figures: tuple[Figure, ...] = ()
    skipped: str | None = None


def evaluations_of(rules: RuleSet, names: Iterable[str] = ()) -> tuple[Evaluation, ...]:
    """Return every pack's evaluations, or those named (by name or dimension)."""
    wanted = set(names)
    return tuple(
        each
        for pack in rules.packs
        for each in pack.evaluations
        if not wanted or wanted & {each.name, each.dimension}
    )


def evaluate(evaluations: Iterable[Evaluation], data: Path) -> Iterator[Outcome]:
    """Run each evaluation whose files are there."""
    for evaluation in evaluations:
        missing = [name for name in evaluation.needs if not (data / name).exists()]
        if missing:
            yield Outcome(evaluation, skipped=f"{data / missing[0]} is not there")
        else:
            yield Outcome(evaluation, tuple(evaluation.run(data)))


def as_markdown(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the lines of a Markdown table per evaluation."""
    for outcome in outcomes:
        evaluation = outcome.evaluation
        yield f"\n## {evaluation.dimension}: {evaluation.name}\n\n{evaluation.summary}\n"
        if outcome.skipped is not None:
            yield f"Skipped: {outcome.skipped}."
            continue
        yield "| measure | value | 95 % interval | n | reach | reached |"
        yield "|---|---|---|---|---|---|"
        yield from (_row(figure) for figure in outcome.figures)


def _row(figure: Figure) -> str:
    reached = {True: "yes", False: "**no**", None: ""}[figure.reaches_target]
    sign = "≤" if figure.is_lower_better else "≥"
    target = "" if figure.target is None else f"{sign} {figure.target:g}"
    unit = f" {figure.unit}" if figure.unit else ""
    name = f"{figure.name} ({figure.note})" if figure.note else figure.name
    interval = f"{_digits(figure.low)} – {_digits(figure.high)}"
    value = f"{_digits(figure.value)}{unit}"
    return f"| {name} | {value} | {interval} | {figure.count} | {target} | {reached} |"


def _digits(value: float) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:.4f}" if 0.99 < value < 1 else f"{value:.3f}"


def as_json(outcomes: Iterable[Outcome]) -> str:
    """Return the figures as JSON; a figure that could not be computed is null."""
    table = [
        {
            "evaluation": outcome.evaluation.name,
            "dimension": outcome.evaluation.dimension,
            "skipped": outcome.skipped,
            "figures": [_finite(asdict(figure)) for figure in outcome.figures],
        }
        for outcome in outcomes
    ]
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def _finite(row: dict[str, object]) -> dict[str, object]:
    return {
        key: None if isinstance(value, float) and not math.isfinite(value) else value
        for key, value in row.items()
    }
