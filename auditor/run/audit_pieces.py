"""From pieces of input to audits: what a run and a check have in common."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.document import Document
from auditor.engine.audit_documents import audit_together
from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Failure
from auditor.reading import Piece, ReadingOptions, parse_piece
from auditor.run.worker import Lost


def audit_pieces(
    pieces: Sequence[Piece], reading: ReadingOptions, rules: RuleSet
) -> list[list[Audit | Failure]]:
    """Audit the documents of some pieces together.

    Returns:
        For each piece, in order, the audits of its documents and what could not be read of it.
    """
    parsed = [list(parse_piece(piece, reading)) for piece in pieces]
    documents = [each for found in parsed for each in found if isinstance(each, Document)]
    audits = iter(audit_together(documents, rules))
    return [
        [each if isinstance(each, Failure) else next(audits) for each in found] for found in parsed
    ]


def failure_of_lost(piece: Piece, lost: Lost) -> Failure:
    """Return the failure of a piece whose worker died, hung or ran out of memory."""
    return Failure("engine", piece.where, f"not audited: {lost.reason}; the rest went on")
