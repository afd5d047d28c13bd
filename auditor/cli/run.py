"""`audit run`: read, audit, write a report for each document."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from auditor.cli.options import pack_options, reading_options, rule_options
from auditor.cli.showing import show_failures, show_progress, show_table
from auditor.errors import UsageError
from auditor.gate import GATES, Gate, exit_code
from auditor.reading import ReadingOptions, read_pieces
from auditor.registry import RuleSet
from auditor.reporting import DOCUMENT_FORMATS
from auditor.reporting.pages import run_pages
from auditor.run import Outcome, Plan, Totals, audit_inputs, available_processors
from auditor.workers import Limits
from auditor.writing import keep_outcomes, prepare_folder, write_reports, write_whole

DEFAULT_FORMATS = ("html", "json", "markdown")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    default="reports",
    show_default=True,
    metavar="FOLDER",
    help="Where the reports go; - prints them (json, jsonl, markdown) and writes nothing.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="html, json, markdown or jsonl; repeat for several. [default: html, json, markdown]",
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    default=None,
    help="Worker processes; 0 works without any. [default: one per processor]",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="A document that takes longer is not audited but reported.",
)
@click.option(
    "--fail-on",
    type=click.Choice(GATES),
    default="never",
    show_default=True,
    help="Exit with 1 when a finding or a recommendation is at least this grave.",
)
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="FILE",
    help="A model of your own (see `audit train`) instead of its dimension's.",
)
@click.option("--no-text", is_flag=True, help="Leave the documents' text out of JSON.")
@click.option(
    "--no-store",
    is_flag=True,
    help="Do not keep the run in FOLDER/audit.sqlite, for `audit show`, `diff` and `review`.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress, no table: only errors.")
@click.option("--no-color", is_flag=True, help="Plain output; NO_COLOR does the same.")
@rule_options
@pack_options
@reading_options
def run(
    *,
    paths: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    jobs: int | None,
    time_limit: float,
    fail_on: Gate,
    models: tuple[str, ...],
    no_text: bool,
    no_store: bool,
    quiet: bool,
    no_color: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    options: tuple[tuple[str, str], ...],
    reading: ReadingOptions,
) -> None:
    """Audit every document in PATH... and write a report for each.

    PATH is a file, a folder, a glob pattern, or - for standard input. Understood are .txt, .md,
    .html, .json, .jsonl and .csv, each also compressed with gzip. Each record of a JSON, JSONL or
    CSV file is a document of its own.
    """
    is_printed = output == "-"
    plan = Plan(
        formats=_formats(formats, is_printed),
        select=select,
        ignore=ignore,
        options=options,
        models=models,
        with_text=not no_text,
        reading=reading,
        with_record=not (is_printed or no_store),
    )
    rules = plan.rule_set()  # a wrong name is told before any work is done
    workers = available_processors() if jobs is None else jobs
    outcomes = audit_inputs(read_pieces(paths, reading), plan, workers, Limits(time_limit))
    totals = Totals()
    outcomes = totals.gather(outcomes)
    if is_printed:
        _print_each(outcomes)
    else:
        _write_all(
            outcomes,
            Path(output),
            totals,
            rules,
            is_stored=not no_store,
            is_quiet=quiet,
            is_plain=no_color,
        )
    show_failures(totals.failures)
    sys.exit(exit_code(is_stopped=totals.is_stopped(fail_on), is_complete=totals.is_complete))


def _formats(chosen: tuple[str, ...], is_printed: bool) -> tuple[str, ...]:
    """Return the formats to render.

    Raises:
        UsageError: one is unknown, or more than one would be printed.
    """
    for name in chosen:
        if name not in DOCUMENT_FORMATS:
            known = ", ".join(DOCUMENT_FORMATS)
            raise UsageError(f"no format is called {name!r}: choose from {known}")
    if is_printed and len(chosen) != 1:
        raise UsageError("with -o - give exactly one --format, such as --format jsonl")
    return chosen or DEFAULT_FORMATS


def _print_each(outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        for _, text in outcome.reports:
            click.echo(text, nl=False)


def _write_all(
    outcomes: Iterable[Outcome],
    folder: Path,
    totals: Totals,
    rules: RuleSet,
    *,
    is_stored: bool,
    is_quiet: bool,
    is_plain: bool,
) -> None:
    prepare_folder(folder)
    kept = keep_outcomes(outcomes, folder, rules.versions) if is_stored else outcomes
    written = write_reports(kept, folder)
    for _ in written if is_quiet else show_progress(written, is_plain=is_plain):
        pass
    for name, page in run_pages(totals.summaries, totals.failures, rules.rules).items():
        write_whole(folder / name, page)
    if not is_quiet:
        show_table(totals.summaries, is_plain=is_plain)
        click.echo(f"\n{len(totals.summaries)} documents; open {folder / 'index.html'}")
