"""Characters that were read in the wrong encoding, or encoded twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, language
from auditor_rules.boilerplate.misreadings import LONE, misread_pattern, misreadings

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
LEAST_LONE = 2
"""So many lone “â” where a dash would stand are no French; before an ending one is enough."""
_CODE = re.compile(r"</|/>|&lt;|[{};]\s*$", re.MULTILINE)


def _find(document: Document) -> Iterator[Hit]:
    text = document.text
    if "&" in text or "#" in text:
        yield from _entities(text)
    if not text.isascii():
        mended = list(_misread(text))
        yield from mended
        yield from _damaged(document, {place for hit in mended if hit.span for place in hit.span})
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
        if mended != found and len(mended) < len(found) and _REPLACED not in found:
            end = span.end
            yield _mended(span, found, mended)


def _damaged(document: Document, mended: set[int]) -> Iterator[Hit]:
    """Yield misread characters of which a part was lost, so that they cannot be decoded back."""
    text = document.text
    if not any(sign in text for sign in "âÂÃÅ"):
        return
    known, taken = misreadings(), -1
    for match in misread_pattern().finditer(text):
        if mended.isdisjoint(range(match.start(), match.end() + 1)):
            taken = match.end()
            yield _reads(match, known[match.group()])
    lone = list(LONE.finditer(text)) if language(document).code == "en" else []
    is_misread = taken >= 0 or len(lone) >= LEAST_LONE
    for match in lone:
        if is_misread or text[match.end() : match.end() + 1].isalpha():
            yield _reads(match, _lone_character(text, match))


def _lone_character(text: str, match: re.Match[str]) -> str:
    if len(match.group()) > 1:
        return "”"
    return "–" if text[match.end() : match.end() + 1] == " " else "’"


def _reads(match: re.Match[str], character: str) -> Hit:
    message = f"“{match.group()}” was read in the wrong encoding, and a part of it lost"
    return Hit(Span(*match.span()), message, character, kind="mojibake")


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
    id="boilerplate/broken-encoding",
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
        Example("She wrote the town⟦ââ¬â¢⟧s book in two winters.", "’"),
        Example("The town⟦â⟧s mill and the owner⟦â⟧s house were sold on the same day."),
    ),
    valid=(
        Example("They met in a café nearby; it cost £20, Ärger inbegriffen."),
        Example("Write &amp; for an ampersand in <b>HTML</b>."),
    ),
    sources=(Source("Speer (2019): ftfy", "https://doi.org/10.5281/zenodo.2591652"),),
    confidence=0.84,
    evidence="20 of 20 findings in BBC news, drawn at random, judged right",
)
