"""The labelled lines that the line model is trained and measured on; never read by an audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from auditor import Document
from auditor.training.records import read_records

FILES = {
    "extractor": "boilerplate/extractor.dev.jsonl.gz",
    "mild": "boilerplate/mild.dev.news.jsonl.gz",
    "turku": "boilerplate/turku.dev.jsonl.gz",
    "naive": "boilerplate/naive.dev.wcxb-news.jsonl.gz",
}
FOLDS = 5
LABELS = {"content": 0, "boilerplate": 1}
UNSCORED = -1


@dataclass(frozen=True)
class LabelledDocument:
    """A document whose lines people or gold texts have labelled."""

    document: Document
    labels: tuple[int, ...]
    """For each line of ``auditor.lines``: 1 residue, 0 content, -1 not scored."""
    group: str
    """Its site, or the document itself where the site is not known."""

    @property
    def fold(self) -> int:
        """The fold of its group: the same in every file, so that no site is on both sides."""
        return crc32(self.group.encode()) % FOLDS


def read_labelled(data: Path, name: str) -> Iterator[LabelledDocument]:
    """Yield the documents of one of ``FILES``."""
    yield from map(labelled_document, read_records(data / FILES[name]))


def labelled_document(row: dict[str, object]) -> LabelledDocument:
    """Build one from a record; its lines are joined by line breaks."""
    lines = [line for line in row["lines"] if line["text"].strip()]  # type: ignore[attr-defined]
    text = "\n".join(" ".join(line["text"].splitlines()) for line in lines)
    return LabelledDocument(
        Document(str(row["id"]), text),
        tuple(LABELS.get(line["label"], UNSCORED) for line in lines),
        str(row.get("domain") or row["id"]),
    )
