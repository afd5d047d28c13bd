"""Putting reports on disk: each appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor.errors import UsageError
from auditor.reporting import DOCUMENT_FORMATS
from auditor.run import Outcome


def write_whole(path: Path, text: str) -> None:
    """Write a file by way of a temporary one beside it and an atomic rename."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
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
