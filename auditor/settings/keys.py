"""The keys that a settings file may hold, what each means, and how its value is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast, get_args

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.errors import SettingsError
from auditor.finding import RECOMMENDATIONS, Label, Recommendation
from auditor.gate import GATES
from auditor.scoring.policy import DEFAULT_POLICY, DEFAULT_TERMS, REVIEW_SEVERITIES, Policy, Terms
from auditor.settings.patterns import Pattern
from auditor.settings.values import LEVELS, Level, Override, Thresholds


class Key(NamedTuple):
    """One setting."""

    parse: Callable[[Any, Path], Any]
    """From the file's value and folder to ours; raises ``ValueError`` saying what it expected."""
    help: str
    example: str
    """As TOML, for the file that `audit init` writes."""


def _text(value: Any, folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("expected a text")
    return value.strip()


def _path(value: Any, folder: Path) -> str:
    return str(folder / _text(value, folder))


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    if isinstance(value, str):  # setup.cfg has no lists: one per line, or with commas
        value = [part for line in value.splitlines() for part in line.split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("expected a list of texts")
    return tuple(each.strip() for each in value)


def _paths(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(str(folder / each) for each in _texts(value, folder))


def _patterns(value: Any, folder: Path) -> tuple[Pattern, ...]:
    patterns = tuple(Pattern(folder, each) for each in _texts(value, folder))
    for pattern in patterns:
        try:
            pattern.matches(folder / "any")
        except (ValueError, re.error) as error:
            raise ValueError(f"{pattern.text!r} is no pattern as .gitignore has it") from error
    return patterns


def _number(value: Any, least: float, most: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if isinstance(value, bool) or not least <= number <= most:
        raise ValueError(f"expected a number from {least:g} to {most:g}")
    return number


def _share(value: Any, folder: Path) -> float:
    return _number(value, 0, 1)


def _megabytes(value: Any, folder: Path) -> float:
    return _number(value, 0.000001, 1_000_000)


def _count(value: Any, folder: Path) -> int:
    number = _number(value, 0, 1e9)
    if number != int(number):
        raise ValueError("expected a whole number")
    return int(number)


def _yes_or_no(value: Any, folder: Path) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def _chosen(value: Any, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise ValueError(f"expected one of {', '.join(choices)}{_nearest(str(value), choices)}")
    return str(value)


def _level(value: Any, folder: Path) -> str:
    return _chosen(value, LEVELS)


def _gates(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(_chosen(each, GATES) for each in _texts(value, folder))


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("expected a table")
    return value


def _levels(value: Any, folder: Path) -> Mapping[str, Level]:
    levels: Any = {name: _level(level, folder) for name, level in _table(value).items()}
    return MappingProxyType(levels)


def _thresholds(value: Any, folder: Path) -> Mapping[Dimension, Thresholds]:
    read: dict[Dimension, Thresholds] = {}
    for given_name, entry in _table(value).items():
        name = cast(Dimension, _chosen(given_name, DIMENSIONS))
        unknown(_table(entry), Thresholds._fields, f"thresholds.{name}")
        given = {key: _share(number, folder) for key, number in entry.items()}
        read[name] = Thresholds(**given)
        if None not in read[name] and given["review"] > given["fail"]:
            raise ValueError(f"expected {name}'s review at or below its fail")
    return MappingProxyType(read)


def _policy(value: Any, folder: Path) -> Policy:
    table = _table(value)
    unknown(table, (*Terms._fields, "unjudged", *DIMENSIONS), "policy")
    shared = {name: entry for name, entry in table.items() if name in Terms._fields}
    general = _terms(shared, DEFAULT_TERMS, folder)
    own = []
    for name in DIMENSIONS:
        if name in table:
            unknown(_table(table[name]), Terms._fields, f"policy.{name}")
            own.append((name, _terms(table[name], general, folder)))
    unjudged = _chosen(table.get("unjudged", DEFAULT_POLICY.unjudged), RECOMMENDATIONS)
    return Policy(general, tuple(own), cast(Recommendation, unjudged))


def _terms(entry: Mapping[str, Any], base: Terms, folder: Path) -> Terms:
    given: dict[str, Any] = {
        name: _chosen(value, REVIEW_SEVERITIES)
        if name == "severity"
        else tuple(_chosen(each, get_args(Label)) for each in _texts(value, folder))
        for name, value in entry.items()
    }
    return base._replace(**given)


_OVERRIDE_KEYS = ("paths", "ignore", "levels", "thresholds", "policy", "reason")


def _overrides(value: Any, folder: Path) -> tuple[Override, ...]:
    if not isinstance(value, list):
        raise ValueError("expected [[overrides]], each with paths")
    return tuple(_override(_table(entry), folder) for entry in value)


def _override(entry: Mapping[str, Any], folder: Path) -> Override:
    unknown(entry, _OVERRIDE_KEYS, "overrides")
    if "paths" not in entry:
        raise ValueError("expected paths in every override")
    return Override(
        paths=_patterns(entry["paths"], folder),
        ignore=_texts(entry.get("ignore", []), folder),
        levels=_levels(entry.get("levels", {}), folder),
        thresholds=_thresholds(entry.get("thresholds", {}), folder),
        policy=_policy(entry["policy"], folder) if "policy" in entry else None,
        reason=str(entry.get("reason", "")),
    )


KEYS: dict[str, Key] = {
    "extend": Key(_path, "Another settings file to build on.", '"../auditor.toml"'),
    "exclude": Key(_patterns, "Files that are not audited.", '["drafts/", "*.bak.html"]'),
    "select": Key(_texts, "Only these rules or dimensions.", '["boilerplate", "contradiction"]'),
    "ignore": Key(_texts, "Not these rules or dimensions.", '["attribution"]'),
    "minimum-confidence": Key(_share, "Leave out findings less sure than this.", "0.5"),
    "lexicon": Key(_path, "Your own list of odd and usual phrases.", '"phrases.toml"'),
    "source-ratings": Key(_path, "Ratings of domains.", '"ratings.csv"'),
    "nli": Key(_path, "A local model (ONNX) that weighs contradictions.", '"models/nli"'),
    "models": Key(_paths, "Models of your own, from `audit train`.", '["models/spun.json"]'),
    "text-field": Key(
        _text, "The field of a record that holds its text. Without it, it is found.", '"body"'
    ),
    "max-document-size": Key(_megabytes, "Larger documents are refused, in MB.", "20"),
    "fail-on": Key(_gates, "What makes `audit check` exit with 1.", '["error", "reject"]'),
    "max-findings": Key(_count, "Show no more findings than this; the exit code sees all.", "100"),
    "require-reason": Key(_yes_or_no, "An ignore comment without a reason is void.", "true"),
    "unused-ignores": Key(_level, "How grave an ignore that ignores nothing is.", '"warning"'),
    "baseline": Key(_path, "Findings that are accepted; see `audit baseline`.", '"baseline.json"'),
    "cache": Key(_path, "Where `audit check` remembers what it saw.", '".auditor-cache"'),
    "levels": Key(
        _levels,
        "How grave the findings of a rule or dimension are: off, note, warning or error.",
        '"attribution" = "note"',
    ),
    "thresholds": Key(
        _thresholds,
        "From which probability on a dimension needs review or fails.",
        '"machine-translation" = { review = 0.6, fail = 0.9 }',
    ),
    "policy": Key(
        _policy,
        "Which labels reject a document or ask for review, and how grave a finding must be to ask "
        "for review; a dimension may have terms of its own. What nothing speaks against but could "
        "not be judged (another language, an unknown kind of writing) is `unjudged`.",
        'severity = "error"\nunjudged = "review"\n'
        'attribution = { reject = [], review = ["fail", "review"] }',
    ),
    "overrides": Key(
        _overrides,
        "What holds for some paths only, such as an outlet's folder: ignored rules, levels, "
        "thresholds, a policy. A later one goes before an earlier one.",
        'paths = ["press/"]\nignore = ["attribution"]\nreason = "press releases name no source"',
    ),
}


def parse(table: Mapping[str, Any], folder: Path, source: str) -> dict[str, Any]:
    """Return the values of a file's table, by key.

    Raises:
        SettingsError: a key is unknown, or its value is not what it should be.
    """
    values = {}
    for name in table:
        parsed = _parsed(table, name, folder, source)
        if isinstance(parsed, str):
            raise SettingsError(parsed)
        values[name] = parsed.value
    return values


class _Value(NamedTuple):
    value: Any


def _parsed(table: Mapping[str, Any], name: str, folder: Path, source: str) -> _Value | str:
    """Return a key's value, or what is wrong with it."""
    try:
        unknown({name: None}, tuple(KEYS), "")
    except ValueError as error:
        return f"{source}: {error}"
    try:
        return _Value(KEYS[name].parse(table[name], folder))
    except ValueError as error:
        return f"{source}: {name} = {table[name]!r}: {error}"


def mistakes(table: Mapping[str, Any], folder: Path, source: str) -> tuple[str, ...]:
    """Return what is wrong with a file's table, a sentence for each key that is."""
    parsed = (_parsed(table, name, folder, source) for name in table)
    return tuple(each for each in parsed if isinstance(each, str))


def unknown(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    """Refuse a table with a key that is not known.

    Raises:
        ValueError: names the key and the nearest known one.
    """
    for name in table:
        if name not in known:
            shown = f"{where}.{name}" if where else name
            nearest = _nearest(name, known) or f"; known are {', '.join(known)}"
            raise ValueError(f"no setting is called {shown!r}{nearest}")


def _nearest(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name.replace("_", "-"), known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""
