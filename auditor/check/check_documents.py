"""A check: pieces of input through the cache or the engine, then under the settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePath
from typing import Any

from auditor.check.apply_settings import judged
from auditor.check.cache import Cache
from auditor.check.entries import Entry, entries_of
from auditor.check.ignore_comments import FORMATS_WITH_COMMENTS, Ignore, Malformed, ignores_in
from auditor.checked import CheckedDocument
from auditor.dimensions import DIMENSIONS
from auditor.engine.audit_documents import TOGETHER
from auditor.engine.registry import RuleSet
from auditor.errors import SettingsError, UsageError
from auditor.finding import Failure
from auditor.reading import ReadingOptions, read_pieces
from auditor.reading.encodings import decode
from auditor.reading.piece import Piece
from auditor.record.audit_record import failure_record
from auditor.run.plan import Plan
from auditor.run.rules_digest import rules_digest
from auditor.run.worker import Lost
from auditor.run.worker_pool import Known, results_in_order
from auditor.settings import Settings, SettingsFinder

_MARK = b"audit:"


@dataclass(frozen=True)
class Order:
    """What to check and how."""

    paths: tuple[str, ...]
    settings: SettingsFinder
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    select: tuple[str, ...] = ()
    """From the command line; they go before the settings'."""
    ignore: tuple[str, ...] = ()
    only: frozenset[Path] | None = None
    """The files that are audited, of those that the paths give; all when ``None``."""
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


def check(order: Order) -> Iterator[CheckedDocument | Failure]:
    """Yield every document under its settings, and what could not be read or judged, in order.

    A bounded number of inputs and answers are held, wherever the answers come from.

    Raises:
        UsageError: settings name a rule that is not there; or a pack's option is wrong.
    """
    answers = _Answers(order)
    places: deque[_Slot | Failure] = deque()
    for entries in _answered(_questions(order, answers, places), order):
        place = places.popleft()
        if isinstance(place, Failure):
            yield place
            continue
        if isinstance(entries, Lost):
            entries = [_lost(place.piece, entries)]  # noqa: PLW2901
        if place.known is None:
            answers.remember(place, entries)
        yield from _judged_all(place, entries)


def _questions(
    order: Order, answers: _Answers, places: deque[_Slot | Failure]
) -> Iterator[_Question | Known[list[Entry]]]:
    """Put every input in its place in ``places``; yield what must be audited for it, if anything.

    What takes a place is held until its turn, so the questions must be taken only as far ahead as
    there is room for.
    """
    for found in _pieces(order):
        if isinstance(found, Failure):
            places.append(found)
            yield Known([], 0)
            continue
        slot = answers.begin(*found)
        places.append(slot)
        yield slot.known or (slot.piece, slot.plan)


def _answered(
    questions: Iterator[_Question | Known[list[Entry]]], order: Order
) -> Iterator[list[Entry] | Lost]:
    if order.jobs > 0:
        setup = partial(_answering, order.reading)
        yield from results_in_order(setup, questions, order.jobs, TOGETHER)
        return
    for question in questions:  # one by one, so that each is told of as it passes by
        yield (
            question.result if isinstance(question, Known) else answer([question], order.reading)[0]
        )


def _lost(piece: Piece, lost: Lost) -> Entry:
    failure = Failure("engine", piece.where, f"not audited: {lost.reason}; the rest went on")
    return {"failure": failure_record(failure)}


def _pieces(order: Order) -> Iterator[tuple[Piece, Settings] | Failure]:
    for found in read_pieces(order.paths, order.reading):
        if isinstance(found, Failure):
            if found.stage != "skipped" and not _is_passed_over(found.subject, order):
                yield found
            continue
        path = found.origin.path
        settings = order.settings.at(found.origin.id if path is None else path)
        if path is None or not (_is_unchanged(path, order) or settings.excludes(path)):
            yield found, settings


def _is_passed_over(path: str, order: Order) -> bool:
    """Tell whether a file that could not be read was not wanted anyway."""
    if not Path(path).is_file():
        return False
    return _is_unchanged(path, order) or order.settings.at(path).excludes(path)


def _is_unchanged(path: str, order: Order) -> bool:
    return order.only is not None and Path(path).resolve() not in order.only


