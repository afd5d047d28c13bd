"""How much memory a run takes, main process and workers together, and whether it grows.

Run as ``python -m benchmarks.memory COUNT [AUDIT-RUN-OPTION...]``, on Linux: it writes COUNT very
short articles, audits them with two workers unless told otherwise, and prints, for each tenth of
the run, the most that stood in memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import articles

SENTENCES = 4
EVERY_SECONDS = 0.5
DEFAULT_OPTIONS = ("--jobs", "2", "--format", "parquet", "-q")
AUDIT_RUN = (sys.executable, "-c", "from auditor.cli.main import main; main()", "run")
_TICKS = os.sysconf("SC_CLK_TCK")


class Process(NamedTuple):
    """What a process holds and has used."""

    resident: int
    """Bytes; pages that processes share count in each."""
    proportional: int
    """Bytes; a page that n processes share counts as one n-th."""
    seconds: float
    """Processor time."""


def main(count: int, options: tuple[str, ...]) -> None:
    """Print megabytes over the run, and who used the processors."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        with file.open("w") as stream:
            stream.writelines(json.dumps(each) + "\n" for each in articles(count, SENTENCES))
        begun = time.monotonic()
        samples, code = watched(
            [*AUDIT_RUN, str(file), "-o", f"{folder}/reports", *DEFAULT_OPTIONS, *options]
        )
        seconds = time.monotonic() - begun
    print(f"{count:,} documents in {seconds:.0f} s, exit code {code}")
    show(samples)


def watched(command: list[str]) -> tuple[list[tuple[Process, ...]], int]:
    """Run a command; return samples of its processes, itself first, and its exit code."""
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    samples = []
    while run.poll() is None:
        found = tuple(each for pid in family(run.pid) if (each := process(pid)))
        if found:
            samples.append(found)
        time.sleep(EVERY_SECONDS)
    return samples, run.returncode


def family(pid: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it ended
        return
    for child in children:
        yield from family(int(child))


def process(pid: int) -> Process | None:
    """Return what a process holds; ``None`` when it ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    kilobytes = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
    used = (int(times[11]) + int(times[12])) / _TICKS
    return Process(kilobytes["Rss:"] * 1024, kilobytes["Pss:"] * 1024, used)


def show(samples: list[tuple[Process, ...]]) -> None:
    """Print the peak of each tenth of the run, of all processes, and their processor time."""
    print("tenth of the run: MB resident in sum (of the main process), and shared pages once")
    for tenth in range(10):
        part = samples[len(samples) * tenth // 10 : len(samples) * (tenth + 1) // 10]
        if part:
            resident = max(sum(each.resident for each in one) for one in part) / 1e6
            shared = max(sum(each.proportional for each in one) for one in part) / 1e6
            first = max(one[0].resident for one in part) / 1e6
            print(f"{tenth + 1:3}: {resident:6.0f} ({first:.0f}) {shared:6.0f}")
    last = max(samples, key=lambda one: (len(one), one[0].seconds))  # before the workers ended
    used = sorted((each.seconds for each in last[1:]), reverse=True)
    print(f"processor seconds: {last[0].seconds:.1f} in the main process,")
    print("  " + ", ".join(f"{each:.1f}" for each in used) + " in the others")


if __name__ == "__main__":
    main(int(sys.argv[1]), tuple(sys.argv[2:]))
