"""The schema says what the parser says."""

from __future__ import annotations

import sys
from typing import Any

import jsonschema
import pytest

from auditor.settings import KEYS
from auditor.settings.schema import settings_schema

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SCHEMA = settings_schema()
HEADS = {
    "levels": "[levels]",
    "thresholds": "[thresholds]",
    "policy": "[policy]",
    "overrides": "[[overrides]]",
}


def table(name: str) -> dict[str, Any]:
    example = KEYS[name].example
    text = f"{HEADS[name]}\n{example}" if name in HEADS else f"{name} = {example}"
    found: dict[str, Any] = tomllib.loads(text)
    return found


def test_the_schema_is_one_and_has_every_key() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)

    assert list(SCHEMA["properties"]) == list(KEYS)


@pytest.mark.parametrize("name", KEYS)
def test_every_keys_example_is_valid(name: str) -> None:
    jsonschema.validate(table(name), SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "exclud = []",
        'fail-on = ["errors"]',
        "minimum-confidence = 2",
        "thresholds = {attribution = {reviw = 0.5}}",
        'policy = {severity = "grave"}',
        'overrides = [{ignore = ["attribution"]}]',
        'levels = {attribution = "notes"}',
    ],
)
def test_what_the_parser_refuses_is_invalid(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), SCHEMA)
