"""Reports that show what reviewers said, to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from auditor.reporting.documents.html import render_record as render_html
from auditor.reporting.documents.markdown import render_record as render_markdown
from auditor.reporting.names import report_name
from auditor.store import FILE_NAME, last_run, open_store, record_in
from auditor.store.reviewed import judged_documents, reviewed_in
from auditor.writing import write_whole

FORMS: dict[str, tuple[str, Callable[..., str]]] = {
    "html": (".html", render_html),
    "markdown": (".md", render_markdown),
}


def write_reviewed(folder: Path, formats: Sequence[str]) -> None:
    """Write the reports of the folder's last run anew where somebody judged the document.

    Verdicts are found again by the text around a finding, so those of earlier runs are among them.
    """
    chosen = [FORMS[name] for name in formats if name in FORMS]
    with closing(open_store(folder / FILE_NAME)) as store:
        for document in judged_documents(store, last_run(store)):
            record, reviewed = record_in(store, document.id), reviewed_in(store, document)
            if not (reviewed.whole or reviewed.findings):
                continue
            for suffix, render in chosen:
                path = folder / f"{report_name(document.name)}{suffix}"
                write_whole(path, render(record, reviewed=reviewed))
