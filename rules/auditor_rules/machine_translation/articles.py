"""The article before a word that is replaced: "a necessary" becomes "an important"."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor import Span

# Written with a vowel, spoken with a consonant ("a European", "a one-off", "a useful").
_CONSONANT_SOUND = re.compile(
    r"eu|ewe|ouija|one(?:$|-|s$|self|time)|once"
    r"|unanim|uni(?!m|n|den|deal|ss|llu)|u(?:b[iq]|fo|ga|k[ru]|r[aiuo]|re[at]|s[aeu](?!l)|su|t[aeio]|v|yg)"
)
# Written with a consonant, spoken with a vowel.
_SILENT_H = re.compile(r"(?:h(?:eir|onest|onou?r|our)|x-)")
# Either is in use ("an historic", "an herb").
_EITHER = re.compile(r"h(?:istor|erb|abit|otel|ysteri|allucin|ilari|eroic|um|ispan|omage|arass)")
_VOWEL = re.compile("[aeiouy]")
_LETTER_NAME = re.compile(r"[fhlmnrsx]-")

_ARTICLE = re.compile(r"\b([Aa])n? $")


@lru_cache(maxsize=8192)
def begins_with_vowel_sound(word: str) -> bool | None:
    """Tell whether "an" stands before the word; ``None`` where both do or nobody can tell."""
    lowered = word.lower()
    if _EITHER.match(lowered) or _LETTER_NAME.match(lowered) or not _VOWEL.search(lowered):
        return None
    if lowered[0] in "aeiou":
        return not _CONSONANT_SOUND.match(lowered)
    return bool(_SILENT_H.match(lowered))


def with_article(text: str, span: Span, suggestion: str) -> tuple[Span, str]:
    """Return a place and what to put there, with the article before it where that must change."""
    found = _ARTICLE.search(text, max(0, span.start - 3), span.start)
    word = re.match(r"[A-Za-z][\w'’-]*", suggestion)
    if found is None or word is None:
        return span, suggestion
    needs_an = begins_with_vowel_sound(word.group())
    if needs_an is None or needs_an == (len(found.group()) == 3):
        return span, suggestion
    article = found.group(1) + ("n " if needs_an else " ")
    return Span(found.start(), span.end), article + suggestion
