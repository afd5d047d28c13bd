"""`audit evaluate`: every claim about quality comes out of this command."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.printing import put
from auditor.errors import UsageError
from auditor.registry import discover
from auditor.writing import write_whole


@click.command()
@click.argument(
    "folders",
    metavar="DATA...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@click.option("--only", multiple=True, metavar="NAME", help="This evaluation or dimension only.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path), help="Write the figures here."
)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write result.md, result.json and plots (SVG) of probabilities against the truth here.",
)
def evaluate(
    folders: tuple[Path, ...], only: tuple[str, ...], json_file: Path | None, output: Path | None
) -> None:
    """Measure rules and models on each folder DATA.

    A folder with manifest.jsonl holds documents whose faults are marked (as corpus/ does); any
    other is searched for the data that the rule packs' own evaluations need.
    """
    from auditor.training.evaluate import as_json, as_markdown, result_files
    from auditor.training.evaluate import evaluate as sections_of

    rules = discover()
    sections = []
    for folder in folders:
        for section in sections_of(folder, rules, only):
            put("\n".join(as_markdown(section)) + "\n")
            sections.append(section)
    if not sections:
        raise UsageError(f"no installed pack brings an evaluation called {', '.join(only)!r}")
    if json_file is not None:
        write_whole(json_file, as_json(sections))
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for name, text in result_files(sections).items():
            write_whole(output / name, text)
