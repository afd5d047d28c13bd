"""The pool of worker processes: hands out tasks, hears results, replaces workers that die."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pickle import loads
from time import monotonic
from types import ModuleType
from typing import Any, Generic, TypeVar

from auditor.errors import AuditorError
from auditor.run.worker import READY, Limits, Lost, serve

T = TypeVar("T")
R = TypeVar("R")

WINDOW_PER_JOB = 64
"""Tasks under way or waiting for an earlier one to end, for each worker."""
WINDOW_BYTES = 32_000_000
"""No further task begins while those and their results hold more than this."""
QUEUED_BYTES = 131_072
"""No further task is sent ahead to a worker that has tasks of more than this."""
PATIENCE_SECONDS = 2.0
"""At the end, for a worker to finish what it is at."""
MAX_DEATHS = 2
"""A task at which this many workers have died is lost."""
MAX_FAILED_STARTS = 3


# A server that forks clean copies of itself, where there is one. Forking this process instead would
# copy its threads' locks, as they stand.
_START_METHOD = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"


def prepare(module: str) -> None:
    """Begin to start workers: what importing the module loads, all of them share.

    Returns at once, so that this process can load what it needs itself meanwhile. Does nothing the
    second time, nor where processes cannot be forked.
    """
    if _START_METHOD == "forkserver":
        from multiprocessing.forkserver import ensure_running

        get_context(_START_METHOD).set_forkserver_preload([serve.__module__, module])
        ensure_running()


class WorkerError(AuditorError):
    """Workers cannot be started at all: exit code 2."""


@dataclass(frozen=True)
class Known(Generic[R]):
    """Stands among the tasks for one whose result is at hand: it keeps its place in the order."""

    result: R
    """Anything but ``None``."""
    size: int
    """Bytes, about."""


@dataclass(eq=False)
class Slot(Generic[T, R]):
    """A task on its way, in the order of the tasks."""

    task: T | Known[R]
    message: bytes
    result: R | Lost | None = None
    result_bytes: int = 0
    deaths: int = 0
    """Of workers that were at it, or at others along with it."""
    is_alone: bool = False
    """Whether no other is done along with it, since a worker died: whose fault it is will show."""


@dataclass(eq=False)
class _Worker(Generic[T, R]):
    process: BaseProcess
    pipe: Connection
    is_ready: bool = False
    queue: deque[Slot[T, R]] = field(default_factory=deque)
    """What it was sent and has not answered, in order: the first is what it is at."""
    queued_bytes: int = 0

    def has_room_for(self, slot: Slot[T, R], most: int) -> bool:
        if not self.queue:
            return True
        if slot.is_alone or self.queue[-1].is_alone:
            return False
        return len(self.queue) < most and self.queued_bytes + len(slot.message) <= QUEUED_BYTES

    def send(self, slot: Slot[T, R]) -> None:
        self.queue.append(slot)
        self.queued_bytes += len(slot.message)
        with suppress(OSError):  # it is dead, and listening to it will tell
            self.pipe.send_bytes(slot.message)

    def answered(self, message: bytes) -> None:
        slot = self.queue.popleft()
        self.queued_bytes -= len(slot.message)
        slot.result = loads(message)
        slot.result_bytes = len(message)


def results_in_order(
    setup: Callable[[], Callable[[Sequence[Any]], Sequence[R]]],
    tasks: Iterable[object],
    jobs: int,
    batch_size: int = 1,
) -> Iterator[R | Lost]:
    """Yield the result of each task in the order of the tasks, and what is known in its place."""
    pool: WorkerPool[Any, R] = WorkerPool(setup, jobs, Limits(), batch_size)
    with closing(pool):
        for slot in pool.work(iter(tasks)):
            assert slot.result is not None
            yield slot.result


class WorkerPool(Generic[T, R]):
    """Worker processes that do one lot of tasks after another.

    They start when there is something for them to do, and end when the pool is closed.

    Args:
        setup: called once in each worker; makes the function that does tasks and returns a result
            for each. It, the tasks and the results are pickled.
        jobs: worker processes, at most.
        limits: what the tasks done at one time may take.
        batch_size: tasks done at one time, at most. When a worker dies over several they are tried
            again one by one.
    """

    def __init__(
        self,
        setup: Callable[[], Callable[[Sequence[T]], Sequence[R]]],
        jobs: int,
        limits: Limits,
        batch_size: int = 1,
    ) -> None:
        self._context: Any = get_context(_START_METHOD)
        self._arguments = (setup, limits, batch_size)
        self._batch_size = batch_size
        self._window: deque[Slot[T, R]] = deque()
        self._held_bytes = 0
        self._returned: deque[Slot[T, R]] = deque()
        """Tasks of workers that died, to be handed out again before any other."""
        self._jobs = jobs
        self._most = jobs * WINDOW_PER_JOB
        self._failed_starts = 0
        self._workers: list[_Worker[T, R]] = []

    def work(self, tasks: Iterator[T | Known[R]]) -> Iterator[Slot[T, R]]:
        """Yield the slots of the tasks, each with its result, the same for any number of workers.

        They come in the order of the tasks, which are taken as they are needed; a bounded number
        are under way. A task at which a worker dies is tried once more in a new one, by itself; one
        that takes too long is not, where it was by itself already.

        Raises:
            WorkerError: workers die before they begin.
        """
        slots = self._slots(tasks)
        following = next(slots, None)
        while following is not None or self._window:
            self._hand_out_returned()
            while following is not None and self._has_room() and self._hand_out(following):
                following = next(slots, None)
            while self._window and self._window[0].result is not None:
                slot = self._window.popleft()
                self._held_bytes -= len(slot.message) + slot.result_bytes
                yield slot
            if self._window:
                self._listen()

    def close(self) -> None:
        """End every worker, whatever it is at.

        A closed pipe ends it as soon as its task is done, so that no file is left half-written;
        one that takes long over it is killed.
        """
        for worker in self._workers:
            worker.pipe.close()
        deadline = monotonic() + PATIENCE_SECONDS
        for worker in self._workers:
            worker.process.join(max(deadline - monotonic(), 0))
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
            worker.process.close()

    def _slots(self, tasks: Iterator[T | Known[R]]) -> Iterator[Slot[T, R]]:
        for task in tasks:
            if isinstance(task, Known):
                yield Slot(task, b"", task.result, task.size)
            else:
                yield Slot(task, bytes(ForkingPickler.dumps(task)))

    def _has_room(self) -> bool:
        return not self._window or (
            len(self._window) < self._most and self._held_bytes < WINDOW_BYTES
        )

    def _hand_out_returned(self) -> None:
        while self._returned and (worker := self._free_worker(self._returned[0])):
            worker.send(self._returned.popleft())

    def _hand_out(self, slot: Slot[T, R]) -> bool:
        if slot.result is None:
            worker = self._free_worker(slot)
            if worker is None or self._returned:
                return False
            worker.send(slot)
        self._window.append(slot)
        self._held_bytes += len(slot.message) + slot.result_bytes
        return True

    def _free_worker(self, slot: Slot[T, R]) -> _Worker[T, R] | None:
        least = min(self._workers, key=lambda each: len(each.queue), default=None)
        if len(self._workers) < self._jobs and (least is None or least.queue):
            least = self._start_worker()
            self._workers.append(least)
        # As many again wait as are done at one time, so that no worker is ever idle.
        has_room = least is not None and least.has_room_for(slot, 2 * self._batch_size)
        return least if has_room else None

    def _listen(self) -> None:
        """Wait until a worker says something or dies."""
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes)):
            worker = pipes[pipe]  # type: ignore[index] # wait's type is wider than what it is given
            try:
                self._hear(worker, worker.pipe.recv_bytes())
            except (EOFError, OSError):
                self._replace(worker)

    def _hear(self, worker: _Worker[T, R], message: bytes) -> None:
        if message == READY:
            worker.is_ready = True
            self._failed_starts = 0
            return
        slot = worker.queue[0]
        worker.answered(message)
        self._held_bytes += slot.result_bytes

    def _replace(self, worker: _Worker[T, R]) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        death = _cause(worker.process.exitcode)
        worker.process.close()
        if worker.is_ready:
            self._handle_death(worker, death)
        else:
            self._count_failed_start(death)
        self._returned.extendleft(reversed([slot for slot in worker.queue if slot.result is None]))
        self._workers.append(self._start_worker())

    def _handle_death(self, worker: _Worker[T, R], death: str) -> None:
        """Settle what becomes of the tasks that the worker was at."""
        suspects = list(islice(worker.queue, self._batch_size))
        for slot in suspects:
            slot.deaths += 1
            slot.is_alone = True
        if len(suspects) == 1:
            self._judge(suspects[0], death)

    def _judge(self, slot: Slot[T, R], death: str) -> None:
        if death == _OUT_OF_TIME:
            slot.result = Lost(f"it took longer than {self._arguments[1].seconds:g} seconds")
        elif slot.deaths >= MAX_DEATHS:
            slot.result = Lost(f"the process that audited it {death}, twice")

    def _count_failed_start(self, death: str) -> None:
        self._failed_starts += 1
        if self._failed_starts >= MAX_FAILED_STARTS:
            raise WorkerError(f"a worker process {death} before it began; see the lines above")

    def _start_worker(self) -> _Worker[T, R]:
        ours, theirs = self._context.Pipe(duplex=True)
        process = self._context.Process(
            target=serve, args=(theirs, *self._arguments), daemon=True, name="auditor-worker"
        )
        with _no_main_module():
            process.start()
        theirs.close()
        return _Worker(process, ours)


_OUT_OF_TIME = "ran out of time"


def _cause(exit_code: int | None) -> str:
    if exit_code is None or exit_code >= 0:
        return f"ended with exit code {exit_code}"
    number = -exit_code
    if number == getattr(signal, "SIGALRM", None):
        return _OUT_OF_TIME
    try:
        return f"was killed by {signal.Signals(number).name}"
    except ValueError:
        return f"was killed by signal {number}"


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep a new process from running the main script again, which multiprocessing else does.

    Nothing of it is needed there; and a notebook, a script without a guard or one that is read
    from standard input could not be run again.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
