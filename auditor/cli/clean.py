"""`audit clean`: the text without its residue."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from auditor.cli.check_options import settings_options
from auditor.cli.printing import put, tell
from auditor.cli.progress import show_failures
from auditor.document import Document
from auditor.engine.audit_documents import audit_document
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.reading import read_paths
from auditor.reporting.names import report_name
from auditor.rewriting.cleaning import Cleaned, as_diff, as_report
from auditor.rewriting.cleaning import clean as clean_audit
from auditor.run.plan import reading_of
from auditor.settings import Settings, SettingsFinder
from auditor.writing import write_whole


@click.command()
@click.argument("paths", nargs=-1, metavar="DOCUMENT...")
@click.option("--diff", "with_diff", is_flag=True, help="Print what would change instead.")
@click.option("--report", is_flag=True, help="Say on stderr what was removed and why.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help="Take out lines that are residue more probably than this. [default: the model's own]",
)
@click.option("-o", "--output", metavar="FOLDER", help="Write a .txt per document there instead.")
@settings_options
def clean(
    paths: tuple[str, ...],
    *,
    with_diff: bool,
    report: bool,
    threshold: float | None,
    output: str | None,
    finder: SettingsFinder,
) -> None:
    """Print the text of DOCUMENT... without menus, buttons, pleas and other residue of its page.

    Dropped names are marked, not guessed. The input is never changed.

    Exit codes: 0 done; 2 wrong usage; 3 something could not be read.
    """
    if not paths:
        raise UsageError("name the documents to clean, or - for standard input")
    failures: list[Failure] = []
    found = _cleaned(paths, threshold, failures, finder.at(None))
    first = next(found, None)
    second = next(found, None)
    is_titled = second is not None and not with_diff
    for cleaned in chain(filter(None, (first, second)), found):
        _put(cleaned, as_diff(cleaned) if with_diff else cleaned.text, output, is_titled)
        if report:
            for line in as_report(cleaned).splitlines():
                tell(line, err=True)
    show_failures(tuple(failures))
    sys.exit(0 if all(failure.is_harmless for failure in failures) else 3)


def _cleaned(
    paths: tuple[str, ...],
    threshold: float | None,
    failures: list[Failure],
    settings: Settings,
) -> Iterator[Cleaned]:
    # What `select` names may have nothing to remove; what is ignored is left where it stands.
    rules = discover(dict(settings.pack_options)).select((), settings.ignore).with_remedy("remove")
    for found in read_paths(paths, reading_of(settings)):
        if isinstance(found, Document):
            audit = audit_document(found, rules)
            failures.extend(audit.failures)
            yield clean_audit(audit, threshold)
        else:
            failures.append(found)


def _put(cleaned: Cleaned, text: str, output: str | None, is_titled: bool) -> None:
    if output is not None:
        write_whole(_target(cleaned.document, Path(output)), text)
        return
    if is_titled:
        tell(f"==> {cleaned.document.id} <==")
    put(f"{text}\n" if text and not text.endswith("\n") else text)


def _target(document: Document, folder: Path) -> Path:
    target = folder / f"{report_name(document.id)}.txt"
    if document.path is not None and target.resolve() == Path(document.path).resolve():
        raise UsageError(f"{target} is the document itself: name another folder with --output")
    folder.mkdir(parents=True, exist_ok=True)
    return target
