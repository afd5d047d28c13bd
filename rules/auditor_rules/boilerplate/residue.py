"""Every line of a document with the probability that it is residue of the page, and its type."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor import Annotation, Document, Span, lines, view
from auditor_rules.boilerplate.line_features import line_rows
from auditor_rules.boilerplate.line_kinds import claims, is_prose
from auditor_rules.boilerplate.line_model import line_model
from auditor_rules.boilerplate.page_features import CODE_LINE

DOCUMENT_FILE = "boilerplate.json"
"""The model of whole documents, beside the line model."""
FAULTY = 0.05
"""Share of characters in residue lines from which a document counts as faulty."""
PLAIN = 0.03
"""For a paragraph between paragraphs: the share of residue among such lines in training."""
CLAIMED = 0.75
"""The least for a line that a rule of the first tier claims."""
DISPUTED = frozenset(
    {"breadcrumb", "contact-details", "date-stamp", "legal-footer", "view-counter"}
)
"""Kinds that annotators often keep as part of the article: for them the model decides."""
SPARED = 0.3
"""The most for a line that no rule claims and that is set in columns, or may be the headline."""
CERTAIN = 0.9
"""From here on even a first line is a menu's rather than the headline."""


class ResidueLine(NamedTuple):
    """A line, and how far it is residue."""

    span: Span
    probability: float
    kind: str
    """What a rule of the first tier calls it; else a guess by shape: ``menu`` up to three words,
    ``teaser`` for a line without a full stop, ``prose``."""


@view
def residue_lines(document: Document) -> tuple[ResidueLine, ...]:
    """Return the lines in order, each with its probability and its type."""
    model = line_model()
    bare = [PLAIN if row is None else model.probability(row) for row in line_rows(document)]
    return lines_with(document, bare)


def lines_with(document: Document, bare: Sequence[float]) -> tuple[ResidueLine, ...]:
    """Join the model's probabilities with what the rules of the first tier claim.

    A claimed line is residue at least as probably as its rule is right. A first line that no rule
    claims is taken for the headline; lines broken or set in by hand are no page's; rows of tables
    and code look like menus and are none.
    """
    kinds = {claim.span.start: kind for kind, each in claims(document).items() for claim in each}
    text, spans = document.text, lines(document)
    typed = typed_lines(text, spans)
    return tuple(
        ResidueLine(
            span,
            min(probability, PLAIN)
            if index in typed and span.start not in kinds
            else _weighed(probability, kinds.get(span.start), index == 0, _is_set(span.of(text))),
            kinds.get(span.start) or guessed_kind(span.of(text)),
        )
        for index, (span, probability) in enumerate(zip(spans, bare, strict=True))
    )


SHORTEST_WRAPPED = 40
"""Code points; shorter lines in lower case may be a menu's."""
_BREAKS_OFF = frozenset("abcdefghijklmnopqrstuvwxyz,;-")


