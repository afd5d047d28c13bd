"""Options and steps that `check`, `baseline` and `watch` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from auditor.check.changed import Changes, changed_since
from auditor.check.check_documents import CheckRequest
from auditor.errors import UsageError
from auditor.run.plan import available_processors, reading_of
from auditor.settings import SettingsFinder

Command = Callable[..., Any]
DEFAULT_CACHE = ".auditor-cache"
DEFAULT_BASELINE = "auditor-baseline.json"
MEGABYTE = 1_000_000


def settings_options(command: Command) -> Command:
    """Add ``--config`` and ``--isolated``; the command gets a ``SettingsFinder`` as ``finder``."""

    @click.option("--config", metavar="FILE", help="The settings of this file, and no others.")
    @click.option("--isolated", is_flag=True, help="No settings from files.")
    @wraps(command)
    def with_settings(*, config: str | None, isolated: bool, **rest: Any) -> Any:
        if config is not None and isolated:
            raise UsageError("--config and --isolated contradict each other: give one of them")
        only = None if config is None else Path(config)
        return command(finder=SettingsFinder(only, is_isolated=isolated), **rest)

    return with_settings


def request_options(command: Command) -> Command:
    """Add what concerns the choice of documents; the command gets it as ``order``."""

    @click.option(
        "--stdin-filename", metavar="NAME", help="What to call standard input (-): page.html."
    )
    @click.option(
        "--changed-since",
        metavar="REV",
        help="Only what is on lines that differ from where the work left this git revision; of "
        "new files, untracked ones included, all.",
    )
    @click.option(
        "--whole-files",
        is_flag=True,
        help="With --changed-since: all that is found in a file that differs.",
    )
    @click.option("--cache", metavar="FOLDER", help=f"[default: {DEFAULT_CACHE}]")
    @click.option("--no-cache", is_flag=True, help="Remember nothing, and use nothing remembered.")
    @click.option(
        "--jobs",
        type=click.IntRange(0),
        default=None,
        help="Worker processes; 0 works without any. [default: one per processor]",
    )
    @wraps(command)
    def with_request(
        *,
        paths: tuple[str, ...],
        finder: SettingsFinder,
        stdin_filename: str | None,
        changed_since: str | None,
        whole_files: bool,
        cache: str | None,
        no_cache: bool,
        jobs: int | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        **rest: Any,
    ) -> Any:
        settings = finder.at(None)
        reading = reading_of(settings)
        if stdin_filename is not None:
            reading = replace(reading, stdin_name=stdin_filename)
        folder = Path(cache or settings.cache or DEFAULT_CACHE)
        request = CheckRequest(
            paths=paths,
            settings=finder,
            reading=reading,
            select=select,
            ignore=ignore,
            changes=_changes(changed_since, paths, by_line=not whole_files),
            cache=None if no_cache else folder,
            jobs=available_processors() if jobs is None else jobs,
        )
        return command(request=request, settings=settings, **rest)

    return with_request


def _changes(revision: str | None, paths: tuple[str, ...], *, by_line: bool) -> Changes | None:
    if revision is not None:
        return changed_since(revision, paths, by_line=by_line)
    if not by_line:
        raise UsageError("--whole-files goes with --changed-since: name a revision")
    return None
