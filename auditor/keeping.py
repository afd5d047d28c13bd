"""A run kept in the store as it goes, so that one that was killed goes on where it stopped."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from auditor.cache import rules_digest
from auditor.finding import Failure
from auditor.reporting.summary import Summary
from auditor.run import Input, Outcome, Plan, key_of
from auditor.store import StoreError, begin_run, finish_run, open_store
from auditor.store.connection import told
from auditor.store.progress import done, forget, keep, unfinished_run


class Kept(Protocol):
    """What a run does with its outcomes beside writing them."""

    def without_known(self, inputs: Iterable[Input]) -> Iterable[Input]:
        """Put in the place of an input that was audited before what it came to."""

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Keep each outcome as it passes by."""


class NothingKept:
    """A run that is not kept."""

    def without_known(self, inputs: Iterable[Input]) -> Iterable[Input]:
        """Return the inputs as they are."""
        return inputs

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass the outcomes on."""
        yield from outcomes


class KeptRun:
    """One run of a store: what is done, and what comes to be."""

    def __init__(self, store: sqlite3.Connection, run: int) -> None:
        self._store = store
        self._run = run

    def without_known(self, inputs: Iterable[Input]) -> Iterator[Input]:
        """Put in the place of an input that was audited before what it came to."""
        for given in inputs:
            known = None if isinstance(given, Failure | Outcome) else self._known(key_of(given))
            yield given if known is None else known

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Keep each outcome as it passes by: its document and that it is done, or neither."""
        for outcome in outcomes:
            if outcome.kept is not None:
                keep(self._store, self._run, outcome.kept, outcome.key, _written(outcome))
            yield outcome

    def _known(self, key: bytes) -> Outcome | None:
        written = done(self._store, self._run, key)
        return None if written is None else _read(written)


@contextmanager
def kept_run(path: Path, plan: Plan, *, is_resumed: bool) -> Iterator[KeptRun]:
    """Begin a run in the store, or go on with the last one if it was of the same plan and killed.

    Raises:
        StoreError: the store cannot be used, or the disk is full; what was kept stays.
    """
    digest = plan_digest(plan)
    with closing(open_store(path)) as store:
        try:
            run = unfinished_run(store, digest) if is_resumed else None
            if run is None:
                run = begin_run(store, plan.rule_set().versions, digest)
            yield KeptRun(store, run)
            finish_run(store, run)
            forget(store, run)
        except sqlite3.Error as error:
            raise StoreError(told(path, error)) from error


def plan_digest(plan: Plan) -> str:
    """Return a digest of all that an answer depends on but the document."""
    named = (*plan.options, *(("model", path) for path in plan.models))
    return rules_digest(named, (repr(plan),))


def _written(outcome: Outcome) -> str:
    summary = None if outcome.summary is None else asdict(outcome.summary)
    failures = [[each.stage, each.subject, each.message] for each in outcome.failures]
    return json.dumps([summary, failures, outcome.signature.hex()])


def _read(written: str) -> Outcome:
    summary, failures, signature = json.loads(written)
    if summary is not None:
        for name, value in summary.items():
            if isinstance(value, list):
                summary[name] = tuple(tuple(each) for each in value)
        summary = Summary(**summary)
    told = tuple(Failure(*each) for each in failures)
    return Outcome(told, summary, signature=bytes.fromhex(signature))
