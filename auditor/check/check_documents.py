"""A check: pieces of input through the cache or the engine, then under the settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePath

from auditor.check.apply_settings import apply_settings
from auditor.check.cache import Cache
from auditor.check.changed import ChangedLines, Changes
from auditor.check.entries import Entry, entries_of, failure_entry
from auditor.check.ignore_comments import FORMATS_WITH_COMMENTS, Ignore, Malformed, ignores_in
from auditor.checked import CheckedDocument
from auditor.dimensions import DIMENSIONS
from auditor.engine.audit_documents import BATCH_SIZE
from auditor.engine.registry import RuleSet
from auditor.finding import Failure
from auditor.reading import ReadingOptions, read_pieces
from auditor.reading.archives import MARK
from auditor.reading.encodings import decode
from auditor.reading.piece import Piece
from auditor.record.audit_record import FailureRecord
from auditor.run.audit_pieces import failure_of_lost
from auditor.run.plan import Plan, plan_of, refuse_unknown_rules
from auditor.run.rules_digest import rules_digest
from auditor.run.worker import Lost
from auditor.run.worker_pool import Known, results_in_order
from auditor.settings import Settings, SettingsFinder

_MARK = b"audit:"


@dataclass(frozen=True)
class CheckRequest:
    """What to check and how."""

    paths: tuple[str, ...]
    settings: SettingsFinder
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    select: tuple[str, ...] = ()
    """From the command line; they go before the settings'."""
    ignore: tuple[str, ...] = ()
    changes: Changes | None = None
    """What is looked at of what the paths give: files that differ, and of those the lines that do;
    all when ``None``."""
    cache: Path | None = None
    jobs: int = 0
    """Worker processes; with 0 this process does it all."""


_Question = tuple[Piece, Plan]


@dataclass(eq=False)
class _Slot:
    """A piece in its place in the order, and the answer to it where it is remembered."""

    piece: Piece
    settings: Settings
    plan: Plan
    key: str | None = None
    known: Known[list[Entry]] | None = None


def check(request: CheckRequest) -> Iterator[CheckedDocument | Failure]:
    """Yield every document under its settings, and what could not be read or judged, in order.

    A bounded number of inputs and answers are held, wherever the answers come from.

    Raises:
        UsageError: settings name a rule that is not there; or a pack's option is wrong.
    """
    answers = _Answers(request)
    places: deque[_Slot | Failure] = deque()
    for entries in _answered(_questions(request, answers, places), request):
        place = places.popleft()
        if isinstance(place, Failure):
            yield place
            continue
        if isinstance(entries, Lost):
            failure = failure_of_lost(place.piece, entries)
            entries = [failure_entry(failure)]  # noqa: PLW2901
        if place.known is None:
            answers.remember(place, entries)
        yield from _checked_documents(place, entries, request.changes)


def _questions(
    request: CheckRequest, answers: _Answers, places: deque[_Slot | Failure]
) -> Iterator[_Question | Known[list[Entry]]]:
    """Put every input in its place in ``places``; yield what must be audited for it, if anything.

    What takes a place is held until its turn, so the questions must be taken only as far ahead as
    there is room for.
    """
    for found in pieces_of(request):
        if isinstance(found, Failure):
            places.append(found)
            yield Known([], 0)
            continue
        slot = answers.begin(*found)
        places.append(slot)
        yield slot.known or (slot.piece, slot.plan)


def _answered(
    questions: Iterator[_Question | Known[list[Entry]]], request: CheckRequest
) -> Iterator[list[Entry] | Lost]:
    if request.jobs > 0:
        setup = partial(_answering, request.reading)
        yield from results_in_order(setup, questions, request.jobs, BATCH_SIZE)
        return
    for question in questions:  # one by one, so that each is told of as it passes by
        yield (
            question.result
            if isinstance(question, Known)
            else answer([question], request.reading)[0]
        )


def pieces_of(request: CheckRequest) -> Iterator[tuple[Piece, Settings] | Failure]:
    """Yield what is to be checked, each with its settings, and what could not be read."""
    was_read = False
    for found in read_pieces(request.paths, request.reading):
        if isinstance(found, Failure):
            is_wanted = not _is_passed_over(found.subject, request)
            was_read = was_read or not is_wanted or not found.is_harmless
            if is_wanted:
                yield found
            continue
        was_read = True
        path = found.origin.path
        settings = request.settings.at(found.origin.id if path is None else path)
        if path is None or not (_is_unchanged(path, request) or settings.excludes(path)):
            yield found, settings
    if not was_read:  # a gate that looked at nothing has not passed
        yield Failure("reading", ", ".join(request.paths), "nothing was read: no document in it")


def _is_passed_over(path: str, request: CheckRequest) -> bool:
    """Tell whether a file that could not be read was not wanted anyway."""
    if not Path(path).is_file():
        return False
    return _is_unchanged(path, request) or request.settings.at(path).excludes(path)


def _is_unchanged(path: str, request: CheckRequest) -> bool:
    if request.changes is None:
        return False
    # Of a file in an archive the archive counts.
    archive = path.partition(f"{MARK}/")[0]
    return not (request.changes.names(path) or request.changes.names(archive))


