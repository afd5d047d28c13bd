"""The one-line way in, for programs and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.document import Document
from auditor.engine.audit_documents import audit_document
from auditor.engine.registry import RuleSet, discover
from auditor.errors import ReadingError, UsageError
from auditor.finding import Audit, Failure

if TYPE_CHECKING:
    from auditor.record.audit_record import Record

Given = str | Path | Document | Mapping[str, Any]


@dataclass(frozen=True)
class ShownAudit(Audit):
    """An audit that programs can take apart and notebooks show."""

    def to_dict(self, *, with_text: bool = True) -> Record:
        """Return the audit's JSON object: the published form, typed."""
        from auditor.record.audit_record import record_of

        return record_of(self, with_text=with_text)

    def _repr_html_(self) -> str:
        from auditor.reporting.notebook import audit_html

        return audit_html(self)


def audit(given: Given, rules: RuleSet | None = None) -> ShownAudit:
    """Audit one text, file, record or document with the installed rules.

    Args:
        given: a ``str`` is the text itself; a ``Path`` a file with one document; a mapping a record
            whose ``text`` may stand beside ``title``, ``byline``, ``published`` and the like.
        rules: those to audit with; all that are installed when not given.

    Raises:
        ReadingError: it cannot be read, or it is empty.
        UsageError: the file holds several documents: use ``audit_paths``.
    """
    made = audit_document(_document(given), rules if rules is not None else installed_rules())
    return ShownAudit(**made.__dict__)


def audit_paths(
    paths: Iterable[str | Path], rules: RuleSet | None = None
) -> Iterator[Audit | Failure]:
    """Audit the documents of files and folders, in order; what cannot be read is a ``Failure``."""
    from auditor.reading import read_paths

    rules = rules if rules is not None else installed_rules()
    for found in read_paths([str(path) for path in paths]):
        yield found if isinstance(found, Failure) else audit_document(found, rules)


@lru_cache(maxsize=1)
def installed_rules() -> RuleSet:
    """Return the rules of every installed pack, loaded once."""
    return discover()


def _document(given: Given) -> Document:
    if isinstance(given, Document):
        return given
    if isinstance(given, str):
        return Document("text", given)
    return _only(_read(given))


def only_document(path: Path) -> Document:
    """Read a file that holds one document.

    Raises:
        ReadingError: it cannot be read, or it is empty.
        UsageError: it holds several documents.
    """
    return _only(_read(path))


def _read(given: Path | Mapping[str, Any]) -> Iterator[Document | Failure]:
    from auditor.reading import ReadingOptions, read_paths
    from auditor.reading.piece import Origin, Piece
    from auditor.reading.records import parse_fields

    if isinstance(given, Path):
        return read_paths([str(given)])
    return parse_fields(
        Piece("jsonl", Origin("record", None), given, id="record"), ReadingOptions()
    )


def _only(found: Iterator[Document | Failure]) -> Document:
    documents = []
    for each in found:
        if isinstance(each, Document):
            documents.append(each)
        elif not documents and not each.is_harmless:
            raise ReadingError(f"{each.subject}: {each.message}")
        if len(documents) > 1:
            raise UsageError("there are several documents in it: use audit_paths")
    if not documents:
        raise ReadingError("there is no document in it")
    return documents[0]