def typed_lines(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the places of lines that somebody broke or set by hand, as no web page does.

    Prose that is broken in mid-sentence to keep lines short, and lines of code or examples that are
    set in by a tab or four blanks. What extractors leave of pages has hardly any.
    """
    found = {index for index, span in enumerate(spans) if _is_set_in(text, span.start)}
    for index, (span, following) in enumerate(pairwise(spans)):
        if (
            span.end - span.start >= SHORTEST_WRAPPED
            and text[span.end - 1] in _BREAKS_OFF
            and following.start - span.end <= LONGEST_BREAK
            and text[following.start].islower()
        ):
            found.update((index, index + 1))
    return frozenset(found)


LONGEST_BREAK = 12
"""Code points between the lines of a paragraph: the line's end and an indentation."""


def _is_set_in(text: str, start: int) -> bool:
    return text[start - 1 : start] == "\t" or text[max(0, start - 4) : start] == "    "


def _weighed(probability: float, claimed: str | None, is_first: bool, is_set: bool) -> float:
    if claimed is not None:
        return probability if claimed in DISPUTED else max(probability, CLAIMED)
    is_spared = is_set or (is_first and probability < CERTAIN)
    return min(probability, SPARED) if is_spared else probability


def _is_set(line: str) -> bool:
    """Tell whether the line is of a table or of code, which look like menus and are none."""
    return is_tabular(line) or (len(line) <= LONGEST_CODE and bool(CODE_LINE.search(line)))


LONGEST_CODE = 240
_GAP = re.compile(r"\S(?: {2,}|\t)\S")
_DIGIT = re.compile(r"\d")


def is_tabular(line: str) -> bool:
    """Tell whether the line is set in columns or fences code."""
    if "  " not in line and "\t" not in line and line[:1] != "`":
        return False  # nearly every line; the pattern looks at each character
    gap = _GAP.search(line)
    return line.startswith("```") or bool(gap and _DIGIT.search(line, gap.end()))


def guessed_kind(line: str) -> str:
    """Return what a line would be by its shape, if it were residue."""
    if is_prose(line):
        return "prose"
    return "menu" if line.count(" ") < 3 else "teaser"


def annotate(document: Document) -> tuple[Annotation, ...]:
    """Return one annotation per line, for `audit clean` and the reports."""
    threshold = line_model().thresholds["clean"]
    return tuple(
        Annotation(
            line.span,
            line.kind,
            "residue",
            (("probability", round(line.probability, 4)), ("threshold", threshold)),
        )
        for line in residue_lines(document)
    )


def residue_share(document: Document) -> float:
    """Return the share of the text's characters that are expected to be residue."""
    return share_of_chars(residue_lines(document))


def share_of_chars(found: Sequence[ResidueLine]) -> float:
    """Return the expected share of residue among the lines' characters; 0 for no lines."""
    total = sum(line.span.end - line.span.start for line in found)
    expected = sum((line.span.end - line.span.start) * line.probability for line in found)
    return expected / total if total else 0.0


def residue_chance(document: Document) -> float:
    """Return the chance that residue is ``FAULTY`` of the text or more, by the lines alone."""
    return chance_of_much(residue_lines(document))


def chance_of_much(found: Sequence[ResidueLine]) -> float:
    """Return that chance if lines were residue independently of one another; 0 for no lines.

    Normal approximation of the sum; a hundredth is added to its spread, for lines come in blocks.
    """
    sizes = [line.span.end - line.span.start for line in found]
    total = sum(sizes)
    if not total:
        return 0.0
    chances = [line.probability for line in found]
    mean = share_of_chars(found)
    spread = math.sqrt(
        sum(size * size * p * (1 - p) for size, p in zip(sizes, chances, strict=True))
    )
    return 0.5 * math.erfc((FAULTY - mean) / (spread / total + 0.01) / math.sqrt(2))


def residue_lines_share(document: Document) -> float:
    """Return the share of lines that are residue more likely than not."""
    return share_of_lines(residue_lines(document))


def share_of_lines(found: Sequence[ResidueLine]) -> float:
    """Return the share of lines above a probability of one half; 0 for no lines."""
    return sum(line.probability > 0.5 for line in found) / len(found) if found else 0.0


def claimed_share(document: Document) -> float:
    """Return the share of the text's characters in what rules of the first tier claim."""
    total = sum(span.end - span.start for span in lines(document))
    spans = [claim.span for each in claims(document).values() for claim in each]
    return sum(span.end - span.start for span in spans) / total if total else 0.0


SURE = frozenset(
    {
        *("menu", "share-bar", "comment-form", "cookie-notice", "login-form", "subscription-plea"),
        *("print-tools", "related-list", "app-promotion", "pagination", "page-widget"),
        *("paywall-teaser", "donation-plea", "advert-marker", "reader-comment", "comment-counter"),
        "legal-footer",
    }
)
"""Kinds that no article has of its own."""


def sure_lines(document: Document) -> float:
    """Return how many lines rules name as one of the kinds that no article has."""
    return float(sum(len(each) for kind, each in claims(document).items() if kind in SURE))


def sure_kinds(document: Document) -> float:
    """Return how many of those kinds the document has."""
    return float(sum(kind in SURE for kind in claims(document)))


def sure_share(document: Document) -> float:
    """Return the share of lines of those kinds; 0 for no lines."""
    count = len(lines(document))
    return sure_lines(document) / count if count else 0.0
