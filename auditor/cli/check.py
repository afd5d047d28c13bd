"""`audit check`: the gate."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from auditor.check.baseline import Baseline, load, render
from auditor.check.check_documents import CheckRequest
from auditor.check.check_documents import check as run_check
from auditor.check.fixing import Fixed, fixes_of, write
from auditor.check.tally import Tally, gathered
from auditor.checked import OWN_RULES, CheckedDocument, CheckedRun
from auditor.cli.check_options import request_options, settings_options
from auditor.cli.options import rule_options
from auditor.cli.printing import put, tell
from auditor.cli.progress import show_failures
from auditor.errors import UsageError
from auditor.finding import SEVERITIES, Failure
from auditor.gate import GATES, Gate, exit_code
from auditor.reporting.escaping import single_line
from auditor.reporting.formats import CHECK_FORMATS, CheckFormat
from auditor.rewriting.restoring import diff_of
from auditor.run.plan import plan_of
from auditor.scoring.phrasing import count, listed
from auditor.settings import Settings
from auditor.writing import write_whole

Result = CheckedDocument | Failure


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
@click.option(
    "--fix",
    is_flag=True,
    help="First put in place what is safe, in text and Markdown; the rest is reported.",
)
@click.option(
    "--diff", "with_diff", is_flag=True, help="Print what --fix would change, and change nothing."
)
@click.option("--quiet", "-q", is_flag=True, help="No summary on stderr.")
@rule_options
@settings_options
@request_options
def check(
    *,
    request: CheckRequest,
    settings: Settings,
    format_name: str,
    output: str,
    fail_on: tuple[Gate, ...],
    max_findings: int | None,
    baseline_file: str | None,
    no_baseline: bool,
    prune: bool,
    with_statistics: bool,
    fix: bool,
    with_diff: bool,
    quiet: bool,
) -> None:
    """Say what is wrong in PATH..., with the lines it stands on, and fail when it is grave.

    Exit codes: 0 nothing at or above the gate; 1 something; 2 wrong usage or settings; 3 something
    could not be read, or a rule failed. With --diff: 1 when it prints something.
    """
    if not request.paths:
        raise UsageError("name the files or folders to check, or - for standard input")
    accepted = None if no_baseline else _baseline(baseline_file, settings, is_needed=prune)
    if with_diff:
        _show_diff(request, accepted, output)
    if fix:
        _fix(request, accepted, is_quiet=quiet)
    gates = fail_on or settings.fail_on
    tally = Tally(gates, accepted, settings.max_findings if max_findings is None else max_findings)
    results = run_check(request)
    if with_statistics:
        _put(_statistics(results, tally), output)
    else:
        _put(_rendered(results, tally, CHECK_FORMATS[format_name], request), output)
    show_failures(tally.failures if quiet else [*tally.notes, *tally.failures])
    if not quiet:
        if format_name == "text" and not with_statistics:
            _show_rules(tally)
        _show_summary(tally)
    if prune and accepted is not None:
        _prune(accepted, tally, baseline_file or settings.baseline)
    sys.exit(exit_code(is_stopped=tally.stopped > 0, is_complete=tally.is_complete))


def _show_diff(request: CheckRequest, accepted: Baseline | None, output: str) -> NoReturn:
    found = list(fixes_of(request, accepted))
    fixed = [each for each in found if isinstance(each, Fixed)]
    failures = [each for each in found if isinstance(each, Failure)]
    names = (single_line(each.path).lstrip("/") for each in fixed)
    parts = (
        diff_of(each.before, each.after, name) for each, name in zip(fixed, names, strict=True)
    )
    _put(parts, output)
    show_failures(failures)
    is_complete = all(each.is_harmless for each in failures)
    sys.exit(exit_code(is_stopped=bool(fixed), is_complete=is_complete))


def _fix(request: CheckRequest, accepted: Baseline | None, *, is_quiet: bool) -> None:
    if "-" in request.paths:
        raise UsageError("--fix changes files: standard input can be seen with --diff at most")
    number = files = 0
    for fixed in fixes_of(request, accepted):
        if isinstance(fixed, Failure):
            continue  # the check that follows tells of it
        try:
            write(fixed)
        except OSError as error:
            raise UsageError(f"{fixed.path} cannot be written: {error.strerror}") from error
        files, number = files + 1, number + len(fixed.rules)
    if not is_quiet:
        tell(f"{count(number, 'safe change')} in {count(files, 'file')}", err=True)


def _baseline(file: str | None, settings: Settings, *, is_needed: bool) -> Baseline | None:
    path = file or settings.baseline
    if path is None and is_needed:
        raise UsageError("--prune needs a baseline: name it with --baseline or in the settings")
    return None if path is None else load(Path(path))


def _rendered(
    results: Iterable[Result], tally: Tally, form: CheckFormat, request: CheckRequest
) -> Iterator[str]:
    """Yield the parts of what is printed; they end when all results are taken."""
    if form.is_streamed:
        for document in tally.gather(results):
            yield form.render(CheckedRun((document,), gates=tuple(tally.gates)), {})
        return
    run = gathered(results, tally, with_records=form.has_records)
    # SARIF alone describes the rules, but loading them costs little once documents were audited.
    rules = plan_of(request.settings.at(None), request.select, request.ignore).rule_set()
    run = replace(run, versions=rules.versions)
    yield form.render(run, {rule.id: rule for rule in rules.rules})


def _statistics(results: Iterable[Result], tally: Tally) -> Iterator[str]:
    for _ in tally.gather(results):
        pass
    yield from (f"{number:7}  {rule}\n" for rule, number in tally.by_rule())


def _put(parts: Iterator[str], output: str) -> None:
    if output == "-":
        for part in parts:
            put(part)
        return
    try:
        write_whole(Path(output), parts)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}): name another") from error


def _show_rules(tally: Tally) -> None:
    by_rule = tally.by_rule()
    for rule, number in by_rule:
        tell(f"{number:7}  {rule}", err=True)
    if any(rule not in OWN_RULES for rule, _ in by_rule):
        tell("`audit explain RULE` says what a rule looks for, and where it is wrong", err=True)


def _show_summary(tally: Tally) -> None:
    for entry in tally.stale_entries():
        tell(f"audit: no longer found, though in the baseline: {single_line(entry)}", err=True)
    parts = [count(tally.severities[severity], severity) for severity in reversed(SEVERITIES)]
    summary = (
        f"{count(tally.documents, 'document')}: {listed(parts)}, {tally.suppressed} suppressed; "
        f"{count(tally.stopped, 'document')} stopped"
    )
    failed = sum(not failure.is_harmless for failure in tally.failures)
    tell(f"{summary}; {count(failed, 'failure')}, above" if failed else summary, err=True)
    if tally.most is not None and tally.findings > tally.most:
        tell(f"shown are {tally.most} of {count(tally.findings, 'finding')}", err=True)


def _prune(accepted: Baseline, tally: Tally, path: str | None) -> None:
    stale = len(tally.stale_entries())
    if path is not None and stale:
        write_whole(Path(path), render(accepted.pruned(tally.stale)))
        tell(f"{path}: {count(stale, 'stale entry')} removed", err=True)
