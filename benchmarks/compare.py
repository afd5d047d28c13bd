"""Speed, memory and start-up of the auditor and of its peers, side by side on one core.

Run as ``python -m benchmarks.compare FILE [DOCUMENTS] [RUNS]``; ``make bench`` does. Every run of
every contender is a process of its own, bound to one processor, and they take turns, so that what
else the machine does meets all alike. Processor time is compared, not the clock's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

CONTENDERS = (
    *("audit", "proselint", "datatrove-gopher", "datatrove-stack", "langdetect", "textstat"),
    "write-good",
)
BASE = "audit"


class Run(NamedTuple):
    """What one process took."""

    start: float
    """Processor seconds until the first document was done, imports included."""
    seconds: float
    """Processor seconds for the other documents."""
    megabytes: float
    """Peak resident memory."""


def main(path: str, documents: int, runs: int) -> None:
    """Print the table as Markdown."""
    measured: dict[str, list[Run]] = {}
    for _ in range(runs):
        for name in CONTENDERS:
            run = measure(name, path, documents)
            if run is not None:
                measured.setdefault(name, []).append(run)
    print(table(measured, documents))
    for name in CONTENDERS:
        if name not in measured:
            print(f"\n{name}: not installed, not measured")


def measure(name: str, path: str, documents: int) -> Run | None:
    """Run one contender in a process of its own; ``None`` where it is not installed."""
    command = [sys.executable, "-m", "benchmarks.contender", name, path, str(documents)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=_bind, check=False)
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _bind() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def table(measured: dict[str, list[Run]], documents: int) -> str:
    """Return medians, and ratios to the auditor's."""
    lines = [
        "| | documents/s | times the auditor's | start-up, s | peak memory, MB |",
        "|---|---|---|---|---|",
    ]
    base = _rate(measured[BASE], documents)
    for name, runs in measured.items():
        rate = _rate(runs, documents)
        lines.append(
            f"| {name} | {rate:.0f} | {rate / base:.2f} | {median(run.start for run in runs):.2f} "
            f"| {median(run.megabytes for run in runs):.0f} |"
        )
    return "\n".join(lines)


def _rate(runs: Sequence[Run], documents: int) -> float:
    return (documents - 1) / median(run.seconds for run in runs)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0],
        int(given[1]) if len(given) > 1 else 1989,
        int(given[2]) if len(given) > 2 else 3,
    )
