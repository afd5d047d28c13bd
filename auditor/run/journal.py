"""A run kept in the store as it goes, so that one that was killed goes on where it stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Protocol

from auditor.finding import Failure
from auditor.run.outcome import Outcome, of_progress
from auditor.run.plan import Input, Plan, key_of
from auditor.run.rules_digest import rules_digest
from auditor.store import FILE_NAME, StoreError, begin_run, finish_run, open_store
from auditor.store.connection import error_message
from auditor.store.progress import Done, done, forget, keep, unfinished_run

MAX_WAITING = 32
"""Documents that are put in the store together: each transaction has its price."""
WAIT_SECONDS = 1.0
"""None waits longer for others, if any come at all."""


class Journal(Protocol):
    """What a run does with its outcomes beside writing them."""

    def without_known(self, inputs: Iterable[Input]) -> Iterable[Input]:
        """Put in the place of an input that was audited before what it came to."""

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Keep each outcome as it passes by."""


class NoJournal:
    """A run that is not kept."""

    def without_known(self, inputs: Iterable[Input]) -> Iterable[Input]:
        """Return the inputs as they are."""
        return inputs

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass the outcomes on."""
        yield from outcomes


class RunJournal:
    """One run of a store: what is done, and what comes to be.

    Args:
        store: an open one.
        run: its number there.
        is_new: whether nothing of it can be done yet.
    """

    def __init__(self, store: sqlite3.Connection, run: int, *, is_new: bool) -> None:
        self._store = store
        self.run = run
        self._is_new = is_new
        self._batch: list[Done] = []
        self._kept_at = monotonic()

    def without_known(self, inputs: Iterable[Input]) -> Iterable[Input]:
        """Put in the place of an input that was audited before what it came to."""
        return inputs if self._is_new else self._with_known(inputs)

    def _with_known(self, inputs: Iterable[Input]) -> Iterator[Input]:
        for given in inputs:
            known = None if isinstance(given, Failure | Outcome) else self._known(key_of(given))
            yield given if known is None else known

    def keep(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Keep each outcome that passes by: its document and that it is done, or neither."""
        for outcome in outcomes:
            if outcome.kept is not None:
                self._batch.append(Done(outcome.kept, outcome.key, outcome.progress))
                if len(self._batch) == MAX_WAITING or monotonic() > self._kept_at + WAIT_SECONDS:
                    self.flush()
            yield outcome

    def flush(self) -> None:
        """Put in the store what waits for it; comes last however a run ends but by SIGKILL."""
        batch, self._batch = self._batch, []
        if batch:
            keep(self._store, self.run, batch)
        self._kept_at = monotonic()

    def _known(self, key: bytes) -> Outcome | None:
        written = done(self._store, self.run, key)
        return None if written is None else of_progress(written)


@contextmanager
def open_journal(path: Path, plan: Plan, *, is_resumed: bool) -> Iterator[RunJournal]:
    """Begin a run in the store, or go on with the last one if it was of the same plan and killed.

    Raises:
        StoreError: the store cannot be used, or the disk is full; what was kept stays.
    """
    digest = plan_digest(plan)
    with closing(open_store(path)) as store:
        try:
            run = unfinished_run(store, digest) if is_resumed else None
            is_new = run is None
            if run is None:
                run = begin_run(store, plan.rule_set().versions, digest)
            journal = RunJournal(store, run, is_new=is_new)
            try:
                yield journal
            finally:
                journal.flush()
            finish_run(store, run)
            forget(store, run)
        except sqlite3.Error as error:
            raise StoreError(error_message(path, error)) from error


def journal_of(folder: Path, plan: Plan, *, is_resumed: bool) -> AbstractContextManager[Journal]:
    """Return the journal in a folder's store, or one that keeps nothing where none is wanted."""
    if not plan.is_kept:
        return nullcontext(NoJournal())
    return open_journal(folder / FILE_NAME, plan, is_resumed=is_resumed)


def plan_digest(plan: Plan) -> str:
    """Return a digest of all that an answer depends on but the document."""
    named = (*plan.options, *(("model", path) for path in plan.models))
    return rules_digest(named, (repr(replace(plan, folder=None)),))
