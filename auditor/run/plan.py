"""What a run does with each document, and what there is to do it with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from auditor.dimensions import DIMENSIONS
from auditor.engine.registry import RuleSet, discover
from auditor.errors import SettingsError, UsageError
from auditor.finding import Failure
from auditor.reading import Piece, ReadingOptions
from auditor.run.outcome import Outcome
from auditor.scoring.model_file import load_model
from auditor.scoring.policy import DEFAULT_POLICY, Policy
from auditor.settings import Settings


@dataclass(frozen=True)
class Plan:
    """What to do with each document; a worker process needs nothing else."""

    formats: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """What the packs are given: paths of a user's own lists and models, by name."""
    models: tuple[str, ...] = ()
    """Paths of model files that stand in for the packs' own."""
    policy: Policy = DEFAULT_POLICY
    """What the recommendation follows from."""
    settings: Settings | None = field(default=None, hash=False)
    """What changes an audit that is made: levels, thresholds, overrides. A check has its own way to
    apply them, which tells what was suppressed; ``None`` changes nothing."""
    with_text: bool = True
    is_kept: bool = False
    """Whether an outcome also holds what the store keeps."""
    with_record: bool = False
    """Whether it also holds the audit's object, for tables over the run."""
    is_compared: bool = False
    """Whether an outcome also holds what near-duplicates are told by."""
    with_lines: bool = False
    """Whether it also holds the lines that may recur over the run."""
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    folder: str | None = None
    """Where the reports go, a path or an address; ``None``: they stay in the outcome."""

    def rule_set(self) -> RuleSet:
        """Return the chosen rules; the packs are loaded once in a process.

        Raises:
            PackError: a pack cannot be loaded.
            UsageError: an option or a rule's name is wrong.
            ModelError: a model file cannot be used.
        """
        chosen = _chosen_rules(self.options, self.select, self.ignore, self.models, tuple(sys.path))
        return replace(chosen, policy=self.policy)


@lru_cache(maxsize=8)
def _installed_rules(options: tuple[tuple[str, str], ...], path: tuple[str, ...]) -> RuleSet:
    """Return the rules of all packs that are found on a path."""
    return discover(dict(options))


@lru_cache(maxsize=64)
def _chosen_rules(
    options: tuple[tuple[str, str], ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    models: tuple[str, ...],
    path: tuple[str, ...],
) -> RuleSet:
    chosen = _installed_rules(options, path).select(select, ignore)
    return replace(chosen, own_models=tuple(load_model(Path(path)) for path in models))


def forget_rules() -> None:
    """Have the packs loaded anew at their next use."""
    _installed_rules.cache_clear()
    _chosen_rules.cache_clear()


def plan_of(settings: Settings, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Plan:
    """Return what to audit with: the command line's choice of rules, else the settings'."""
    return Plan(
        formats=(),
        select=tuple(select) or settings.select,
        ignore=(*settings.ignore, *ignore),
        options=settings.pack_options,
        models=settings.models,
        policy=settings.policy,
        reading=reading_of(settings),
    )


def reading_of(settings: Settings) -> ReadingOptions:
    """Return how the settings want inputs to be read."""
    return ReadingOptions(
        text_field=settings.text_field, maximum_bytes=int(settings.max_document_size * 1_000_000)
    )


def refuse_unknown_rules(settings: Settings) -> None:
    """Check that every rule that settings name is there.

    Raises:
        SettingsError: one is not; names the file, the key and the nearest rule.
    """
    everything = replace(plan_of(settings), select=(), ignore=(), models=()).rule_set()
    known = (*DIMENSIONS, *(rule.id for rule in everything.rules))
    for name, key in settings.rule_names().items():
        if name not in known:
            try:
                everything.rule(name)
            except UsageError as error:
                source = settings.origins.get(key, "settings")
                raise SettingsError(f"{source}: {key}: {error}") from error


Input = Piece | Failure | Outcome
"""What there is to audit, could not be read, or was audited before."""


def key_of(piece: Piece) -> bytes:
    """Return a digest of an input and its name."""
    content = piece.content
    if not isinstance(content, bytes):
        content = repr(sorted(content.items())).encode("utf-8", "replace")
    name = f"{piece.id}\0{piece.origin.name}\0{piece.line}\0{piece.text_field}\0"
    return blake2b(name.encode("utf-8", "replace") + content, digest_size=16).digest()


def shard_of(inputs: Iterable[Input], number: int, count: int) -> Iterator[Input]:
    """Yield every ``count``-th input, from the ``number``-th on: the share of one machine of many.

    The shards of all numbers from 1 to ``count`` together are the inputs, and no two overlap.
    """
    return islice(iter(inputs), number - 1, None, count)


def available_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
