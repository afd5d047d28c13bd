"""`audit settings`: what is in force, and since where."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from auditor.cli.check_options import settings_options
from auditor.cli.printing import put, tell
from auditor.errors import AuditorError, SettingsError
from auditor.gate import MISUSED, PASSED
from auditor.run.plan import refuse_unknown_rules
from auditor.scoring.phrasing import count
from auditor.scoring.policy import Policy
from auditor.settings import KEYS, Override, Pattern, Settings, SettingsFinder, settings_from
from auditor.settings.finding import mistakes_in, source_in, sources_below
from auditor.settings.schema import settings_schema
from auditor.settings.values import origin_of


@click.command()
@click.argument("path", default=".")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option(
    "--check",
    "is_checked",
    is_flag=True,
    help="Read PATH, or every settings file below it, and name each mistake.",
)
@click.option("--schema", is_flag=True, help="Print the JSON schema of a settings file.")
@settings_options
def settings(
    *, path: str, as_json: bool, is_checked: bool, schema: bool, finder: SettingsFinder
) -> None:
    """Show the settings that hold for PATH, and the file that each came from.

    Exit codes: 0 done; 2 a mistake in the settings.
    """
    if schema:
        put(json.dumps(settings_schema(), indent=1, ensure_ascii=False) + "\n")
        return
    if is_checked:
        sys.exit(_check(Path(path)))
    found = finder.at(path)
    refuse_unknown_rules(found)
    rows = _rows(found)
    if as_json:
        values = {name: {"value": value, "from": origin} for name, value, origin in rows}
        put(json.dumps(values, indent=1, ensure_ascii=False) + "\n")
        return
    width = max(len(name) for name in KEYS)
    for name, value, origin in rows:
        tell(f"{name:{width}}  {json.dumps(value, ensure_ascii=False)}  ({origin})")


def _check(path: Path) -> int:
    sources = [path] if path.is_file() else list(sources_below(path))
    mistakes = [each for source in sources for each in _mistakes(source)]
    mistakes += [] if path.is_file() else _doubled(sources)
    for each in mistakes:
        tell(each, err=True)
    names = count(len(sources), "settings file")
    tell(f"{names}: {count(len(mistakes), 'mistake')}")
    return MISUSED if mistakes else PASSED


def _mistakes(source: Path) -> tuple[str, ...]:
    found = mistakes_in(source)
    if found:
        return found
    try:
        refuse_unknown_rules(settings_from(source))
    except AuditorError as error:
        return (str(error),)
    return ()


def _doubled(sources: list[Path]) -> list[str]:
    found = []
    for folder in sorted({source.parent for source in sources}):
        try:
            source_in(folder)
        except SettingsError as error:
            found.append(str(error))
    return found


def _rows(found: Settings) -> list[tuple[str, Any, str]]:
    names = [name for name in KEYS if name != "extend"]
    return [
        (name, _plain(getattr(found, name.replace("-", "_"))), origin_of(found, name))
        for name in names
    ]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, Pattern):
        return value.text
    if isinstance(value, Override):
        names = ("paths", "ignore", "levels", "thresholds", "policy", "reason")
        found = {name: getattr(value, name) for name in names}
        return _plain({name: each for name, each in found.items() if each})
    if isinstance(value, Policy):
        own = {name: _plain(terms) for name, terms in value.own}
        return {**_plain(value.general), **own}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value
