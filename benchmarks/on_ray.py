"""A run through a local Ray with one actor and with two, beside a run without Ray: rates and bytes.

Run as ``python -m benchmarks.on_ray COUNT`` or ``FILE.jsonl``, by default of 4,000 short articles
that are made for it; needs ``[ray]``. Ray is started once, before the clock. The four take turns,
three times over; rates are medians.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from statistics import median

from auditor.cluster.ray_data import _cluster, run_on_ray
from auditor.reading import read_pieces
from auditor.run import Plan, audit_inputs
from benchmarks.articles import articles

PLAN = Plan(("jsonl",))
ROUNDS = 3
WORKERS = (1, 2)


def main(given: str) -> None:
    """Print documents a second, ratios, and whether all gave the same bytes."""
    seconds: dict[tuple[str, int], list[float]] = defaultdict(list)
    digests = set()
    with tempfile.TemporaryDirectory() as folder, _cluster(max(WORKERS)):
        file = _written(int(given), Path(folder)) if given.isdecimal() else Path(given)
        count = sum(1 for _ in file.open())
        for number in range(ROUNDS):
            for workers in WORKERS:
                out = Path(folder, f"{number}-{workers}")
                out.mkdir()
                for name, run in (("Ray", _with_ray), ("local", _without_ray)):
                    begun = time.monotonic()
                    digests.add(run(file, out, workers))
                    seconds[name, workers].append(time.monotonic() - begun)
    for (name, workers), each in seconds.items():
        print(f"{name}, {workers}: {count / median(each):5.0f} documents/s, {len(each)} runs")
    for name in ("Ray", "local"):
        print(f"{name}: {median(seconds[name, 1]) / median(seconds[name, 2]):.2f} times with two")
    print("the same bytes" if len(digests) == 1 else f"{len(digests)} different results")


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
