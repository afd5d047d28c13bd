"""`audit settings`: what is in force, and since where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from auditor.cli.check_options import settings_options
from auditor.cli.printing import put, tell
from auditor.run.plan import refuse_unknown_rules
from auditor.scoring.policy import Policy
from auditor.settings import KEYS, Override, Pattern, Settings, SettingsFinder
from auditor.settings.values import origin_of


@click.command()
@click.argument("path", default=".")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@settings_options
def settings(*, path: str, as_json: bool, finder: SettingsFinder) -> None:
    """Show the settings that hold for PATH, and the file that each came from."""
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
        return _plain({name: getattr(value, name) for name in ("paths", "ignore", "levels")})
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
