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
    thresholds: Mapping[Dimension, Thresholds] = field(default_factory=lambda: MappingProxyType({}))
    policy: Policy | None = None
    """The policy there; ``None`` where it stays what it is."""

    def __getstate__(self) -> dict[str, Any]:
        """Mapping proxies do not pickle; plain dictionaries do."""
        return _plain_state(self)

    def holds_for(self, path: str) -> bool:
        """Tell whether one of the patterns matches the path."""
        return is_matched(self.paths, path)


def _plain_state(value: object) -> dict[str, Any]:
    return {
        name: dict(each) if isinstance(each, MappingProxyType) else each
        for name, each in value.__dict__.items()
    }


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
    text_field: str | None = None
    """Found by its name where not given."""
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

    def __getstate__(self) -> dict[str, Any]:
        """Mapping proxies do not pickle; plain dictionaries do."""
        return _plain_state(self)

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
        overrides = self._overrides_at(path)
        for levels in (*(each.levels for each in reversed(overrides)), self.levels):
            for name in (rule, dimension):
                if name in levels:
                    return levels[name]
        return None

    def thresholds_at(self, path: str | None) -> Mapping[Dimension, Thresholds]:
        """Return the thresholds that hold at a path; those of a later override go before."""
        found = dict(self.thresholds)
        for override in self._overrides_at(path):
            found |= override.thresholds
        return found

    def policy_at(self, path: str | None) -> Policy:
        """Return the policy that holds at a path: the last override's that has one."""
        own = [each.policy for each in self._overrides_at(path) if each.policy is not None]
        return own[-1] if own else self.policy

    @property
    def changes_audits(self) -> bool:
        """Whether any audit is another one under these settings."""
        return bool(self.overrides or self.changes_at(None))

    def changes_at(self, path: str | None) -> str:
        """Return in words what these settings change of an audit at a path; empty for nothing."""
        overrides = self._overrides_at(path)
        levels = {**self.levels}
        for override in overrides:
            levels |= override.levels
        ignored = [name for override in overrides for name in override.ignore]
        parts = [f"{name}={level}" for name, level in sorted(levels.items())]
        parts += [f"{name}=ignored" for name in sorted(set(ignored))]
        for dimension, limits in sorted(self.thresholds_at(path).items()):
            given = {key: value for key, value in limits._asdict().items() if value is not None}
            parts += [f"{dimension} {key} from {value:g}" for key, value in given.items()]
        if self.minimum_confidence:
            parts.append(f"confidence from {self.minimum_confidence:g}")
        if self.policy_at(path) != DEFAULT_POLICY:
            parts.append("a policy of its own")
        return "; ".join(parts)

    def _overrides_at(self, path: str | None) -> list[Override]:
        return [each for each in self.overrides if path is not None and each.holds_for(path)]

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
