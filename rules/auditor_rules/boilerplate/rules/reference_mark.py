"""The marks of footnotes were left in the text without the footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.boilerplate.page_features import line_shapes

_MARK = re.compile(
    r"(?<=[^\W_]|[.,;:!?)\]”\"’'%])(?:\[(?:\d{1,3}|[a-z]|note \d{1,2}|nb \d{1,2}|n \d{1,2})\]){1,6}"
    r"(?=[\s.,;:)—–-]|[A-Z]|$)"
)
_WORDED = re.compile(
    r"\[(?:citation needed|clarification needed|better source needed|when\?|who\?|by whom\?|"
    r"according to whom\?|dubious – discuss|dead link|full citation needed|page needed|"
    r"not in citation given|failed verification|original research\?|update|edit|source|sources|"
    r"cite|ref|permalink|"
    r"(?:réf|ref|référence) (?:nécessaire|souhaitée)|cita requerida|carece de fontes\??|"
    r"senza fonte|bron\?|źródło\?|источник не указан)\]"
)
_NOTE = re.compile(r"^[ \t]{0,4}(?:\[\d{1,3}\]|\d{1,3}\.|\^)[ \t]", re.MULTILINE)
LEAST = 2
"""Marks; a lone number in brackets may be an editor's."""
_CODE = re.compile(r"\w\[\d{1,3}\]\s?[=.\[(;]|[;{]\s*$", re.MULTILINE)


def find(document: Document) -> Iterator[Hit]:
    """Yield the marks, unless the notes that they point to are there or the text is code."""
    text = document.text
    if "[" not in text:
        return
    marks = list(_MARK.finditer(text))
    has_notes = len(_NOTE.findall(text)) >= LEAST
    is_code = "```" in text or _CODE.search(text) or line_shapes(document).count("C") >= LEAST
    if len(marks) < LEAST or has_notes or is_code:
        marks = []
    found = {(mark.start(), mark.end()) for mark in (*marks, *_WORDED.finditer(text))}
    for start, end in sorted(found):
        message = f"signs of an encyclopaedia's page: the reference mark “{text[start:end]}”"
        yield Hit(Span(start, end), message, suggestion="", kind="reference-mark")


RULE = Rule(
    id="boilerplate/reference-mark",
    summary="Marks of footnotes whose notes are missing",
    severity="note",
    find=find,
    what=(
        "Two or more numbers in brackets right after a word or a mark, where no line begins with "
        "such a number; and the notices of an encyclopaedia's editors, such as “[clarification "
        "needed]”, in six languages."
    ),
    why="The text was copied from a page with notes, and the sources stayed behind.",
    known_problems="A paper whose list of references was cut off on purpose looks the same.",
    invalid=(
        Example(
            "Canals brought coal to the town.⟦[20]⟧ With the railway, its price fell.⟦[21][22]⟧ "
            "The last barge left in 1938."
        ),
        Example("The mill burned down⟦[when?]⟧ and was never built again."),
    ),
    valid=(
        Example("The list [3] of names holds two, a[0] and a[1]."),
        Example("“We saw [it] twice,” she said, “and [2] more came.”"),
        Example(
            "Coal came by water.[1] Then the railway came.[2]\n[1] Annals, 1880.\n[2] Annals, 1890."
        ),
    ),
)
