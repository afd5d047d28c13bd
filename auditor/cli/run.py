"""`audit run`: read, audit, write a report for each document."""

from __future__ import annotations

import signal
import sys
from collections.abc import Generator, Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path, PurePath

import click

from auditor.cli.check_options import settings_options
from auditor.cli.engines import audit_on_ray, form_of_parts, parse_shard
from auditor.cli.options import pack_options, reading_options, rule_options
from auditor.cli.printing import put
from auditor.cli.progress import LONGEST_TABLE, show_failures, show_progress, show_result
from auditor.document import Document
from auditor.errors import UsageError
from auditor.gate import GATES, Gate, exit_code
from auditor.reading import ReadingOptions, read_pieces
from auditor.reading.meter import Meter
from auditor.reading.paths import total_bytes
from auditor.reading.remote import is_remote
from auditor.reporting.formats import DEFAULT_FORMATS, DOCUMENT_FORMATS, SUFFIXES
from auditor.run.audit_inputs import audit_inputs, prepare_workers
from auditor.run.journal import Kept, NothingKept, kept_run
from auditor.run.near_duplicates import signature
from auditor.run.outcome import Outcome
from auditor.run.plan import Input, Plan, available_processors, shard_of
from auditor.run.run_pages import failures_name, write_failures, write_pages
from auditor.run.tables import TABLES, write_tables
from auditor.run.totals import MOST_SUMMARIES, Totals
from auditor.run.worker import Limits
from auditor.settings import SettingsFinder
from auditor.store import FILE_NAME
from auditor.writing import run_folder


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
    is_flag=True,
    help="Go on with the last run into FOLDER, if it was killed: what is done is not done again.",
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
    paths: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    jobs: int | None,
    time_limit: float,
    fail_on: Gate,
    models: tuple[str, ...],
    finder: SettingsFinder,
    no_text: bool,
    no_store: bool,
    resume: bool,
    near_duplicates: bool,
    recurring_lines: bool,
    shard: tuple[int, int] | None,
    engine: str,
    quiet: bool,
    no_color: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    options: tuple[tuple[str, str], ...],
    reading: ReadingOptions,
) -> None:
    """Audit every document in PATH... and write a report for each.

    PATH is a file, a folder, a glob pattern, an address such as s3://bucket/folder, or - for
    standard input. Understood are .txt, .md, .html, .json, .jsonl, .csv, .parquet and .warc, each
    but Parquet also compressed with gzip or zstd. Each record of a table is a document of its own.

    Exit codes: 0 done; 1 what --fail-on names; 2 wrong usage; 3 something could not be read, or a
    rule failed.
    """
    is_printed = output == "-"
    if engine == "ray":
        form = form_of_parts(
            paths, output, formats, is_whole=resume or near_duplicates or recurring_lines or shard
        )
        formats = ("jsonl",)
    if is_printed and (resume or near_duplicates):
        raise UsageError("--resume and --near-duplicates need a folder: -o - keeps nothing")
    chosen = _formats(formats, is_printed)
    tables = tuple(name for name in chosen if name in TABLES)
    plan = Plan(
        formats=tuple(name for name in chosen if name not in TABLES),
        select=select,
        ignore=ignore,
        options=options,
        models=models,
        policy=finder.at(None).policy,
        with_text=not no_text,
        reading=reading,
        is_kept=not (is_printed or no_store or is_remote(output)),
        with_record=bool(tables),
        is_compared=near_duplicates and not is_printed,
        with_lines=recurring_lines and not is_printed,
        folder=None if is_printed else _folder_name(output),
    )
    if engine == "ray":
        limits = Limits(time_limit)
        audit_on_ray(
            paths, plan, output, form, jobs=jobs, limits=limits, gate=fail_on, is_quiet=quiet
        )
    if resume and is_remote(output):
        raise UsageError("--resume needs a folder on this machine: an address keeps no store")
    if tables and resume:
        raise UsageError("csv and parquet hold the whole run: leave out --resume")
    workers = available_processors() if jobs is None else jobs
    if workers:
        prepare_workers()
    rules = plan.rule_set()  # a wrong name is told before any work is done
    if plan.is_compared:
        signature(Document("", ""))  # a missing library too
    stop_in_order()
    meter = Meter(
        None if quiet or is_printed or not sys.stderr.isatty() else total_bytes(paths, reading)
    )
    inputs: Iterable[Input] = meter.marked(read_pieces(paths, reading, meter))
    share = ""
    if shard is not None:
        inputs = shard_of(inputs, *shard)
        share = "-{}-of-{}".format(*shard)
    has_pages = "html" in plan.formats  # the index leads to them
    totals = Totals(fail_on, MOST_SUMMARIES if has_pages else LONGEST_TABLE)

    def audited(inputs: Iterable[Input]) -> Generator[Outcome]:
        return totals.gather(audit_inputs(inputs, plan, workers, Limits(time_limit)))

    if plan.folder is None:
        with closing(audited(inputs)) as outcomes:
            _print_each(outcomes)
    else:
        measures = [measure.name for measure in rules.measures]
        with run_folder(plan.folder) as folder:
            with (
                _kept(folder, plan, is_resumed=resume) as kept,
                closing(audited(kept.without_known(inputs))) as outcomes,
                closing(write_tables(outcomes, folder, tables, measures, share)) as tabled,
            ):
                done = kept.keep(write_failures(tabled, folder, share))
                for _ in done if quiet else show_progress(done, meter, is_plain=no_color):
                    pass
            if has_pages:
                write_pages(folder, totals, rules)
        if not quiet:
            reports = f"{plan.folder.rstrip('/')}/index.html" if has_pages else plan.folder
            show_result(totals.summaries, totals.documents, reports, is_plain=no_color)
        show_failures(
            totals.failures, totals.failure_count, f"{plan.folder}/{failures_name(share)}"
        )
    sys.exit(exit_code(is_stopped=totals.is_stopped, is_complete=totals.is_complete))


