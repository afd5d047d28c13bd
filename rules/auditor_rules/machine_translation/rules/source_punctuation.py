"""Punctuation and script of another language in an English text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, view

# Full-width and ideographic marks, where Latin letters stand before them.
_WIDE = re.compile(r"(?<=[A-Za-z0-9%)” ])[，。；：、！？（](?=\s?[A-Za-z0-9“(]|\s*$)", re.MULTILINE)
_NARROW = str.maketrans("，。；：、！？（", ",.;:,!?(")
# A few words of a script that the rest is not written in, unless set apart as a gloss.
_SCRIPT = re.compile(
    r"(?<=[a-z,] )(?:[\u0400-\u04ff]{3,}(?: [\u0400-\u04ff]+){0,6}"
    r"|[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,20}"
    r"|[\u0600-\u06ff]{3,}(?: [\u0600-\u06ff]+){0,6})(?=[ ,;:]|\.(?!\w)|$)",
    re.MULTILINE,
)
_FOREIGN = re.compile("[\u0400-\u06ff\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]")
"""What either pattern needs; most English texts have none."""
_LATIN = re.compile(r"[A-Za-z]")
SMALLEST_SHARE_OF_LATIN = 0.8
"""Of the letters; below it the text is not an English one."""
_GLOSSED = re.compile(
    r"(?:word|words|called|term|name|characters?|phrase|Chinese|Russian|Japanese|Arabic|Korean|"
    r"Ukrainian|means|meaning|written|as|reads?|or|say|spelled|spelt)[,:]? $"
)


@view
def foreign_punctuation(document: Document) -> tuple[Hit, ...]:
    """Return the marks and words of another script, in the order of their kinds."""
    return tuple(_hits(document))


def _find(document: Document) -> Iterator[Hit]:
    yield from foreign_punctuation(document)


def _hits(document: Document) -> Iterator[Hit]:
    text = document.text
    if text.isascii() or not _FOREIGN.search(text) or not _is_latin(text):
        return
    for match in _WIDE.finditer(text):
        mark = match.group()
        yield Hit(
            Span(*match.span()),
            f"“{mark}” is punctuation of another language: signs of machine translation",
            mark.translate(_NARROW),
            kind="punctuation",
        )
    for match in _SCRIPT.finditer(text):
        if not _is_glossed(text, match.start()):
            yield Hit(
                Span(*match.span()),
                f"“{match.group()}” was left in another script: signs of machine translation",
                kind="script",
            )


def _is_glossed(text: str, place: int) -> bool:
    """Tell whether the words before announce the script, or are a name that it may repeat."""
    before = text[max(0, place - 20) : place]
    is_after_name = before.split()[-1:] and before.split()[-1][0].isupper()
    return bool(_GLOSSED.search(before) or is_after_name or before.endswith(", "))


def _is_latin(text: str) -> bool:
    sample = [char for char in text[:20_000] if char.isalpha()]
    return len(_LATIN.findall("".join(sample))) >= SMALLEST_SHARE_OF_LATIN * max(1, len(sample))


RULE = Rule(
    id="machine-translation/source-punctuation",
    summary="punctuation or a word in the script of another language",
    severity="warning",
    find=_find,
    what=(
        "Looks for full-width punctuation between Latin words, and for words of another script in "
        "running text that no parenthesis, quotation mark or “called” sets apart."
    ),
    why="A translation program carries over what it does not know.",
    known_problems="Texts that teach a language, or mix two, are found where they do not say so.",
    invalid=(
        Example("The plant opened in May⟦，⟧ and it employs 40 people.", ","),
        Example("They mended the ⟦мост⟧ in a week."),
    ),
    valid=(
        Example("The plant opened in May, and it employs 40 people (北京)."),
        Example("The Russian word мост means bridge."),
    ),
    languages=("en",),
    confidence=0.6,
    evidence="not measured: an estimate; no finding in 1.2 million words of clean news",
)
