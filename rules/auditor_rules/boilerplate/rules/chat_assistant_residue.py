"""Words or tokens of a chat assistant were left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.lexicons import lexicon, phrase_hits

LIST = "boilerplate/chat-phrases"
_TOKEN = re.compile(
    r":?contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?|\boaicite:\d{1,4}|"
    r"\bturn\d{1,3}(?:search|view|news|image|fetch|file)\d{1,3}\b|【\d{1,4}(?::\d{1,4})?†[^】\n]{0,60}】|"
    r"\[cite_start\]|\[cite: ?\d[\d, ]{0,20}\]|\[oai_citation:[^\]\n]{0,80}\]|"
    r"\butm_source=(?:chatgpt\.com|openai|copilot\.com|perplexity(?:\.ai)?|gemini|claude\.ai)|"
    r"\battribut(?:ion|able)Index\b|\bgrok_card\b"
)
_MARKS = (
    *("oai", "†", "[cite", "utm_source=", "grok_card", "ionIndex", "ableIndex"),
    *(f"turn{digit}" for digit in range(10)),
)
"""One of these stands in every token: looked for first, because most texts have none."""


def find(document: Document) -> Iterator[Hit]:
    """Yield phrases that assistants say about themselves or their task, and their tokens."""
    for hit in phrase_hits(document, LIST):
        is_opening = lexicon(LIST)[hit.phrase]["place"] == "opens"
        if not is_opening or _opens_line(document.text, hit.span.start):
            words = hit.span.of(document.text)
            yield Hit(hit.span, f"signs of a chat assistant: “{words}”", kind="phrase")
    if not any(mark in document.text for mark in _MARKS):
        return
    for token in _TOKEN.finditer(document.text):
        span = Span(token.start(), token.end())
        message = f"signs of a chat assistant: its citation token “{token.group()}”"
        yield Hit(span, message, suggestion="", kind="token")


def _opens_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(' *#>"“”')


RULE = Rule(
    id="boilerplate/chat-assistant-residue",
    summary="Words or tokens of a chat assistant were left in the text",
    severity="error",
    find=find,
    what=(
        'What assistants say of themselves and their task ("as an AI language model", "Certainly! '
        'Here is") in eight languages, and the citation tokens and tracking parameters that come '
        "along when an answer is copied."
    ),
    why="Nobody read the text before it was published.",
    known_problems=(
        "An article about such leftovers names them, usually between quotation marks: there the "
        'rule is silent. Offers such as "let me know if you\'d like me to" also end letters.'
    ),
    invalid=(
        Example("⟦As an AI language model⟧, I cannot predict the harvest."),
        Example("⟦Certainly! Here⟧ is the article on the harvest.\nThe harvest failed."),
        Example("The harvest failed ⟦:contentReference[oaicite:3]{index=3}⟧.", suggestion=""),
        Example("Die Ernte fiel aus. ⟦Als KI-Sprachmodell⟧ kann ich das nicht beurteilen."),
    ),
    valid=(
        Example("The text contained the words “as an AI language model”, the teacher said."),
        Example("Whether a large language model can write is disputed."),
        Example("It was certainly here that the harvest failed."),
    ),
    is_silent_in_quotations=True,
)
