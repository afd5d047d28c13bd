"""The errors that a person can act on; everything else is a defect."""

from __future__ import annotations


class AuditorError(Exception):
    """Base of every error that this package raises on purpose."""


class UsageError(AuditorError):
    """The caller asked for something that does not exist or does not fit: exit code 2."""


class PackError(AuditorError):
    """A rule pack is missing, cannot be loaded, or breaks the contract: exit code 2."""


class ModelError(AuditorError):
    """A model file is truncated, of another version, or not a model at all: exit code 2."""


class ReadingError(AuditorError):
    """One input could not be read; the run goes on and exits with 3."""


class SettingsError(UsageError):
    """A settings file is broken, or holds what is no setting: exit code 2."""
