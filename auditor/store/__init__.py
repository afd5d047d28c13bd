"""One SQLite file per output folder: runs, documents, findings and reviewers' verdicts."""

from auditor.store.connection import FILE_NAME, StoreError, open_store
from auditor.store.runs import (
    DocumentRow,
    RunRow,
    add_document,
    begin_run,
    document_in,
    documents_in,
    finish_run,
    last_run,
    record_in,
    runs,
)

__all__ = [
    "FILE_NAME",
    "DocumentRow",
    "RunRow",
    "StoreError",
    "add_document",
    "begin_run",
    "document_in",
    "documents_in",
    "finish_run",
    "last_run",
    "open_store",
    "record_in",
    "runs",
]
