"""A linked name was dropped from the sentence and left a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Example, Hit, Rule, Span, language, words
from auditor_rules.boilerplate.claims import is_prose


class Trace(NamedTuple):
    """One kind of trace that a dropped name leaves."""

    kind: str
    shape: re.Pattern[str]
    wording: str
    languages: tuple[str, ...] = ()
    """Languages whose grammar it rests on; empty for all."""


_NO_SUBJECT = r"(?:As|While|When|After|Before|Since|Although|Though|Because|Following|Despite)"
TRACES = (
    Trace(
        "space-before-mark",
        # Before an ellipsis or a decimal fraction a space is usual.
        re.compile(r"(?<=[^\W\d_]|[\"”’'\)\]%—–-])[ \u00a0]+(?:,(?!\w)|\.(?![.\w{]))"),
        "a space before the mark",
    ),
    Trace(
        "space-before-mark",
        re.compile(r"(?<=[^\W\d_]) (?:[;?!](?!\w)|[)\]](?=[\s.,;]))"),
        "a space before the mark",
        ("en", "de", "es", "pt", "it", "pl", "ru"),  # French puts one there
    ),
    Trace(
        "doubled-mark",
        re.compile(r"[,;:(—] ?,|, ?[.;:](?![.)(\w-])"),
        "two marks with nothing between them",
    ),
    Trace(
        "empty-brackets",
        re.compile(r"(?<!\w)(?:\([\s,;-]*\)|\[[\s,;-]{1,3}\])|“\s{0,2}”"),
        "brackets around nothing",
    ),
    Trace(
        "mark-at-start",
        re.compile(r"^(?:[,;:)]\s|\.\s(?=[A-Z])|[’']s\s)", re.MULTILINE),
        "a paragraph that begins with a mark",
    ),
    Trace(
        "verb-at-start",
        re.compile(
            r"(?:^|(?<=\n))(?=(?:is|are|was|were|has|have|had|will|would|said|says|and|or|which|who|"
            r"by|of|to|in|for|with|on|at|as)\s[^\n]{20})"
        ),
        "a paragraph that begins in the middle of a sentence",
        ("en",),
    ),
    Trace(
        "article-without-noun",
        re.compile(
            r"\b(?![Tt]he (?:to and fro|on switch|in)\b)(?:[Tt]he|an?|their|your|our|every)\s"
            r"(?=(?:is|are|was|were|has|have|had|would|could|and|or|but|of|which|to|in|on|at|for|"
            r"with|from|by|as|because|their|his)\s)"
        ),
        "an article without its noun",
        ("en",),
    ),
    Trace(
        "verb-without-subject",
        re.compile(
            rf"(?:(?<=[.!?] )|^){_NO_SUBJECT}\s[^,.;:!?\n]{{4,120}}, "
            r"(?=(?:has|have|had)\s(?:\w+ly\s)?(?:been|\w+ed|\w+n)\b)",
            re.MULTILINE,
        ),
        "a verb without its subject",
        ("en",),
    ),
)
CONTEXT = 30
"""Code points of the sentence shown before the hole."""
TOKENISED = 5
"""From so many spaced marks on, more than a third of all marks, the text is tokenised."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the places where a linked name seems to be missing."""
    for span, trace in holes(document):
        before = document.text[max(span.start - CONTEXT, 0) : span.end].split("\n")[-1]
        message = f"signs of a dropped link: {trace.wording}, “…{before}”"
        yield Hit(span, message, kind=trace.kind)


def holes(document: Document) -> Iterator[tuple[Span, Trace]]:
    """Yield the holes, each once, with the trace that gave it away; the span is at the hole."""
    spoken = language(document).code
    seen: set[int] = set()
    for trace in TRACES:
        if trace.languages and spoken not in (*trace.languages, "und"):
            continue
        found = [
            _at_hole(document.text, match, trace) for match in trace.shape.finditer(document.text)
        ]
        if trace.kind == "space-before-mark" and _is_tokenised(document.text, len(found)):
            return
        for span in found:
            if span.end not in seen and _is_in_sentence(document.text, span, trace):
                seen.add(span.end)
                yield span, trace


def holes_per_1000_words(document: Document) -> float:
    """Return the holes for every thousand words; 0 for a text without words."""
    count = len(words(document))
    return 1000 * sum(1 for _ in holes(document)) / count if count else 0.0


def _at_hole(text: str, match: re.Match[str], trace: Trace) -> Span:
    if trace.kind == "verb-without-subject":
        return Span(match.end() - 2, match.end())
    if match.end() == match.start():
        word = re.compile(r"\w+").match(text, match.start())
        return Span(match.start(), word.end() if word else match.end() + 1)
    return Span(match.start(), match.end())


def _is_tokenised(text: str, spaced: int) -> bool:
    return spaced >= TOKENISED and 3 * spaced > text.count(",") + text.count(".")


def _is_in_sentence(text: str, span: Span, trace: Trace) -> bool:
    """Tell whether a paragraph stands around the hole; a line broken in its middle does not."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : len(text) if end < 0 else end].strip()
    if trace.kind not in ("mark-at-start", "verb-at-start"):
        return any(map(str.isalpha, line))
    before = text[: max(start - 1, 0)].rstrip()
    return is_prose(line) and (not before or before[-1] in '.!?”"')


RULE = Rule(
    id="boilerplate/dropped-link",
    summary="A linked name was dropped from the sentence",
    severity="warning",
    find=find,
    what=(
        "The traces of a missing name: a space before a full stop or comma, two marks with nothing "
        "between, empty brackets, a paragraph that begins in the middle of a sentence, an article "
        "without its noun, a verb without its subject. The last three in English only."
    ),
    why=(
        "Scrapers that leave out links leave out the names in them: who did it, and where. The "
        "sentence still reads, and what it says is no longer what was written."
    ),
    known_problems=(
        "About half of dropped links leave no trace at all. Tokenised text, with a space before "
        "every mark, is left alone; so is a text broken into lines in the middle of its sentences."
    ),
    invalid=(
        Example("The army kept up its campaign in⟦ .⟧ The minister spoke of success."),
        Example("According to⟦ ,⟧ prices rose."),
        Example(
            "While it goes on shelling the towns along the border⟦, ⟧has intensified its raids."
        ),
        Example("She wrote it with her brother ⟦()⟧ in the spring of last year."),
        Example("He works for ⟦the ⟧and lives in Rome, where the firm was founded."),
    ),
    valid=(
        Example("The army kept up its campaign in June. The minister spoke ... of success."),
        Example("It costs .5 of a cent, or less."),
        Example("Call fetch() to read it; the list is empty: []."),
        Example("Le ministre a parlé ; la salle a ri !"),
        Example("The to and fro of the debate went on for a while."),
    ),
)
