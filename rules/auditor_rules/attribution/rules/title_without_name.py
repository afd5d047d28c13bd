"""A title stands where its bearer's name has dropped out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, names
from auditor_rules.attribution.quoting import quoted

_OFFICE = (
    r"(?:(?:Vice |Deputy |Acting |Former )?(?:President|Chancellor|Premier|Prime Minister|King|"
    r"Queen)|(?:Prime|Foreign|Defen[cs]e|Finance|Interior|Health|Justice|Energy|Trade|Education) "
    r"Minister|(?:Defen[cs]e|Foreign|Treasury|Home|Health|Education) Secretary|Secretary of "
    r"(?:State|Defen[cs]e)|Army Chief|Navy Chief|Ambassador|Attorney General)"
)
_WITHOUT_NAME = re.compile(
    rf" (?P<office>{_OFFICE})"
    r"(?= (?:has|had|have|is|was|will|would|also|said|says|told|claimed|claims|stated|states|added|"
    r"announced|announces|warned|warns|insisted|confirmed|denied|declared|called|urged|accused|met|"
    r"arrived|visited|signed|expressed|spoke|gave)\b)"
)
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|every|each|any|no|of|as|for|s|former|new|next|first|"
    r"current|then|late|with|to|by|from|and|or|which|that|what|"
    r"when|how|because)|['’]s|s['’]|[-–—,/(&])\s*$",
    re.IGNORECASE,
)


FARTHEST = 300
"""Code points to either end of a line: no headline is longer."""


def _find(document: Document) -> Iterator[Hit]:
    text = document.text
    for name in names(document):
        if name.kind not in ("demonym", "place"):
            continue
        found = _WITHOUT_NAME.match(text, name.span.end)
        if found is None or not _is_body_text(text, name.span.start, found.end()):
            continue
        if _DETERMINED.search(text, max(0, name.span.start - 12), name.span.start) is None:
            span = Span(name.span.start, found.end())
            yield Hit(
                span,
                f"A name seems to have dropped out after {quoted(document, span)}: the title "
                "stands alone and without an article.",
                kind="dropped-name",
            )


def _is_body_text(text: str, start: int, end: int) -> bool:
    """Headlines leave articles out; a line with a full stop and a lower-case run is no headline."""
    least, most = max(start - FARTHEST, 0), min(end + FARTHEST, len(text))
    stop = text.find("\n", end, most)
    line = text[max(least, text.rfind("\n", least, start) + 1) : most if stop == -1 else stop]
    words = line.split()
    capitals = sum(word[:1].isupper() for word in words)
    goes_on = stop == -1 and most < len(text)
    ends_as_text = goes_on or line.rstrip()[-1:] in '.!?”"’'
    return len(words) >= 8 and capitals < 0.6 * len(words) and ends_as_text


RULE = Rule(
    id="attribution/title-without-name",
    summary="a title stands without the name it should bear",
    severity="warning",
    find=_find,
    what="Marks a nationality or country with a capitalised office and a verb right after it, and "
    "no article before it: such a title calls for a name. Headlines are left alone.",
    why="Scrapers drop the text of links, and names are what is linked most: the reader no longer "
    "learns who said or did it.",
    known_problems="Headline style inside a paragraph looks the same. Titles without a nationality "
    "are not judged: Indian and African English may say 'President said' rightly.",
    invalid=(
        Example("⟦Kenyan President⟧ has said that the port will close next year, and soon."),
        Example("On Friday ⟦French Foreign Minister⟧ told reporters that talks had ended early."),
    ),
    valid=(
        Example("The Kenyan President has said that the port will close next year, and soon."),
        Example("Kenyan President Ann Odhiambo has said that the port will close next year."),
        Example("Kenyan President Says Port Will Close"),
        Example("Her visit to the French President was called off at short notice on Friday."),
    ),
    sources=(Source("Associated Press Stylebook: titles"),),
    languages=("en",),
    confidence=0.6,
    evidence="not measured: an estimate; too rare in the dev data",
    is_silent_in_quotations=True,
)
