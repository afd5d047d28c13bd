"""Ignore comments in Markdown and HTML: ``<!-- audit: ignore RULE reason -->``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

FORMATS_WITH_COMMENTS = frozenset({"markdown", "html"})
VERBS = ("ignore", "ignore-file")
_OPENING = re.compile(r"<!--[ \t\r\n]*audit:", re.IGNORECASE)
_CLOSING = "-->"
# Bounded, so that many comments after one long indentation stay linear.
_INDENT = re.compile(r"[ \t\r]{0,200}")
_MAX_LENGTH = 2000
"""Characters of a comment: one that is never closed must not be searched for to the file's end."""
_REASON_MARKS = " \t\r\n-–—:"


@dataclass(frozen=True)
class Ignore:
    """A comment that takes findings back."""

    rules: tuple[str, ...]
    """Rule ids and dimensions."""
    reason: str
    line: int
    """Where the comment stands, from 1."""
    column: int
    last_line: int
    """It holds from ``line`` to this line; for a whole file it is 0."""

    @property
    def is_for_file(self) -> bool:
        """Tell whether it holds for the whole file."""
        return self.last_line == 0

    def covers(self, first_line: int | None, last_line: int | None) -> bool:
        """Tell whether a finding on these lines is meant; ``None`` is the document as a whole."""
        if self.is_for_file:
            return True
        if first_line is None:
            return False
        return first_line <= self.last_line and self.line <= (last_line or first_line)


@dataclass(frozen=True)
class Malformed:
    """A comment that addresses the auditor and cannot be understood."""

    message: str
    line: int
    column: int


def ignores_in(source: str, known: Collection[str]) -> Iterator[Ignore | Malformed]:
    r"""Yield the ignore comments of a Markdown or HTML file, in order.

    A comment with other text on its line holds for that line. One that stands alone holds until the
    end of the paragraph that follows it, up to the next blank line. ``ignore-file`` holds for all.

    Args:
        source: the file's text, newlines as ``\\n``.
        known: the names of rules and dimensions.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    ends = _paragraph_ends(source)
    for opening in _OPENING.finditer(source):
        row = bisect_right(starts, opening.start())
        column = opening.start() - starts[row - 1] + 1
        end = source.find(_CLOSING, opening.end(), opening.end() + _MAX_LENGTH)
        if end == -1:
            yield Malformed(f"an ignore comment is not closed with {_CLOSING}", row, column)
            continue
        problem = _problem(source[opening.end() : end], known)
        if problem:
            yield Malformed(problem, row, column)
            continue
        verb, names, reason = _parts(source[opening.end() : end])
        last = bisect_right(starts, end)
        if verb == "ignore-file":
            last = 0
        elif _is_alone(source, starts[row - 1], opening.start(), end + len(_CLOSING)):
            last = _first_after(last, ends, len(starts))
        yield Ignore(tuple(names.split(",")), reason, row, column, last)


def _parts(body: str) -> tuple[str, str, str]:
    verb, names, reason = (*body.split(None, 2), "", "", "")[:3]
    return verb.lower(), names.strip(","), " ".join(reason.strip(_REASON_MARKS).split())


def _problem(body: str, known: Collection[str]) -> str | None:
    verb, names, _ = _parts(body)
    if verb not in VERBS:
        return f"{verb!r} is no instruction: write `audit: ignore RULE reason`"
    if not names:
        return f"`audit: {verb}` names no rule: write `audit: {verb} RULE reason`"
    for name in names.split(","):
        if name not in known:
            near = get_close_matches(name, list(known), n=1, cutoff=0.5)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            return f"no rule or dimension is called {name!r}{hint}"
    return None


def _is_alone(source: str, line_start: int, start: int, end: int) -> bool:
    """Tell whether a comment has nothing beside it on its lines."""
    before, after = _INDENT.match(source, line_start), _INDENT.match(source, end)
    assert before is not None and after is not None  # it matches nothing, too
    return before.end() == start and source[after.end() : after.end() + 1] in ("", "\n")


def _paragraph_ends(source: str) -> list[int]:
    """Return the lines, counted from 1, that a blank line or the end of the file follows."""
    lines = [bool(line.strip()) for line in source.split("\n")]
    following = [*lines[1:], False]
    pairs = enumerate(zip(lines, following, strict=True), 1)
    return [number for number, (is_text, is_followed) in pairs if is_text and not is_followed]


def _first_after(line: int, ends: list[int], otherwise: int) -> int:
    """Return the first of ``ends`` below a line."""
    index = bisect_right(ends, line)
    return ends[index] if index < len(ends) else otherwise
