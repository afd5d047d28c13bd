"""`audit train`: a model from your own labelled documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.printing import tell
from auditor.dimensions import DIMENSIONS, Dimension
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.writing import write_whole

if TYPE_CHECKING:
    from auditor.training.labelled import Cleaned
    from auditor.training.train import Estimate, Quality, Training


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dimension", type=click.Choice(DIMENSIONS), required=True, help="What is labelled.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="Where the model goes; use it with `audit run --model FILE`.",
)
@click.option(
    "--keep-weights",
    is_flag=True,
    help="Only calibrate the present model and set its thresholds anew: for few documents.",
)
def train(data: Path, dimension: Dimension, output: Path, keep_weights: bool) -> None:
    """Train a dimension's model on DATA, JSON lines of labelled documents or a store of runs.

    Each line is {"text": "…", "labels": {"boilerplate": true}, "group": "example.org"}; of a store
    (reports/audit.sqlite) the verdicts given in `audit review` are taken. A quarter of the groups
    is held aside; on it the present model and the new one are compared. The model that came with
    the rules is never overwritten.
    """
    from auditor.scoring.model_file import dump_model
    from auditor.training.labelled import read_labelled
    from auditor.training.train import train as train_on

    if output.exists():
        raise UsageError(f"{output} exists already: name another file, or remove it first")
    training = train_on(read_labelled(data, dimension), discover(), dimension, keep_weights)
    for warning in _warnings(training, keep_weights):
        tell(warning, err=True)
    held = training.after
    tell(f"On {held.documents} documents held aside, {held.faulty} of them faulty:")
    tell(f"  before: {_line(training.before)}")
    tell(f"  after:  {_line(training.after)}")
    write_whole(output, dump_model(training.model))
    tell(f"Written to {output}; use it with: audit run --model {output} PATH...")


def _line(quality: Quality) -> str:
    auc, error = quality.auc, quality.calibration_error
    return f"AUC {_estimate_text(auc)}, calibration error {_estimate_text(error)}"


def _estimate_text(estimate: Estimate) -> str:
    if estimate.value != estimate.value:
        return "–"
    return f"{estimate.value:.3f} (95 % interval {estimate.low:.3f} to {estimate.high:.3f})"


def _warnings(training: Training, keep_weights: bool) -> Iterator[str]:
    from auditor.training.train import FEW

    yield from _about_repeats(training.cleaned)
    if keep_weights:
        return
    if len(training.cleaned.kept) < FEW:
        yield (
            f"{len(training.cleaned.kept)} documents are few: look at the intervals, and consider "
            "--keep-weights, which learns less from them"
        )
    if not training.after.auc.value > training.before.auc.value:
        yield "the new model does not tell faulty from clean better than the present one"


def _about_repeats(cleaned: Cleaned) -> Iterator[str]:
    if cleaned.duplicates:
        yield f"{cleaned.duplicates} texts came more than once; each was used once"
    if cleaned.contradictory:
        yield f"{cleaned.contradictory} documents whose text is labelled both ways were left out"
    if cleaned.near:
        yield (
            f"{cleaned.near} documents nearly repeat one of another group; they were kept on the "
            "same side of the split"
        )
    if cleaned.near is None:
        yield (
            "near-duplicates across the split were not looked for: "
            "pip install 'audit-articles[duplicates]'"
        )