class _Answers:
    """What is remembered of earlier checks."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._caches: dict[Plan, Cache] = {}
        self._known: list[tuple[Settings, Plan]] = []

    def begin(self, piece: Piece, settings: Settings) -> _Slot:
        """Return the piece's slot, with its answer where it is remembered."""
        slot = _Slot(piece, settings, self._plan(settings))
        cache = self._cache(slot.plan)
        if cache is not None:
            slot.key = cache.key(piece, self._order.reading)
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
        plan = plan_of(settings, self._order.select, self._order.ignore)
        self._known.append((settings, plan))
        return plan

    def _cache(self, plan: Plan) -> Cache | None:
        if self._order.cache is None:
            return None
        if plan not in self._caches:
            chosen = (f"+{name}" for name in plan.select)
            left_out = (f"-{name}" for name in plan.ignore)
            named = (*plan.options, *(("model", path) for path in plan.models))
            digest = rules_digest(named, (*chosen, *left_out))
            self._caches[plan] = Cache(self._order.cache, digest)
        return self._caches[plan]


def _has_failed(entries: Iterable[Entry]) -> bool:
    """What crashed or was lost may go well next time: only whole answers are remembered."""
    stages = {failure["stage"] for entry in entries for failure in _failures_in(entry)}
    return bool(stages - {"reading", "skipped"})


def _failures_in(entry: Entry) -> list[Any]:
    return [entry["failure"]] if "failure" in entry else list(entry["failures"])


def plan_of(settings: Settings, select: Sequence[str], ignore: Sequence[str]) -> Plan:
    """Return what to audit with: the command line's choice of rules, else the settings'."""
    return Plan(
        formats=(),
        select=tuple(select) or settings.select,
        ignore=(*settings.ignore, *ignore),
        options=settings.pack_options,
        models=settings.models,
        policy=settings.policy,
    )


@lru_cache(maxsize=64)
def rules_of(plan: Plan) -> RuleSet:
    """Return a plan's rules, loaded once per process."""
    return plan.rule_set()


def _answering(reading: ReadingOptions) -> Callable[[Sequence[_Question]], list[list[Entry]]]:
    """Return the function that a worker answers with."""
    return partial(answer, reading=reading)


def answer(questions: Sequence[_Question], reading: ReadingOptions) -> list[list[Entry]]:
    """Audit pieces, those of one plan together; runs in any process."""
    answers: list[list[Entry]] = []
    for plan, asked in groupby(questions, key=itemgetter(1)):
        answers += entries_of([piece for piece, _ in asked], reading, rules_of(plan))
    return answers


def refuse_unknown_rules(settings: Settings) -> None:
    """Check that every rule that settings name is there.

    Raises:
        SettingsError: one is not; names the file, the key and the nearest rule.
    """
    everything = rules_of(replace(plan_of(settings, (), ()), select=(), ignore=(), models=()))
    known = (*DIMENSIONS, *(rule.id for rule in everything.rules))
    for name, key in settings.rule_names().items():
        if name not in known:
            try:
                everything.rule(name)
            except UsageError as error:
                source = settings.origins.get(key, "settings")
                raise SettingsError(f"{source}: {key}: {error}") from error


def _judged_all(slot: _Slot, entries: list[Entry]) -> Iterator[CheckedDocument | Failure]:
    piece, rules = slot.piece, rules_of(slot.plan)
    comments = _comments(piece, rules)
    path = str(PurePath(piece.origin.name))  # "./a" and "a" are one file
    for entry in entries:
        if "failure" in entry:
            yield Failure(**entry["failure"])
            continue
        yield from (Failure(**failure) for failure in entry["failures"])
        record_id: Any = entry["document"]["id"] if _is_record(piece, entries) else None
        yield judged(entry, (path, record_id), slot.settings, comments, rules)


def _is_record(piece: Piece, entries: Sequence[Entry]) -> bool:
    return piece.number > 0 or len(entries) > 1


def _comments(piece: Piece, rules: RuleSet) -> tuple[Ignore | Malformed, ...]:
    if piece.format not in FORMATS_WITH_COMMENTS or not isinstance(piece.content, bytes):
        return ()
    if _MARK not in piece.content.lower():
        return ()
    every = (rule.id for pack in rules.packs for rule in pack.rules)
    return tuple(ignores_in(decode(piece.content).text, {*DIMENSIONS, *every}))
