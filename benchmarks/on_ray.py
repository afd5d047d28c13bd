"""A run through a local Ray with one actor and with two, beside a run without Ray: rates and bytes.

Run as ``python -m benchmarks.on_ray COUNT`` or ``FILE.jsonl``, by default of 4,000 short articles
that are made for it; needs ``[ray]``. Ray is started once, before the clock. The four take turns,
three times over; figures are medians. The time to start is that of a run over the first few
documents.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median

from auditor.reading import read_pieces
from auditor.run.audit_inputs import audit_inputs
from auditor.run.plan import Plan
from auditor.run.ray_data import _cluster, run_on_ray
from benchmarks.articles import articles

PLAN = Plan(("jsonl",))
ROUNDS = 3
WORKERS = (1, 2)
FEW = 16
"""Documents of a run that is mostly start."""


def main(given: str) -> None:
    """Print documents a second, ratios, and whether all gave the same bytes."""
    seconds: dict[tuple[str, int], list[float]] = defaultdict(list)
    starts: dict[tuple[str, int], list[float]] = defaultdict(list)
    digests = set()
    with tempfile.TemporaryDirectory() as folder, _cluster(max(WORKERS)):
        file = _written(int(given), Path(folder)) if given.isdecimal() else Path(given)
        few = Path(folder, "few.jsonl")
        with file.open() as stream:
            few.write_text("".join(islice(stream, FEW)))
        for workers in WORKERS * ROUNDS:
            for name, run in (("Ray", _with_ray), ("local", _without_ray)):
                starts[name, workers].append(_timed(run, few, workers)[0])
                taken, digest = _timed(run, file, workers)
                seconds[name, workers].append(taken)
                digests.add(digest)
        count = sum(1 for _ in file.open())
    print(f"{count} documents, {ROUNDS} runs each")
    print("               seconds   to start   documents/s   after the start")
    for (name, workers), each in seconds.items():
        all_in_all, start = median(each), median(starts[name, workers])
        rate, later = count / all_in_all, (count - FEW) / (all_in_all - start)
        print(f"{name:5}, {workers}:  {all_in_all:12.1f} {start:10.1f} {rate:13.0f} {later:17.0f}")
    print("the same bytes" if len(digests) == 1 else f"{len(digests)} different results")


def _timed(run: Callable[[Path, Path, int], str], file: Path, workers: int) -> tuple[float, str]:
    with tempfile.TemporaryDirectory() as out:
        begun = time.monotonic()
        digest = run(file, Path(out), workers)
        return time.monotonic() - begun, digest


def _written(count: int, folder: Path) -> Path:
    file = folder / "articles.jsonl"
    with file.open("w") as stream:
        stream.writelines(json.dumps(each) + "\n" for each in articles(count))
    return file


def _with_ray(file: Path, out: Path, actors: int) -> str:
    run_on_ray([str(file)], PLAN, str(out), "jsonl", jobs=actors)
    return _digest(part.read_text() for part in sorted(out.glob("part-*.jsonl")))


def _without_ray(file: Path, out: Path, jobs: int) -> str:
    outcomes = audit_inputs(read_pieces([str(file)], PLAN.reading), PLAN, jobs)
    return _digest(text for outcome in outcomes for _, text in outcome.reports)


def _digest(texts: Iterable[str]) -> str:
    found = sha256()
    for text in texts:
        found.update(text.encode())
    return found.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "4000")
