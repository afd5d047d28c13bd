"""A user's own labelled documents: read, and made fit to be split."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from auditor.dimensions import Dimension
from auditor.document import Document
from auditor.errors import UsageError
from auditor.export.verdicts import export
from auditor.reading.metadata import metadata_of_fields
from auditor.run.near_duplicates import NearDuplicates, signature
from auditor.store import last_run, open_store

SQLITE = b"SQLite format 3\x00"
EXAMPLE = '{"text": "…", "labels": {"boilerplate": true}}'


class Labelled(NamedTuple):
    """A document with a person's word on one dimension."""

    document: Document
    label: int
    """1 where the fault is there, else 0."""
    group: str
    """What it comes from: documents of one group are never on both sides of a split."""


class Cleaned(NamedTuple):
    """Labelled documents of which each text comes once, and what was done to get there."""

    kept: tuple[Labelled, ...]
    duplicates: int
    """Texts that came again with the same label: left out."""
    contradictory: int
    """Texts that were labelled both ways: left out altogether."""
    near: int | None
    """Documents that nearly repeat one of another group: their groups were joined. ``None`` where
    the library that finds them is not installed."""


def read_labelled(path: Path, dimension: Dimension) -> list[Labelled]:
    """Read JSON lines ``{"text", "labels": {dimension: true|false}, "group"}``, or a store's.

    Rows that say nothing of the dimension are passed over; without a ``group``, each document is
    its own. Fields such as ``title``, ``author`` and ``date`` are read as in any record. Of a store
    (``audit.sqlite``) the reviewers' verdicts on the newest run's documents are taken.

    Raises:
        UsageError: a line is not such an object, or no row labels the dimension.
    """
    found = []
    others: set[str] = set()
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        row = _parsed(line, f"{path}:{number}")
        others.update(row["labels"])
        if dimension in row["labels"]:
            name = str(row.get("id", number))
            document = Document(name, row["text"], metadata_of_fields(row, "field"))
            label = _label(row["labels"][dimension], f"{path}:{number}")
            found.append(Labelled(document, label, str(row.get("group", name))))
    if not found:
        there = f" (labelled are: {', '.join(sorted(others))})" if others else ""
        raise UsageError(f"{path}: no row labels {dimension!r}{there}")
    return found


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    if content.startswith(SQLITE):
        with closing(open_store(path, must_exist=True)) as store:
            return export(store, last_run(store), "training").splitlines()
    try:
        return content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}: neither JSON lines in UTF-8 nor a store of runs; a line is {EXAMPLE}"
        ) from error


def _parsed(line: str, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON: {error}") from error
    is_fit = isinstance(row, dict) and isinstance(row.get("text"), str)
    if not is_fit or not isinstance(row.get("labels"), dict):
        raise UsageError(
            f"{where}: expected an object with a text and its labels, such as {EXAMPLE}"
        )
    return dict(row)


def _label(value: Any, where: str) -> int:
    # "no" and "false" are true to Python: what is not plainly a label is refused.
    if value not in (0, 1) or isinstance(value, float):
        raise UsageError(f"{where}: a label is true (the fault is there) or false, not {value!r}")
    return int(value)


def cleaned(labelled: Sequence[Labelled]) -> Cleaned:
    """Leave out what comes twice, and join the groups of documents that nearly repeat each other.

    Case and white space make no difference to whether two texts are the same.
    """
    labels: dict[str, set[int]] = {}
    for each in labelled:
        labels.setdefault(_key(each), set()).add(each.label)
    disputed = {key for key, found in labels.items() if len(found) > 1}
    unique = {_key(each): each for each in reversed(labelled) if _key(each) not in disputed}
    kept = tuple(reversed(unique.values()))
    contradictory = sum(_key(each) in disputed for each in labelled)
    duplicates = len(labelled) - contradictory - len(kept)
    joined = _joined(kept)
    if joined is None:
        return Cleaned(kept, duplicates, contradictory, None)
    moved = sum(a.group != b.group for a, b in zip(joined, kept, strict=True))
    return Cleaned(joined, duplicates, contradictory, moved)


def _key(labelled: Labelled) -> str:
    return " ".join(labelled.document.text.casefold().split())


def _joined(labelled: Sequence[Labelled]) -> tuple[Labelled, ...] | None:
    found = NearDuplicates()
    try:
        for number, each in enumerate(labelled):
            found.add(str(number), signature(each.document))
    except UsageError:
        return None
    leaders: dict[str, str] = {}
    for members in found.groups():
        groups = [_leader(leaders, labelled[int(number)].group) for number in members]
        leaders.update(dict.fromkeys(groups[1:], groups[0]) if groups else {})
        leaders.pop(groups[0], None)
    return tuple(each._replace(group=_leader(leaders, each.group)) for each in labelled)


def _leader(leaders: Mapping[str, str], group: str) -> str:
    while group in leaders:
        group = leaders[group]
    return group
