"""The same quantity in several documents of a run."""

from __future__ import annotations

from auditor.document import Document
from auditor.finding import Audit
from auditor.reporting.cross_document_quantities import Entry, Row, rows
from auditor_rules.contradiction.frames import ANNOTATOR


def audited(name: str, text: str) -> Audit:
    document = Document(name, text)
    return Audit(document, annotations={"quantities": ANNOTATOR.annotate(document)})


def test_documents_that_differ_stand_side_by_side_with_their_sources() -> None:
    first = audited("a", "About 10,000 river boats sank.")
    second = audited("b", "According to the Harbour Board, 15,000 river boats sank.")

    assert rows([second, first]) == (
        Row(
            "river boat",
            (
                Entry("a", "about 10,000", 10_000.0, ""),
                Entry("b", "15,000", 15_000.0, "harbour board"),
            ),
        ),
    )


def test_documents_that_agree_and_one_document_alone_give_no_row() -> None:
    alike = [audited(name, "There were 10,000 river boats.") for name in "ab"]
    alone = audited("a", "There were 10,000 river boats and 300 river boats.")

    assert rows(alike) == ()
    assert rows([alone]) == ()
