"""`audit evaluate`: every claim about quality comes out of this command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli.printing import put, tell
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.writing import write_whole

if TYPE_CHECKING:
    from auditor.finding import Audit
    from auditor.training.evaluate import Section


@click.command()
@click.argument(
    "data",
    metavar="DATA...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
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
    "--sheet",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the warnings and errors of panels here (CSV), for a reader to judge.",
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
    data: tuple[Path, ...],
    only: tuple[str, ...],
    json_file: Path | None,
    output: Path | None,
    sheet: Path | None,
    floors: Path | None,
    pin: str | None,
) -> None:
    """Measure rules and models on each DATA.

    A folder with manifest.jsonl holds documents whose faults are marked (as corpus/ does); any
    other is searched for the data that the rule packs' own evaluations need. A file of JSON lines
    is a panel: documents with a person's recommendation, label of each dimension, and faults. A CSV
    file is a sheet of findings (see --sheet) that a reader has judged.
    """
    from auditor.training.evaluate import as_json, as_markdown, result_files
    from auditor.training.evaluate import evaluate as sections_of

    if pin is not None and floors is None:
        raise UsageError("--pin needs the file to pin in: name it with --floors")
    rules = discover()
    sections = []
    audits: list[Audit] = []
    for path in data:
        if path.suffix == ".csv":
            _put_precisions(path)
            continue
        for section in sections_of(path, rules, only) if path.is_dir() else _panel(path, audits):
            put("\n".join(as_markdown(section)) + "\n")
            sections.append(section)
    if sheet is not None:
        _write_sheet(sheet, audits)
    if not sections and not any(path.suffix == ".csv" for path in data):
        raise UsageError(f"no installed pack brings an evaluation called {', '.join(only)!r}")
    if json_file is not None:
        write_whole(json_file, as_json(sections))
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
        for name, text in result_files(sections).items():
            write_whole(output / name, text)
    if floors is not None:
        _hold(sections, floors, pin)


def _panel(path: Path, audits: list[Audit]) -> Iterator[Section]:
    """Measure on a panel; what cannot be used of it is told, the rest is measured."""
    from auditor.training.evaluate import panel_section
    from auditor.training.panel import audits_of, read_panel

    panel = read_panel(path)
    for complaint in panel.complaints:
        tell(complaint, err=True)
    audited = list(audits_of(panel.rows, discover()))
    audits += [each.audit for each in audited]
    yield panel_section(audited, path.name)


def _write_sheet(path: Path, audits: Sequence[Audit]) -> None:
    """Write the sheet; what was judged in one that stands there is kept."""
    from auditor.training.sheet import judgements_in, sheet_of

    if not audits:
        raise UsageError("--sheet lists the findings of a panel: name a file of JSON lines")
    write_whole(path, sheet_of(audits, judgements_in(path) if path.exists() else {}))
    tell(f"{path}: judge each row right, arguable or wrong, then run audit evaluate {path}")


def _put_precisions(path: Path) -> None:
    from auditor.training.sheet import as_table, rule_precisions

    precisions = rule_precisions(path)
    if not precisions:
        raise UsageError(f"{path}: nothing is judged yet: its column judged is empty")
    put("\n".join(as_table(precisions)) + "\n")


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
