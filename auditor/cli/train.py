"""`audit train`: a model from your own labelled documents."""

from __future__ import annotations

import math
from pathlib import Path

import click

from auditor.cli.printing import tell
from auditor.errors import UsageError
from auditor.finding import DIMENSIONS, Dimension
from auditor.registry import discover
from auditor.writing import write_whole


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
def train(data: Path, dimension: Dimension, output: Path) -> None:
    """Train a dimension's model on DATA, JSON lines of labelled documents.

    Each line is {"text": "…", "labels": {"boilerplate": true}, "group": "example.org"}. A quarter
    of the groups is held aside; on it the present model and the new one are compared. The model
    that came with the rules is never overwritten.
    """
    from auditor.scoring.model import dump_model
    from auditor.training.train import Quality, read_labelled
    from auditor.training.train import train as train_on

    if output.exists():
        raise UsageError(f"{output} exists already: name another file, or remove it first")
    training = train_on(read_labelled(data, dimension), discover(), dimension)
    if training.duplicates:
        tell(f"{training.duplicates} texts came more than once; each was used once", err=True)

    def line(name: str, quality: Quality) -> str:
        if math.isnan(quality.auc):
            return f"{name}: too few documents were held aside to say"
        return f"{name}: AUC {quality.auc:.3f}, calibration error {quality.calibration_error:.3f}"

    tell(f"On {training.after.documents} documents held aside:")
    tell(line("  before", training.before))
    tell(line("  after ", training.after))
    write_whole(output, dump_model(training.model))
    tell(f"Written to {output}; use it with: audit run --model {output} PATH...")
