"""Characters that were read in the wrong encoding, or encoded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span

_REPLACED = "\ufffd"
_ENTITY = re.compile(
    r"&(?:amp;)*(?:#\d{1,6}|#x[0-9a-f]{1,5}|amp|quot|nbsp|apos|[lr][ds]quo|[mn]dash|hellip|eacute"
    r"|egrave|agrave|ouml|uuml|auml);|(?<=\s)#(?:39|8217|8220|8221);",
    re.IGNORECASE,
)
# Where misread characters can be: what is beyond ASCII, with the ASCII between if it is short.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+(?:[\x00-\x7f]{1,16}[^\x00-\x7f]+)*")
_AROUND = 8
"""Characters; no pattern of ftfy's is longer."""
_CODE = re.compile(r"</|/>|&lt;|[{};]\s*$", re.MULTILINE)


def _find(document: Document) -> Iterator[Hit]:
    text = document.text
    if "&" in text or "#" in text:
        yield from _entities(text)
    if not text.isascii():
        yield from _misread(text)
        yield from _lost(text)


def _misread(text: str) -> Iterator[Hit]:
    from ftfy import fix_encoding

    end = 0
    for match in _bad_runs(text):
        if match.start() < end:
            continue
        span = _run_around(text, match)
        found = span.of(text)
        mended = fix_encoding(found)
        if mended != found and len(mended) < len(found):
            end = span.end
            yield _mended(span, found, mended)


def _bad_runs(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks misread, looking only around characters beyond ASCII."""
    from ftfy.badness import BADNESS_RE

    for run in _BEYOND_ASCII.finditer(text):
        yield from BADNESS_RE.finditer(text, max(run.start() - _AROUND, 0), run.end() + _AROUND)


def _mended(span: Span, found: str, mended: str) -> Hit:
    """Leave out what both begin and end with."""
    left = 0
    while left < len(mended) and found[left] == mended[left]:
        left += 1
    right = 0
    while right < len(mended) - left and found[-1 - right] == mended[-1 - right]:
        right += 1
    wrong = found[left : len(found) - right]
    return Hit(
        Span(span.start + left, span.end - right),
        f"“{wrong}” was read in the wrong encoding",
        mended[left : len(mended) - right],
        kind="mojibake",
        is_safe=True,  # the characters are the bytes of what is put there
    )


def _run_around(text: str, match: re.Match[str]) -> Span:
    """Widen to the characters beyond ASCII that belong to the same misreading."""
    start, end = match.span()
    while start > 0 and ord(text[start - 1]) > 127 and match.start() - start < 12:
        start -= 1
    while end < len(text) and ord(text[end]) > 127 and end - match.end() < 12:
        end += 1
    return Span(start, end)


def _lost(text: str) -> Iterator[Hit]:
    start = text.find(_REPLACED)
    while start != -1:
        end = start
        while end < len(text) and text[end] == _REPLACED:
            end += 1
        yield Hit(Span(start, end), "a character was lost in decoding", kind="lost-character")
        start = text.find(_REPLACED, end)


def _entities(text: str) -> Iterator[Hit]:
    if _CODE.search(text):
        return
    from html import unescape

    for match in _ENTITY.finditer(text):
        found = match.group()
        mended = unescape(unescape(found if found[0] == "&" else "&" + found))
        yield Hit(Span(*match.span()), f"“{found}” was encoded twice", mended, kind="entity")


RULE = Rule(
    id="machine-translation/broken-encoding",
    summary="characters read in the wrong encoding, or encoded twice",
    severity="warning",
    find=_find,
    what=(
        "Looks for characters that are another character's bytes (“cafÃ©”), for U+FFFD, and for "
        "entities of HTML that were left in the text."
    ),
    why="The text was passed on by a program that nobody watched; names in it cannot be trusted.",
    known_problems=(
        "Short runs that make sense in some language are left alone. Says nothing of texts that "
        "hold HTML or code."
    ),
    invalid=(
        Example("They met in a cafÃ© nearby.".replace("Ã©", "⟦Ã©⟧"), "é"),
        Example("It cost ⟦Â⟧£20 in all.", ""),
        Example("Smith ⟦&amp;⟧ Sons sold it.", "&"),
        Example("The caf⟦\ufffd⟧ was closed."),
    ),
    valid=(
        Example("They met in a café nearby; it cost £20, Ärger inbegriffen."),
        Example("Write &amp; for an ampersand in <b>HTML</b>."),
    ),
    sources=(Source("Speer (2019): ftfy", "https://doi.org/10.5281/zenodo.2591652"),),
    confidence=0.84,
    evidence="20 of 20 findings in BBC news, drawn at random, judged right",
)
