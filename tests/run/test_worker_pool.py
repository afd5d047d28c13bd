"""Workers that crash, hang and eat memory: at most their own task is lost."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.run.worker import BATCH_BYTES, Limits, Lost
from auditor.run.worker_pool import WINDOW_BYTES, Known, WorkerError, WorkerPool, results_in_order

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and signals are POSIX's")

Task = tuple[str, int]


def setup() -> Callable[[Sequence[Task]], list[str]]:
    """Made in each worker."""
    return lambda tasks: [do(task) for task in tasks]


def do(task: Task) -> str:
    """Do what the task is called."""
    kind, number = task
    if kind == "crash":
        ctypes.string_at(0)
    elif kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "hang":
        time.sleep(3600)
    elif kind == "nap":
        time.sleep(0.2)
    elif kind == "spin":
        ctypes.PyDLL(None).usleep(3_600_000_000)  # holds the interpreter's lock all the while
    elif kind == "eat":
        return str(len(bytearray(8_000_000_000)))
    elif kind == "raise":
        raise ValueError("no good")
    elif kind == "exit":
        os._exit(3)
    elif kind == "large":
        return "x" * number
    return f"{kind} {number}"


def work_in_order(
    setup: Callable[[], Callable[[Sequence[Task]], list[str]]],
    tasks: Iterable[Task],
    jobs: int,
    limits: Limits | None = None,
    together: int = 8,
) -> Iterator[tuple[Task, str | Lost]]:
    """Do the tasks with a crew of their own."""
    with closing(WorkerPool(setup, jobs, limits or Limits(), together)) as crew:
        for slot in crew.work(iter(tasks)):
            assert slot.result is not None
            assert isinstance(slot.task, tuple)
            yield slot.task, slot.result


def results(
    tasks: list[Task],
    jobs: int = 2,
    seconds: float = 1.0,
    memory_bytes: int | None = None,
    together: int = 8,
) -> list[str | Lost]:
    """Return the results of the tasks, in order."""
    found = list(work_in_order(setup, tasks, jobs, Limits(seconds, memory_bytes), together))
    assert [task for task, _ in found] == tasks
    return [result for _, result in found]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_workers(jobs: int) -> None:
    tasks = [("ok", number) for number in range(300)]

    assert results(tasks, jobs) == [f"ok {number}" for number in range(300)]


def test_no_tasks_no_results() -> None:
    assert results([]) == []


def test_what_is_known_keeps_its_place_and_needs_no_worker() -> None:
    tasks: list[Task | Known[str]] = [("ok", 1), Known("two", 8), Known("three", 8), ("ok", 4)]
    worked = results_in_order(setup, tasks, 2)
    unworked = results_in_order(_fail, tasks[1:3], 2)

    assert list(worked) == ["ok 1", "two", "three", "ok 4"]
    assert list(unworked) == ["two", "three"]


def test_what_is_known_is_taken_only_as_far_ahead_as_there_is_room() -> None:
    taken = []

    def tasks() -> Iterator[Task | Known[str]]:
        yield "nap", 0
        for number in range(10_000):
            taken.append(number)
            yield Known("known", 1_000_000)

    found = results_in_order(setup, tasks(), 1)

    assert next(found) == "nap 0"
    assert len(taken) <= WINDOW_BYTES // 1_000_000 + 1
    assert sum(each == "known" for each in found) == 10_000


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("crash", "the process that audited it was killed by SIGSEGV, twice"),
        ("kill", "the process that audited it was killed by SIGKILL, twice"),
        ("exit", "the process that audited it ended with exit code 3, twice"),
        ("hang", "it took longer than 1 seconds"),
        ("spin", "it took longer than 1 seconds"),
        ("raise", "ValueError: no good"),
    ],
)
@pytest.mark.parametrize("together", [1, 8])
def test_only_the_task_that_did_it_is_lost(kind: str, reason: str, together: int) -> None:
    tasks = [("ok", number) for number in range(40)]
    tasks[7] = (kind, 7)

    expected: list[str | Lost] = [f"ok {number}" for number in range(40)]
    expected[7] = Lost(reason)

    assert results(tasks, together=together) == expected


def test_a_task_that_eats_memory_is_lost_alone() -> None:
    tasks = [("ok", 1), ("eat", 2), ("ok", 3)]

    assert results(tasks, memory_bytes=2_000_000_000) == ["ok 1", Lost("MemoryError: "), "ok 3"]


def test_large_tasks_and_results_do_not_lock() -> None:
    tasks = [("x" * 1_000_000, 1), ("large", 3_000_000)] * 20

    assert [len(str(result)) for result in results(tasks, seconds=20)] == [
        1_000_002,
        3_000_000,
    ] * 20


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield ("ok", number)

    found = work_in_order(setup, tasks(), 1)

    assert next(found) == (("ok", 0), "ok 0")
    assert taken < 200
    found.close()  # type: ignore[attr-defined]


def test_a_crew_does_one_lot_after_another_with_the_same_workers() -> None:
    with closing(WorkerPool(_own_process, 2, Limits())) as crew:
        lots = [[slot.result for slot in crew.work(iter([("ok", 1)] * 5))] for _ in range(3)]

    assert len({process for lot in lots for process in lot}) <= 2


def _own_process() -> Callable[[Sequence[Task]], list[int]]:
    return lambda tasks: [os.getpid() for _ in tasks]


def _fail() -> Callable[[Sequence[Task]], list[str]]:
    os._exit(5)


def test_a_worker_does_together_what_waits_for_it_as_far_as_it_may() -> None:
    with closing(WorkerPool(_sizes, 1, Limits(), 4)) as crew:
        small = [slot.result for slot in crew.work(iter(["-"] * 40))]
        large = [slot.result for slot in crew.work(iter(["-" * BATCH_BYTES] * 5))]

    assert max(size for size in small if isinstance(size, int)) == 4
    assert large == [1] * 5


def _sizes() -> Callable[[Sequence[str]], list[int]]:
    def sizes(tasks: Sequence[str]) -> list[int]:
        time.sleep(0.02)  # meanwhile more arrive
        return [len(tasks)] * len(tasks)

    return sizes


def test_workers_that__fail_stop_the_run() -> None:
    with pytest.raises(WorkerError, match="ended with exit code 5 before it began"):
        list(work_in_order(_fail, [("ok", 1)], 2))


def test_an_error_of_the_tasks_leaves_no_worker() -> None:
    def tasks() -> Iterator[Task]:
        yield ("hang", 1)
        raise OSError("the input broke")

    with pytest.raises(OSError, match="the input broke"):
        list(work_in_order(setup, tasks(), 1))


@given(
    st.lists(st.sampled_from(["ok", "ok", "ok", "crash", "exit", "raise"]), max_size=12),
    st.integers(1, 3),
    st.sampled_from([1, 3, 8]),
)
@settings(max_examples=5, deadline=None)
def test_nothing_is_lost_or_doubled_whoever_dies(
    kinds: list[str], jobs: int, together: int
) -> None:
    tasks = [(kind, number) for number, kind in enumerate(kinds)]

    for (kind, number), result in zip(tasks, results(tasks, jobs, together=together), strict=True):
        assert (result == f"ok {number}") == (kind == "ok")
        assert isinstance(result, Lost) == (kind != "ok")


PREPARED = """
import sys

def setup():
    is_there = "colorsys" in sys.modules
    return lambda tasks: [is_there for _ in tasks]

if __name__ == "__main__":
    import prepared
    from auditor.run.worker_pool import prepare, results_in_order
    if len(sys.argv) > 1:
        prepare(sys.argv[1])
    print(list(results_in_order(prepared.setup, ["a"], 1)), "colorsys" in sys.modules)
"""


@pytest.mark.parametrize(("module", "is_there"), [(None, False), ("colorsys", True)])
def test_what_is_prepared_is_loaded_in_workers_and_not_here(
    tmp_path: Path, module: str | None, is_there: bool
) -> None:
    (tmp_path / "prepared.py").write_text(PREPARED)

    done = subprocess.run(
        [sys.executable, "prepared.py", *([module] if module else [])],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )

    assert done.stdout == f"{[is_there]} False\n"
