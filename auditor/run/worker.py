"""The life of a worker process: doing what comes through the pipe, several tasks together."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pickle import loads
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

READY = b""
"""What a worker says first."""
BATCH_BYTES = 65_536
"""No further task is taken along with others that hold this much."""
_Inbox = SimpleQueue[bytes | None]


@dataclass(frozen=True)
class Limits:
    """What the work done at one time may take. POSIX enforces it; elsewhere nothing is limited."""

    seconds: float | None = 60.0
    memory_bytes: int | None = 4_000_000_000
    """Of a worker's data, all in all."""


class Lost(NamedTuple):
    """Stands in the place of a result that there is none of."""

    reason: str


def serve(
    pipe: Connection,
    setup: Callable[[], Callable[[Sequence[T]], Sequence[R]]],
    limits: Limits,
    batch_size: int,
) -> None:
    """Do what comes through the pipe until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells all; the run decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit_memory(limits.memory_bytes)
    inbox: _Inbox = SimpleQueue()
    Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
    work = setup()
    # What is loaded stays, and what is read of a document is in use until its audit ends: walked
    # in between, it takes the collector a twentieth of the time, and little of it is garbage.
    gc.collect()
    gc.freeze()
    gc.disable()
    with suppress(OSError):  # raised when the run is over
        pipe.send_bytes(READY)
        while messages := _next(inbox, batch_size):
            _answer(pipe, work, messages, limits.seconds)
            gc.collect(1)


def _answer(
    pipe: Connection,
    work: Callable[[Sequence[T]], Sequence[R]],
    messages: Sequence[bytes],
    seconds: float | None,
) -> None:
    tasks: list[T] = [loads(message) for message in messages]
    for result in _done(work, tasks, seconds):
        pipe.send_bytes(bytes(ForkingPickler.dumps(result)))


def _receive(pipe: Connection, inbox: _Inbox) -> None:
    """Take in what is sent at all times, so that both ends never wait for each other to read."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put(pipe.recv_bytes())
    inbox.put(None)


def _next(inbox: _Inbox, batch_size: int) -> list[bytes]:
    """Wait for a message; return it with what else is there; nothing when the run is over."""
    messages: list[bytes] = []
    size = 0
    while not messages or (len(messages) < batch_size and size < BATCH_BYTES and not inbox.empty()):
        message = inbox.get()
        if message is None:
            return []
        messages.append(message)
        size += len(message)
    return messages


def _done(
    work: Callable[[Sequence[T]], Sequence[R]], tasks: Sequence[T], seconds: float | None
) -> list[R | Lost]:
    """Do the tasks together; one by one where that raises, so that the others are not lost."""
    _set_alarm(seconds)
    try:
        return list(work(tasks))
    except Exception as error:  # whatever work raises is told, not the worker's end
        if len(tasks) == 1:
            return [Lost(f"{type(error).__name__}: {error}")]
    finally:
        _set_alarm(None)
    return [done for task in tasks for done in _done(work, [task], seconds)]


def _set_alarm(seconds: float | None) -> None:
    """Have the system kill this process after so long: nothing in it can prevent that."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds or 0)


def _limit_memory(maximum: int | None) -> None:
    if maximum is None:
        return
    try:
        import resource
    except ImportError:  # not POSIX
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        maximum = min(maximum, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (maximum, hard))