def _folder_name(output: str) -> str:
    """Return the folder for the reports.

    Raises:
        UsageError: it is called as only a file would be.
    """
    folder = PurePath(output)
    if folder.suffix in SUFFIXES and not Path(output).is_dir():
        raise UsageError(
            f"-o {output}: -o names a folder; for one file, print it: "
            f"--format jsonl -o - > {folder.with_suffix('.jsonl')}"
        )
    return output


def stop_in_order() -> None:
    """Have SIGTERM end the run as an interrupt does: workers dismissed, no file half-written."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


def _kept(folder: Path, plan: Plan, *, is_resumed: bool) -> AbstractContextManager[Kept]:
    """Return the run that is kept in the folder's store, or one that keeps nothing."""
    if not plan.is_kept:
        return nullcontext(NothingKept())
    return kept_run(folder / FILE_NAME, plan, is_resumed=is_resumed)


def _formats(chosen: tuple[str, ...], is_printed: bool) -> tuple[str, ...]:
    """Return the formats to render.

    Raises:
        UsageError: one is unknown, or more than one would be printed.
    """
    for name in chosen:
        if name not in DOCUMENT_FORMATS and name not in TABLES:
            known = ", ".join((*DOCUMENT_FORMATS, *TABLES))
            raise UsageError(f"no format is called {name!r}: choose from {known}")
    if is_printed and (len(chosen) != 1 or chosen[0] in TABLES):
        raise UsageError(
            "with -o - give exactly one --format of json, jsonl, markdown or html; "
            "csv and parquet are two files each, so they need a folder"
        )
    return chosen or DEFAULT_FORMATS


def _print_each(outcomes: Iterable[Outcome]) -> None:
    """Print the reports, and the failures as they come: nobody remembers them all."""
    for outcome in outcomes:
        for _, text in outcome.reports:
            put(text)
        show_failures(outcome.failures)
