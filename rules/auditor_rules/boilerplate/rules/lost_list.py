"""A list was announced, and it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, lines

LONGEST_LABEL = 60
RUN = 3
"""So many announcements in a row are not a heading and its first subheading."""
_ANNOUNCED = re.compile(
    r"(?:\b(?:(?:are|is|includes?|including|included|as|see|read|lists?|listed) (?:the )?"
    r"(?:following|follows|below|these)|the following(?: [a-z]+){0,4}|as follows|"
    r"multitude of ways|(?:these|some|several|many|few) (?:[a-z]+ ){0,2}(?:reasons|ways|steps|tips|"
    r"examples|options|points|items|factors)|folgende[nrs]?(?: \w+){0,3}|wie folgt|"
    r"los siguientes(?: \w+){0,3}|las siguientes(?: \w+){0,3}|les suivants|suivantes|"
    r"i seguenti(?: \w+){0,3}|de volgende(?: \w+){0,3}|seguintes(?: \w+){0,3}|"
    r"(?:code|command|output|query|table|images?|pictures?|screenshots?|figure|chart|graph|diagram|"
    r"formula|equation|snippet|example)(?: below| above| here)?|"
    r"(?:uncover|like|do|see|use|try|run|type) "
    r"(?:it|this|these|so)))\s?:$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[•\-–—*·▪►○●>|\[(“\"'„«#`{$<]|\(?\d{1,3}[.):\s]|\(?[a-zA-Z][.)]\s|(?:first|one|q|a)\b",
    re.IGNORECASE,
)
_OF_CODE = re.compile(
    r"[=<>{}\"`]|\(\)|^(?:if|for|with|while|def|class|else|try|elif|except|case)\b|,$|[\w)]\]:$"
)
_CODE_ANNOUNCED = re.compile(
    r"\b(?:codes?|commands?|outputs?|query|queries|displays?|displayed|looks?|shown?|shows|returns?|prints?|"
    r"results?|uncover(?:ing)?|screenshots?|images?|pictures?|figures?)\b[^.:!?]{0,40}:$",
    re.IGNORECASE,
)
SHORT_PROSE = 30
"""The same after an announcement of code or a picture, which no sentence is."""
LONG_PROSE = 90
"""Code points; a paragraph of so much that opens like a new thought is no item."""


def find(document: Document) -> Iterator[Hit]:
    """Yield announcements that end in a colon and have nothing, or only another, after them."""
    text, spans = document.text, lines(document)
    ends = [text[span.end - 1] in ":：" for span in spans]
    runs = _runs(ends, [span.end - span.start for span in spans])
    for at, span in enumerate(spans):
        line = span.of(text)
        if not ends[at] or _OF_CODE.search(line) or text[span.start - 2 : span.start] == "  ":
            continue
        following = spans[at + 1].of(text) if at + 1 < len(spans) else ""
        is_inside = at in runs and at + 1 in runs and (at - 1 in runs)
        is_lost = _ANNOUNCED.search(line) and _is_no_list(following, LONG_PROSE)
        is_lost = is_lost or (
            _CODE_ANNOUNCED.search(line[-80:]) and _is_no_list(following, SHORT_PROSE)
        )
        if is_inside or is_lost:
            shown = line if len(line) <= LONGEST_LABEL else "…" + line[-LONGEST_LABEL:]
            message = f"a list is announced, and nothing follows: “{shown}”"
            yield Hit(span, message, kind="lost-list")


def _runs(ends: list[bool], sizes: list[int]) -> set[int]:
    """Return the places of short lines that end in a colon, in runs of ``RUN`` or more."""
    found: set[int] = set()
    start = 0
    for at in range(len(ends) + 1):
        if at < len(ends) and ends[at] and sizes[at] <= LONGEST_LABEL:
            continue
        if at - start >= RUN:
            found.update(range(start, at))
        start = at + 1
    return found


def _is_no_list(following: str, least: int) -> bool:
    if not following:
        return True
    if _ITEM.match(following):
        return False
    is_thought = following[0].isupper() and following[-1] in ".!?" and len(following) >= least
    return is_thought and ": " not in following[:60] and " – " not in following[:60]


RULE = Rule(
    id="boilerplate/lost-list",
    summary="A list was announced, and it is not there",
    severity="note",
    find=find,
    what=(
        "Three or more short lines in a row that end in a colon, and lines such as “the "
        "following:” at the end of the text or before a long paragraph that is no item."
    ),
    why="The scraper dropped the list, the table or the code: what was announced is missing.",
    known_problems="A form with empty fields; a paragraph that is itself what was announced.",
    invalid=(
        Example(
            "Zutaten für ein Blech:\n⟦für den Teig:⟧\n⟦für den Belag:⟧\nZubereitung:\n"
            "Den Ofen heizen und die Zwiebeln schälen."
        ),
        Example("The mill sold its stock. The owner said so.\n⟦The prices were as follows:⟧"),
    ),
    valid=(
        Example("For the dough:\nFlour\nWater\nFor the filling:\nOnions\nCream"),
        Example("The prices were as follows:\nWheat, 3 marks\nRye, 2 marks"),
        Example("Ingredients:\nFor the dough:\nFlour, water and salt."),
    ),
)
