"""Settings as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from auditor.dimensions import Dimension
from auditor.gate import Gate
from auditor.scoring.policy import DEFAULT_POLICY, Policy
from auditor.settings.patterns import Pattern, is_matched

Level = Literal["off", "note", "warning", "error"]
LEVELS: tuple[Level, ...] = get_args(Level)
DEFAULT_ORIGIN = "default"


class Thresholds(NamedTuple):
    """From which probability on a dimension needs review, and from which it fails."""

    review: float | None = None
    fail: float | None = None


@dataclass(frozen=True)
class Override:
    """What holds for some paths only; a later override goes before an earlier one."""

    paths: tuple[Pattern, ...]
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType({}))
    reason: str = ""

    def holds_for(self, path: str) -> bool:
        """Tell whether one of the patterns matches the path."""
        return is_matched(self.paths, path)


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Settings:
    """What is in force; `auditor.settings.keys` says what each means to a user."""

    exclude: tuple[Pattern, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=_nothing)
    minimum_confidence: float = 0.0
    thresholds: Mapping[Dimension, Thresholds] = field(default_factory=_nothing)
    policy: Policy = DEFAULT_POLICY
    overrides: tuple[Override, ...] = ()
    lexicon: str | None = None
    source_ratings: str | None = None
    nli: str | None = None
    models: tuple[str, ...] = ()
    text_field: str = "text"
    max_document_size: float = 20
    """In megabytes."""
    fail_on: tuple[Gate, ...] = ("error", "reject")
    max_findings: int | None = None
    require_reason: bool = False
    unused_ignores: Level = "note"
    baseline: str | None = None
    cache: str | None = None
    origins: Mapping[str, str] = field(default_factory=_nothing)
    """The file that gave each key, by the key's name; a key that is not here has its default."""

    @property
    def pack_options(self) -> tuple[tuple[str, str], ...]:
        """What the packs are given, as ``discover`` takes it."""
        given = {"lexicon": self.lexicon, "source-ratings": self.source_ratings, "nli": self.nli}
        return tuple((name, value) for name, value in given.items() if value is not None)

    def excludes(self, path: str) -> bool:
        """Tell whether the file at the path is not to be audited."""
        return is_matched(self.exclude, path)

    def level_for(self, rule: str, dimension: str, path: str | None) -> Level | None:
        """Return the level that the settings give a rule at a path; ``None``: the rule's own."""
        overrides = [each for each in self.overrides if path is not None and each.holds_for(path)]
        for levels in (*(each.levels for each in reversed(overrides)), self.levels):
            for name in (rule, dimension):
                if name in levels:
                    return levels[name]
        return None

    def override_ignoring(self, rule: str, dimension: str, path: str | None) -> Override | None:
        """Return the override that ignores a rule at a path, if one does."""
        for override in self.overrides:
            if {rule, dimension} & set(override.ignore) and path and override.holds_for(path):
                return override
        return None

    def rule_names(self) -> dict[str, str]:
        """Return every rule or dimension that is named, with the key that names it."""
        named = dict.fromkeys(self.select, "select")
        named |= dict.fromkeys(self.ignore, "ignore")
        named |= dict.fromkeys(self.levels, "levels")
        for override in self.overrides:
            named |= dict.fromkeys((*override.ignore, *override.levels), "overrides")
        return named


DEFAULTS = Settings()


def origin_of(settings: Settings, key: str) -> str:
    """Return where the value of a key came from."""
    return settings.origins.get(key, DEFAULT_ORIGIN)


def folder_of(path: Path) -> Path:
    """Return the folder to begin a search at: the path itself, or the one that holds it."""
    absolute = path.absolute()
    return absolute if absolute.is_dir() else absolute.parent