class _Answers:
    """What is remembered of earlier checks."""

    def __init__(self, request: CheckRequest) -> None:
        self._request = request
        self._caches: dict[Plan, Cache] = {}
        self._known: list[tuple[Settings, Plan]] = []

    def begin(self, piece: Piece, settings: Settings) -> _Slot:
        """Return the piece's slot, with its answer where it is remembered."""
        slot = _Slot(piece, settings, self._plan(settings))
        cache = self._cache(slot.plan)
        if cache is not None:
            slot.key = cache.key(piece, self._request.reading)
            slot.known = cache.get(slot.key)
        return slot

    def remember(self, slot: _Slot, entries: list[Entry]) -> None:
        """Keep a new answer."""
        cache = self._cache(slot.plan)
        if cache is not None and slot.key and entries and not _has_failed(entries):
            cache.put(slot.key, entries)

    def _plan(self, settings: Settings) -> Plan:
        for known, plan in self._known:
            if known is settings:
                return plan
        refuse_unknown_rules(settings)
        plan = plan_of(settings, self._request.select, self._request.ignore)
        self._known.append((settings, plan))
        return plan

    def _cache(self, plan: Plan) -> Cache | None:
        if self._request.cache is None:
            return None
        if plan not in self._caches:
            chosen = (f"+{name}" for name in plan.select)
            left_out = (f"-{name}" for name in plan.ignore)
            named = (*plan.options, *(("model", path) for path in plan.models))
            digest = rules_digest(named, (*chosen, *left_out))
            self._caches[plan] = Cache(self._request.cache, digest)
        return self._caches[plan]


class PieceChecker:
    """Checks piece after piece in this process, for whoever changes them meanwhile."""

    def __init__(self, request: CheckRequest) -> None:
        self.request = request
        self._answers = _Answers(request)

    def check(self, piece: Piece, settings: Settings) -> Iterator[CheckedDocument | Failure]:
        """Yield a piece's documents, and what could not be read or judged of them."""
        slot = self._answers.begin(piece, settings)
        if slot.known is None:
            entries = answer([(slot.piece, slot.plan)], self.request.reading)[0]
            self._answers.remember(slot, entries)
        else:
            entries = slot.known.result
        return _checked_documents(slot, entries, self.request.changes)

    @staticmethod
    def name_of(piece: Piece) -> str:
        """Return the path that a piece's documents are called by."""
        return str(PurePath(piece.origin.name))  # "./a" and "a" are one file


def _has_failed(entries: Iterable[Entry]) -> bool:
    """What crashed or was lost may go well next time: only whole answers are remembered."""
    stages = {failure["stage"] for entry in entries for failure in _failures_in(entry)}
    return bool(stages - {"reading", "skipped"})


def _failures_in(entry: Entry) -> list[FailureRecord]:
    found = [] if entry["record"] is None else list(entry["record"]["failures"])
    return found if entry["failure"] is None else [*found, entry["failure"]]


def _answering(reading: ReadingOptions) -> Callable[[Sequence[_Question]], list[list[Entry]]]:
    """Return the function that a worker answers with."""
    return partial(answer, reading=reading)


def answer(questions: Sequence[_Question], reading: ReadingOptions) -> list[list[Entry]]:
    """Audit pieces, those of one plan together; runs in any process."""
    answers: list[list[Entry]] = []
    for plan, asked in groupby(questions, key=itemgetter(1)):
        answers += entries_of([piece for piece, _ in asked], reading, plan.rule_set())
    return answers


def _checked_documents(
    slot: _Slot, entries: list[Entry], changes: Changes | None
) -> Iterator[CheckedDocument | Failure]:
    piece, rules = slot.piece, slot.plan.rule_set()
    comments = _comments(piece, rules)
    path = PieceChecker.name_of(piece)
    changed = _changed_lines(piece, changes)
    for entry in entries:
        yield from (Failure(**failure) for failure in _failures_in(entry))
        if entry["record"] is not None:
            name = entry["record"]["document"]["id"] if _is_record(piece, entries) else None
            yield apply_settings(
                entry, (path, name), slot.settings, comments, rules, changed=changed
            )


def _changed_lines(piece: Piece, changes: Changes | None) -> ChangedLines | None:
    """Return the lines that count; ``None`` when all do."""
    if changes is None or piece.origin.path is None:
        return None
    lines = changes.lines_of(piece.origin.path)
    if lines is not None and piece.number and lines.touch(piece.line, piece.line):
        return None  # a record stands on its line, which is new
    return lines


def _is_record(piece: Piece, entries: Sequence[Entry]) -> bool:
    return piece.number > 0 or len(entries) > 1


def _comments(piece: Piece, rules: RuleSet) -> tuple[Ignore | Malformed, ...]:
    if piece.format not in FORMATS_WITH_COMMENTS or not isinstance(piece.content, bytes):
        return ()
    if _MARK not in piece.content.lower():
        return ()
    every = (rule.id for pack in rules.packs for rule in pack.rules)
    return tuple(ignores_in(decode(piece.content).text, {*DIMENSIONS, *every}))
