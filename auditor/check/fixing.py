"""Putting in place what needs no person: safe suggestions, in files that are their text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from auditor.atomic_file import AtomicFile
from auditor.check.apply_settings import apply_baseline
from auditor.check.baseline import Baseline
from auditor.check.check_documents import CheckRequest, PieceChecker, check, pieces_of
from auditor.checked import CheckedDocument, LocatedFinding
from auditor.document import Span
from auditor.finding import Failure
from auditor.reading.encodings import Exact, decode, exact
from auditor.reading.piece import Piece
from auditor.settings import Settings

FIXABLE_FORMATS = frozenset({"text", "markdown"})
"""Their text is the file, so that a place in the one is a place in the other."""
MAX_ROUNDS = 10
"""What is fixed may let a rule see more; beyond this a person should look."""
MAX_CUT = 3
"""Characters that may be taken out of a line that stays; more is a person's to decide."""
_CODE = re.compile(r"[`/\\@=]|://")
_FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~)", re.MULTILINE)


class Edit(NamedTuple):
    """A place in the text, and what is put there."""

    span: Span
    replacement: str
    rule: str


@dataclass(frozen=True)
class Fixed:
    """A file with its safe fixes in place; nothing is written yet."""

    path: str
    before: str
    after: str
    """Both with line feeds, whatever the file has."""
    content: bytes
    """What the file is to hold: its own encoding, mark and line ends."""
    rules: tuple[str, ...]
    """The rule of each fix, in the order in which they were put in place."""


def fixes_of(request: CheckRequest, accepted: Baseline | None = None) -> Iterator[Fixed | Failure]:
    """Yield every file that safe fixes would change, and what could not be read or judged.

    What a baseline accepts stays. Where only changed lines count there is one round, for a fix
    moves the lines below it.
    """
    candidates = set()
    for each in check(request):
        if isinstance(each, Failure):
            yield each
        elif each.record_id is None and _safe(each, accepted):
            candidates.add(each.path)
    checker = PieceChecker(request)
    for found in pieces_of(request) if candidates else ():
        if isinstance(found, Failure):
            continue
        piece, settings = found
        if piece.format in FIXABLE_FORMATS and checker.name_of(piece) in candidates:
            fixed = _fixed(piece, settings, checker, accepted)
            if fixed is not None:
                yield fixed


def write(fixed: Fixed) -> None:
    """Write a file's fixes, at once or not at all; where the path is a link, where it leads.

    Raises:
        OSError: it cannot be written, and stands as it stood.
    """
    path = Path(fixed.path).resolve(strict=True)
    mode = path.stat().st_mode
    unfinished = AtomicFile(path)
    try:
        unfinished.temporary.write_bytes(fixed.content)
        unfinished.finish()
    except BaseException:
        unfinished.abandon()
        raise
    path.chmod(mode)


def _safe(document: CheckedDocument, accepted: Baseline | None) -> list[LocatedFinding]:
    if accepted is not None:
        document = apply_baseline(document, accepted)
    return [each for each in document.counted if each.is_safe and each.place is not None]


def _fixed(
    piece: Piece, settings: Settings, checker: PieceChecker, accepted: Baseline | None
) -> Fixed | None:
    assert isinstance(piece.content, bytes) and piece.origin.path is not None
    before, rules = decode(piece.content).text, []
    rounds = MAX_ROUNDS if checker.request.changes is None else 1
    now = piece
    for _ in range(rounds):
        assert isinstance(now.content, bytes)
        edits = tuple(_edits(now.content, checker.check(now, settings), accepted))
        content = edited(now.content, edits) if edits else None
        if content is None:
            break
        now = replace(now, content=content)
        rules += [each.rule for each in edits]
    if not rules:
        return None
    assert isinstance(now.content, bytes)
    return Fixed(piece.origin.path, before, decode(now.content).text, now.content, tuple(rules))


def _edits(
    content: bytes, checked: Iterable[CheckedDocument | Failure], accepted: Baseline | None
) -> Iterator[Edit]:
    text = decode(content).text
    documents = [each for each in checked if isinstance(each, CheckedDocument)]
    wanted = [
        edit
        for document in documents
        for finding in _safe(document, accepted)
        if (edit := edit_of(finding, text)) is not None
    ]
    end = 0
    for edit in sorted(wanted, key=lambda each: (each.span.start, -each.span.end)):
        if edit.span.start >= end:
            end = edit.span.end
            yield edit


def edit_of(finding: LocatedFinding, text: str) -> Edit | None:
    """Return what mends a safe finding; ``None`` where a person should look after all.

    That is where the text is not what the rule saw, within code or an address, and where more than
    a few characters would go from a line that stays.
    """
    place, suggestion = finding.place, finding.suggestion
    if place is None or suggestion is None or "\n" in suggestion:
        return None
    span = Span(place.start, place.end)
    if not span.of(text) or span.of(text) != place.quote or _is_code(text, span):
        return None
    if suggestion:
        return Edit(span, suggestion, finding.rule)
    lines = _whole_lines(text, span)
    if lines is not None:
        return (
            Edit(lines, "", finding.rule)
            if (text[: lines.start] + text[lines.end :]).strip()
            else None
        )
    return Edit(span, "", finding.rule) if span.end - span.start <= MAX_CUT else None


def _whole_lines(text: str, span: Span) -> Span | None:
    """Widen a place to its lines when it is all there is on them; an empty line goes with them."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    if (text[start : span.start] + text[span.end : end]).strip():
        return None
    is_after_empty = start == 0 or text[:start].endswith("\n\n")
    if is_after_empty and text[end : end + 1] == "\n":
        end += 1
    return Span(start, end)


def _is_code(text: str, span: Span) -> bool:
    start, end = span
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return bool(_CODE.search(text, start, end)) or len(_FENCE.findall(text, 0, span.start)) % 2 == 1


def edited(content: bytes, edits: Iterable[Edit]) -> bytes | None:
    """Return a file's bytes with edits in place; ``None`` where its encoding cannot hold them.

    Args:
        content: of the file.
        edits: in order, none overlapping another; their places count every line end as one.
    """
    file = exact(content)
    if file is None:
        return None
    parts, done = [], 0
    for edit in edits:
        start, end = (_in_file(file, offset) for offset in edit.span)
        parts += [file.text[done:start], edit.replacement]
        done = end
    try:
        return file.mark + "".join((*parts, file.text[done:])).encode(file.encoding)
    except UnicodeEncodeError:
        return None


def _in_file(file: Exact, offset: int) -> int:
    return offset + bisect_left(file.pairs, offset)
