"""Which files differ from a revision, as git tells."""

from __future__ import annotations

import subprocess
from pathlib import Path

from auditor.errors import UsageError


def changed_since(revision: str, paths: tuple[str, ...]) -> frozenset[Path]:
    """Return the files that differ from ``revision``, the untracked ones among them.

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
    # The leading check keeps a revision that begins with a hyphen from being an option.
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    differing = _git("diff", "--name-only", "-z", "--diff-filter=d", commit.strip(), "--")
    untracked = _git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/")
    names = {name for name in (differing + untracked).split("\0") if name}
    return frozenset((top / name).resolve() for name in names)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(
            ("git", *arguments),
            capture_output=True,
            check=True,
            text=True,
            errors="surrogateescape",
        )
    except FileNotFoundError as error:
        raise UsageError("--changed-since needs git, which is not installed") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip() or f"git {arguments[0]} knows no {arguments[-1]!r}"
        raise UsageError(f"--changed-since: {reason}") from error
    return done.stdout
