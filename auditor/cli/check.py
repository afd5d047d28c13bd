"""`audit check`: the gate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.baseline import Baseline, load, render
from auditor.checking.gathering import gathered, limited, statistics
from auditor.checking.run import Order, plan_of, rules_of
from auditor.checking.run import check as run_check
from auditor.checking.values import CheckedRun
from auditor.cli.checking import order_options, settings_options
from auditor.cli.options import rule_options
from auditor.cli.showing import show_failures
from auditor.errors import UsageError
from auditor.finding import SEVERITIES
from auditor.gate import GATES, Gate, exit_code
from auditor.reporting.checks import CHECK_FORMATS
from auditor.reporting.escaping import single_line
from auditor.reporting.wording import count, listed
from auditor.settings import Settings
from auditor.writing import write_whole


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(tuple(CHECK_FORMATS)),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
@click.option("-o", "--output", metavar="FILE", default="-", help="Where to; - prints it.")
@click.option(
    "--fail-on",
    type=click.Choice(GATES),
    multiple=True,
    help="Exit with 1 from this on; repeat for several. [default: error, reject]",
)
@click.option(
    "--max-findings", type=click.IntRange(0), help="Show no more; the exit code sees all."
)
@click.option("--baseline", "baseline_file", metavar="FILE", help="Findings that are accepted.")
@click.option("--no-baseline", is_flag=True, help="Take no baseline, whatever the settings say.")
@click.option("--prune", is_flag=True, help="Remove what is stale from the baseline.")
@click.option("--statistics", "with_statistics", is_flag=True, help="Count by rule instead.")
@click.option("--quiet", "-q", is_flag=True, help="No summary on stderr.")
@rule_options
@settings_options
@order_options
def check(
    *,
    order: Order,
    settings: Settings,
    format_name: str,
    output: str,
    fail_on: tuple[Gate, ...],
    max_findings: int | None,
    baseline_file: str | None,
    no_baseline: bool,
    prune: bool,
    with_statistics: bool,
    quiet: bool,
) -> None:
    """Say what is wrong in PATH..., line by line, and fail when it is grave.

    Exit codes: 0 nothing at or above the gate; 1 something; 2 wrong usage or settings; 3 something
    could not be read, or a rule failed.
    """
    if not order.paths:
        raise UsageError("name the files or folders to check, or - for standard input")
    accepted = None if no_baseline else _baseline(baseline_file, settings, is_needed=prune)
    gates = fail_on or settings.fail_on
    run = gathered(run_check(order), gates, accepted)
    most = settings.max_findings if max_findings is None else max_findings
    text = (
        _statistics(run) if with_statistics else _rendered(limited(run, most), format_name, order)
    )
    _write(text, output)
    show_failures(run.failures)
    if not quiet:
        _show_summary(run, most)
    if prune and accepted is not None:
        _prune(accepted, run, baseline_file or settings.baseline)
    is_complete = all(failure.is_harmless for failure in run.failures)
    is_stopped = any(run.stops(document) for document in run.documents)
    sys.exit(exit_code(is_stopped=is_stopped, is_complete=is_complete))


def _baseline(file: str | None, settings: Settings, *, is_needed: bool) -> Baseline | None:
    path = file or settings.baseline
    if path is None and is_needed:
        raise UsageError("--prune needs a baseline: name it with --baseline or in the settings")
    return None if path is None else load(Path(path))


def _rendered(run: CheckedRun, format_name: str, order: Order) -> str:
    # SARIF alone describes the rules, but loading them costs little once documents were audited.
    plan = plan_of(order.settings.at(None), order.select, order.ignore)
    rules = {rule.id: rule for rule in rules_of(plan).rules}
    return CHECK_FORMATS[format_name].render(run, rules)


def _statistics(run: CheckedRun) -> str:
    return "".join(f"{number:7}  {rule}\n" for rule, number in statistics(run))


def _write(text: str, output: str) -> None:
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        write_whole(Path(output), text)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}): name another") from error


def _show_summary(run: CheckedRun, most: int | None) -> None:
    for entry in run.stale:
        click.echo(
            f"audit: no longer found, though in the baseline: {single_line(entry)}", err=True
        )
    findings = [each for document in run.documents for each in document.counted]
    parts = [
        count(sum(each.severity == severity for each in findings), severity)
        for severity in reversed(SEVERITIES)
    ]
    suppressed = sum(len(each.findings) - len(each.counted) for each in run.documents)
    stopped = sum(run.stops(document) for document in run.documents)
    summary = f"{count(len(run.documents), 'document')}: {listed(parts)}, {suppressed} suppressed; "
    click.echo(f"{summary}{count(stopped, 'document')} stopped", err=True)
    if most is not None and len(findings) > most:
        click.echo(f"shown are {most} of {count(len(findings), 'finding')}", err=True)


def _prune(accepted: Baseline, run: CheckedRun, path: str | None) -> None:
    if path is not None and run.stale:
        write_whole(Path(path), render(accepted.pruned(run.documents)))
        click.echo(f"{path}: {count(len(run.stale), 'stale entry')} removed", err=True)
