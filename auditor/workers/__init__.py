"""Worker processes that may die: results in order, and at most the one task lost with a worker.

The pool of the standard library breaks when one of its processes is killed, and cannot stop one
that hangs. Here every worker has its own pipe and tells of each task as it ends, so that whoever
dies, it is known what the worker was at, and nothing else is lost or done twice.
"""

from auditor.workers.crew import (
    WINDOW_BYTES,
    Crew,
    Known,
    Slot,
    WorkerError,
    prepare,
    results_in_order,
)
from auditor.workers.process import Limits, Lost

__all__ = [
    "WINDOW_BYTES",
    "Crew",
    "Known",
    "Limits",
    "Lost",
    "Slot",
    "WorkerError",
    "prepare",
    "results_in_order",
]
