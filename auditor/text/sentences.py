"""Lines and sentences: linear passes over line ends and terminators, with abbreviations."""

from __future__ import annotations

import re

from auditor.document import Span

_LINE = re.compile(r"[^\n]+")
# A terminator, closing marks after it, white space, and something that can open a sentence.
_BOUNDARY = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«„(\[]{0,3}[^\W_a-z])")
_MAX_LENGTH = 20
"""Code points before a full stop in which an abbreviation is looked for."""
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen rep gov gen col lt capt sgt maj cmdr adm pres sec rev hon st mt ft
    jr sr vs etc inc ltd co corp no nos vol pp fig approx est dept univ assn bros jan feb mar apr
    jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun a.m p.m i.e e.g cf al
    u.s u.k u.n e.u d.c ph.d messrs mme mlle sra srta supt insp det brig pvt cpl atty asst
    """.split()
)
# Abbreviations after which a sentence may well end: believed only when a title or name follows.
_MAY_END = frozenset(
    {"etc", "inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "d.c"}
)
_STARTER = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|For|That|This|These|Those|There|When|"
    r"While|If|As|However|His|Her|Its|Their|Our|My)\b"
)


def split_lines(text: str) -> tuple[Span, ...]:
    """Return the lines that hold more than white space, trimmed of it at both ends.

    In scraped text a line is a paragraph; use these as paragraphs too.
    """
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        trimmed = len(line.strip())
        if trimmed:
            start = match.start() + left
            spans.append(Span(start, start + trimmed))
    return tuple(spans)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences in order; none runs over the end of a line.

    A line without a full stop, such as a headline, is one sentence.
    """
    spans: list[Span] = []
    for line in split_lines(text):
        spans.extend(_sentences_of_line(text, line))
    return tuple(spans)


def _sentences_of_line(text: str, line: Span) -> list[Span]:
    spans = []
    start = line.start
    for boundary in _BOUNDARY.finditer(text, line.start, line.end):
        if not _is_abbreviation(text, start, boundary):
            end = boundary.end()
            spans.append(Span(start, start + len(text[start:end].rstrip())))
            start = end
    spans.append(Span(start, line.end))  # a boundary has something behind it
    return spans


def _is_abbreviation(text: str, start: int, boundary: re.Match[str]) -> bool:
    if text[boundary.start()] != ".":
        return False
    before = text[max(start, boundary.start() - _MAX_LENGTH) : boundary.start()]
    if not before or before[-1].isspace():
        return False
    word = before.split()[-1].lstrip("\"'“‘«„([").lower()
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    if is_initial:
        return True
    if word not in ABBREVIATIONS:
        return False
    return word not in _MAY_END or not _STARTER.match(text, boundary.end())
