"""A check: pieces of input through the cache or the engine, then under the settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from auditor.cache import Cache
from auditor.checking.entries import Entry, entries_of
from auditor.checking.judging import judged
from auditor.checking.values import CheckedDocument
from auditor.errors import SettingsError, UsageError
from auditor.finding import DIMENSIONS, Failure
from auditor.ignoring import FORMATS_WITH_COMMENTS, Ignore, Malformed, ignores_in
from auditor.reading import ReadingOptions, read_pieces
from auditor.reading.encodings import decode
from auditor.reading.piece import Piece
from auditor.registry import RuleSet
from auditor.run import Plan
from auditor.settings import Settings, SettingsFinder

IN_FLIGHT_PER_JOB = 8
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
    jobs: int = 1


class _Task(NamedTuple):
    """A piece, its settings, and the answer: at hand or on its way."""

    piece: Piece
    settings: Settings
    answer: list[Entry] | Future[list[Entry]]
    key: str | None


def check(order: Order) -> Iterator[CheckedDocument | Failure]:
    """Yield every document under its settings, and what could not be read or judged, in order.

    Raises:
        UsageError: settings name a rule that is not there; or a pack's option is wrong.
    """
    waiting: deque[_Task | Failure] = deque()
    with _Workers(order) as workers:
        for found in _pieces(order):
            waiting.append(found if isinstance(found, Failure) else workers.begin(*found))
            while len(waiting) > order.jobs * IN_FLIGHT_PER_JOB:
                yield from workers.finish(waiting.popleft())
        while waiting:
            yield from workers.finish(waiting.popleft())


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


class _Workers:
    """Answers by cache, by a worker process, or here."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._pool = ProcessPoolExecutor(order.jobs) if order.jobs > 1 else None
        self._caches: dict[Plan, Cache] = {}
        self._known: list[Settings] = []

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, piece: Piece, settings: Settings) -> _Task:
        """Look the piece up, or have it audited."""
        if not any(each is settings for each in self._known):
            refuse_unknown_rules(settings)
            self._known.append(settings)
        plan = plan_of(settings, self._order.select, self._order.ignore)
        reading = self._order.reading
        cache = self._cache(plan)
        key = None if cache is None else cache.key(piece, reading)
        known = None if cache is None or key is None else cache.get(key)
        if known is not None:
            return _Task(piece, settings, known, None)
        if self._pool is None:
            return _Task(piece, settings, answer(piece, reading, plan), key)
        return _Task(piece, settings, self._pool.submit(answer, piece, reading, plan), key)

    def finish(self, task: _Task | Failure) -> Iterator[CheckedDocument | Failure]:
        """Wait for the answer, remember it, and judge it."""
        if isinstance(task, Failure):
            yield task
            return
        plan = plan_of(task.settings, self._order.select, self._order.ignore)
        entries = task.answer if isinstance(task.answer, list) else task.answer.result()
        cache = self._cache(plan)
        if cache is not None and task.key is not None and not _has_failed(entries):
            cache.put(task.key, entries)
        yield from _judged_all(entries, task.piece, task.settings, rules_of(plan))

    def _cache(self, plan: Plan) -> Cache | None:
        if self._order.cache is None:
            return None
        if plan not in self._caches:
            from auditor.cache import rules_digest

            chosen = (f"+{name}" for name in plan.select)
            left_out = (f"-{name}" for name in plan.ignore)
            named = (*plan.options, *(("model", path) for path in plan.models))
            digest = rules_digest(named, (*chosen, *left_out))
            self._caches[plan] = Cache(self._order.cache, digest)
        return self._caches[plan]


def _has_failed(entries: Iterable[Entry]) -> bool:
    """A rule that crashed may work next time: only whole answers are remembered."""
    return any(entry.get("failures") for entry in entries)


def plan_of(settings: Settings, select: Sequence[str], ignore: Sequence[str]) -> Plan:
    """Return what to audit with: the command line's choice of rules, else the settings'."""
    return Plan(
        formats=(),
        select=tuple(select) or settings.select,
        ignore=(*settings.ignore, *ignore),
        options=settings.pack_options,
        models=settings.models,
    )


@lru_cache(maxsize=64)
def rules_of(plan: Plan) -> RuleSet:
    """Return a plan's rules, loaded once per process."""
    return plan.rule_set()


def answer(piece: Piece, reading: ReadingOptions, plan: Plan) -> list[Entry]:
    """Audit a piece; runs in any process."""
    return entries_of(piece, reading, rules_of(plan))


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


def _judged_all(
    entries: Sequence[Entry], piece: Piece, settings: Settings, rules: RuleSet
) -> Iterator[CheckedDocument | Failure]:
    comments = _comments(piece, rules)
    for entry in entries:
        if "failure" in entry:
            yield Failure(**entry["failure"])
            continue
        yield from (Failure(**failure) for failure in entry["failures"])
        path = str(PurePath(piece.origin.name))  # "./a" and "a" are one file
        record_id: Any = entry["document"]["id"] if _is_record(piece, entries) else None
        yield judged(entry, (path, record_id), settings, comments, rules)


def _is_record(piece: Piece, entries: Sequence[Entry]) -> bool:
    return piece.number > 0 or len(entries) > 1


def _comments(piece: Piece, rules: RuleSet) -> tuple[Ignore | Malformed, ...]:
    if piece.format not in FORMATS_WITH_COMMENTS or not isinstance(piece.content, bytes):
        return ()
    if _MARK not in piece.content.lower():
        return ()
    every = (rule.id for pack in rules.packs for rule in pack.rules)
    return tuple(ignores_in(decode(piece.content).text, {*DIMENSIONS, *every}))
