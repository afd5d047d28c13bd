"""Every package on disk is in setup.cfg, and so in the wheel."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _packages_below(folder: Path) -> set[str]:
    found = {folder.name}
    for init in folder.rglob("__init__.py"):
        found.add(".".join(init.parent.relative_to(folder.parent).parts))
    return found


def test_setup_cfg_lists_the_packages_that_exist() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg")

    listed = set(settings["options"]["packages"].split())

    assert listed == _packages_below(ROOT / "auditor") | _packages_below(
        ROOT / "rules" / "auditor_rules"
    )
