"""Finding rule packs, and choosing among their rules."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.errors import PackError, UsageError
from auditor.finding import Remedy
from auditor.rule import Annotator, Measure, Pack, Rule
from auditor.scoring.model import Model
from auditor.scoring.policy import DEFAULT_POLICY, Policy

GROUP = "auditor.rules"
Options = Mapping[str, str]
"""What a pack's function may be given, by name: ``lexicon``, ``source-ratings``, ``nli``."""


@dataclass(frozen=True)
class RuleSet:
    """The packs of a run and the rules chosen from them."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    own_models: tuple[Model, ...] = ()
    """A user's own; each stands in for its dimension's model of the packs."""
    policy: Policy = DEFAULT_POLICY
    """What the recommendation follows from."""

    @cached_property
    def annotators(self) -> tuple[Annotator, ...]:
        """Every pack's annotators."""
        return tuple(annotator for pack in self.packs for annotator in pack.annotators)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Every pack's measures."""
        return tuple(measure for pack in self.packs for measure in pack.measures)

    @cached_property
    def models(self) -> dict[Dimension, Model]:
        """The model of each dimension that has one; a feature is told by its own summary."""
        brought = (model for pack in self.packs for model in pack.models)
        summaries = {
            **{measure.name: measure.summary for measure in self.measures},
            **{rule.id: rule.summary for pack in self.packs for rule in pack.rules},
        }
        return {
            model.dimension: model.with_summaries(summaries)
            for model in (*brought, *self.own_models)
        }

    @cached_property
    def versions(self) -> dict[str, str]:
        """Versions of the packs and digests of their models, for the audit's record."""
        packs = {pack.name: pack.version for pack in self.packs}
        models = {
            f"model:{dimension}": model.digest[:12] for dimension, model in self.models.items()
        }
        return {**packs, **dict(sorted(models.items()))}

    def all_versions(self) -> dict[str, str]:
        """Return the versions, and the digests of the models that single rules weigh by too."""
        others = {
            f"model:{name}": digest
            for pack in self.packs
            for name, digest in sorted(pack.rule_models().items())
        }
        return {**self.versions, **others}

    @cached_property
    def digest(self) -> str:
        """Changes when the answer to the same document could change."""
        parts = [*(f"{name}={version}" for name, version in self.versions.items())]
        parts += [rule.id for rule in self.rules]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id.

        Raises:
            UsageError: there is none; names the nearest.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise UsageError(_unknown(rule_id, [rule.id for rule in self.rules]))

    def with_remedy(self, remedy: Remedy) -> RuleSet:
        """Keep the rules whose suggestions are for this."""
        return replace(self, rules=tuple(each for each in self.rules if each.remedy == remedy))

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> RuleSet:
        """Keep the rules that ``select`` names (all, if empty) and ``ignore`` does not.

        Either takes rule ids and dimensions.

        Raises:
            UsageError: a name is neither; or nothing would be left.
        """
        chosen, ignored = set(select), set(ignore)
        known = [*DIMENSIONS, *(rule.id for rule in self.rules)]
        for name in sorted(chosen | ignored):
            if name not in known:
                raise UsageError(_unknown(name, known))
        rules = tuple(
            rule
            for rule in self.rules
            if (not chosen or chosen & {rule.id, rule.dimension})
            and not ignored & {rule.id, rule.dimension}
        )
        if not rules:
            raise UsageError("no rule is left after --select and --ignore: nothing to audit with")
        return replace(self, rules=rules)


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"no rule or dimension is called {name!r}{hint} (`audit rules` lists them)"


def discover(options: Options | None = None) -> RuleSet:
    """Load every installed pack.

    Raises:
        PackError: none is installed, one cannot be loaded, or two rules share an id.
    """
    found = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    if not found:
        raise PackError(
            "no rule pack is installed, so nothing would be checked; install this distribution "
            "with pip (its own rules come with it) and try again"
        )
    return rule_set(_load(entry, options or {}) for entry in found)


def rule_set(packs: Iterable[Pack]) -> RuleSet:
    """Join packs into one set of rules.

    Raises:
        PackError: two rules share an id.
    """
    packs = tuple(packs)
    rules = tuple(sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: rule.id))
    doubled = [
        rule_id for rule_id, count in Counter(rule.id for rule in rules).items() if count > 1
    ]
    if doubled:
        raise PackError(f"two rules are called {doubled[0]!r}: rename or remove one")
    return RuleSet(packs, rules)


def _load(entry: EntryPoint, options: Options) -> Pack:
    try:
        loaded: Pack | Callable[[Options], Pack] = entry.load()
        pack = loaded if isinstance(loaded, Pack) else loaded(options)
    except UsageError:
        raise
    except Exception as error:  # a pack is foreign code: whatever it raises stops the run
        raise PackError(
            f"rule pack {entry.name!r} ({entry.value}) cannot be loaded: {error!r}"
        ) from error
    if not isinstance(pack, Pack):
        raise PackError(
            f"rule pack {entry.name!r} ({entry.value}) is not an auditor.Pack: {pack!r}"
        )
    return pack
