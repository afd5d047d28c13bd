"""What the desk was given to audit: kept on disk, audited one after another, told of meanwhile."""

from __future__ import annotations

import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from auditor.errors import AuditorError
from auditor.finding import Failure
from auditor.reading import read_pieces
from auditor.reading.meter import Meter
from auditor.reporting.escaping import single_line
from auditor.run.audit_inputs import Auditing
from auditor.run.journal import RunJournal, open_journal
from auditor.run.plan import Plan
from auditor.store import StoreError, documents_in, open_store
from auditor.store.connection import error_message
from auditor.store.runs import drop_run

MAX_FAILURES = 50
"""Told on the page; a folder of thousands of pictures has more."""
MAX_NAME_LENGTH = 160
MAX_PARTS = 8
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_WORD = re.compile(r"\w+")


@dataclass
class Job:
    """Something to audit, and how far it is."""

    id: str = field(default_factory=lambda: uuid4().hex)
    state: Literal["waiting", "running", "done", "failed"] = "waiting"
    total: int = 0
    """Files that were given; a table holds more documents than one."""
    done: int = 0
    documents: int = 0
    run: int | None = None
    document: int | None = None
    """The row of the only document, where there is one."""
    failures: list[Failure] = field(default_factory=list)
    error: str = ""

    def as_record(self) -> dict[str, Any]:
        """Return what the page is told."""
        told = [{"subject": each.subject, "message": each.message} for each in self.failures]
        names = ("id", "state", "total", "done", "documents", "run", "document", "error")
        return {**{name: getattr(self, name) for name in names}, "failures": told}


class Jobs:
    """Audits what the desk is given into the store, one job at a time.

    Args:
        store: the store's file; it is made at the first job.
        plan: what to audit with.
        workers: processes.
    """

    def __init__(self, store: Path, plan: Plan, workers: int) -> None:
        self._store, self._workers = store, workers
        self._plan = replace(plan, formats=(), is_kept=True)
        self._thread = ThreadPoolExecutor(1, "desk")
        self._auditing: Auditing | None = None
        self._jobs: dict[str, Job] = {}
        self._is_stopping = False
        self.inbox = store.parent / "inbox" / uuid4().hex[:8]
        """Where files lie until they are audited; every desk has its own."""

    def job(self, name: str) -> Job | None:
        """Return the job of that name."""
        return self._jobs.get(name)

    def begin(self, source: Path | str) -> Job:
        """Audit a folder of the inbox, or an address."""
        files = source.rglob("*") if isinstance(source, Path) else ()
        job = Job(total=sum(each.is_file() for each in files) or 1)
        self._jobs[job.id] = job
        self._thread.submit(self._do, job, source)
        return job

    def close(self) -> None:
        """Begin nothing more, end the job at work after its document, and dismiss the workers."""
        self._is_stopping = True
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._auditing is not None:
            self._auditing.close()
        shutil.rmtree(self.inbox, ignore_errors=True)
        with suppress(OSError):
            self.inbox.parent.rmdir()  # if no other desk has files in it

    def _do(self, job: Job, source: Path | str) -> None:
        job.state = "running"
        try:
            with open_journal(self._store, self._plan, is_resumed=False) as journal:
                job.run = journal.run
                self._audit(job, journal, str(source))
            self._settle(job)
            job.state = "done"
        except sqlite3.Error as error:
            self._fail(job, error_message(self._store, error))
        except (AuditorError, OSError) as error:
            self._fail(job, str(error))
        except Exception as error:  # whatever it was, the page must not wait for ever
            self._fail(job, f"a defect of ours: {type(error).__name__}: {error}")
        finally:
            if isinstance(source, Path):
                shutil.rmtree(source, ignore_errors=True)

    @staticmethod
    def _fail(job: Job, reason: str) -> None:
        job.error, job.state = single_line(reason), "failed"

    def _audit(self, job: Job, journal: RunJournal, path: str) -> None:
        if self._auditing is None:
            self._auditing = Auditing(self._plan, self._workers)
        pieces = read_pieces([path], self._plan.reading, Meter(None))
        for outcome in journal.keep(self._auditing.outcomes(pieces)):
            if self._is_stopping:
                raise StoreError("the desk was closed before everything was audited")
            job.done += 1
            job.documents += outcome.summary is not None
            room = MAX_FAILURES - len(job.failures)
            job.failures += map(self._named, outcome.failures[:room])

    def _named(self, failure: Failure) -> Failure:
        """Return a failure with its file as the desk knows it: without the inbox's folders."""
        _, inbox, rest = failure.subject.partition(f"{self.inbox}/")
        subject = (rest.partition("/")[2] or "the files") if inbox else failure.subject
        return replace(failure, subject=single_line(subject), message=single_line(failure.message))

    def _settle(self, job: Job) -> None:
        """Note the only document; forget a run that came to nothing, so that none is the newest."""
        assert job.run is not None
        with closing(open_store(self._store)) as store:
            documents = documents_in(store, job.run)
            if not documents:
                drop_run(store, job.run)
                job.run = None
            elif len(documents) == 1:
                job.document = documents[0].id


def safe_parts(name: str) -> list[str]:
    """Return a file's name as folders and file below the inbox: none leads out of it."""
    parts = [_UNSAFE.sub("-", part).strip(" .") for part in re.split(r"[/\\]", name)]
    kept = [part.encode("utf-8", "replace").decode()[-MAX_NAME_LENGTH:] for part in parts if part]
    return kept[-MAX_PARTS:] or ["document.txt"]


def name_of_text(text: str, digest: str) -> str:
    """Return a file name for a text that was pasted: its first words, and what tells it apart."""
    words = [each for each in _WORD.findall(text[:400].lower()) if each.isascii()][:6]
    return f"{'-'.join(words)[:60] or 'pasted'}-{digest[:8]}.txt"
