"""From a path to the settings that hold there."""

from __future__ import annotations

import configparser
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from auditor.errors import SettingsError
from auditor.settings.keys import mistakes, parse
from auditor.settings.values import DEFAULTS, Settings, folder_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

OWN, PYPROJECT, SETUP = "auditor.toml", "pyproject.toml", "setup.cfg"
_MERGED = ("levels", "thresholds")
_APPENDED = ("overrides",)


class SettingsFinder:
    """Finds the settings of paths; each file is read once.

    Args:
        only: a settings file that holds for every path, so that none is searched for.
        is_isolated: take no settings from any file.
    """

    def __init__(self, only: Path | None = None, *, is_isolated: bool = False) -> None:
        self._fixed = DEFAULTS if is_isolated else None
        if only is not None:
            self._fixed = settings_from(only)
        self._by_folder: dict[Path, Settings] = {}

    def at(self, path: str | Path | None) -> Settings:
        """Return the settings of a file or folder; of the working folder for ``None``."""
        if self._fixed is not None:
            return self._fixed
        return self._of_folder(folder_of(Path(path or ".")))

    def _of_folder(self, folder: Path) -> Settings:
        if folder not in self._by_folder:
            source = source_in(folder)
            if source is not None:
                found = settings_from(source)
            elif folder.parent == folder:
                found = DEFAULTS
            else:
                found = self._of_folder(folder.parent)
            self._by_folder[folder] = found
        return self._by_folder[folder]


def settings_at(path: str | Path) -> Settings:
    """Return the settings that hold at a path: those of the nearest folder that has some."""
    return SettingsFinder().at(path)


def settings_from(source: Path) -> Settings:
    """Return the settings that a file states, with those that it extends.

    Raises:
        SettingsError: it cannot be read, or holds what is no setting.
    """
    values, origins = _with_bases(source.absolute(), ())
    names = {name.replace("-", "_"): value for name, value in values.items()}
    return Settings(**names, origins=MappingProxyType(origins))


def mistakes_in(source: Path) -> tuple[str, ...]:
    """Return every mistake in a settings file: of each key, and of those that it extends."""
    try:
        found = mistakes(_table_of(source), source.absolute().parent, str(source))
        if not found:
            settings_from(source)  # what it extends, too
    except SettingsError as error:
        return (str(error),)
    return found


def sources_below(folder: Path) -> Iterator[Path]:
    """Yield the settings files of a folder and those below it, but for hidden ones, in order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (OWN, PYPROJECT, SETUP):
            path = Path(place, name)
            if name in names and (name == OWN or _has_table(path)):
                yield path


def source_in(folder: Path) -> Path | None:
    """Return the file in this folder that states settings.

    Raises:
        SettingsError: there are two.
    """
    sources = [folder / OWN] if (folder / OWN).is_file() else []
    sources += [folder / name for name in (PYPROJECT, SETUP) if _has_table(folder / name)]
    if len(sources) > 1:
        names = " and ".join(source.name for source in sources)
        raise SettingsError(f"{folder} has settings in {names}: keep them in one of these")
    return sources[0] if sources else None


def _has_table(path: Path) -> bool:
    # Most such files say nothing to us and need no parser: one of another tool's that is broken
    # must not stop an audit.
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return b"[tool.auditor" in content if path.name == PYPROJECT else b"[auditor" in content


def _with_bases(source: Path, above: tuple[Path, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    if source in above:
        chain = " → ".join(str(path) for path in (*above, source))
        raise SettingsError(f"settings extend each other in a circle: {chain}")
    values = parse(_table_of(source), source.parent, str(source))
    origins = dict.fromkeys((name for name in values if name != "extend"), str(source))
    base = values.pop("extend", None)
    if base is None:
        return values, origins
    base_values, base_origins = _with_bases(Path(base).resolve(), (*above, source))
    return _joined(base_values, values), {**base_origins, **origins}


def _joined(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    joined = {**base, **own}
    for name in (*_MERGED, *_APPENDED):
        if name in base and name in own:
            joined[name] = (
                (*base[name], *own[name])
                if name in _APPENDED
                else MappingProxyType({**base[name], **own[name]})
            )
    return joined


def _table_of(source: Path) -> Mapping[str, Any]:
    try:
        content = source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{source}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{source}: is not UTF-8: {error.reason}") from error
    if source.suffix == ".cfg":
        return _from_ini(content, source)
    try:
        table: Mapping[str, Any] = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{source}: is no valid TOML: {error}") from error
    if source.name != PYPROJECT:
        return table
    tool = table.get("tool", {}).get("auditor", {})
    if not isinstance(tool, dict):
        raise SettingsError(f"{source}: tool.auditor: expected a table")
    return tool


def _from_ini(content: str, source: Path) -> Mapping[str, Any]:
    """Read ``[auditor]``, ``[auditor:levels]``, ``[auditor:policy]``,
    ``[auditor:policy:DIMENSION]``, ``[auditor:thresholds:DIMENSION]`` and
    ``[auditor:overrides:NAME]``, the last with ``paths``, ``ignore`` and ``level.RULE``.
    """  # noqa: D205 - the sections are the sentence
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    try:
        parser.read_string(content)
    except configparser.Error as error:
        raise SettingsError(f"{source}: is no valid INI: {error}") from error
    table: dict[str, Any] = {}
    for section in parser.sections():
        head, *rest = section.split(":", 2)
        if head == "auditor":
            _add_section(table, rest, dict(parser[section]))
    return table


def _add_section(table: dict[str, Any], rest: list[str], entries: dict[str, Any]) -> None:
    if not rest:
        table.update(entries)
    elif rest[0] == "overrides":
        levels = {
            name.removeprefix("level."): entries.pop(name)
            for name in tuple(entries)
            if name.startswith("level.")
        }
        table.setdefault("overrides", []).append({**entries, "levels": levels})
    elif len(rest) > 1:
        table.setdefault(rest[0], {})[rest[1]] = entries
    else:
        table.setdefault(rest[0], {}).update(entries)
