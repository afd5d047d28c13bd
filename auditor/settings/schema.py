"""A JSON schema of the settings, for editors that complete and check TOML by one."""

from __future__ import annotations

from typing import Any, get_args

from auditor.dimensions import DIMENSIONS
from auditor.finding import RECOMMENDATIONS, Label
from auditor.gate import GATES
from auditor.scoring.policy import REVIEW_SEVERITIES
from auditor.settings.keys import KEYS
from auditor.settings.values import LEVELS

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_LEVEL: Schema = {"enum": list(LEVELS)}
_LEVELS: Schema = {"type": "object", "additionalProperties": _LEVEL}
_LABELS: Schema = {"type": "array", "items": {"enum": list(get_args(Label))}}


def _table(properties: Schema, *required: str) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": list(required)} if required else made


_THRESHOLDS = _table(dict.fromkeys(DIMENSIONS, _table({"review": _SHARE, "fail": _SHARE})))
_TERMS: Schema = {
    "reject": _LABELS,
    "review": _LABELS,
    "severity": {"enum": list(REVIEW_SEVERITIES)},
}
_POLICY = _table(
    {
        **_TERMS,
        "unjudged": {"enum": list(RECOMMENDATIONS)},
        **dict.fromkeys(DIMENSIONS, _table(_TERMS)),
    }
)
_OVERRIDE = _table(
    {
        "paths": _TEXTS,
        "ignore": _TEXTS,
        "levels": _LEVELS,
        "thresholds": _THRESHOLDS,
        "policy": _POLICY,
        "reason": {"type": "string"},
    },
    "paths",
)
_OF_KEY: dict[str, Schema] = {
    "extend": _TEXT,
    "exclude": _TEXTS,
    "select": _TEXTS,
    "ignore": _TEXTS,
    "minimum-confidence": _SHARE,
    "lexicon": _TEXT,
    "source-ratings": _TEXT,
    "nli": _TEXT,
    "models": _TEXTS,
    "text-field": _TEXT,
    "max-document-size": {"type": "number", "minimum": 0.000001, "maximum": 1_000_000},
    "fail-on": {"type": "array", "items": {"enum": list(GATES)}},
    "max-findings": {"type": "integer", "minimum": 0},
    "require-reason": {"type": "boolean"},
    "unused-ignores": _LEVEL,
    "baseline": _TEXT,
    "cache": _TEXT,
    "levels": _LEVELS,
    "thresholds": _THRESHOLDS,
    "policy": _POLICY,
    "overrides": {"type": "array", "items": _OVERRIDE},
}


def settings_schema() -> Schema:
    """Return the schema (draft 7, which editors of TOML know) of a settings file's table."""
    properties = {name: {**_OF_KEY[name], "description": key.help} for name, key in KEYS.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of audit (auditor.toml)",
        **_table(properties),
    }
