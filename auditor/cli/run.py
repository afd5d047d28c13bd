"""`audit run`: read, audit, write a report for each document."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NoReturn

import click

from auditor.cli.check_options import settings_options
from auditor.cli.options import pack_options, reading_options, reading_with, rule_options
from auditor.cli.printing import put, tell
from auditor.cli.progress import MAX_TABLE_ROWS, show_failures, show_progress, show_result
from auditor.gate import GATES
from auditor.reading.meter import Meter
from auditor.run.execute import execute, execute_in_parts
from auditor.run.outcome import Outcome
from auditor.run.plan import refuse_unknown_rules
from auditor.run.ray_parts import Tally
from auditor.run.request import RunRequest, parse_shard
from auditor.scoring.phrasing import count
from auditor.settings import SettingsFinder


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    default="reports",
    show_default=True,
    metavar="FOLDER",
    help="Where the reports go: a folder, or an address such as s3://bucket/folder, which keeps no "
    "store; - prints them (json, jsonl, markdown) and writes nothing.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="html, json, markdown, jsonl; csv, parquet: two tables of the run; repeat for several. "
    "[default: html, json, markdown]",
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
    "gate",
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
@click.option(
    "--resume",
    "is_resumed",
    is_flag=True,
    help="Go on with the last run into FOLDER, if it was killed: what is done is not done again.",
)
@click.option(
    "--verdicts",
    "with_verdicts",
    is_flag=True,
    help="Show in HTML and Markdown what reviewers said: `audit desk`, `audit review`.",
)
@click.option(
    "--near-duplicates",
    is_flag=True,
    help="Also group the documents that say the same in almost the same words.",
)
@click.option(
    "--recurring-lines",
    is_flag=True,
    help="Also list the lines that several documents share: what a site's template left in them.",
)
@click.option(
    "--parts",
    "part_rows",
    type=click.IntRange(1),
    metavar="N",
    help="Write parts of N inputs, part-00000.jsonl or .parquet, as --engine ray does; --resume "
    "goes on with them.",
)
@click.option(
    "--shard",
    callback=lambda ctx, parameter, given: given and parse_shard(given),
    metavar="I/N",
    help="Only every N-th document from the I-th on: one machine's share of N. Tables and the "
    "list of failures then end in -I-of-N.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="ray: audit through Ray Data, here or on the cluster of RAY_ADDRESS; writes parts of "
    "jsonl or parquet into FOLDER.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress, no table: only errors.")
@click.option("--no-color", is_flag=True, help="Plain output; NO_COLOR does the same.")
@rule_options
@pack_options
@reading_options
@settings_options
def run(
    *,
    finder: SettingsFinder,
    no_text: bool,
    no_store: bool,
    quiet: bool,
    no_color: bool,
    **given: Any,
) -> None:
    """Audit every document in PATH... and write a report for each.

    PATH is a file, a folder, a glob pattern, an address such as s3://bucket/folder, or - for
    standard input. Understood are text, Markdown, pages, JSON, tables, feeds, agencies' formats,
    office files, PDF, mail and archives of them; docs/formats.md lists them. Each record, entry or
    message is a document of its own.

    Exit codes: 0 done; 1 what --fail-on names; 2 wrong usage; 3 something could not be read, or a
    rule failed.
    """
    settings = finder.at(None)
    refuse_unknown_rules(settings)
    # The other options are called as the request's fields are.
    given["reading"] = reading_with(settings, given["reading"])
    request = RunRequest(settings=settings, with_text=not no_text, with_store=not no_store, **given)
    stop_in_order()
    if request.engine == "ray":
        _run_on_ray(request, is_quiet=quiet)
    elif request.part_rows is not None:
        _run_in_parts(request, is_quiet=quiet, is_plain=no_color)
    elif request.is_printed:
        sys.exit(execute(request, show=_print_each).exit_code)
    else:
        _run_with_progress(request, is_quiet=quiet, is_plain=no_color)


def stop_in_order() -> None:
    """Have SIGTERM end the run as an interrupt does: workers dismissed, no file half-written."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def _run_with_progress(request: RunRequest, *, is_quiet: bool, is_plain: bool) -> None:
    def show(outcomes: Iterable[Outcome], meter: Meter) -> Iterator[Outcome]:
        return iter(outcomes) if is_quiet else show_progress(outcomes, meter, is_plain=is_plain)

    is_watched = not is_quiet and sys.stderr.isatty()
    result = execute(request, show=show, with_total=is_watched, max_summaries=MAX_TABLE_ROWS)
    if not is_quiet:
        show_result(result.summaries, result.documents, result.reports, is_plain=is_plain)
    show_failures(result.failures, result.failure_count, result.failures_file)
    sys.exit(result.exit_code)


def _print_each(outcomes: Iterable[Outcome], meter: Meter) -> Iterator[Outcome]:
    """Print the reports, and the failures as they come: nobody remembers them all."""
    for outcome in outcomes:
        for _, text in outcome.reports:
            put(text)
        show_failures(outcome.failures)
        yield replace(outcome, reports=())


def _run_on_ray(request: RunRequest, *, is_quiet: bool) -> None:
    from auditor.run.ray_data import execute_on_ray

    _show_parts(request, execute_on_ray(request), is_quiet=is_quiet)


def _run_in_parts(request: RunRequest, *, is_quiet: bool, is_plain: bool) -> None:
    def show(outcomes: Iterable[Outcome], meter: Meter) -> Iterator[Outcome]:
        return iter(outcomes) if is_quiet else show_progress(outcomes, meter, is_plain=is_plain)

    is_watched = not is_quiet and sys.stderr.isatty()
    tally = execute_in_parts(request, show=show, with_total=is_watched)
    _show_parts(request, tally, is_quiet=is_quiet)


def _show_parts(request: RunRequest, tally: Tally, *, is_quiet: bool) -> NoReturn:
    if not is_quiet:
        where = f"{request.output}/part-*.{request.form_of_parts}"
        tell(f"{count(tally.documents, 'document')}; see {where}")
    show_failures(tally.failures, tally.failure_count, f"{request.output}/failures-*.jsonl")
    sys.exit(tally.exit_code)
