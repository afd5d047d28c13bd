"""How much faster two workers are than one, beside what the machine gives to two runs at once.

Run as ``python -m benchmarks.scaling FILE [ROUNDS]``. Processors that share caches, memory or a
core do not give two programs twice what they give one: two runs with a worker each, over the whole
file each, tell how much. All take turns; seconds are medians, start included.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from benchmarks.memory import AUDIT_RUN

ROUNDS = 3
ONE, TWO, APART = "one worker", "two workers", "two runs at once, one worker each"
JOBS = {ONE: (1,), TWO: (2,), APART: (1, 1)}
"""The workers of each run that is started."""


def main(path: str, rounds: int) -> None:
    """Print seconds, and ratios to one worker."""
    seconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, jobs in JOBS.items():
            seconds[name].append(_taken(path, jobs))
    one = median(seconds[ONE])
    for name, each in seconds.items():
        taken = median(each)
        print(
            f"{name:36}{taken:7.1f} s {len(JOBS[name]) * one / taken:6.2f} times one worker's rate"
        )


def _taken(path: str, jobs: tuple[int, ...]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        runs = [
            subprocess.Popen(_command(path, Path(folder, str(place)), number))
            for place, number in enumerate(jobs)
        ]
        codes = [run.wait() for run in runs]
    if any(codes):
        sys.exit(f"audit run ended with exit code {max(codes)}")
    return time.monotonic() - begun


def _command(path: str, folder: Path, jobs: int) -> list[str]:
    options = ("--jobs", str(jobs), "--format", "jsonl", "--no-store", "-q")
    return [*AUDIT_RUN, path, "-o", str(folder), *options]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS)
