"""Worker processes for audits that must answer in time, or be ended."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from auditor.web.memory_budget import BusyError


class TooSlowError(Exception):
    """The work was ended because its time was over."""


class GoneError(Exception):
    """Nobody waits for the work any more, so it was not begun."""


class Workers:
    """Processes that each do one thing at a time; one that takes too long is ended and replaced.

    Args:
        count: processes.
        seconds: what one piece of work may take.
        waiting: places beside those at work; where all are taken, a further one is refused.
        prepare: called in every process as it starts.
    """

    def __init__(
        self, count: int, seconds: float, waiting: int, prepare: Callable[[], object]
    ) -> None:
        self._count, self._seconds, self._waiting = count, seconds, waiting
        self._prepare = prepare
        self._free: asyncio.Queue[ProcessPoolExecutor] = asyncio.Queue()
        self._all: set[ProcessPoolExecutor] = set()
        self._inside = 0

    async def start(self) -> None:
        """Start the processes and wait until each is prepared."""
        await asyncio.gather(*(self._add() for _ in range(self._count)))

    def stop(self) -> None:
        """End all processes: the idle ones in good order, the busy ones at once."""
        while not self._free.empty():
            worker = self._free.get_nowait()
            self._all.discard(worker)
            worker.shutdown(wait=True)
        for worker in tuple(self._all):
            self._end(worker)

    @contextlib.contextmanager
    def place(self) -> Iterator[None]:
        """Take a place among those at work or waiting, before anything of the request is held.

        Raises:
            BusyError: all places are taken.
        """
        if self._inside >= self._count + self._waiting:
            raise BusyError
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    async def run(
        self,
        work: Callable[..., Any],
        *arguments: object,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Any:
        """Return what the work returns; it waits until a process is free.

        A caller that is cancelled ends the work, which costs a process.

        Raises:
            GoneError: when a process was free, the work was not wanted any more.
            TooSlowError: the time was over; the process was ended.
            BrokenProcessPool: the process died, for want of memory perhaps; another replaces it.
        """
        worker = await self._free.get()
        if not is_wanted():
            self._free.put_nowait(worker)
            raise GoneError
        return await self._run_in(worker, work, *arguments)

    async def _run_in(
        self, worker: ProcessPoolExecutor, work: Callable[..., Any], *arguments: object
    ) -> Any:
        doing = asyncio.get_running_loop().run_in_executor(worker, work, *arguments)
        is_whole = False
        try:
            result = await asyncio.wait_for(doing, self._seconds)
            is_whole = True
        except asyncio.TimeoutError as error:
            raise TooSlowError from error
        except BrokenProcessPool:
            raise
        except Exception:  # the work's own: the process is none the worse
            is_whole = True
            raise
        finally:
            if is_whole:
                self._free.put_nowait(worker)
            else:
                self._end(worker)
                await asyncio.shield(self._add())
        return result

    async def _add(self) -> None:
        # A fork of a process that runs an event loop and threads may inherit their locks.
        worker = ProcessPoolExecutor(
            1, get_context("spawn"), initializer=_begin, initargs=(self._prepare,)
        )
        self._all.add(worker)
        await asyncio.get_running_loop().run_in_executor(worker, _nothing)
        self._free.put_nowait(worker)

    def _end(self, worker: ProcessPoolExecutor) -> None:
        self._all.discard(worker)
        # No public way to end a busy worker exists before Python 3.14's `kill_workers`.
        for process in tuple((worker._processes or {}).values()):
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        worker.shutdown(wait=False, cancel_futures=True)


def _begin(prepare: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    prepare()


def _nothing() -> None:
    return None
