"""Another story begins in the middle of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|"
    r"July|August|September|October|November|December)\.?"
)
_DATED = re.compile(
    r"(?<=[a-z0-9][.!?”\"])(?:[A-Z]{3,}[A-Z .'-]{0,30}, (?:[A-Z][a-z]+, )?"
    rf"{_MONTH} \d{{1,2}}\s?(?:\([A-Z][A-Za-z ]{{1,20}}\)\s?)?[:–—-]"
    r"|[A-Z]{3,}[A-Z .'-]{0,30}(?:, [A-Z][a-z]+)?\s?(?:\([A-Z][A-Za-z ]{1,20}\)\s?[:–—-]|[–—]))"
    r"(?=\s|[A-Z])"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield datelines that are glued to the end of another story."""
    for match in _DATED.finditer(document.text):
        message = f"another story begins in mid-line: the dateline “{match.group()[:50]}”"
        yield Hit(Span(*match.span()), message, kind="stitched")


RULE = Rule(
    id="boilerplate/stitched-story",
    summary="Another story begins in the middle of the text",
    severity="warning",
    find=find,
    what="A dateline in capitals right after a full stop, without a space between.",
    why="Two stories are one text: names and numbers of one will be taken for the other's.",
    known_problems="Stories that are joined without a dateline are not seen.",
    invalid=(
        Example("The ship left and the crowd stayed.⟦OSLO, June 2 :⟧ The bank raised its rate."),
    ),
    valid=(
        Example("OSLO, June 2: The bank raised its rate. The U.N.-led talks went on."),
        Example("They work for NATO - and for the E.U. too.It began in May."),
    ),
)
