"""A run on this machine that leaves parts of bounded size, and goes on where it was killed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.reading import Piece
from auditor.reading.remote import is_remote
from auditor.run.audit_inputs import audit_inputs
from auditor.run.journal import plan_digest
from auditor.run.outcome import Outcome
from auditor.run.plan import Input, Plan, key_of
from auditor.run.ray_parts import Tally, prepare_parts, row_of, write_part
from auditor.run.request import RunRequest
from auditor.writing import prepare_folder, write_whole

MANIFEST = "parts.jsonl"
"""Beside the parts: what they are of, and a line for each that is whole."""


class Part(NamedTuple):
    """A part that is whole."""

    inputs: int
    """How many inputs came into it, what failed among them."""
    digest: str
    """Of these inputs and their names."""
    documents: int
    failures: int
    is_complete: bool
    is_stopped: bool


def write_parts(
    request: RunRequest,
    inputs: Callable[[], Iterable[Input]],
    show: Callable[[Iterable[Outcome]], Iterator[Outcome]],
) -> Tally:
    """Audit the inputs and write the results as parts of ``request.part_rows`` inputs.

    Args:
        request: what to do; whether to go on with a run that was killed.
        inputs: gives the inputs anew, in the same order, each time that it is called.
        show: the outcomes pass through it.

    Raises:
        UsageError: the folder holds parts of another run, or none to go on with were of this one.
        OSError: a part cannot be written.
    """
    assert request.part_rows is not None
    plan = request.plan()
    manifest = None if is_remote(request.output) else Manifest(request, plan)
    if request.is_resumed and manifest is not None:
        whole = manifest.unchanged(inputs(), request.part_rows)
    else:
        prepare_parts(request.output)
        whole = ()
    if manifest is not None:
        manifest.begin(whole)
    tally = sum_of(whole)
    digests: list[bytes] = []
    left = _noted(islice(inputs(), sum(each.inputs for each in whole), None), digests)
    shown = show(audit_inputs(left, plan, request.workers, request.limits))
    number = len(whole)
    while (first := next(shown, None)) is not None:
        some = chain((first,), islice(shown, request.part_rows - 1))
        rows = (row_of(each, request.gate) for each in some)
        part = write_part(rows, request.output, number, request.form_of_parts)
        if manifest is not None:  # no more inputs are in it than rows that it was given
            taken = digests[: request.part_rows]
            manifest.add(_part(part, taken))
        del digests[: request.part_rows]
        tally, number = tally.with_part(part), number + 1
    if manifest is not None:
        manifest.finish(number)
    return tally


def sum_of(parts: Iterable[Part]) -> Tally:
    """Return what parts that are whole come to; the failures themselves stand beside them."""
    tally = Tally()
    for part in parts:
        tally = tally.with_part(
            Tally(part.documents, part.failures, (), part.is_complete, part.is_stopped)
        )
    return tally


def _part(tally: Tally, digests: Iterable[bytes]) -> Part:
    taken = list(digests)
    return Part(
        len(taken),
        _joined(taken),
        tally.documents,
        tally.failure_count,
        tally.is_complete,
        tally.is_stopped,
    )


def _noted(inputs: Iterable[Input], digests: list[bytes]) -> Iterator[Input]:
    for given in inputs:
        digests.append(_digest(given))
        yield given


def _digest(given: Input) -> bytes:
    if isinstance(given, Piece):
        return key_of(given)
    assert isinstance(given, Failure)
    told = f"{given.stage}\0{given.subject}\0{given.message}".encode("utf-8", "replace")
    return blake2b(told, digest_size=16).digest()


def _joined(digests: Iterable[bytes]) -> str:
    return blake2b(b"".join(digests), digest_size=16).hexdigest()


class Manifest:
    """The file that says which parts are whole, and of what run."""

    def __init__(self, request: RunRequest, plan: Plan) -> None:
        self._folder = Path(request.output)
        self._path = self._folder / MANIFEST
        self._head = {
            "plan": plan_digest(plan),
            "format": request.form_of_parts,
            "rows": request.part_rows,
            "gate": request.gate,
            "shard": request.share_suffix,
        }

    def unchanged(self, inputs: Iterable[Input], rows: int) -> tuple[Part, ...]:
        """Return the first parts that are whole and whose inputs are what they were.

        Raises:
            UsageError: the folder has parts, but none of such a run.
        """
        prepare_folder(str(self._folder))
        known = self._known()
        found = []
        taken = iter(inputs)
        for part in known:
            digests = [_digest(each) for each in islice(taken, rows)]
            if (len(digests), _joined(digests)) != (part.inputs, part.digest):
                break
            found.append(part)
        return tuple(found)

    def _known(self) -> list[Part]:
        has_parts = any(self._folder.glob("part-*"))
        try:
            lines = self._path.read_text("utf-8").splitlines()
            head, *entries = (json.loads(line) for line in lines if line.endswith("}"))
        except (OSError, ValueError):
            head, entries = None, []
        if head != self._head:
            if not has_parts:
                return []
            raise UsageError(
                f"-o {self._folder}: the parts there are of another run (other rules, options, "
                "format or size): leave out --resume and name another folder"
            )
        return [Part(**each) for each in entries if "digest" in each]

    def begin(self, whole: Iterable[Part]) -> None:
        """Write what is known to be whole, and nothing else."""
        lines = [self._head, *(each._asdict() for each in whole)]
        write_whole(self._path, "".join(json.dumps(line) + "\n" for line in lines))

    def add(self, part: Part) -> None:
        """Add a part that stands on disk; a line that a kill cuts short is as none."""
        self._append(part._asdict())

    def finish(self, parts: int) -> None:
        """Take away parts beyond the last: a former run may have had more."""
        for kind in ("part", "failures"):
            for path in self._folder.glob(f"{kind}-*"):
                number = path.stem.rpartition("-")[2]
                if number.isdecimal() and int(number) >= parts:
                    path.unlink()
        self._append({"finished": True})

    def _append(self, line: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
