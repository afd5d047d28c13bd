"""What a project wants of its audits: found in files, read, checked and explained."""

from __future__ import annotations

from auditor.settings.finding import SettingsFinder, settings_at, settings_from
from auditor.settings.keys import KEYS, Key
from auditor.settings.patterns import Pattern
from auditor.settings.values import DEFAULTS, Level, Override, Settings, Thresholds

__all__ = [
    "DEFAULTS",
    "KEYS",
    "Key",
    "Level",
    "Override",
    "Pattern",
    "Settings",
    "SettingsFinder",
    "Thresholds",
    "settings_at",
    "settings_from",
]
