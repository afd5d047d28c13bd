"""`audit evaluate`: every claim about quality comes out of this command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.printing import put, tell
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.writing import write_whole

if TYPE_CHECKING:
    from auditor.training.evaluate import Section


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
@click.option(
    "--floors",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Exit with 1 when a figure fell below the one pinned in this file.",
)
@click.option(
    "--pin", metavar="REASON", help="Pin the figures of evaluations in the file of --floors anew."
)
def evaluate(
    *,
    folders: tuple[Path, ...],
    only: tuple[str, ...],
    json_file: Path | None,
    output: Path | None,
    floors: Path | None,
    pin: str | None,
) -> None:
    """Measure rules and models on each folder DATA.

    A folder with manifest.jsonl holds documents whose faults are marked (as corpus/ does); any
    other is searched for the data that the rule packs' own evaluations need.
    """
    from auditor.training.evaluate import as_json, as_markdown, result_files
    from auditor.training.evaluate import evaluate as sections_of

    if pin is not None and floors is None:
        raise UsageError("--pin needs the file to pin in: name it with --floors")
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
    if floors is not None:
        _hold(sections, floors, pin)


def _hold(sections: Sequence[Section], file: Path, reason: str | None) -> None:
    """Hold the figures against their floors, or pin them where a reason is given."""
    from auditor.training.floors import breaches_of, pin_data, unheld

    if reason is not None:
        write_whole(file, pin_data(file, sections, reason))
        tell(f"Pinned in {file}")
        return
    for sentence in unheld(sections, file):
        tell(sentence, err=True)
    falls = list(breaches_of(sections, file))
    for sentence in falls:
        tell(sentence, err=True)
    if falls:
        click.get_current_context().exit(1)
