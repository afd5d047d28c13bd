"""Stores with hand-made audits in them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from auditor import Audit
from auditor.record.audit_record import record_of
from auditor.store import add_document, begin_run, finish_run, open_store
from auditor.store.verdicts import Verdict, verdicts


def keep(path: Path, *audits: Audit) -> int:
    """Keep the audits as one run; return its number."""
    with closing(open_store(path)) as store:
        run = begin_run(store, {"auditor": "0.1.0"})
        for audit in audits:
            add_document(store, run, record_of(audit))
        finish_run(store, run)
    return run


def verdicts_at(path: Path) -> list[Verdict]:
    """What the store at ``path`` holds of verdicts; it is closed again."""
    with closing(open_store(path)) as store:
        return verdicts(store)
