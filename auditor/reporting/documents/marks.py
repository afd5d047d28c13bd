"""The document's text with every finding marked in place, as HTML.

Spans may overlap, so the text is cut wherever one begins or ends, and each piece names the
findings that cover it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from auditor.dimensions import CSS_CLASSES
from auditor.document import Span
from auditor.reporting.escaping import visible

MAX_AT_ONE_PLACE = 8
"""Findings that one piece names: the shortest; every one still has its anchor and its entry."""
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_NEWLINES = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text that a finding speaks of."""

    span: Span
    finding: int
    """The finding's position in the audit, from 0."""
    anchor: str
    dimension: str
    """Its CSS class."""
    severity: str
    replacement: str | None
    """What would stand there instead, where the finding has a suggestion."""
    is_related: bool


Ranked = tuple[int, str, Mark]


def marks_of(findings: Iterable[Mapping[str, Any]]) -> Iterator[Mark]:
    """Yield each finding's own place and the places it relates to."""
    for index, finding in enumerate(findings):
        places = [(f"m{index}", finding, False)]
        places += [(f"r{index}-{n}", each, True) for n, each in enumerate(finding["related"])]
        for anchor, place, is_related in places:
            if place["start"] is not None:
                yield Mark(
                    Span(place["start"], max(place["end"], place["start"] + 1)),
                    index,
                    anchor,
                    CSS_CLASSES[finding["dimension"]],
                    finding["severity"],
                    None if is_related else finding["suggestion"],
                    is_related,
                )


def paragraphs(text: str) -> list[Span]:
    """Return the blocks to show as paragraphs: at blank lines, or at newlines where none is."""
    separator = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _NEWLINES
    spans, start = [], 0
    for gap in separator.finditer(text):
        spans.append(Span(start, gap.start()))
        start = gap.end()
    spans.append(Span(start, len(text)))
    return [span for span in spans if span.of(text).strip()]


def marked_text(text: str, findings: Iterable[Mapping[str, Any]]) -> Markup:
    """Return the text as HTML paragraphs with the findings marked."""
    marks = [mark for mark in marks_of(findings) if mark.span.end <= len(text)]
    blocks = paragraphs(text)
    cuts = {cut for mark in marks for cut in mark.span} | {cut for block in blocks for cut in block}
    cuts.update((0, len(text)))
    starting, ending = _edges(marks)
    active: list[Ranked] = []
    begins, ends = {block.start for block in blocks}, {block.end for block in blocks}
    out: list[str] = []
    ordered = sorted(cuts)
    for cut, following in zip(ordered, [*ordered[1:], len(text)], strict=True):
        if cut in ends:
            out.append("</p>\n")
        for mark in ending[cut]:
            active.pop(bisect_left(active, _ranked(mark)))
        if cut in begins:
            out.append("<p>")
        for mark in starting[cut]:
            insort(active, _ranked(mark))
        piece = Span(cut, following)
        if active and (starting[cut] or piece.of(text).strip()):
            covering = [mark for *_, mark in active[:MAX_AT_ONE_PLACE]]
            out.append(_piece(piece, text, covering, starting[cut]))
        else:
            out.append(escape(visible(piece.of(text))))
    return Markup("".join(out))


def _edges(marks: list[Mark]) -> tuple[defaultdict[int, list[Mark]], defaultdict[int, list[Mark]]]:
    starting: defaultdict[int, list[Mark]] = defaultdict(list)
    ending: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.span.start].append(mark)
        ending[mark.span.end].append(mark)
    return starting, ending


def _ranked(mark: Mark) -> Ranked:
    """Order marks by length; kept sorted, the shortest are at hand however many overlap."""
    return (mark.span.end - mark.span.start, mark.anchor, mark)


def _piece(piece: Span, text: str, covering: list[Mark], starting: list[Mark]) -> str:
    first = covering[0]
    anchors = [mark.anchor for mark in starting]
    own = first.anchor if first.anchor in anchors else next(iter(anchors), "")
    before = "".join(f'<span id="{anchor}"></span>' for anchor in anchors if anchor != own)
    content = escape(visible(piece.of(text)))
    for dimension in dict.fromkeys(mark.dimension for mark in covering[1:]):
        if dimension != first.dimension:
            content = Markup('<span class="{}">{}</span>').format(dimension, content)
    named = " ".join(str(each) for each in dict.fromkeys(mark.finding for mark in covering))
    is_cut = any(mark.dimension == "bp" and mark.replacement == "" for mark in covering)
    return f"{before}<a{_attributes(first, own, named, piece, is_cut)}>{content}</a>"


def _attributes(mark: Mark, own: str, named: str, piece: Span, is_cut: bool) -> str:
    classes = f"m {mark.dimension} {mark.severity}"
    classes += " rel" * mark.is_related + " cut" * is_cut
    is_last = piece.end == mark.span.end
    parts = [f' class="{classes}" href="#f{mark.finding}" data-f="{named}"']
    parts.append(f' id="{own}" aria-describedby="f{_finding_of(own)}"' if own else ' tabindex="-1"')
    if mark.replacement is not None and is_last:
        parts.append(Markup(' data-s="{}"').format(visible(mark.replacement)))
    return "".join(parts)


def _finding_of(anchor: str) -> str:
    return anchor[1:].split("-", maxsplit=1)[0]
