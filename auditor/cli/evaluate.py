"""`audit evaluate`: every claim about quality comes out of this command."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.errors import UsageError
from auditor.registry import discover


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--only", multiple=True, metavar="NAME", help="This evaluation or dimension only.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write the figures here."
)
def evaluate(data: Path, only: tuple[str, ...], json_file: Path | None) -> None:
    """Measure rules and models on the labelled data in the folder DATA."""
    from auditor.training.evaluate import as_json, as_markdown, evaluations_of
    from auditor.training.evaluate import evaluate as evaluate_each

    chosen = evaluations_of(discover(), only)
    if not chosen:
        raise UsageError(f"no installed pack brings an evaluation called {', '.join(only)!r}")
    outcomes = []
    for outcome in evaluate_each(chosen, data):
        click.echo("\n".join(as_markdown([outcome])))
        outcomes.append(outcome)
    if json_file is not None:
        json_file.write_text(as_json(outcomes), encoding="utf-8")
