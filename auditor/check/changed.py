"""Which files and lines differ from a revision, as git tells."""

from __future__ import annotations

import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import UsageError

_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb'\\([0-7]{3}|[abtnvfr"\\])')
_ESCAPED = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13, b'"': 34, b"\\": 92}
# Whatever a user's own settings of git say, a diff has this form.
_DIFF = ("-c", "core.quotePath=true", "diff", "--no-ext-diff", "--no-color", "--find-renames")


@dataclass(frozen=True)
class ChangedLines:
    """The lines of a file that differ, counted from 1."""

    ranges: tuple[range, ...] = ()
    """In order, none empty."""

    def touch(self, first: int, last: int) -> bool:
        """Tell whether one of the lines from ``first`` to ``last`` differs."""
        at = bisect_left(self.ranges, first, key=lambda each: each.stop - 1)
        return at < len(self.ranges) and self.ranges[at].start <= max(first, last)


@dataclass(frozen=True)
class Changes:
    """What differs from a revision."""

    revision: str
    files: Mapping[Path, ChangedLines | None]
    """By resolved path; ``None`` where a file differs as a whole: a new one, or none of text."""

    def names(self, path: str) -> bool:
        """Tell whether the file at a path differs."""
        return Path(path).resolve() in self.files

    def lines_of(self, path: str) -> ChangedLines | None:
        """Return the lines of a file that differ; ``None`` when all count."""
        return self.files.get(Path(path).resolve())


def changed_since(revision: str, paths: Iterable[str], *, by_line: bool = True) -> Changes:
    """Return what differs from where the work left ``revision``, untracked files among it.

    Args:
        revision: of git; compared is the newest commit that it and the working folder's share.
        paths: that are to be checked.
        by_line: tell which lines of a file differ; else each differs as a whole.

    Raises:
        UsageError: git is missing, the working folder is in no repository, the revision is
            unknown, or one of the paths lies outside the repository.
    """
    top = Path(_git("rev-parse", "--show-toplevel").strip())
    for path in paths:
        if path != "-" and not Path(path).resolve().is_relative_to(top):
            raise UsageError(
                f"{path} lies outside the repository {top}: --changed-since cannot tell whether "
                "it differs"
            )
    base = _base(revision)
    added, others = _differing(base)
    lines = {**dict.fromkeys(others, ChangedLines()), **_lines(base)} if by_line else {}
    whole = {*added, *_untracked(), *(_binary(base) if by_line else others)}
    files = {**lines, **dict.fromkeys(whole)}
    return Changes(revision, {(top / name).resolve(): each for name, each in files.items()})


def _base(revision: str) -> str:
    # The leading check keeps a revision that begins with a hyphen from being an option.
    try:
        commit = _git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        ).strip()
    except UsageError as error:
        if _git("rev-parse", "--is-shallow-repository").strip() == "true":
            raise UsageError(
                f"{error}; this clone is shallow: fetch its history (fetch-depth: 0 in "
                "actions/checkout, GIT_DEPTH: 0 in GitLab, else git fetch --unshallow)"
            ) from error
        raise
    try:
        # What the other side did meanwhile is no change of ours.
        return _git("merge-base", commit, "HEAD").strip()
    except UsageError:  # the two share no history, or a shallow clone lacks it
        return commit


def _differing(base: str) -> tuple[list[str], list[str]]:
    """Return the names of files that are new, and of others that differ."""
    fields = iter(_git(*_DIFF, "--name-status", "-z", "--diff-filter=d", base, "--").split("\0"))
    added: list[str] = []
    others: list[str] = []
    for status in fields:
        if status:
            name = next(fields)
            if status[0] in "RC":
                name = next(fields)
            (added if status == "A" else others).append(name)
    return added, others


def _untracked() -> list[str]:
    named = _git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/")
    return [name for name in named.split("\0") if name]


def _binary(base: str) -> Iterator[str]:
    fields = iter(_git(*_DIFF, "--numstat", "-z", "--diff-filter=d", base, "--").split("\0"))
    for field in fields:
        if not field:
            continue
        added, _, name = field.split("\t", 2)
        if not name:  # renamed: the old name and the new one follow
            next(fields)
            name = next(fields)
        if added == "-":
            yield name


def _lines(base: str) -> dict[str, ChangedLines]:
    """Return the lines that differ, by file; one without such lines is left out."""
    prefixes = ("--src-prefix=a/", "--dst-prefix=b/")
    diff = _git(*_DIFF, "--unified=0", "--diff-filter=d", *prefixes, base, "--").split("\n")
    found: dict[str, list[range]] = {}
    name, at = "", 0
    while at < len(diff):
        line = diff[at]
        at += 1
        if line.startswith("+++ "):
            name = _unquoted(line[4:].rstrip("\t"))[2:]
        hunk = _HUNK.match(line)
        if hunk:
            removed, start, given = hunk.groups()
            number = int(given or 1)
            if number:
                found.setdefault(name, []).append(range(int(start), int(start) + number))
            # Its own lines may look like headers.
            at += int(removed or 1) + number
    return {name: ChangedLines(tuple(ranges)) for name, ranges in found.items()}


def _unquoted(name: str) -> str:
    """Return a name as git means it: odd ones stand in quotation marks, with escapes."""
    if not name.startswith('"'):
        return name
    written = name[1:-1].encode("utf-8", "surrogateescape")
    plain = _ESCAPE.sub(
        lambda found: bytes([_ESCAPED.get(found.group(1)) or int(found.group(1), 8)]), written
    )
    return plain.decode("utf-8", "surrogateescape")


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(("git", *arguments), capture_output=True, check=True)
    except FileNotFoundError as error:
        raise UsageError("--changed-since needs git, which is not installed") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip()
        reason = told or f"git {arguments[0]} knows no {arguments[-1]!r}"
        raise UsageError(f"--changed-since: {reason}") from error
    # Not as text: a carriage return alone would become a line of its own.
    return done.stdout.decode("utf-8", "surrogateescape")
