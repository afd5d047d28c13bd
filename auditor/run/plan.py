"""What a run does with each document, and what there is to do it with."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from auditor.engine.registry import RuleSet, discover
from auditor.finding import Failure
from auditor.reading import Piece, ReadingOptions
from auditor.run.outcome import Outcome
from auditor.scoring.model_file import load_model
from auditor.scoring.policy import DEFAULT_POLICY, Policy


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
        """Load the packs and choose the rules.

        Raises:
            PackError: a pack cannot be loaded.
            UsageError: an option or a rule's name is wrong.
            ModelError: a model file cannot be used.
        """
        found = discover(dict(self.options)).select(self.select, self.ignore)
        own = tuple(load_model(Path(path)) for path in self.models)
        return replace(found, own_models=own, policy=self.policy)


Input = Piece | Failure | Outcome
"""What there is to audit, could not be read, or was audited before."""


def key_of(piece: Piece) -> bytes:
    """Return a digest of an input and its name."""
    content = piece.content
    if not isinstance(content, bytes):
        content = repr(sorted(content.items())).encode("utf-8", "replace")
    name = f"{piece.id}\0{piece.origin.name}\0{piece.line}\0".encode("utf-8", "replace")
    return blake2b(name + content, digest_size=16).digest()


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
