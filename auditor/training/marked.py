"""Documents whose faults a person has marked, and how audits compare with those marks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.document import Document, Span
from auditor.engine.audit_documents import audit_document
from auditor.engine.registry import RuleSet
from auditor.errors import UsageError
from auditor.finding import Audit, Finding
from auditor.reading import ReadingOptions, read_paths
from auditor.views import words

MANIFEST = "manifest.jsonl"
SEED_MARKS, SEED_CLEAN = "expected.jsonl", "clean.jsonl"


class Mark(NamedTuple):
    """One fault that must be found."""

    dimension: Dimension
    kind: str
    spans: tuple[Span, ...]
    """The place, and the places it relates to; empty when something is missing from the whole."""
    suggestion: str | None = None


@dataclass(frozen=True)
class MarkedDocument:
    """A document with its faults marked."""

    document: Document
    marks: tuple[Mark, ...]
    clean: frozenset[Dimension]
    """Dimensions in which nothing may be found."""
    faulty: frozenset[Dimension]
    kind: str = ""
    language: str = ""


@dataclass(frozen=True)
class Comparison:
    """One marked document beside its audit."""

    marked: MarkedDocument
    audit: Audit
    matches: tuple[tuple[Mark, tuple[Finding, ...]], ...]
    """Each mark with the findings that overlap it, in its dimension."""

    @property
    def false_alarms(self) -> tuple[Finding, ...]:
        """The findings in dimensions where there is nothing to find."""
        return tuple(
            finding for finding in self.audit.findings if finding.dimension in self.marked.clean
        )

    @property
    def right_findings(self) -> frozenset[Finding]:
        """The findings that meet a mark."""
        return frozenset(finding for _, findings in self.matches for finding in findings)

    @property
    def words(self) -> int:
        """The document's length in words."""
        return len(words(self.audit.document))


def read_marked(folder: Path) -> list[MarkedDocument]:
    """Read a folder of documents with their marks, in either of two forms.

    ``manifest.jsonl`` has a line per document (see ``corpus/README.md``); ``expected.jsonl`` has a
    line per fault (``doc``, ``dimension``, ``kind``, ``quote``, ``suggestion``) and goes with
    ``clean.jsonl`` (``doc``, ``dimension``).

    Raises:
        UsageError: the folder has neither.
    """
    if (folder / MANIFEST).is_file():
        return list(_read_manifest(folder))
    if (folder / SEED_MARKS).is_file():
        return list(_read_seeds(folder))
    raise UsageError(f"{folder}: neither {MANIFEST} nor {SEED_MARKS} is there to compare with")


def digest_of(folder: Path) -> str:
    """Return a SHA-256 over the names and bytes of the folder's files."""
    return digest_of_files(
        path for path in folder.iterdir() if path.is_file() and path.name != "floors.json"
    )


def digest_of_files(paths: Iterable[Path]) -> str:
    """Return a SHA-256 over the names and bytes of files; a folder stands for those in it."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        for each in sorted(path.iterdir()) if path.is_dir() else [path]:
            digest.update(each.name.encode() + b"\0" + each.read_bytes() + b"\0")
    return digest.hexdigest()


def _read_manifest(folder: Path) -> Iterator[MarkedDocument]:
    rows = _rows(folder / MANIFEST)
    documents = _documents(folder, {row["document"].split("#")[0] for row in rows})
    for row in rows:
        document = documents[row["document"].split("#")[-1]]
        marks = (_mark(document, fault) for fault in row["spans"])
        yield MarkedDocument(
            document,
            tuple(mark for mark in marks if mark is not None),
            clean=frozenset(each for each in DIMENSIONS if row["labels"][each] == "clean"),
            faulty=frozenset(each for each in DIMENSIONS if row["labels"][each] == "faulty"),
            kind=row["kind"],
            language=row["language"],
        )


def _read_seeds(folder: Path) -> Iterator[MarkedDocument]:
    expected, clean = _rows(folder / SEED_MARKS), _rows(folder / SEED_CLEAN)
    for path in sorted(folder.glob("*.txt")):
        document = Document(path.name, path.read_text("utf-8"))
        faults = [fault for fault in expected if fault["doc"] == path.name]
        marks = (_mark(document, fault) for fault in faults)
        yield MarkedDocument(
            document,
            tuple(mark for mark in marks if mark is not None),
            clean=frozenset(row["dimension"] for row in clean if row["doc"] == path.name),
            faulty=frozenset(fault["dimension"] for fault in faults),
        )


def _rows(path: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _documents(folder: Path, names: Iterable[str]) -> dict[str, Document]:
    paths = [str(folder / name) for name in sorted(names)]
    read = read_paths(paths, ReadingOptions())
    return {each.id: each for each in read if isinstance(each, Document)}


def _mark(document: Document, fault: Mapping[str, Any]) -> Mark | None:
    """Return the mark, or ``None`` where the reader dropped the text that it marks."""
    dimension = cast(Dimension, fault["dimension"])
    if fault["quote"] is None:
        return Mark(dimension, fault["kind"], (), fault.get("suggestion"))
    found = _place(document, fault)
    if found is None:
        return None
    related = (_place(document, other) for other in fault.get("related", ()))
    spans = (found, *(each for each in related if each is not None))
    return Mark(dimension, fault["kind"], spans, fault.get("suggestion"))


def _place(document: Document, fault: Mapping[str, Any]) -> Span | None:
    start = -1
    for _ in range(fault.get("occurrence", 1)):
        start = document.text.find(fault["quote"], start + 1)
    return None if start < 0 else Span(start, start + len(fault["quote"]))


def compare(marked: MarkedDocument, rules: RuleSet) -> Comparison:
    """Audit the document and hold the findings against its marks."""
    audit = audit_document(marked.document, rules)
    matches = tuple((mark, tuple(_matching(mark, audit))) for mark in marked.marks)
    return Comparison(marked, audit, matches)


def _matching(mark: Mark, audit: Audit) -> Iterator[Finding]:
    """Yield the findings that meet the mark: overlapping, or naming what is missing."""
    for finding in audit.findings:
        if finding.dimension != mark.dimension:
            continue
        if mark.spans:
            places = [span for span in (finding.span, *finding.related) if span is not None]
            if any(mark.spans[0].overlaps(place) for place in places):
                yield finding
        elif finding.span is None and _names(finding, mark.kind):
            yield finding


def _names(finding: Finding, kind: str) -> bool:
    missing = kind.removeprefix("missing-")
    return missing in f"{finding.rule} {finding.message}".lower()
