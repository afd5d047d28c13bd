"""A run through Ray Data: on this machine's processors, or on those of a cluster.

Files are cut into pieces by tasks, a file by one; the pieces go to actors, one for each processor,
that load the rules once and audit in a worker process of their own, which may crash, hang or run
out of memory as in any other run; the results are written as parts. Nothing but a tally comes back
to where the run was started.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, reduce
from typing import Any

from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.gate import Gate
from auditor.reading import Origin, ReadingOptions, Unique, disambiguate_ids, read_origin
from auditor.reading.paths import expand
from auditor.run.audit_inputs import Auditing
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan
from auditor.run.ray_parts import Row, Tally, prepare_parts, row_of, write_part
from auditor.run.request import RunRequest
from auditor.run.worker import Limits

# Read when Ray is imported.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else it warns of a future
os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # else it tells users of its inner life
os.environ.setdefault("RAY_agent_register_timeout_ms", "120000")  # a busy machine takes its time
if not os.environ.get("RAY_ADDRESS"):
    # What is started here is heard by this machine only; the name is Ray's.
    os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
try:
    import ray
    from ray.data import ActorPoolStrategy, DataContext, Datasink
except ImportError as error:
    raise UsageError("--engine ray needs Ray: pip install 'audit-articles[ray]'") from error

BATCH = 64
"""Pieces that an actor takes at a time."""
BLOCK_BYTES = 1 << 20
"""Of pieces that travel together: small, so that one file keeps many processors busy."""
PART_ROWS = 20_000
"""From which a part is made; the last one is smaller."""
FILES_AT_A_TIME = 16
_ACTOR_SHARE, _OTHER_SHARE = 0.9, 0.01
"""Of a processor: what an actor asks for, and what a task that reads or writes does. So each
processor has its actor, and there is room for the others beside them."""


def execute_on_ray(request: RunRequest) -> Tally:
    """Audit what a request asks for and write the results as parts.

    Raises:
        UsageError: a rule's name is wrong, or the folder cannot be used.
    """
    plan = request.plan()
    plan.rule_set()  # a wrong name is told before any work is done
    prepare_parts(request.output)
    return run_on_ray(
        request.paths,
        plan,
        request.output,
        request.form_of_parts,
        jobs=request.jobs or None,
        limits=request.limits,
        gate=request.gate,
    )


def run_on_ray(
    paths: Sequence[str],
    plan: Plan,
    folder: str,
    form: str,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    gate: Gate = "never",
) -> Tally:
    """Audit what the paths hold and write the results as parts into the folder.

    The cluster is the one that this program is connected to, or the one of ``RAY_ADDRESS``;
    without either, Ray is started here, heard by no other machine, and shut down at the end. Paths,
    folder, and the user's own lists and models must be the same for all machines.

    Args:
        paths: as for any run; standard input cannot be shared.
        plan: what to do; its only format is ``jsonl``.
        folder: a path or an address.
        form: ``jsonl`` or ``parquet``.
        jobs: actors; as many as there are processors when not given.
        limits: what one document may take.
        gate: what stops a document.
    """
    with _cluster(jobs):
        actors = jobs or int(ray.cluster_resources().get("CPU", 1))
        origins = disambiguate_ids(expand(paths, plan.reading))
        files = [{"file": pickle.dumps(each)} for each in origins]
        pieces = ray.data.from_items(files, override_num_blocks=_blocks(len(files))).map_batches(
            partial(_read, options=plan.reading),
            batch_size=1,
            num_cpus=_OTHER_SHARE,
        )
        results = pieces.map_batches(
            _Actor,
            fn_constructor_args=(plan, limits, gate),
            batch_size=BATCH,
            compute=ActorPoolStrategy(size=actors),
            num_cpus=_ACTOR_SHARE,
        )
        parts = _Parts(folder, form)
        results.write_datasink(parts, ray_remote_args={"num_cpus": _OTHER_SHARE})
        return parts.tally


def _blocks(files: int) -> int:
    return max(1, min(files, files // FILES_AT_A_TIME + 8))


@contextmanager
def _cluster(jobs: int | None) -> Iterator[None]:
    """Connect to the cluster, or start one; leave nothing of it behind."""
    is_ours = not ray.is_initialized()
    if is_ours:
        _connect(jobs)
    try:
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = DataContext.get_current()
        context.enable_progress_bars = False
        context.target_max_block_size = BLOCK_BYTES
        context.execution_options.preserve_order = True
        with warnings.catch_warnings():
            # A small input has fewer blocks than there are actors, and nothing is wrong with that.
            warnings.filterwarnings("ignore", "The minimum number of concurrent actors")
            yield
    finally:
        if is_ours:
            ray.shutdown()


def _connect(jobs: int | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if os.environ.get("RAY_ADDRESS"):
            ray.init(**quiet)
        else:
            ray.init(address="local", num_cpus=jobs, include_dashboard=False, **quiet)
    except Exception as error:  # Ray raises what it likes
        raise UsageError(
            f"Ray cannot be started or reached: {error} (its logs are below /tmp/ray on this "
            "machine; on one that is very busy its parts give up on each other: try again)"
        ) from error


def _read(batch: dict[str, Any], options: ReadingOptions) -> Iterator[dict[str, list[bytes]]]:
    """Yield the pieces of the files, a few at a time."""
    waiting: list[bytes] = []
    for file in batch["file"]:
        given: Origin | Failure = pickle.loads(file)
        for piece in read_origin(given, options, Unique()):
            waiting.append(pickle.dumps(piece))
            if len(waiting) == BATCH:
                yield {"piece": waiting}
                waiting = []
    yield {"piece": waiting}


class _Actor:
    """Audits batch after batch in a process of its own."""

    def __init__(self, plan: Plan, limits: Limits | None, gate: Gate) -> None:
        self._auditing = Auditing(plan, 1, limits)
        self._gate = gate

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        inputs = [pickle.loads(piece) for piece in batch["piece"]]
        return {"row": [self._packed(each) for each in self._auditing.outcomes(inputs)]}

    def _packed(self, outcome: Outcome) -> bytes:
        return json.dumps(row_of(outcome, self._gate)).encode()


class _Parts(Datasink):  # type: ignore[misc] # Ray tells no types
    """Writes the results, and sums up what is in them."""

    def __init__(self, folder: str, form: str) -> None:
        self._folder, self._form = folder, form
        self.tally = Tally()

    @property
    def min_rows_per_write(self) -> int:
        return PART_ROWS

    def write(self, blocks: Iterable[Any], ctx: Any) -> Tally:
        """Write one part."""
        rows = (Row(*json.loads(row.as_py())) for block in blocks for row in block.column("row"))
        return write_part(rows, self._folder, ctx.task_idx, self._form)

    def on_write_complete(self, write_result: Any) -> None:
        """Sum up."""
        self.tally = reduce(Tally.with_part, write_result.write_returns, Tally())
