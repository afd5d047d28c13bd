"""Characters as they look after their bytes were misread and something was lost on the way.

`ftfy` mends what can be decoded back. These cannot: control characters were dropped, curly quotes
straightened or no-break spaces replaced after the misreading. So the ways of damage are played
through for the characters that texts have most, and what results is looked for.
"""

from __future__ import annotations

import re
from functools import cache

_CHARACTERS = "’‘“”–—…•·«»éèêëàâäáãåçñóòôöõúùûüíìîïßÉÀÖÜÄøœæ€£©®°½"
_QUOTES = str.maketrans("“”‘’‚„‹›", "\"\"''',<>")
_CONTROLS = re.compile("[\x80-\x9f]")
SHORTEST = 2


def _misread(text: str, encoding: str) -> str:
    """Read a text's UTF-8 bytes in another encoding; bytes that it lacks as control characters."""
    return "".join(bytes((byte,)).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


def _damaged(text: str) -> set[str]:
    bare = _CONTROLS.sub("", text)
    return {bare, text.translate(_QUOTES), bare.translate(_QUOTES), bare.replace("\xa0", " ")}


@cache
def misreadings() -> dict[str, str]:
    """Return what damaged characters look like, each with the character that it was."""
    found: dict[str, str] = {}
    for character in _CHARACTERS:
        for encoding in ("latin-1", "cp1252"):
            once = _misread(character, encoding)
            for again in ("latin-1", "cp1252"):
                twice = _misread(once, again)
                # The first character came through whole and only the rest was misread again.
                partly = once[0] + _misread(once[1:], again)
                for form in (once, twice, partly):
                    for damaged in _damaged(form):
                        if _is_telling(damaged):
                            found.setdefault(damaged, character)
    return found


def _is_telling(form: str) -> bool:
    """Tell forms that no language writes from a letter or two that some do."""
    beyond = sum(ord(each) > 127 for each in form)
    return len(form) >= SHORTEST and beyond >= 2 and form[-1] != " " and form[0] in "âÂÃÅ"


@cache
def misread_pattern() -> re.Pattern[str]:
    """Return a pattern for all of them, the longest first."""
    forms = sorted(misreadings(), key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, forms)))


LONE = re.compile(
    "(?<=[A-Za-z])â(?=(?:s|t|re|ve|ll|d|m)\\b)|(?<= )â(?= [A-Za-z])|(?<=[a-z]{3})ââ(?=\\s)"
)
"""What is left of an apostrophe or a dash when both other characters were dropped; English only."""
