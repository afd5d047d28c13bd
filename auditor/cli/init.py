"""`audit init`: a settings file to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.printing import tell
from auditor.errors import UsageError
from auditor.settings import KEYS
from auditor.settings.finding import OWN, source_in
from auditor.writing import write_whole

_TABLES = ("levels", "thresholds", "policy")


@click.command()
@click.argument("folder", default=".")
def init(folder: str) -> None:
    """Write an auditor.toml into FOLDER that explains every key; nothing in it is in force yet."""
    target = Path(folder) / OWN
    if not Path(folder).is_dir():
        raise UsageError(f"{folder} is no folder: name one that is there")
    existing = source_in(Path(folder).absolute())
    if existing is not None:
        raise UsageError(f"{existing} has settings already: edit them there")
    write_whole(target, template())
    tell(f"wrote {target}: take the # away from what you want")


def template() -> str:
    """Return the file: every key with its meaning and an example, all commented out."""
    blocks = ["# Settings of `audit check`; `audit settings` shows what is in force.\n"]
    for name, key in KEYS.items():
        lines = [f"# {key.help}", *_example(name, key.example)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _example(name: str, example: str) -> list[str]:
    if name == "overrides":
        return ["# [[overrides]]", *(f"# {line}" for line in example.splitlines())]
    if name in _TABLES:
        return [f"# [{name}]", *(f"# {line}" for line in example.splitlines())]
    return [f"# {name} = {example}"]
