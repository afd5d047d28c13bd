"""Rebuild reports/sample/: every format, over four documents of corpus/.

Run it with `make sample` after a change of a rule or of a report.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from auditor.cli.main import group

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "reports" / "sample"
DOCUMENTS = (
    "crane-returns-to-vellmouth.txt",  # clean
    "ferry-aground-at-the-skerries.txt",  # residue, contradictions, attribution
    "miracle-spring-of-tarrow.txt",  # spun, residue, attribution
    "orchard-of-forgotten-apples.html",  # residue inside the article
)
FORMATS = ("html", "json", "jsonl", "markdown", "csv")


def rebuild(folder: Path) -> None:
    """Write the sample into the folder, which must be empty."""
    before = Path.cwd()
    os.chdir(ROOT)  # paths in the reports are as a user at the top of the repository names them
    try:
        arguments = [f"corpus/{name}" for name in DOCUMENTS]
        arguments += [f"--format={name}" for name in FORMATS]
        arguments += ["-o", str(folder), "--jobs=0", "--no-store", "--quiet"]
        group(["run", *arguments], standalone_mode=False)
    except SystemExit as end:
        if end.code:
            raise
    finally:
        os.chdir(before)


if __name__ == "__main__":
    shutil.rmtree(SAMPLE, ignore_errors=True)
    SAMPLE.mkdir(parents=True)
    rebuild(SAMPLE)
