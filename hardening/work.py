"""How much work an audit does over a text, counted: the same on every machine, however busy it is.

Counted are the lines of Python that run, the calls they make, and the characters that are handed to
C: what methods of the text walk over (a search, a copy, a change of case), and what a regular
expression goes through until it finds something. It takes up to thirty times as long as the audit.

Not seen are lists that are walked in C, and what a regular expression goes through in vain at one
place; `hardening.patterns` looks for that.

Call `watch_patterns` before anything of the packages is imported.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

COPIED_AT_ONCE = 64
"""Characters, or elements of a list, that C goes through in the time of about a line of Python."""
_PACKAGES = ("auditor", "hardening.work")


class _Tally:
    lines = 0
    characters = 0

    def total(self) -> int:
        return self.lines + self.characters // COPIED_AT_ONCE


TALLY = _Tally()


def _charge(characters: int) -> None:
    TALLY.characters += characters


class CountedText(str):
    """A text that counts what its methods walk over; what is taken of it counts too."""

    __slots__ = ()

    def __getitem__(self, key: Any) -> str:
        """Return a part, which is copied."""
        part = str.__getitem__(self, key)
        _charge(len(part))
        return CountedText(part) if len(part) > COPIED_AT_ONCE else part

    def __contains__(self, other: Any) -> bool:
        """Tell whether it holds another, as far as it looks."""
        return self.find(other) != -1

    def find(self, *arguments: Any) -> int:
        """Return where another begins, as far as it looks."""
        return self._looked(str.find(self, *arguments), *arguments)

    def rfind(self, *arguments: Any) -> int:
        """Return where another last begins, as far as it looks."""
        found = str.rfind(self, *arguments)
        start, end = _bounds(self, arguments)
        _charge(end - max(found, start))
        return found

    def index(self, *arguments: Any) -> int:
        """Return where another begins.

        Raises:
            ValueError: nowhere.
        """
        found = self.find(*arguments)
        return found if found != -1 else str.index(self, *arguments)

    def _looked(self, found: int, *arguments: Any) -> int:
        start, end = _bounds(self, arguments)
        _charge((end if found == -1 else found) - start)
        return found

    def count(self, *arguments: Any) -> int:
        """Return how often it holds another."""
        start, end = _bounds(self, arguments)
        _charge(end - start)
        return str.count(self, *arguments)


def _bounds(text: str, arguments: tuple[Any, ...]) -> tuple[int, int]:
    _, *given = arguments
    return slice(*given, *(None,) * (2 - len(given))).indices(len(text))[:2]


def _whole(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    def counted(self: str, *arguments: Any, **named: Any) -> Any:
        _charge(len(self))
        value = method(self, *arguments, **named)
        return CountedText(value) if isinstance(value, str) else value

    return counted


for _name in (
    *("lower", "upper", "casefold", "title", "translate", "replace", "strip", "lstrip", "rstrip"),
    *("split", "rsplit", "splitlines", "partition", "rpartition", "encode", "expandtabs"),
    *("isspace", "isalpha", "isalnum", "isdigit", "isdecimal", "isupper", "islower", "isascii"),
):
    setattr(CountedText, _name, _whole(_name))


class CountedPattern:
    """A regular expression that counts what it goes through until it matches."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def __reduce__(self) -> Any:
        return (re.compile, (self._pattern.pattern, self._pattern.flags))

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        """Match at a place."""
        return self._at_one_place(self._pattern.match(text, start, end), start)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        """Match the whole."""
        return self._at_one_place(self._pattern.fullmatch(text, start, end), start)

    def _at_one_place(self, match: Any, start: int) -> Any:
        _charge(match.end() - start if match else 1)
        return match

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        """Look for a match."""
        match = self._pattern.search(text, start, end)
        _charge((match.end() if match else min(end, len(text))) - start)
        return match

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Any]:
        """Yield the matches."""
        at = start
        for match in self._pattern.finditer(text, start, end):
            _charge(match.end() - at)
            at = match.end()
            yield match
        _charge(min(end, len(text)) - at)

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[Any]:
        """Return what matches."""
        _charge(min(end, len(text)) - start)
        return self._pattern.findall(text, start, end)

    def sub(self, by: Any, text: str, count: int = 0) -> str:
        """Put something in the place of the matches."""
        _charge(len(text))
        return self._pattern.sub(by, text, count)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        """Split at the matches."""
        _charge(len(text))
        return self._pattern.split(text, maxsplit)


def watch_patterns() -> None:
    """Have every regular expression that the packages compile from now on count its work."""
    compile_one = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: Any) -> Any:
        if isinstance(pattern, CountedPattern):
            return pattern
        compiled = compile_one(pattern, flags)
        module = str(sys._getframe(2).f_globals.get("__name__", ""))
        is_ours = module.startswith("auditor") and isinstance(compiled.pattern, str)
        return CountedPattern(compiled) if is_ours else compiled

    re._compile = watched  # type: ignore[attr-defined]


def work(run: Callable[[], object]) -> int:
    """Return the work of a call, in lines of Python."""
    before = TALLY.total()
    with _counted_lines():
        run()
    return TALLY.total() - before


@contextmanager
def _counted_lines() -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()  # what it calls comes at other moments each time
    sys.settrace(_call)
    try:
        yield
    finally:
        sys.settrace(None)
        if was:
            gc.enable()


def _call(frame: FrameType, event: str, argument: object) -> Any:
    TALLY.lines += 1
    return None if frame.f_code.co_filename == __file__ else _line


def _line(frame: FrameType, event: str, argument: object) -> Any:
    TALLY.lines += 1
    return _line
