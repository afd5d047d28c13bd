"""Kill runs at random moments and see that nothing is half-written, lost or doubled.

``python -m hardening.kills [REPEATS] [SEED]`` prints what each signal met. A repeat starts
``audit run``, sends SIGINT, SIGTERM or SIGKILL to it (or SIGKILL to one of its workers) at a moment
drawn from the whole of its length, looks at what is there, and lets ``--resume`` go on to the end.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from auditor.store import FILE_NAME, documents_in, open_store, runs
from auditor.store.runs import record_in

CORPUS = Path(__file__).parent.parent / "corpus"
AUDIT = [sys.executable, "-c", "from auditor.cli.main import main; main()", "run"]
OPTIONS = ["-q", "--jobs", "2", "--format", "json", "--format", "html", "--resume"]
HOW = ("SIGINT", "SIGTERM", "SIGKILL", "SIGKILL of a worker")
TOLD = (0, 3)
"""Exit codes of a run that came to its end: something in the corpus is left out on purpose."""
SECONDS_TO_END = 600.0
"""Long: what is measured is whether it ends, on however busy a machine."""


class AmissError(Exception):
    """Something was lost, doubled or half-written."""


class Result(NamedTuple):
    """What a folder of reports holds, in a form to compare."""

    reports: dict[str, bytes]
    records: dict[str, str]


def records(file: Path, copies: int = 2) -> list[str]:
    """Write the corpus as records, several times over; return their ids in order."""
    texts = [each.read_text("utf-8") for each in sorted(CORPUS.glob("*.txt"))]
    ids = [f"{at}-{copy}" for copy in range(copies) for at in range(len(texts))]
    with file.open("w", encoding="utf-8") as stream:
        for number, name in enumerate(ids):
            record = {"id": name, "text": f"{name}\n{texts[number % len(texts)]}"}
            stream.write(json.dumps(record) + "\n")
    return ids


def start(file: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start a run in a group of processes of its own."""
    quiet = subprocess.DEVNULL
    command = [*AUDIT, str(file), "-o", str(folder), *OPTIONS]
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)


def result(folder: Path, ids: list[str]) -> Result:
    """Read what a run that came to its end has left.

    Raises:
        AmissError: a document is missing or doubled.
    """
    with closing(open_store(folder / FILE_NAME, must_exist=True)) as store:
        last = runs(store)[0]
        kept = documents_in(store, last.id)
        if [each.name for each in kept] != ids:
            raise AmissError(f"{len(kept)} documents kept in place of {len(ids)}")
        found = {each.name: json.dumps(record_in(store, each.id)) for each in kept}
    files = (each for each in folder.iterdir() if each.suffix in (".json", ".html"))
    return Result({each.name: each.read_bytes() for each in files}, found)


def look(folder: Path) -> int:
    """See that what a killed run left is whole; return how many documents it had kept.

    Raises:
        AmissError: a report is half-written, or the store is damaged or holds one twice.
    """
    for report in folder.glob("*.json"):
        json.loads(report.read_bytes())
    for page in folder.glob("*.html"):
        if not page.read_bytes().rstrip().endswith(b"</html>"):
            raise AmissError(f"{page.name} is half-written")
    if not (folder / FILE_NAME).exists():
        return 0
    with closing(open_store(folder / FILE_NAME)) as store:
        if store.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise AmissError("the store is damaged")
        kept = [each.name for run in runs(store)[:1] for each in documents_in(store, run.id)]
    if len(kept) != len(set(kept)):
        raise AmissError("a document is kept twice")
    missing = [name for name in kept if not (folder / f"{name}.json").exists()]
    if missing:
        raise AmissError(f"{missing[0]} is kept as done and has no report")
    return len(kept)


def kill(run: subprocess.Popen[bytes], how: str, chance: random.Random) -> None:
    """Send the signal, an interrupt to the whole group as a terminal does."""
    if how == "SIGINT":
        os.killpg(run.pid, signal.SIGINT)
    elif how == "SIGKILL of a worker":
        workers = _workers(run.pid)
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
    else:
        run.send_signal(signal.Signals[how])


def _workers(group: int) -> list[int]:
    """Return the other processes of a group, as Linux tells them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[2]) == group and int(entry.parent.name) != group:
            found.append(int(entry.parent.name))
    return sorted(found)


def ended(run: subprocess.Popen[bytes]) -> None:
    """Wait until the run and all its workers are gone.

    Raises:
        AmissError: some outlive it.
    """
    try:
        run.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        raise AmissError("the run does not end") from None
    until = time.monotonic() + SECONDS_TO_END
    while _workers(run.pid):
        if time.monotonic() > until:
            os.killpg(run.pid, signal.SIGKILL)
            raise AmissError("workers outlive the run")
        time.sleep(0.05)


def repeats(count: int, seed: int, work: Path) -> Iterator[tuple[str, int, int]]:
    """Yield per repeat how it was killed, the documents done by then, and those there are.

    Raises:
        AmissError: something is amiss.
    """
    chance = random.Random(seed)
    file = work / "records.jsonl"
    ids = records(file)
    begun = time.monotonic()
    undisturbed = start(file, work / "whole")
    undisturbed.wait()
    length = time.monotonic() - begun
    whole = result(work / "whole", ids)
    for number in range(count):
        folder = work / str(number)
        how = HOW[number % len(HOW)]
        first = start(file, folder)
        time.sleep(chance.uniform(0, length))
        kill(first, how, chance)
        ended(first)
        yield how, look(folder), len(ids)
        _go_on(file, folder, whole)
        shutil.rmtree(folder)


def _go_on(file: Path, folder: Path, whole: Result) -> None:
    """Resume the run to its end and compare.

    Raises:
        AmissError: it comes to something else than the run that nobody killed.
    """
    second = start(file, folder)
    ended(second)
    if second.returncode not in TOLD:
        raise AmissError(f"the run that went on ended with {second.returncode}")
    if result(folder, list(whole.records)) != whole:
        raise AmissError("it came to something else than the run that nobody killed")
    left = [each.name for each in folder.iterdir() if each.name.startswith(".")]
    if left:
        raise AmissError(f"{left[0]} was left behind")


def main() -> None:
    """Print how many repeats each signal had, and what it met."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    # A shell has what it starts in the background ignore interrupts, and so would the runs.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    met: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as work:
        for how, done, there in repeats(count, seed, Path(work)):
            met[how, "nothing" if done == 0 else "all" if done == there else "some"] += 1
            print(f"{met.total()}: {how} with {done} of {there} done", file=sys.stderr)
    for how in HOW:
        told = ", ".join(
            f"{met[how, what]} with {what} done" for what in ("nothing", "some", "all")
        )
        print(f"{how}: {told}")
    print(f"{count} repeats: no report half-written, no document lost or doubled, same bytes after")


if __name__ == "__main__":
    main()
