"""Putting reports on disk: each appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TextIO

from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.registry import RuleSet
from auditor.reporting import DOCUMENT_FORMATS
from auditor.reporting.pages import run_pages
from auditor.reporting.run_tables import near_duplicates_table, recurring_lines_table
from auditor.run import Outcome, Totals
from auditor.store import FILE_NAME, open_store
from auditor.store.agreement import Calibrated, calibration
from auditor.store.verdicts import verdicts


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a file by way of a temporary one beside it and an atomic rename.

    Args:
        path: where it is when it is whole.
        text: what it holds; or its parts, taken as they are written.

    Raises:
        OSError: it cannot be written; names it. What stood there before stands there still.
    """
    parts = [text] if isinstance(text, str) else text
    with _device(path) if _is_device(path) else _in_the_place_of(path) as stream:
        stream.writelines(parts)


def _is_device(path: Path) -> bool:
    """Tell of /dev/stdout and its like, whose place nothing may take; it may lead to a file."""
    return str(path.parent) in ("/dev", "/dev/fd") or (path.exists() and not path.is_file())


def _device(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


@contextmanager
def _in_the_place_of(path: Path) -> Iterator[TextIO]:
    """Open a temporary file, which takes the path's place at the end."""
    name = None
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException as error:
        if name is not None:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and (name is None or error.filename in (None, name)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def prepare_folder(folder: Path) -> None:
    """Make the output folder.

    Raises:
        UsageError: it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"the output folder {folder} cannot be made ({error.strerror}): name another with -o"
        ) from error
    if not os.access(folder, os.W_OK):
        raise UsageError(f"the output folder {folder} cannot be written to: name another with -o")


def write_reports(outcomes: Iterable[Outcome], folder: Path) -> Iterator[Outcome]:
    """Write each outcome's reports into the folder as it passes by."""
    for outcome in outcomes:
        if outcome.summary is not None:
            for name, text in outcome.reports:
                suffix = DOCUMENT_FORMATS[name].suffix
                write_whole(folder / f"{outcome.summary.report}{suffix}", text)
        yield outcome


def write_pages(folder: Path, totals: Totals, rules: RuleSet) -> None:
    """Write the index and the other pages over the whole run."""
    failures = list(totals.failures)
    if len(totals.summaries) < totals.documents:
        message = f"the {len(totals.summaries):,} most doubtful of {totals.documents:,} documents"
        failures.append(Failure("skipped", "index", f"it shows {message}"))
    tables = (
        near_duplicates_table(totals.near_duplicates.groups()),
        recurring_lines_table(totals.recurrence.found()),
    )
    pages = run_pages(
        totals.summaries,
        failures,
        rules.rules,
        tables,
        calibration=_calibration(folder / FILE_NAME),
    )
    for name, page in pages.items():
        write_whole(folder / name, page)


def _calibration(path: Path) -> list[Calibrated]:
    """Return how often reviewers confirmed findings of each confidence; empty without verdicts."""
    if not path.is_file():
        return []
    with closing(open_store(path)) as store:
        return calibration(verdicts(store))
